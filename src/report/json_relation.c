/* report/json_relation.c - see json_relation.h. */
#include "report/json_relation.h"

#include "report/json_key.h"

static void add_relation(struct json *json, const struct survey *survey,
			 const struct relation *relation)
{
	json_object(json);
	json_key_host(json, "one", survey->domains[relation->one].name);
	json_key_host(json, "other", survey->domains[relation->other].name);
	json_key_c(json, "tie", tie_name(relation->kind));
	json_key_c(json, "strength", tie_strength_name(relation->strength));
	json_key_c(json, "reason", relation->reason);
	json_key_text(json, "what", relation->what);
	json_key_text(json, "what_other", relation->what_other);
	json_key_int_or_null(json, "days", relation->days, relation->kind == TIE_DATES);
	json_object_end(json);
}

void json_relations(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->survey && i < in->relations.count; i++)
		add_relation(json, in->survey, &in->relations.items[i]);
	json_array_end(json);
}
