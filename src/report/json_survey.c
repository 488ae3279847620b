/* report/json_survey.c - see json_survey.h. */
#include "report/json_survey.h"

#include "report/json_enquiry.h"
#include "report/json_key.h"

static void key_roles(struct json *json, uint32_t roles)
{
	json_key(json, "roles");
	json_array(json);
	for (uint32_t i = 0; i < SEEN_ROLES; i++)
		if (roles >> i & 1)
			json_c(json, seen_role_name(i));
	json_array_end(json);
}

static void key_network(struct json *json, const char *key, const struct network *network)
{
	json_key(json, key);
	if (!network) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_str(json, "id", network->id);
	json_key_str(json, "name", network->name);
	json_key_c(json, "kind", network_kind_name(network->kind));
	json_object_end(json);
}

static void key_fact(struct json *json, struct arena *arena, const char *key,
		     const struct fact *fact)
{
	json_key(json, key);
	json_object(json);
	json_key_c(json, "status", fact_state_name(fact->state));
	json_key(json, "values");
	json_array(json);
	for (uint32_t i = 0; i < fact->count; i++)
		json_str(json, dns_record_text(arena, fact->records[i]));
	json_array_end(json);
	json_key(json, "aliases");
	json_array(json);
	for (uint32_t i = 1; i < fact->chain_count; i++)
		json_str(json, fact->chain[i]);
	json_array_end(json);
	json_key_int_or_null(json, "answer", fact->answer ? fact->answer->n : 0,
			     fact->answer && fact->answer->n);
	json_key_c(json, "reason", fact->why);
	json_object_end(json);
}

static void add_host(struct json *json, struct arena *arena,
		     const struct survey_host *host)
{
	json_object(json);
	json_key_host(json, "name", host->name);
	key_roles(json, host->roles);
	json_key_int_or_null(json, "link", host->links, host->links > 0);
	json_key_int_or_null(json, "led_by", host->led_by ? host->led_by->n : 0,
			     host->led_by && host->led_by->n);
	json_key_bool(json, "made_for_one", host->withheld);
	json_key_host(json, "asked",
		      !host->a.answer  ? STR_NONE
		      : host->withheld ? host->probe
				       : host->name);
	key_network(json, "network", host->network);
	key_fact(json, arena, "a", &host->a);
	key_fact(json, arena, "aaaa", &host->aaaa);
	key_fact(json, arena, "mx", &host->mx);
	key_fact(json, arena, "txt", &host->txt);
	json_object_end(json);
}

static void key_issuers(struct json *json, const struct ct_history *history)
{
	json_key(json, "issuers");
	json_array(json);
	for (uint32_t i = 0; i < history->issuer_count; i++) {
		json_object(json);
		json_key_text(json, "name", history->issuers[i].name);
		json_key_int(json, "entries", history->issuers[i].count);
		json_object_end(json);
	}
	json_array_end(json);
}

/* What the public logs of certificates hold; null where nobody was to be asked. */
static void add_past(struct json *json, const struct past *past)
{
	const struct ct_history *history;

	if (!past) {
		json_null(json);
		return;
	}
	history = &past->history;
	json_object(json);
	json_key_c(json, "status", past_state_name(past->state));
	json_key_c(json, "reason", past->why);
	json_key_int_or_null(json, "answer", past->answer ? past->answer->n : 0,
			     past->answer && past->answer->n);
	json_key_int(json, "count", history->certificates);
	json_key_int(json, "entries", history->entries);
	json_key_bool(json, "cut", history->cut);
	json_key_time(json, "first", history->first, history->dated);
	json_key_text(json, "first_issuer", history->first_issuer);
	json_key_time(json, "latest", history->last, history->dated);
	json_key_time(json, "until", history->last_day, history->dated);
	key_issuers(json, history);
	json_key(json, "names");
	json_array(json);
	for (uint32_t i = 0; i < history->name_count; i++)
		json_str(json, history->names[i]);
	json_array_end(json);
	json_key_bool(json, "names_cut", history->names_cut);
	json_object_end(json);
}

static void add_domain(struct json *json, const struct inspection *in, uint32_t index)
{
	const struct survey *survey = in->survey;
	struct arena *arena = in->arena;
	const struct survey_domain *domain = &survey->domains[index];

	json_object(json);
	json_key_host(json, "name", domain->name);
	json_key_host(json, "registrable_domain", host_registrable(arena, domain->name));
	key_roles(json, domain->roles);
	json_key_bool(json, "own", domain->own);
	json_key_text(json, "brand", domain->brand ? domain->brand->id : STR_NONE);
	json_key_c(json, "related", related_name(domain->related));
	json_key_text(json, "class", domain->class_ ? domain->class_->class_ : STR_NONE);
	key_network(json, "name_servers", domain->name_servers);
	key_network(json, "exchangers", domain->exchangers);
	for (uint32_t i = 0; i < DOMAIN_QUESTIONS; i++)
		key_fact(json, arena, domain_question_name(i), &domain->facts[i]);
	json_key(json, "hosts");
	json_array(json);
	for (uint32_t i = 0; i < survey->host_count; i++)
		if (survey->hosts[i].domain == index)
			add_host(json, arena, &survey->hosts[i]);
	json_array_end(json);
	json_key(json, "registration");
	json_registration(json, in, index);
	json_key(json, "certificates");
	add_past(json, past_of(in->pasts, index));
	json_object_end(json);
}

void json_domains(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->survey && i < in->survey->domain_count; i++)
		add_domain(json, in, i);
	json_array_end(json);
}

static void add_name(struct json *json, const struct survey_name *name)
{
	const struct answer *answer = name->address.answer;

	json_object(json);
	json_key_host(json, "name", name->name);
	json_key_c(json, "leads", leads_back_name(name->leads));
	json_key_int_or_null(json, "answer", answer ? answer->n : 0, answer && answer->n);
	json_object_end(json);
}

static void add_address(struct json *json, const struct inspection *in, uint32_t index)
{
	const struct survey_address *address = &in->survey->addresses[index];
	struct arena *arena = in->arena;

	json_object(json);
	json_key_str(json, "address", address->text);
	key_roles(json, address->roles);
	json_key(json, "hosts");
	json_array(json);
	for (uint32_t i = 0; i < address->host_count; i++)
		json_str(json, address->hosts[i]);
	json_array_end(json);
	json_key_bool(json, "private", ip_is_private(&address->ip));
	key_network(json, "network", address->network);
	key_fact(json, arena, "ptr", &address->ptr);
	json_key(json, "names");
	json_array(json);
	for (uint32_t i = 0; i < address->name_count; i++)
		add_name(json, &address->names[i]);
	json_array_end(json);
	json_key(json, "holder");
	json_holder(json, in, index);
	json_key(json, "geo");
	json_places(json, in, index);
	json_object_end(json);
}

void json_addresses(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->survey && i < in->survey->address_count; i++)
		add_address(json, in, i);
	json_array_end(json);
}
