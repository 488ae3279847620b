/* process/analyst_spf.c - TASK_SPF: evaluations of SPF, each line an object
 * {"client_ip", "helo", "mail_from"}. */
#include "process/analyst_lines.h"

#include "auth/spf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "report/json_auth.h"
#include "report/json_key.h"
#include "report/phrase.h"
#include "report/text_auth.h"

struct evaluation {
	struct str client_ip, helo, mail_from; /* no pointer: not given */
};

/* A text, or null. */
static void take_text(struct json_walk *walk, struct str *ret)
{
	if (json_walk_peek(walk) == '"')
		json_walk_text(walk, ret);
	else
		json_walk_skip(walk);
	if (ret->p == NULL && ret->n == 0)
		*ret = STR_NONE;
}

static bool read_line(struct arena *arena, struct str line, struct evaluation *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct evaluation){ 0 };
	json_walk_init(&walk, arena, line);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("client_ip")))
			take_text(&walk, &ret->client_ip);
		else if (str_eq(key, STR("helo")))
			take_text(&walk, &ret->helo);
		else if (str_eq(key, STR("mail_from")))
			take_text(&walk, &ret->mail_from);
		else
			json_walk_skip(&walk);
	}
	return json_walk_end(&walk) && ret->client_ip.p;
}

/* NULL: it can be evaluated. */
static const char *understand(struct analyst *analyst, struct str line,
			      struct evaluation *asked, struct spf_query *ret)
{
	if (!read_line(analyst->scratch, line, asked))
		return N_("the line is no JSON object with \"client_ip\", \"helo\" and "
			  "\"mail_from\"");
	if (!ip_parse(asked->client_ip, &ret->ip))
		return N_("this is no IP address");
	if (!asked->helo.n && !asked->mail_from.n)
		return N_("neither a HELO name nor an envelope sender");
	ret->scope = asked->mail_from.p ? SPF_MAILFROM : SPF_HELO;
	ret->helo = asked->helo;
	ret->mail_from = asked->mail_from;
	ret->clock = analyst->env.clock;
	return NULL;
}

static void as_json(struct analyst *analyst, struct door *door,
		    const struct evaluation *asked, const struct spf_query *query,
		    const struct spf_result *result, const char *error, struct buf *out)
{
	const struct answer **answers;
	struct json json;
	uint32_t count;

	count = door_settle(door, &answers);
	json_init(&json, out);
	json_object(&json);
	json_key_str_or_null(&json, "client_ip", asked->client_ip);
	json_key_str_or_null(&json, "helo", asked->helo);
	json_key_str_or_null(&json, "mail_from", asked->mail_from);
	json_key_c(&json, "error", error);
	if (!error) {
		json_spf(&json, analyst->scratch, result, &query->ip);
		json_answers_keep(analyst->scratch, door, answers, count);
		json_key(&json, "answers");
		json_answers(&json, analyst->scratch, answers, count);
	}
	json_object_end(&json);
	buf_add_char(out, '\n');
}

static void as_text(struct analyst *analyst, const struct spf_query *query,
		    const struct spf_result *result, struct buf *out)
{
	struct page page;

	page_init(&page, NULL, &analyst->report, out);
	text_spf(&page, analyst->scratch, query, result);
	page_fini(&page);
}

static bool evaluate(struct analyst *analyst, struct door *door, struct str line,
		     struct buf *out, struct reply *reply)
{
	struct spf_query query = { 0 };
	struct spf_result result = { 0 };
	struct evaluation asked;
	const char *error = understand(analyst, line, &asked, &query);

	if (error) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, error));
	} else if (!spf_check(analyst->scratch, door, &query, &result)) {
		return false;
	}
	if (analyst->format->one_line)
		as_json(analyst, door, &asked, &query, &result, error, out);
	else if (!error)
		as_text(analyst, &query, &result, out);
	return true;
}

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	lines_begin(analyst, work, fd, evaluate);
}

const struct work_row work_spf = { begin, lines_round, lines_end };
