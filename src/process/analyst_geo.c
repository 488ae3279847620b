/* process/analyst_geo.c - see analyst_geo.h; and TASK_READ of addresses. */
#include "process/analyst_geo.h"

#include "base/json_read.h"
#include "process/analyst_texts.h"
#include "record/geo_json.h"
#include "record/places.h"

bool analyst_geo_open(struct analyst *analyst, struct err *err)
{
	analyst->geo = arena_new_of(analyst->lasting, struct places_databases);
	return !analyst->setup.wants_geo ||
	       places_open(analyst->lasting, analyst->setup.geo, analyst->geo, err);
}

bool analyst_geo_read(struct analyst *analyst, struct err *err)
{
	return places_read(analyst->geo, err);
}

/* --- answering ------------------------------------------------------------------------
 */

static void read_address(struct analyst *analyst, struct str value)
{
	const struct places_databases *geo = analyst->geo;
	struct arena *arena = analyst->arena;
	struct geo_answers answers = { .count = 0 };
	struct ip ip;
	bool ok = ip_parse(value, &ip);

	if (ok)
		geo_ask(arena, geo->sources, geo->count, &ip, &answers);
	geo_json_write(&analyst->out, arena, value, &answers, geo->sources, geo->count);
}

bool analyst_read_geo(struct analyst *analyst, const struct task *task, struct str text)
{
	struct str line, value;

	if (!str_eq(task->argument, STR("geo")))
		return false;
	while (text.n && str_split(&text, '\n', &line)) {
		value = str_trim(line);
		if (task->json_lines &&
		    !json_read_text(analyst->arena, line, STR("input"), &value))
			value = STR("");
		read_address(analyst, value);
		arena_reset(analyst->arena,
			    LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
	return true;
}
