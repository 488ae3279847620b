/* check/inspect.c - the whole analysis of one message, or of one thing, in order: parse,
 * facts, checks, verdict. Nothing here knows what any check looks for. */
#include "check/inspection.h"

#include "base/digest.h"
#include "check/brand_claim.h"
#include "check/check.h"
#include "check/page_claims.h"
#include "check/subject.h"
#include "check/surroundings.h"
#include "language/speaker.h"
#include "maillog/query.h"
#include "verdict/verdict.h"

/* "hdr.msgid-missing" is named by itself and by its area, "hdr". */
static bool named(const struct str_list *list, struct str id)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq_nocase(list->items[i], id) ||
		    str_eq_nocase(list->items[i], str_until(id, '.')))
			return true;
	return false;
}

/* Of what was not read at all, nothing can be missing: only the reason is told. */
static bool nothing_read(const struct inspection *in)
{
	if (in->thing)
		return in->thing->kind == THING_NONE;
	return in->outer->raw.n == 0 && (in->input.error.n || in->input.death.n);
}

/* What is judged by names, addresses and what stands there, whoever wrote of them. */
static bool needs_no_message(struct str id)
{
	static const struct str areas[] = {
		STR("dns."), STR("net."),   STR("reg."), STR("tls."),	STR("web."),
		STR("rep."), STR("infra."), STR("log."), STR("limit."),
	};

	for (size_t i = 0; i < COUNT(areas); i++)
		if (str_starts(id, areas[i]))
			return true;
	return false;
}

/* Hundreds of ids lie in as many places of memory: they are read where some are left out.
 */
static bool all_wanted(const struct inspection *in)
{
	const struct env *env = in->env;

	return !in->thing && !nothing_read(in) && env->only.count == 0 &&
	       env->skip.count == 0;
}

static bool wanted(const struct inspection *in, const struct check *check)
{
	const struct env *env = in->env;
	struct str id = str_c(check->id);

	if (nothing_read(in) && !str_starts(id, STR("limit.")))
		return false;
	if (in->thing && !needs_no_message(id))
		return false;
	if (env->only.count && !named(&env->only, id))
		return false;
	return !named(&env->skip, id);
}

/* Who wrote, by which way, and what is enclosed: enough to know what may be asked. */
static void begin_facts(struct inspection *in)
{
	const struct env *env = in->env;

	path_build(in->arena, in->message, env->site, &env->override, &in->path);
	identity_collect(in->arena, in->message, &in->path, env->site, env->tables,
			 &env->override, &in->ids);
	attachments_begin(in->arena, in->message, &in->attachments);
}

/* In whose name text, links, pictures and files speak. */
static void find_speakers(struct inspection *in)
{
	struct speaker_query query = {
		.message = in->message,
		.links = &in->links,
		.passages = &in->passages,
		.attachments = &in->attachments,
	};

	claims_context_of(in, &query.context);
	speakers_find(in->arena, &query, &in->claims);
}

/* Of all that is read; once that is known. */
static void find_levers(struct inspection *in)
{
	const struct date *date = &in->message->date;
	struct lever_time time = { .dated = date->ok,
				   .date = date->utc,
				   .offset =
				       date->zone_known ? date->offset_minutes : 0 };

	levers_find(in->arena, &in->passages, &in->env->tables->phrases, &time,
		    &in->levers);
	numbers_find(in->arena, &in->passages, &in->numbers);
}

/* What it says and where it leads, attachments and all. */
static void finish_facts(struct inspection *in)
{
	const struct env *env = in->env;

	brand_claims(in->arena, in->message, &in->ids, env->site, env->tables,
		     &in->claims);
	links_gather(in->arena, in->message, &in->ids, env->site, env->tables,
		     &in->links);
	attachments_links(in->arena, &in->attachments, &in->links);
	passages_gather(in->arena, in->message, &in->links, &in->passages);
	attachments_passages(in->arena, &in->attachments, &in->links, &in->passages);
	find_speakers(in);
	find_levers(in);
}

/* The message is empty, so that nothing is found in it. */
static void begin_thing(struct inspection *in, struct str text)
{
	struct thing *thing = arena_new_of(in->arena, struct thing);

	thing_read(in->arena, text, thing);
	in->thing = thing;
	/* Of a name, its site is what may be visited. */
	if (thing->url.n &&
	    (thing->kind == THING_URL || in->env->allowed >= CONTACT_VISIT))
		links_of_asked(in->arena, thing->url, in->env->site, in->env->tables,
			       &in->links);
	if (thing->kind == THING_NONE)
		return;
	surroundings_open_door(in);
	if (thing->kind == THING_QUEUE_ID) {
		surroundings_begin_log(in);
		return;
	}
	surroundings_begin(in);
}

static void begin_message(struct inspection *in)
{
	begin_facts(in);
	surroundings_open_door(in);
	surroundings_begin_log(in);
}

/* Once the attachments are known: what can be looked up hangs on what is in them. A plan
 * goes on without: it says that more may follow. */
static bool decode_round(struct inspection *in)
{
	if (in->decoded)
		return true;
	if (!attachments_round(in->arena, in->door, &in->attachments) && !in->env->plan)
		return false;
	attachments_read(in->arena, &in->attachments);
	in->decoded = true;
	finish_facts(in);
	authenticate_begin(in);
	surroundings_begin(in);
	return true;
}

void env_salt(const struct env *env, const struct input *input, char ret[65])
{
	struct buf mixed;

	memcpy(ret, input->sha256, 65);
	if (env->kept_salt.n == 64)
		memcpy(ret, env->kept_salt.p, 64);
	else if (env->salt.n) {
		buf_init(&mixed, 0);
		buf_add(&mixed, env->salt);
		buf_add_char(&mixed, '\n');
		buf_add_c(&mixed, input->sha256);
		digest_sha256(buf_peek(&mixed), ret);
		buf_fini(&mixed);
	}
}

static struct inspection *begin(struct arena *arena, const struct env *env,
				const struct input *input, struct str bytes,
				const struct message_options *options, bool alone)
{
	struct inspection *in = arena_new_of(arena, struct inspection);

	in->arena = arena;
	in->env = env;
	in->input = *input;
	in->alone = alone;
	in->headers_only = options->headers_only;
	env_salt(env, input, in->salt);
	in->outer = in->message =
	    message_parse(arena, input->thing ? STR("") : bytes, options);
	if (input->thing) {
		begin_thing(in, bytes);
		return in;
	}
	in->message = mail_to_examine(in);
	begin_message(in);
	return in;
}

struct inspection *inspect_begin(struct arena *arena, const struct env *env,
				 const struct input *input, struct str bytes,
				 const struct message_options *options)
{
	return begin(arena, env, input, bytes, options, false);
}

/* Who may write under its name. */
static bool thing_round(struct inspection *in)
{
	return in->thing->ip.kind != IP_NONE ||
	       authenticate_name_round(in, in->thing->host.ascii);
}

bool inspect_round(struct inspection *in)
{
	struct authentication *auth = &in->authentication;
	bool done, log_done;

	if (in->door)
		door_begin_round(in->door);
	log_done = !in->log_query || maillog_round(in->log_query, &in->log);
	if (!in->thing && !decode_round(in))
		return false;
	done = log_done;
	if (auth->door) {
		done &= in->thing ? thing_round(in) : authenticate_round(in);
		done &= surroundings_round(in);
	}
	if (done && in->door)
		auth->answer_count = door_settle(in->door, &auth->answers);
	/* A fact like the others: a case that is shown again has it by its answers. */
	if (done && in->visits && !in->thing)
		page_claims_find(in);
	return done;
}

struct door *inspect_door(const struct inspection *in)
{
	return in->door;
}

void inspect_finish(struct inspection *in)
{
	bool all = all_wanted(in);

	for (const struct check *const *check = check_table; *check; check++)
		if (all || wanted(in, *check))
			(*check)->run(in, *check);
	if (in->thing)
		in->verdict.class_ = VERDICT_UNDECIDED;
	else
		verdict_reach(in);
}

struct inspection *inspect(struct arena *arena, const struct env *env,
			   const struct input *input, struct str bytes,
			   const struct message_options *options)
{
	struct inspection *in = begin(arena, env, input, bytes, options, true);

	inspect_round(in);
	inspect_finish(in);
	return in;
}

struct judgement inspect_apart(struct inspection *in, struct message *message)
{
	size_t used = arena_used(in->arena);
	struct env env = *in->env;
	struct inspection apart = {
		.arena = in->arena,
		.env = &env,
		.input = in->input,
		.outer = in->outer,
		.message = message,
		.headers_only = in->headers_only,
		.alone = true,
	};

	env.contact = env.allowed = CONTACT_OFFLINE;
	env.has_log = env.plan = false;
	env.answers = NULL;
	env.recording = NULL;
	env.only = env.skip = (struct str_list){ 0 };
	memcpy(apart.salt, in->salt, sizeof apart.salt);
	begin_message(&apart);
	inspect_round(&apart);
	inspect_finish(&apart);
	used = arena_used(in->arena) - used;
	arena_raise(in->arena, used);
	return (struct judgement){ apart.verdict.class_, apart.verdict.score, used };
}

/* Most of what is looked for was not found: a bit says so. Ids differ in their lengths
 * and in their last letters. */
static unsigned bit_of(struct str id)
{
	unsigned last = id.n > 3 ? (unsigned char)id.p[id.n - 1] * 3u +
				       (unsigned char)id.p[id.n - 3] * 17u
				 : 0;

	return ((unsigned)id.n * 29u + last) % 256;
}

void inspection_note(struct inspection *in, struct str id)
{
	unsigned bit = bit_of(id);

	in->found[bit / 64] |= (uint64_t)1 << bit % 64;
}

const struct finding *inspection_find(const struct inspection *in, struct str id)
{
	unsigned bit = bit_of(id);

	if (!(in->found[bit / 64] >> bit % 64 & 1))
		return NULL;
	for (uint32_t i = 0; i < in->finding_count; i++)
		if (str_eq(in->findings[i]->id, id))
			return in->findings[i];
	return NULL;
}

int32_t inspection_part_id(const struct inspection *in, const struct part *part)
{
	if (in->message == in->outer)
		return part->id;
	return part->id + (int32_t)in->message->copies_at;
}

size_t inspection_offset(const struct inspection *in, struct str slice)
{
	return message_offset(in->message, slice);
}
