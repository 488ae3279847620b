/* door/answers.c - an answers file: the outside, written by hand.
 *
 * {"default": "no-such-name", "answers": [{"question": "dns TXT example.com",
 * "status": "answered", "data": ["\"v=spf1 -all\""], "ttl": 300, "dnssec": "insecure",
 * "cname": []}, ...]}
 *
 * A scenario that is not understood to its end would be another scenario: the first entry
 * that makes no sense ends the reading. */
#include "door/answer.h"

#include "base/json_read.h"
#include "mail/base64.h"
#include "record/dns.h"

#include <stdio.h>
#include <stdlib.h>

struct answers {
	struct answer *items; /* sorted by question */
	uint32_t count, cap;
	enum answer_status fallback; /* of DNS */
	bool has_wildcards, has_patterns;
};

struct list {
	struct str *items;
	uint32_t count, cap;
};

/* A page for many: "http GET http://a.example/" and then a star; "log *". */
static bool is_pattern(struct str question)
{
	return (str_starts(question, STR("http ")) ||
		str_starts(question, STR("log "))) &&
	       str_find(question, '*') != STR_NPOS;
}

/* An entry as it stands there. */
struct entry {
	struct str question, status, dnssec, reason;
	struct list data, cname;
	uint64_t ttl;
	bool has_status;
};

enum { USUAL_TTL = 300 };

static bool fail(struct err *err, uint32_t number, const struct entry *entry,
		 const char *why)
{
	struct str name = str_sub(entry->question, 0, 200);

	return err_set(err, ERR_DATA, "", "answer %u (\"%.*s\"): %s", number,
		       STR_ARG(name), why);
}

/* --- JSON ------------------------------------------------------------------------ */

static void read_list(struct json_walk *walk, struct list *ret)
{
	struct str text;

	*ret = (struct list){ 0 };
	for (json_walk_open(walk, '[');
	     json_walk_item(walk) && json_walk_text(walk, &text);) {
		ARENA_GROW(walk->arena, ret->items, ret->count, ret->cap);
		ret->items[ret->count++] = text;
	}
}

/* False: it is no JSON, or has a key that no entry has. */
static bool read_entry(struct json_walk *walk, struct entry *ret, struct str *ret_unknown)
{
	struct str key;

	*ret = (struct entry){ .ttl = USUAL_TTL };
	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		if (str_eq(key, STR("question"))) {
			json_walk_text(walk, &ret->question);
		} else if (str_eq(key, STR("status"))) {
			ret->has_status = json_walk_text(walk, &ret->status);
		} else if (str_eq(key, STR("data"))) {
			read_list(walk, &ret->data);
		} else if (str_eq(key, STR("ttl"))) {
			json_walk_count(walk, &ret->ttl);
		} else if (str_eq(key, STR("dnssec"))) {
			json_walk_text(walk, &ret->dnssec);
		} else if (str_eq(key, STR("reason"))) {
			json_walk_text(walk, &ret->reason);
		} else if (str_eq(key, STR("cname"))) {
			read_list(walk, &ret->cname);
		} else {
			*ret_unknown = key;
			return false;
		}
	}
	return !walk->broken;
}

/* --- an entry becomes an answer ---------------------------------------------------- */

static int rcode_of(enum answer_status status)
{
	return status == ANSWER_NO_SUCH_NAME ? DNS_NXDOMAIN : DNS_NOERROR;
}

static bool dns_answer(struct arena *arena, const struct question *question,
		       const struct entry *entry, struct answer *answer, struct err *err)
{
	if (!answer_is_known(answer))
		return true;
	return dns_write_response(
	    arena, question->name, question->dns_type, entry->cname.items,
	    entry->cname.count, entry->data.items, entry->data.count,
	    (uint32_t)entry->ttl, rcode_of(answer->status), &answer->bytes, err);
}

static bool other_answer(struct arena *arena, const struct entry *entry,
			 struct answer *answer, struct err *err)
{
	struct base64_result result;
	struct str text;
	char *bytes;

	if (entry->data.count > 1 || entry->cname.count)
		return err_set(err, ERR_DATA, "",
			       "only DNS has several data, or aliases");
	if (entry->data.count == 0)
		return true;
	text = entry->data.items[0];
	answer->bytes = text;
	if (!str_eat(&text, STR("base64:")))
		return true;
	bytes = arena_bytes(arena, base64_room(text.n));
	base64_read(text, bytes, &result);
	answer->bytes = str_make(bytes, result.length);
	return !(result.found & (1u << BASE64_JUNK | 1u << BASE64_CUT)) ||
	       err_set(err, ERR_DATA, "", "what follows \"base64:\" is none");
}

/* Data without a status are an answer; none at all are "no-data". */
static bool status_of(const struct entry *entry, enum answer_status *ret,
		      const char **ret_why)
{
	*ret = entry->data.count ? ANSWER_ANSWERED : ANSWER_NO_DATA;
	if (entry->has_status && !answer_status_find(entry->status, ret))
		*ret_why = "its \"status\" is none";
	else if (entry->data.count && *ret != ANSWER_ANSWERED)
		*ret_why = "it has data, and a status that says there are none";
	else if (*ret == ANSWER_ANSWERED && entry->data.count == 0)
		*ret_why = "it is answered, and has no \"data\"";
	else
		return true;
	return false;
}

static bool make_answer(struct arena *arena, const struct entry *entry,
			struct answer *ret, const char **ret_why, struct err *err)
{
	struct question question;
	bool ok;

	*ret = (struct answer){ .from = STR("answers file"), .reason = entry->reason };
	if (!question_read(arena, entry->question, &question)) {
		*ret_why = "its \"question\" is none";
		return false;
	}
	ret->question = question.text;
	if (!status_of(entry, &ret->status, ret_why))
		return false;
	if (entry->dnssec.n && !dnssec_find(entry->dnssec, &ret->dnssec)) {
		*ret_why = "its \"dnssec\" is none";
		return false;
	}
	if (entry->ttl > INT32_MAX) {
		*ret_why = "its \"ttl\" is too large";
		return false;
	}
	ok = question.kind == QUESTION_DNS ? dns_answer(arena, &question, entry, ret, err)
					   : other_answer(arena, entry, ret, err);
	if (!ok)
		*ret_why = arena_str(arena, str_make(err->what, strlen(err->what) + 1)).p;
	return ok;
}

static bool take_entry(struct json_walk *walk, struct answers *answers, struct err *err)
{
	struct str unknown = STR_NONE;
	struct entry entry;
	const char *why = NULL;
	struct answer answer;
	uint32_t number = answers->count + 1;

	if (!read_entry(walk, &entry, &unknown)) {
		if (!unknown.p)
			return false;
		return fail(
		    err, number, &entry,
		    arena_printf(walk->arena, "it has no key \"%.*s\"", STR_ARG(unknown))
			.p);
	}
	if (!make_answer(walk->arena, &entry, &answer, &why, err))
		return fail(err, number, &entry, why);
	ARENA_GROW(walk->arena, answers->items, answers->count, answers->cap);
	answers->items[answers->count++] = answer;
	answers->has_wildcards |=
	    str_find_str(answer.question, STR(" \\042.")) != STR_NPOS;
	answers->has_patterns |= is_pattern(answer.question);
	return true;
}

/* --- the file ------------------------------------------------------------------------
 */

static int by_question(const void *a, const void *b)
{
	return str_cmp(((const struct answer *)a)->question,
		       ((const struct answer *)b)->question);
}

static bool settle(struct answers *answers, struct err *err)
{
	if (answers->count)
		qsort(answers->items, answers->count, sizeof *answers->items,
		      by_question);
	for (uint32_t i = 1; i < answers->count; i++) {
		struct str text = answers->items[i].question;

		if (str_eq(answers->items[i - 1].question, text))
			return err_set(err, ERR_DATA, "",
				       "the question \"%.*s\" is answered twice",
				       text.n > 300 ? 300 : (int)text.n, text.p);
	}
	return true;
}

static bool read_default(struct json_walk *walk, struct answers *answers, struct err *err)
{
	struct str name = STR("");

	if (!json_walk_text(walk, &name))
		return false;
	if (!answer_status_find(name, &answers->fallback) ||
	    answers->fallback == ANSWER_ANSWERED)
		return err_set(err, ERR_DATA, "",
			       "\"default\" is no status that needs no data");
	return true;
}

static bool read_file(struct json_walk *walk, struct answers *answers, struct err *err)
{
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		if (str_eq(key, STR("default"))) {
			if (!read_default(walk, answers, err))
				return false;
		} else if (str_eq(key, STR("answers"))) {
			for (json_walk_open(walk, '['); json_walk_item(walk);)
				if (!take_entry(walk, answers, err))
					return false;
		} else {
			return err_set(err, ERR_DATA, "",
				       "it has a key \"%.*s\", which means nothing",
				       key.n > 60 ? 60 : (int)key.n, key.p);
		}
	}
	return json_walk_end(walk);
}

static unsigned line_of(struct str text, struct str rest)
{
	unsigned line = 1;

	for (size_t i = 0; i < text.n - rest.n; i++)
		line += text.p[i] == '\n';
	return line;
}

bool answers_read(struct arena *arena, struct str json, struct answers **ret,
		  struct err *err)
{
	struct answers *answers = arena_new_of(arena, struct answers);
	struct json_walk walk;

	err->what[0] = '\0';
	answers->fallback = ANSWER_NOT_RECORDED;
	json_walk_init(&walk, arena, json);
	if (!read_file(&walk, answers, err)) {
		if (err->what[0] && !walk.broken)
			return false;
		return err_set(err, ERR_DATA, "",
			       "line %u: it is not the JSON of an answers file",
			       line_of(json, walk.rest));
	}
	if (!settle(answers, err))
		return false;
	*ret = answers;
	return true;
}

static struct answer *find_listed(const struct answers *answers, struct str question)
{
	struct answer key = { .question = question };

	if (answers->count == 0)
		return NULL;
	return bsearch(&key, answers->items, answers->count, sizeof *answers->items,
		       by_question);
}

/* "*.example" stands for each name below it that is not listed (RFC 4592, of one type);
 * in a question's text the star is "\042". */
static struct answer *find_wildcard(const struct answers *answers, struct arena *arena,
				    const struct question *question)
{
	struct str parent = question->name, label;
	struct str kind = str_sub(question->text, 0, question->text.n - question->name.n);

	if (question->kind != QUESTION_DNS || !answers->has_wildcards)
		return NULL;
	while (str_cut(parent, '.', &label, &parent)) {
		struct answer *found =
		    find_listed(answers, arena_printf(arena, "%.*s\\042.%.*s",
						      STR_ARG(kind), STR_ARG(parent)));

		if (found)
			return found;
	}
	return NULL;
}

/* Each star stands for any bytes. */
static bool matches(struct str pattern, struct str text)
{
	size_t p = 0, t = 0, star = STR_NPOS, from = 0;

	while (t < text.n) {
		if (p < pattern.n && pattern.p[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.n && pattern.p[p] == text.p[t]) {
			p++;
			t++;
		} else if (star != STR_NPOS) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.n && pattern.p[p] == '*')
		p++;
	return p == pattern.n;
}

/* The longest that fits says most. */
static struct answer *find_pattern(const struct answers *answers,
				   const struct question *question)
{
	struct answer *found = NULL;

	if ((question->kind != QUESTION_HTTP && question->kind != QUESTION_LOG) ||
	    !answers->has_patterns)
		return NULL;
	for (uint32_t i = 0; i < answers->count; i++) {
		struct answer *answer = &answers->items[i];

		if (is_pattern(answer->question) &&
		    (!found || answer->question.n > found->question.n) &&
		    matches(answer->question, question->text))
			found = answer;
	}
	return found;
}

const struct answer *answers_find(const struct answers *answers, struct arena *arena,
				  const struct question *question)
{
	struct answer *found = find_listed(answers, question->text);

	if (!found)
		found = find_wildcard(answers, arena, question);
	if (!found)
		found = find_pattern(answers, question);
	if (found)
		return found;
	found = arena_new_of(arena, struct answer);
	*found = (struct answer){ .question = question->text,
				  .status = ANSWER_NOT_RECORDED,
				  .from = STR("answers file") };
	if (question->kind == QUESTION_DNS)
		found->status = answers->fallback;
	return found;
}

bool answers_has_log(const struct answers *answers)
{
	for (uint32_t i = 0; answers && i < answers->count; i++)
		if (str_starts(answers->items[i].question, STR("log ")))
			return true;
	return false;
}
