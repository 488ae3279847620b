/* check/authentication.c - see authentication.h. */
#include "check/inspection.h"

#include "base/limits.h"
#include "check/origin.h"
#include "check/secrets.h"

struct spf_state {
	struct spf_query query;
	bool done;
};

/* What is read once, and what is settled. */
struct authentication_run {
	struct spf_state spf[AUTHENTICATION_SPF];
	uint32_t spf_count;
	struct dkim_run *dkim;
	struct arc_run *arc;
	bool dkim_done, arc_done;
};

static void collect_secrets(const struct inspection *in, struct secrets *ret)
{
	const struct hop *hop = origin_hop(in);

	secrets_of(in->arena, in->message, hop ? hop->received.for_ : STR_NONE, ret);
}

/* Or one that holds no address. */
static bool has_null_path(const struct inspection *in)
{
	return in->env->override.null_path || in->message->return_path_given;
}

static void add_query(struct inspection *in, const struct spf_query *query)
{
	struct authentication_run *run = in->authentication.run;

	run->spf[run->spf_count++].query = *query;
}

/* Whom SPF is evaluated for. */
static void choose_spf(struct inspection *in)
{
	const struct identity *sender = identity_first(&in->ids, ID_RETURN_PATH);
	struct spf_query query = { .ip = in->path.origin.addr,
				   .helo = in->path.origin.helo,
				   .clock = in->env->clock };
	struct secrets secrets;

	collect_secrets(in, &secrets);
	query.secrets = secrets.items;
	query.secret_count = secrets.count;
	if (sender || (has_null_path(in) && query.helo.n)) {
		query.scope = SPF_MAILFROM;
		query.mail_from = sender ? sender->text : STR("");
		add_query(in, &query);
	}
	if (query.helo.n) {
		query.scope = SPF_HELO;
		query.mail_from = STR("");
		add_query(in, &query);
	}
}

static bool evaluate_spf(struct inspection *in)
{
	struct authentication *auth = &in->authentication;
	struct authentication_run *run = auth->run;
	bool done = true;

	for (uint32_t i = 0; i < run->spf_count; i++) {
		struct spf_state *state = &run->spf[i];

		if (!state->done)
			state->done = spf_check(in->arena, auth->door, &state->query,
						&auth->spf[i]);
		auth->spf_query[i] = state->query;
		done &= state->done;
	}
	auth->spf_count = done ? run->spf_count : 0;
	return done;
}

static int64_t received_at(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	return hop && hop->received.date.ok ? hop->received.date.utc : -1;
}

static bool evaluate_signatures(struct inspection *in)
{
	struct authentication *auth = &in->authentication;
	struct authentication_run *run = auth->run;

	if (!run->dkim_done)
		run->dkim_done = dkim_round(run->dkim, auth->door, &auth->dkim);
	if (!run->arc_done)
		run->arc_done = arc_round(run->arc, auth->door, &auth->arc);
	return run->dkim_done && run->arc_done;
}

static void identifiers(struct inspection *in, struct dmarc_query *query)
{
	const struct authentication *auth = &in->authentication;
	struct dmarc_identifier *ids =
	    arena_alloc_array(in->arena, auth->dkim.count, sizeof *ids);

	for (uint32_t i = 0; i < auth->dkim.count; i++) {
		const struct dkim_signature *signature = &auth->dkim.items[i];

		ids[i].domain = signature->domain;
		ids[i].state = signature->code == DKIM_PASS	   ? DMARC_ID_PASS
			       : signature->code == DKIM_UNCHECKED ? DMARC_ID_UNCHECKED
								   : DMARC_ID_OTHER;
	}
	query->dkim = ids;
	query->dkim_count = auth->dkim.count;
	query->spf.state = DMARC_ID_OTHER;
	if (auth->spf_count == 0 || auth->spf[0].scope != SPF_MAILFROM)
		return;
	query->spf.domain = auth->spf[0].domain;
	if (auth->spf[0].code == SPF_PASS)
		query->spf.state = DMARC_ID_PASS;
	else if (auth->spf[0].code == SPF_UNCHECKED)
		query->spf.state = DMARC_ID_UNCHECKED;
}

static bool is_judged(const struct authentication *auth, struct str domain)
{
	for (uint32_t i = 0; i < auth->dmarc_count; i++)
		if (str_eq_nocase(auth->dmarc[i].domain, domain))
			return true;
	return false;
}

/* While SPF or a key is waited for, this asks what it can already know. */
static bool evaluate_dmarc(struct inspection *in)
{
	const struct address_list *from = &in->message->from;
	struct authentication *auth = &in->authentication;
	struct dmarc_query query = { 0 };
	bool done = true;

	auth->dmarc_count = 0;
	identifiers(in, &query);
	for (uint32_t i = 0; i < from->count; i++) {
		query.from_domain = from->items[i].domain;
		if (is_judged(auth, query.from_domain))
			continue;
		if (auth->dmarc_count == LIMIT_DMARC) {
			auth->dmarc_cut = true;
			break;
		}
		done &= dmarc_check(in->arena, auth->door, &query,
				    &auth->dmarc[auth->dmarc_count]);
		auth->dmarc_count++;
	}
	return done;
}

/* Asked for once DMARC is settled: it depends on it. */
static bool evaluate_bimi(struct inspection *in)
{
	struct authentication *auth = &in->authentication;
	struct bimi_query query = {
		.message = in->message,
		.dmarc = auth->dmarc_count == 1 ? &auth->dmarc[0] : NULL,
		.dkim = &auth->dkim,
		.roots = in->env->roots,
		.received_at = received_at(in),
		.clock = in->env->clock,
	};

	return bimi_check(in->arena, auth->door, &query, &auth->bimi);
}

enum dmarc_code authentication_dmarc(const struct authentication *auth)
{
	enum dmarc_code code = auth->dmarc_count ? auth->dmarc[0].code : DMARC_NONE;

	for (uint32_t i = 1; i < auth->dmarc_count; i++)
		if (code == DMARC_PASS)
			code = auth->dmarc[i].code;
	return code == DMARC_PASS && auth->dmarc_cut ? DMARC_UNCHECKED : code;
}

void authenticate_begin(struct inspection *in)
{
	struct authentication *auth = &in->authentication;

	smime_verify(in->arena, in->message, in->env->roots, received_at(in),
		     in->env->clock, &auth->smime);
	if (!auth->door)
		return;
	auth->run = arena_new_of(in->arena, struct authentication_run);
	auth->run->dkim =
	    dkim_begin(in->arena, in->message, received_at(in), in->env->clock);
	auth->run->arc = arc_begin(in->arena, in->message, in->env->clock);
	auth->dmarc = arena_alloc_array(in->arena, LIMIT_DMARC, sizeof *auth->dmarc);
	if (in->path.origin.addr.kind != IP_NONE)
		choose_spf(in);
}

bool authenticate_name_round(struct inspection *in, struct str name)
{
	struct authentication *auth = &in->authentication;
	struct dmarc_query query = { .from_domain = name };

	if (auth->dmarc_count)
		return true;
	if (!auth->dmarc)
		auth->dmarc = arena_new_of(in->arena, struct dmarc_result);
	auth->dmarc_count = dmarc_check(in->arena, auth->door, &query, auth->dmarc);
	return auth->dmarc_count > 0;
}

bool authenticate_round(struct inspection *in)
{
	struct authentication *auth = &in->authentication;
	bool done;

	if (!auth->run || auth->evaluated)
		return true;
	done = evaluate_spf(in);
	done &= evaluate_signatures(in);
	done &= evaluate_dmarc(in);
	if (!done || !evaluate_bimi(in))
		return false;
	auth->evaluated = true;
	return true;
}
