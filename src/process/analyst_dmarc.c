/* process/analyst_dmarc.c - TASK_DMARC: policies of domains, each line an object
 * {"domain"}. */
#include "process/analyst_lines.h"

#include "auth/dmarc.h"
#include "base/json.h"
#include "base/json_read.h"
#include "report/json_auth.h"
#include "report/json_key.h"
#include "report/phrase.h"
#include "report/text_dmarc.h"

static bool read_line(struct arena *arena, struct str line, struct str *ret)
{
	struct json_walk walk;
	struct str key;
	bool has = false;

	json_walk_init(&walk, arena, line);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		if (str_eq(key, STR("domain")))
			has = json_walk_text(&walk, ret);
		else
			json_walk_skip(&walk);
	}
	return json_walk_end(&walk) && has;
}

static void as_json(struct analyst *analyst, struct door *door, struct str domain,
		    const struct dmarc_result *result, const char *error, struct buf *out)
{
	const struct answer **answers;
	uint32_t count = door_settle(door, &answers);
	struct json json;

	json_init(&json, out);
	json_object(&json);
	json_key_str_or_null(&json, "domain", domain);
	json_key_c(&json, "error", error);
	if (!error) {
		json_dmarc_policy(&json, result);
		json_answers_keep(analyst->scratch, door, answers, count);
		json_key(&json, "answers");
		json_answers(&json, analyst->scratch, answers, count);
	}
	json_object_end(&json);
	buf_add_char(out, '\n');
}

static void as_text(struct analyst *analyst, const struct dmarc_result *result,
		    struct buf *out)
{
	struct page page;

	page_init(&page, NULL, &analyst->report, out);
	text_dmarc(&page, analyst->scratch, result);
	page_fini(&page);
}

static bool evaluate(struct analyst *analyst, struct door *door, struct str line,
		     struct buf *out, struct reply *reply)
{
	struct dmarc_query query = { 0 };
	struct dmarc_result result = { 0 };
	const char *error = NULL;

	if (!read_line(analyst->scratch, line, &query.from_domain)) {
		error = N_("the line is no JSON object with \"domain\"");
	} else {
		if (!dmarc_check(analyst->scratch, door, &query, &result))
			return false;
		if (result.code == DMARC_PERMERROR)
			error = N_("this is no domain name");
	}
	if (error) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, error));
	}
	if (analyst->format->one_line)
		as_json(analyst, door, query.from_domain, &result, error, out);
	else if (!error)
		as_text(analyst, &result, out);
	return true;
}

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	lines_begin(analyst, work, fd, evaluate);
}

const struct work_row work_dmarc = { begin, lines_round, lines_end };
