/* check/authentication.c - see authentication.h. */
#include "check/inspection.h"

#include "base/limits.h"
#include "check/origin.h"

struct secrets {
	struct str *items;
	uint32_t count, cap;
};

static void add_secret(struct arena *arena, struct secrets *secrets, struct str address)
{
	if (address.n == 0)
		return;
	ARENA_GROW(arena, secrets->items, secrets->count, secrets->cap);
	secrets->items[secrets->count++] = address;
}

/* Whom the message reached, or names as its readers: no name that is asked for may tell
 * it. */
static void collect_secrets(const struct inspection *in, struct secrets *ret)
{
	const struct hop *hop = origin_hop(in);

	*ret = (struct secrets){ 0 };
	for (uint32_t i = 0; i < in->ids.count; i++) {
		const struct identity *id = &in->ids.items[i];

		if (id->role == ID_TO || id->role == ID_DELIVERED_TO)
			add_secret(in->arena, ret, id->text);
	}
	if (hop)
		add_secret(in->arena, ret, hop->received.for_);
}

static void evaluate(struct inspection *in, struct door *door,
		     const struct spf_query *query)
{
	struct authentication *auth = &in->authentication;
	struct spf_result *result = &auth->spf[auth->spf_count];

	if (!spf_check(in->arena, door, query, result))
		return; /* nobody carries questions outside yet */
	auth->spf_query[auth->spf_count++] = *query;
}

/* Or one that holds no address. */
static bool has_null_path(const struct inspection *in)
{
	return in->env->override.null_path || in->message->return_path_given;
}

static void evaluate_spf(struct inspection *in, struct door *door)
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
		evaluate(in, door, &query);
	}
	if (query.helo.n) {
		query.scope = SPF_HELO;
		query.mail_from = STR("");
		evaluate(in, door, &query);
	}
}

static int64_t received_at(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	return hop && hop->received.date.ok ? hop->received.date.utc : -1;
}

static void evaluate_signatures(struct inspection *in, struct door *door)
{
	struct authentication *auth = &in->authentication;

	dkim_verify(in->arena, door, in->message, received_at(in), in->env->clock,
		    &auth->dkim);
	arc_verify(in->arena, door, in->message, in->env->clock, &auth->arc);
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

static void evaluate_dmarc(struct inspection *in, struct door *door)
{
	const struct address_list *from = &in->message->from;
	struct authentication *auth = &in->authentication;
	struct dmarc_query query = { 0 };

	auth->dmarc = arena_alloc_array(in->arena, LIMIT_DMARC, sizeof *auth->dmarc);
	identifiers(in, &query);
	for (uint32_t i = 0; i < from->count; i++) {
		query.from_domain = from->items[i].domain;
		if (is_judged(auth, query.from_domain))
			continue;
		if (auth->dmarc_count == LIMIT_DMARC) {
			auth->dmarc_cut = true;
			return;
		}
		if (dmarc_check(in->arena, door, &query, &auth->dmarc[auth->dmarc_count]))
			auth->dmarc_count++;
	}
}

enum dmarc_code authentication_dmarc(const struct authentication *auth)
{
	enum dmarc_code code = auth->dmarc_count ? auth->dmarc[0].code : DMARC_NONE;

	for (uint32_t i = 1; i < auth->dmarc_count; i++)
		if (code == DMARC_PASS)
			code = auth->dmarc[i].code;
	return code == DMARC_PASS && auth->dmarc_cut ? DMARC_UNCHECKED : code;
}

void authenticate(struct inspection *in)
{
	struct door_options options = {
		.contact = CONTACT_LOOKUP, /* a file tells nobody */
		.answers = in->env->answers,
		.clock = in->env->clock,
	};
	struct door *door;

	if (!in->env->answers)
		return;
	door = door_new(in->arena, &options);
	in->authentication.evaluated = true;
	if (in->path.origin.addr.kind != IP_NONE)
		evaluate_spf(in, door);
	evaluate_signatures(in, door);
	evaluate_dmarc(in, door);
	in->authentication.answer_count = door_settle(door, &in->authentication.answers);
}
