/* process/analyst_spf.c - TASK_SPF: evaluations of SPF, each line an object
 * {"client_ip", "helo", "mail_from"}. */
#include "process/analyst.h"

#include "auth/spf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "report/json_auth.h"
#include "report/json_key.h"
#include "report/phrase.h"
#include "report/text_auth.h"

#include <stdlib.h>

struct asked {
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

static bool read_line(struct arena *arena, struct str line, struct asked *ret)
{
	struct json_walk walk;
	struct str key;

	*ret = (struct asked){ 0 };
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
			      struct asked *asked, struct spf_query *ret)
{
	if (!read_line(analyst->arena, line, asked))
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

static void as_json(struct analyst *analyst, struct door *door, const struct asked *asked,
		    const struct spf_query *query, const struct spf_result *result,
		    const char *error)
{
	const struct answer **answers;
	struct json json;
	uint32_t count;

	count = door_settle(door, &answers);
	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_str_or_null(&json, "client_ip", asked->client_ip);
	json_key_str_or_null(&json, "helo", asked->helo);
	json_key_str_or_null(&json, "mail_from", asked->mail_from);
	json_key_c(&json, "error", error);
	if (!error) {
		json_spf(&json, analyst->arena, result, &query->ip);
		json_key(&json, "answers");
		json_answers(&json, analyst->arena, answers, count);
	}
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void as_text(struct analyst *analyst, const struct spf_query *query,
		    const struct spf_result *result)
{
	struct page page;

	page_init(&page, NULL, &analyst->report, &analyst->out);
	text_spf(&page, analyst->arena, query, result);
	page_fini(&page);
}

/* With an answers file every question is answered at once; without one nobody is asked.
 */
static void evaluate(struct analyst *analyst, struct str line, struct reply *reply)
{
	struct door_options options = {
		.contact = analyst->answers ? CONTACT_LOOKUP : CONTACT_OFFLINE,
		.answers = analyst->answers,
		.clock = analyst->env.clock,
	};
	struct door *door = door_new(analyst->arena, &options);
	struct spf_query query = { 0 };
	struct spf_result result = { 0 };
	struct asked asked;
	const char *error = understand(analyst, line, &asked, &query);

	if (error) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, error));
	} else {
		spf_check(analyst->arena, door, &query, &result);
	}
	if (analyst->format->one_line)
		as_json(analyst, door, &asked, &query, &result, error);
	else if (!error)
		as_text(analyst, &query, &result);
}

void analyst_spf(struct analyst *analyst, const struct task *task, int fd,
		 struct reply *reply)
{
	struct str text, rest, line;

	if (fd < 0 || !channel_read_file(fd, task->offset, task->length, &text)) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, N_("it cannot be read")));
		return;
	}
	for (rest = text; rest.n && str_split(&rest, '\n', &line);) {
		if (str_trim(line).n == 0)
			continue;
		evaluate(analyst, line, reply);
		arena_reset(analyst->arena, LIMIT_ARENA_BASE);
	}
	free((char *)text.p);
}
