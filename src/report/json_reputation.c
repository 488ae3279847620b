/* report/json_reputation.c - see json_reputation.h. */
#include "report/json_reputation.h"

#include "report/json_key.h"

static void add_hit(struct json *json, const struct reputation_hit *hit)
{
	json_object(json);
	json_key_c(json, "listing", listing_name(hit->listing));
	json_key_str(json, "code", hit->code);
	json_key_c(json, "meaning", hit->meaning);
	json_key_text(json, "what", hit->what);
	json_key_text(json, "date", hit->date);
	json_key_text(json, "text", hit->text);
	json_object_end(json);
}

static void add_entry(struct json *json, const struct reputation *reputation,
		      const struct reputation_entry *entry)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];
	const struct answer *answer = entry->answer;

	json_object(json);
	json_key_c(json, "list", entry->list->id);
	json_key_c(json, "name", entry->list->name);
	json_key_c(json, "kind", reputation_kind_name(subject->kind));
	json_key_str(json, "subject", subject->text);
	json_key_int_or_null(json, "link", subject->link, subject->link > 0);
	json_key_c(json, "state", reputation_state_name(entry->state));
	json_key_c(json, "reason", entry->why);
	json_key(json, "hits");
	json_array(json);
	for (uint32_t i = 0; i < entry->hit_count; i++)
		add_hit(json, &entry->hits[i]);
	json_array_end(json);
	json_key_time(json, "asked_at", answer ? answer->asked_at : 0, answer != NULL);
	json_key_int_or_null(json, "ttl", entry->ttl, entry->ttl > 0);
	json_key_text(json, "as_of", entry->as_of);
	json_key_int_or_null(json, "answer", answer ? answer->n : 0, answer && answer->n);
	json_object_end(json);
}

void json_reputation(struct json *json, const struct inspection *in)
{
	const struct reputation *reputation = in->reputation;

	json_array(json);
	for (uint32_t i = 0; reputation && i < reputation->entry_count; i++)
		add_entry(json, reputation, &reputation->entries[i]);
	json_array_end(json);
}
