/* case/record.c - an examination becomes rows. */
#include "case/record.h"

#include "base/digest.h"
#include "case/history.h"
#include "case/words.h"
#include "check/check.h"
#include "link/host.h"
#include "verdict/verdict.h"

#include <stdlib.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

struct recorder {
	struct arena *arena;
	const struct case_origin *origin;
	const struct inspection *in;
	struct buf *out;
	const char **phrases;
	uint32_t phrase_count, phrase_cap;
};

/* --- phrases -------------------------------------------------------------------------
 */

static struct str phrase(struct recorder *r, const char *msgid)
{
	if (!msgid)
		return STR_NONE;
	ARENA_GROW(r->arena, r->phrases, r->phrase_count, r->phrase_cap);
	r->phrases[r->phrase_count++] = msgid;
	return str_c(msgid);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_phrases(struct recorder *r)
{
	const char *before = NULL;

	if (r->phrase_count)
		qsort(r->phrases, r->phrase_count, sizeof *r->phrases, by_text);
	for (uint32_t i = 0; i < r->phrase_count; i++) {
		const char *english = r->phrases[i];
		struct case_phrase row = { .english = str_c(english) };

		if (before && strcmp(before, english) == 0)
			continue;
		before = english;
		row.japanese = str_c(catalogue_text(r->origin->japanese, english));
		bundle_put(r->out, CASE_PHRASE, &row);
	}
}

/* --- message, input, tables -----------------------------------------------------------
 */

static void put_message(struct recorder *r, const struct input *input)
{
	const struct case_origin *origin = r->origin;
	struct case_message row = {
		.sha256 = str_c(input->sha256),
		.bytes = origin->bytes.p ? origin->bytes : STR(""),
		.internet_form = origin->internet_form,
	};

	bundle_put(r->out, CASE_MESSAGE, &row);
}

static void put_input(struct recorder *r, const struct input *input)
{
	const struct case_origin *origin = r->origin;
	struct case_input row = {
		.name = input->name,
		.size = (int64_t)input->size,
		.complete = input->complete,
		.converted = input->converted,
		.thing = input->thing,
		.death = input->death,
		.headers_only = origin->headers_only,
		.unread = origin->unread,
		.client_ip = origin->client_ip,
		.helo = origin->helo,
		.mail_from = origin->mail_from,
		.only_checks = origin->only,
		.skip_checks = origin->skip,
		.profile_name = origin->profile_name,
		.profile = origin->profile,
	};

	bundle_put(r->out, CASE_INPUT, &row);
}

static void put_revision(struct recorder *r, const struct env *env,
			 const struct input *input)
{
	char salt[65];
	char icu[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;
	struct case_revision row = {
		.n = r->origin->revision,
		.finished = r->in != NULL,
		.asked = r->origin->asked,
		.tool_version = r->origin->tool_version,
		.sandbox = str_c(env->sandbox),
		.contact = r->origin->contact,
		.connect_map = env->connect_map,
		.clock = env->clock,
		.findings_dropped = r->in ? (int64_t)r->in->findings_dropped : 0,
	};

	u_getVersion(version);
	u_versionToString(version, icu);
	row.icu = str_c(icu);
	row.trust_store = roots_name(env->roots);
	env_salt(env, input, salt);
	if (env->salt.n || env->kept_salt.n)
		row.salt = str_c(salt);
	bundle_put(r->out, CASE_REVISION, &row);
}

/* What else the examination rested on, as tables are kept. */
struct extra {
	const char *name;
	struct str bytes;
	char sha256[65];
};
enum { EXTRAS = 3 };

/* Trusted certificates matter to what is signed alone. */
static uint32_t find_extras(const struct recorder *r, const struct env *env,
			    struct extra ret[EXTRAS])
{
	uint32_t n = 0;

	if (host_psl_bytes().n)
		ret[n++] = (struct extra){ CASE_SUFFIXES, host_psl_bytes(), "" };
	if (r->in && r->in->authentication.smime.count && roots_pem(env->roots).n)
		ret[n++] = (struct extra){ CASE_TRUST, roots_pem(env->roots), "" };
	if (env->rules)
		ret[n++] = (struct extra){ CASE_RULES, env->rules->manifest, "" };
	for (uint32_t i = 0; i < n; i++)
		digest_sha256(ret[i].bytes, ret[i].sha256);
	return n;
}

static void put_tables(struct recorder *r, const struct env *env)
{
	const struct tables *tables = env->tables;
	struct extra extras[EXTRAS];
	uint32_t extra_count = find_extras(r, env, extras);

	for (uint32_t i = 0; i < tables->info_count; i++) {
		const struct table_info *info = &tables->infos[i];
		struct case_data row = { r->origin->revision, info->name, info->as_of,
					 str_c(info->sha256) };

		bundle_put(r->out, CASE_DATA, &row);
	}
	for (uint32_t i = 0; i < extra_count; i++) {
		struct case_data row = { r->origin->revision, str_c(extras[i].name),
					 STR_NONE, str_c(extras[i].sha256) };

		bundle_put(r->out, CASE_DATA, &row);
	}
	for (uint32_t i = 0; i < tables->info_count; i++) {
		const struct table_info *info = &tables->infos[i];
		struct case_data_bytes row = { str_c(info->sha256), info->text };

		bundle_put(r->out, CASE_DATA_BYTES, &row);
	}
	for (uint32_t i = 0; i < extra_count; i++) {
		struct case_data_bytes row = { str_c(extras[i].sha256), extras[i].bytes };

		bundle_put(r->out, CASE_DATA_BYTES, &row);
	}
}

/* --- answers --------------------------------------------------------------------------
 */

static void put_answer(struct recorder *r, const struct answer *answer)
{
	struct case_answer row = {
		.revision = r->origin->revision,
		.n = answer->n,
		.question = answer->question,
		.status = str_c(answer_status_name(answer->status)),
		.dnssec = str_c(dnssec_name(answer->dnssec)),
		.dnssec_by = answer->dnssec_by,
		.asked_at = answer->asked_at,
		.duration_ms = answer->duration_ms,
		.cached = answer->cached,
		.source = answer->from,
		.reason = answer->reason,
		.bytes = answer->bytes,
		.purposes = words_purposes(r->arena, answer->purposes),
	};

	bundle_put(r->out, CASE_ANSWER, &row);
}

/* --- findings -------------------------------------------------------------------------
 */

static void put_finding(struct recorder *r, const struct finding *finding, uint32_t n)
{
	const struct check *check = finding->check;
	struct case_finding row = {
		.revision = r->origin->revision,
		.n = n,
		.id = str_c(check->id),
		.severity = str_c(severity_name(finding->severity)),
		.grade = str_c(grade_name(finding->grade)),
		.variant = finding->variant,
		.title = phrase(r, check->title),
		.detail = phrase(r, check->details[finding->variant]),
	};

	bundle_put(r->out, CASE_FINDING, &row);
}

static void put_evidence(struct recorder *r, const struct finding *finding, uint32_t n)
{
	for (uint32_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *evidence = &finding->evidence[i];
		struct case_evidence row = {
			.revision = r->origin->revision,
			.finding = n,
			.kind = str_c(words_evidence(evidence->kind)),
			.field = evidence->field_name,
			.number = evidence->index,
			.start = (int64_t)evidence->offset,
			.length = (int64_t)evidence->length,
		};

		bundle_put(r->out, CASE_EVIDENCE, &row);
	}
}

static void put_value(struct recorder *r, const char *owner, uint32_t owner_n,
		      const struct value *value)
{
	struct case_value row = {
		.revision = r->origin->revision,
		.owner = str_c(owner),
		.owner_n = owner_n,
		.key = str_c(value->key),
		.kind = str_c(words_value(value->kind)),
		.text = value->kind == VALUE_WORD ? phrase(r, value->word) : value->str,
		.number = value->kind == VALUE_LIST ? value->count : value->number,
	};

	bundle_put(r->out, CASE_VALUE, &row);
	if (value->kind != VALUE_LIST)
		return;
	row.kind = STR("item");
	for (uint32_t i = 0; i < value->count; i++) {
		row.text = value->items[i];
		row.number = i + 1;
		bundle_put(r->out, CASE_VALUE, &row);
	}
}

static void put_values(struct recorder *r, const char *owner, uint32_t owner_n,
		       const struct value *values, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_value(r, owner, owner_n, &values[i]);
}

static void put_statement_values(struct recorder *r, const char *owner, uint32_t owner_n,
				 const struct statement *statement)
{
	put_values(r, owner, owner_n, statement->values, statement->value_count);
}

/* --- verdict --------------------------------------------------------------------------
 */

static uint32_t number_of(const struct inspection *in, const struct finding *finding)
{
	for (uint32_t i = 0; i < in->finding_count; i++)
		if (in->findings[i] == finding)
			return i + 1;
	return 0;
}

static void put_share(struct recorder *r, const struct share *share)
{
	struct case_share row = {
		.revision = r->origin->revision,
		.finding = number_of(r->in, share->finding),
		.weight = share->weight,
		.listed = share->listed,
		.factor = share->factor,
		.kind = share->kind,
		.provenance = share->provenance,
		.held = str_c(share->held),
	};

	bundle_put(r->out, CASE_SHARE, &row);
}

static void put_verdict(struct recorder *r)
{
	const struct verdict *verdict = &r->in->verdict;
	struct case_verdict row = {
		.revision = r->origin->revision,
		.class_ = str_c(verdict_class_name(verdict->class_)),
		.score = verdict->score,
		.category = str_c(verdict->category),
		.sender = phrase(r, verdict->sender.msgid),
		.content = phrase(r, verdict->content.msgid),
		.summary = phrase(r, verdict->summary.msgid),
	};

	bundle_put(r->out, CASE_VERDICT, &row);
	for (uint32_t i = 0; i < verdict->open_count; i++) {
		struct case_question question = { r->origin->revision, i + 1,
						  phrase(r, verdict->open[i].msgid) };

		bundle_put(r->out, CASE_QUESTION, &question);
	}
	for (uint32_t i = 0; i < verdict->share_count; i++) {
		put_share(r, &verdict->shares[i]);
	}
}

static void put_all_values(struct recorder *r)
{
	const struct inspection *in = r->in;
	const struct verdict *verdict = &in->verdict;

	for (uint32_t i = 0; i < in->finding_count; i++)
		put_values(r, "finding", i + 1, in->findings[i]->values,
			   in->findings[i]->value_count);
	put_statement_values(r, "sender", 0, &verdict->sender);
	put_statement_values(r, "content", 0, &verdict->content);
	put_statement_values(r, "summary", 0, &verdict->summary);
	for (uint32_t i = 0; i < verdict->open_count; i++)
		put_statement_values(r, "question", i + 1, &verdict->open[i]);
}

static void put_findings(struct recorder *r)
{
	const struct inspection *in = r->in;

	for (uint32_t i = 0; i < in->finding_count; i++)
		put_finding(r, in->findings[i], i + 1);
	for (uint32_t i = 0; i < in->finding_count; i++)
		put_evidence(r, in->findings[i], i + 1);
}

static void put_sightings(struct recorder *r)
{
	struct history seen = { 0 };

	sightings_find(r->arena, r->in, r->origin->revision, &seen);
	for (uint32_t i = 0; i < seen.sighting_count; i++) {
		const struct sighting *sighting = &seen.sightings[i];
		struct case_sighting row = {
			.revision = sighting->revision,
			.site = sighting->site,
			.href = sighting->href,
			.state = str_c(site_state_name(sighting->state)),
			.utc = sighting->utc,
		};

		bundle_put(r->out, CASE_SIGHTING, &row);
	}
}

void case_record(struct arena *arena, const struct case_origin *origin,
		 const struct input *input, const struct env *env,
		 const struct inspection *in, struct buf *out)
{
	struct recorder r = { .arena = arena, .origin = origin, .in = in, .out = out };

	bundle_begin(out);
	put_message(&r, input);
	put_input(&r, input);
	put_revision(&r, env, input);
	put_tables(&r, env);
	if (!in)
		return;
	for (uint32_t i = 0; i < in->authentication.answer_count; i++)
		put_answer(&r, in->authentication.answers[i]);
	put_findings(&r);
	if (!in->thing)
		put_verdict(&r);
	put_all_values(&r);
	put_phrases(&r);
	put_sightings(&r);
}

/* --- one revision behind the others ---------------------------------------------------
 */

/* Has the old bundle such a row already, of those that stand once? A phrase may stand
 * twice. */
static bool is_known(struct str old, enum case_table table, const union case_row *row)
{
	struct bundle bundle;
	enum case_table at;
	union case_row other;

	if (table != CASE_DATA_BYTES)
		return table == CASE_MESSAGE || table == CASE_INPUT;
	bundle_open(&bundle, old);
	while (bundle_next(&bundle, &at, &other) == BUNDLE_ROW && at <= table)
		if (at == table &&
		    str_eq(other.data_bytes.sha256, row->data_bytes.sha256))
			return true;
	return false;
}

static bool copy_rows(struct str from, enum case_table table, const struct str *old,
		      struct buf *out)
{
	enum bundle_next next = BUNDLE_BROKEN;
	struct bundle bundle;
	enum case_table at;
	union case_row row;

	if (bundle_open(&bundle, from))
		while ((next = bundle_next(&bundle, &at, &row)) == BUNDLE_ROW)
			if (at == table && !(old && is_known(*old, table, &row)))
				bundle_put(out, table, &row);
	return next == BUNDLE_END;
}

bool case_append(struct str old, struct str new, struct buf *out)
{
	bundle_begin(out);
	for (int table = 0; table < CASE_TABLES; table++)
		if (!copy_rows(old, (enum case_table)table, NULL, out) ||
		    !copy_rows(new, (enum case_table)table, &old, out))
			return false;
	return true;
}
