/* process/analyst_registry.c - TASK_READ of what registries answer: one text, or with
 * JSON lines an object for each. */
#include "process/analyst_texts.h"

#include "base/json.h"
#include "base/json_read.h"
#include "record/rdap.h"
#include "record/whois.h"
#include "report/json_registry.h"

static void print(struct analyst *analyst, const struct registry_facts *facts)
{
	struct json json;

	json_init(&json, &analyst->out);
	json_object(&json);
	json_registry(&json, analyst->arena, facts);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void read_whois(struct analyst *analyst, struct str text, struct str server,
		       struct str query)
{
	struct whois_asked asked = { .server = server, .query = query };
	struct registry_facts facts;

	whois_read(analyst->arena, text, &asked, &facts);
	print(analyst, &facts);
}

static void read_rdap(struct analyst *analyst, struct str text, struct str server,
		      struct str query)
{
	struct registry_facts facts;

	(void)server;
	(void)query;
	rdap_read(analyst->arena, text, &facts);
	print(analyst, &facts);
}

static const struct {
	const char *kind;
	void (*read)(struct analyst *analyst, struct str text, struct str server,
		     struct str query);
} kinds[] = {
	{ "rdap", read_rdap },
	{ "whois", read_whois },
};

static void refuse_line(struct analyst *analyst)
{
	struct json json;

	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_null(&json, "input");
	json_key_c(&json, "error", "not a JSON object with \"input\"");
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void read_objects(struct analyst *analyst, size_t kind, struct str text)
{
	struct arena *arena = analyst->arena;
	struct str line, input, server, query;

	while (text.n && str_split(&text, '\n', &line)) {
		server = query = STR_NONE;
		if (json_read_text(arena, line, STR("input"), &input)) {
			json_read_text(arena, line, STR("server"), &server);
			json_read_text(arena, line, STR("query"), &query);
			kinds[kind].read(analyst, input, server, query);
		} else {
			refuse_line(analyst);
		}
		arena_reset(arena, LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
}

bool analyst_read_registry(struct analyst *analyst, const struct task *task,
			   struct str text)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!str_eq(task->argument, str_c(kinds[i].kind)))
			continue;
		if (task->json_lines)
			read_objects(analyst, i, text);
		else
			kinds[i].read(analyst, text, STR_NONE, STR_NONE);
		return true;
	}
	return false;
}
