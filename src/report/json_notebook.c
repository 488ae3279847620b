/* report/json_notebook.c - see json_notebook.h. */
#include "report/json_notebook.h"

#include "case/history.h"
#include "case/notebook.h"
#include "report/json_key.h"

/* --- the notebook ----------------------------------------------------------------------
 */

static void add_entry(struct json *json, const struct entry *entry)
{
	json_object(json);
	json_key_int(json, "n", entry->n);
	json_key_int(json, "revision", entry->revision);
	json_key_c(json, "kind", entry_kind_words[entry->kind]);
	json_key_time(json, "utc", entry->utc, true);
	json_key_text(json, "noted_by", entry->author);
	json_key_text(json, "text", entry->text);
	json_key_int_or_null(json, "about", entry->about, entry->about != 0);
	json_key_text(json, "state", entry->state);
	json_key_text(json, "title", entry->title);
	json_key_text(json, "outlet", entry->outlet);
	json_key_text(json, "url", entry->url);
	json_key_text(json, "said_by", entry->said_by);
	json_key_text(json, "when", entry->when);
	json_key_int(json, "removes", entry->removes);
	json_key_int_or_null(json, "withdrawn_by", entry->withdrawn,
			     entry->withdrawn != 0);
	json_key_c(json, "hypothesis_state",
		   entry->kind == ENTRY_HYPOTHESIS
		       ? hypothesis_state_words[hypothesis_state(entry)]
		       : NULL);
	json_object_end(json);
}

void json_notebook(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->notebook && i < in->notebook->count; i++)
		add_entry(json, &in->notebook->entries[i]);
	json_array_end(json);
}

/* --- the history -----------------------------------------------------------------------
 */

static void add_revision(struct json *json, const struct history_revision *revision)
{
	json_object(json);
	json_key_time(json, "utc", revision->utc, true);
	json_key_c(json, "what",
		   !revision->finished ? "broke-off"
		   : revision->n == 1  ? "examined"
				       : "examined-again");
	json_key_int(json, "revision", revision->n);
	json_key_null(json, "entry");
	json_key_null(json, "by");
	json_key_text(json, "tool_version", revision->tool_version);
	json_key_text(json, "contact", revision->contact);
	json_object_end(json);
}

static void add_change(struct json *json, const struct entry *entry)
{
	bool withdraws = entry->kind == ENTRY_WITHDRAWN;

	json_object(json);
	json_key_time(json, "utc", entry->utc, true);
	json_key_c(json, "what", withdraws ? "withdrawn" : "added");
	json_key_int(json, "revision", entry->revision);
	json_key_int(json, "entry", withdraws ? entry->about : entry->n);
	json_key_text(json, "by", entry->author);
	json_key_null(json, "tool_version");
	json_key_null(json, "contact");
	json_object_end(json);
}

void json_history(struct json *json, const struct inspection *in,
		  const struct report_options *options)
{
	const struct history_revision this = { 1,
					       in->env->clock,
					       str_c(options->tool_version),
					       str_c(options->contact),
					       true,
					       false };
	const struct history_revision *revisions =
	    in->history ? in->history->revisions : &this;
	uint32_t count = in->history ? in->history->revision_count : 1, at = 0;

	json_array(json);
	for (uint32_t i = 0; i < count; i++) {
		add_revision(json, &revisions[i]);
		for (; in->notebook && at < in->notebook->count &&
		       in->notebook->entries[at].revision <= revisions[i].n;
		     at++)
			add_change(json, &in->notebook->entries[at]);
	}
	json_array_end(json);
}

/* --- sites
 * -------------------------------------------------------------------------------
 */

static void add_sighting(struct json *json, const struct sighting *sighting)
{
	json_object(json);
	json_key_int(json, "revision", sighting->revision);
	json_key_host(json, "site", sighting->site);
	json_key_text(json, "url", sighting->href);
	json_key_c(json, "state", site_state_name(sighting->state));
	json_key_bool(json, "back", sighting->back);
	json_key_time(json, "utc", sighting->utc, true);
	json_object_end(json);
}

void json_sightings(struct json *json, const struct inspection *in)
{
	const struct history *history = in->history;
	struct history own = { 0 };

	if (!history) {
		sightings_find(in->arena, in, 1, &own);
		history = &own;
	}
	json_array(json);
	for (uint32_t i = 0; i < history->sighting_count; i++)
		add_sighting(json, &history->sightings[i]);
	json_array_end(json);
}
