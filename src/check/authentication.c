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
	if (sender || (in->message->return_path_given && query.helo.n)) {
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

void authenticate(struct inspection *in)
{
	struct door_options options = {
		.contact = CONTACT_LOOKUP, /* a file tells nobody */
		.answers = in->env->answers,
		.clock = in->env->clock,
	};
	struct door *door;

	if (!in->env->answers || in->path.origin.addr.kind == IP_NONE)
		return;
	door = door_new(in->arena, &options);
	evaluate_spf(in, door);
	in->authentication.answer_count = door_settle(door, &in->authentication.answers);
}
