/* report/json_enquiry.c - see json_enquiry.h. */
#include "report/json_enquiry.h"

#include "check/registry_list.h"
#include "record/geo_json.h"
#include "report/json_key.h"
#include "report/json_registry.h"

/* --- the way ---------------------------------------------------------------------------
 */

static void add_step(struct json *json, const struct enquiry_step *step)
{
	json_object(json);
	json_key_c(json, "peer", enquiry_peer_name(step->peer));
	json_key_c(json, "by", step->rdap ? "rdap" : "whois");
	json_key_text(json, "server", step->server);
	json_key_c(json, "status", enquiry_state_name(step->state));
	json_key_c(json, "reason", step->why);
	json_key_bool(json, "points_on", step->points_on || step->peer == PEER_ROOT);
	json_key_int_or_null(json, "answer", step->answer ? step->answer->n : 0,
			     step->answer && step->answer->n);
	json_object_end(json);
}

/* `why` is why nobody was asked; `enquiry` may be NULL. */
static void add_way(struct json *json, const struct enquiry *enquiry, const char *why)
{
	bool said = enquiry && enquiry->state >= ENQUIRY_NOT_FOUND;

	json_key_c(json, "status",
		   enquiry_state_name(enquiry ? enquiry->state : ENQUIRY_UNASKED));
	json_key_c(json, "reason", enquiry ? enquiry->why : why);
	json_key_time(json, "told_at", said ? enquiry->told_at : 0, said);
	json_key(json, "steps");
	json_array(json);
	for (uint32_t i = 0; enquiry && i < enquiry->step_count; i++)
		add_step(json, &enquiry->steps[i]);
	json_array_end(json);
}

/* --- domains ---------------------------------------------------------------------------
 */

static void key_day(struct json *json, struct arena *arena, const char *key, int64_t utc,
		    bool known)
{
	json_key_str_or_null(json, key, known ? day_text(arena, utc) : STR_NONE);
}

static void key_life(struct json *json, struct arena *arena,
		     const struct registration_life *life)
{
	json_key(json, "life");
	if (!life) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_c(json, "stage", registration_stage_name(life->stage));
	json_key_int_or_null(json, "age_days", life->age_days, life->has_age);
	json_key_int_or_null(json, "left_days", life->left_days, life->has_left);
	json_key_int_or_null(json, "term_days", life->term_days, life->term_days > 0);
	json_key_bool(json, "one_year", life->one_year);
	key_day(json, arena, "free_from", life->free_from, life->has_free);
	key_day(json, arena, "free_until", life->free_until, life->has_free);
	json_object_end(json);
}

static const char *item_name(enum registration_item item)
{
	static const char *const names[REGISTRATION_REGISTRANT] = {
		[REGISTRATION_REGISTRAR] = "registrar",
		[REGISTRATION_CREATED] = "created",
		[REGISTRATION_UPDATED] = "updated",
		[REGISTRATION_EXPIRES] = "expires",
		[REGISTRATION_NAME_SERVERS] = "name_servers",
		[REGISTRATION_STATUSES] = "statuses",
	};

	return item < REGISTRATION_REGISTRANT ? names[item]
					      : registry_field_name((enum registry_field)(
						    item - REGISTRATION_REGISTRANT));
}

static void key_conflicts(struct json *json, const struct registration *registration)
{
	json_key(json, "conflicts");
	json_array(json);
	for (uint32_t i = 0; registration && i < registration->conflict_count; i++) {
		const struct registration_conflict *conflict =
		    &registration->conflicts[i];

		json_object(json);
		json_key_c(json, "item", item_name(conflict->item));
		json_key_str(json, "kept", conflict->kept);
		json_key_c(json, "kept_from",
			   registration_source_name(conflict->kept_from));
		json_key_str(json, "other", conflict->other);
		json_key_c(json, "other_from",
			   registration_source_name(conflict->other_from));
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_facts(struct json *json, struct arena *arena,
		      const struct registry_facts *facts)
{
	json_key(json, "facts");
	if (!facts) {
		json_null(json);
		return;
	}
	json_object(json);
	json_registry(json, arena, facts);
	json_object_end(json);
}

void json_registration(struct json *json, const struct inspection *in, uint32_t domain)
{
	const struct enquired_domain *at =
	    in->enquiries ? &in->enquiries->domains[domain] : NULL;
	const struct registration *registration = enquired_registration(at);

	json_object(json);
	add_way(json, at ? at->enquiry : NULL, at ? at->why : NULL);
	key_life(json, in->arena, registration ? &at->life : NULL);
	key_conflicts(json, registration);
	key_facts(json, in->arena, registration ? &registration->facts : NULL);
	json_object_end(json);
}

/* --- addresses -------------------------------------------------------------------------
 */

void json_holder(struct json *json, const struct inspection *in, uint32_t address)
{
	const struct enquired_address *at =
	    in->enquiries ? &in->enquiries->addresses[address] : NULL;
	const struct enquiry *enquiry = at ? at->enquiry : NULL;
	struct held one = { .at = at,
			    .enquiry = enquiry,
			    .network = enquiry ? enquiry->network : NULL };
	bool known = one.network != NULL;
	uint32_t asn = known ? held_asn(&one) : 0;

	json_object(json);
	add_way(json, enquiry, at ? at->why : NULL);
	json_key_text(json, "asked", enquiry ? enquiry->name : STR_NONE);
	json_key_text(json, "name", known ? held_name(one.network) : STR_NONE);
	json_key_text(json, "network", known ? one.network->name : STR_NONE);
	json_key_text(json, "range", known ? one.network->range : STR_NONE);
	json_key_text(json, "country", known ? one.network->country : STR_NONE);
	json_key_int_or_null(json, "asn", asn, asn > 0);
	json_key_text(json, "abuse", known ? held_abuse(&one) : STR_NONE);
	key_facts(json, in->arena, enquiry ? enquiry->facts : NULL);
	json_object_end(json);
}

static void add_place(struct json *json, const struct geo_answer *answer)
{
	json_object(json);
	geo_json_members(json, answer);
	json_object_end(json);
}

void json_places(struct json *json, const struct inspection *in, uint32_t address)
{
	const struct geo_answers *places =
	    in->enquiries ? &in->enquiries->addresses[address].places : NULL;

	json_array(json);
	for (uint32_t i = 0; places && i < places->count; i++)
		add_place(json, &places->items[i]);
	json_array_end(json);
}
