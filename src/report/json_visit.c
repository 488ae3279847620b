/* report/json_visit.c - see json_visit.h. */
#include "report/json_visit.h"

#include "report/json_certificate.h"
#include "report/json_key.h"

static void key_list(struct json *json, const char *key, const struct str *items,
		     uint32_t count)
{
	json_key(json, key);
	json_array(json);
	for (uint32_t i = 0; i < count; i++)
		json_str(json, items[i]);
	json_array_end(json);
}

static void key_answer(struct json *json, const char *key, const struct answer *answer)
{
	json_key_int_or_null(json, key, answer ? answer->n : 0, answer && answer->n);
}

static void key_changes(struct json *json, const struct visit *visit)
{
	json_key(json, "altered");
	json_array(json);
	for (uint32_t i = 0; i < visit->change_count; i++) {
		json_object(json);
		json_key_c(json, "place", visit->changes[i].place);
		json_key_str(json, "now", visit->changes[i].now);
		json_key_bool(json, "recipient", visit->changes[i].recipient);
		json_object_end(json);
	}
	json_array_end(json);
}

/* --- a page ------------------------------------------------------------------------ */

static void add_form(struct json *json, const struct page_form *form)
{
	json_object(json);
	json_key_text(json, "action", form->action);
	json_key_host(json, "host", form->host);
	json_key_str(json, "method", form->method);
	json_key(json, "fields");
	json_array(json);
	for (uint32_t i = 0; i < form->field_count; i++) {
		const struct page_field *field = &form->fields[i];

		json_object(json);
		json_key_str(json, "name", field->name);
		json_key_str(json, "type", field->type);
		json_key_text(json, "label", field->label);
		json_key_c(json, "asks", page_asks_name(field->asks));
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void key_forms(struct json *json, const struct page_facts *page)
{
	json_key(json, "forms");
	json_array(json);
	for (uint32_t i = 0; i < page->form_count; i++)
		add_form(json, &page->forms[i]);
	json_array_end(json);
}

static void key_brands(struct json *json, const struct page_facts *page)
{
	json_key(json, "brands");
	json_array(json);
	for (uint32_t i = 0; i < page->brand_count; i++) {
		json_object(json);
		json_key_str(json, "id", page->brands[i].brand->id);
		json_key_bool(json, "in_title", page->brands[i].in_title);
		json_object_end(json);
	}
	json_array_end(json);
}

static void key_rule(struct json *json, const char *key, const struct page_rule *rule)
{
	json_key_text(json, key, rule ? rule->text : STR_NONE);
}

void json_page(struct json *json, const struct page_facts *page)
{
	if (!page) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_text(json, "title", page->title);
	json_key_text(json, "language", page->language);
	json_key_bool(json, "japanese", page->japanese);
	json_key_text(json, "charset", page->charset);
	json_key_str(json, "text", page->text);
	json_key_int(json, "text_bytes", (int64_t)page->text_length);
	key_forms(json, page);
	key_list(json, "dead_links", page->dead, page->dead_count);
	json_key_int(json, "live_links", page->live_links);
	json_key_text(json, "icon", page->icon);
	key_brands(json, page);
	key_rule(json, "parked", page->parked);
	key_rule(json, "blocked", page->blocked);
	json_key_c(json, "cut", page->cut);
	json_object_end(json);
}

/* --- a hop ---------------------------------------------------------------------------
 */

static void add_hop(struct json *json, struct arena *arena, const struct visit_hop *hop,
		    uint32_t n)
{
	const struct exchange *exchange = &hop->exchange;
	const struct page_facts *page = hop->page;
	bool answered = hop->answer && hop->answer->status == ANSWER_ANSWERED;

	json_object(json);
	json_key_int(json, "n", n);
	json_key_str(json, "url", hop->href);
	json_key_host(json, "host", hop->host.ascii);
	json_key_host(json, "registrable_domain",
		      host_registrable(arena, hop->host.ascii));
	json_key_c(json, "by", page_lead_name(hop->by));
	json_key_int_or_null(json, "tls", hop->handshake, hop->handshake > 0);
	key_answer(json, "answer", hop->answer);
	json_key_int_or_null(json, "status", exchange->status, answered);
	json_key_text(json, "address", exchange->address);
	json_key_text(json, "content_type", hop->content_type);
	json_key_text(json, "server", hop->server);
	json_key_int_or_null(json, "size", (int64_t)exchange->body.n, answered);
	json_key_text(json, "sha256", answered ? str_c(hop->sha256) : STR_NONE);
	json_key_text(json, "cut", exchange->cut);
	json_key_text(json, "leads_to", hop->next);
	json_key_c(json, "leads_by", page_lead_name(hop->next_by));
	json_key_int_or_null(json, "delay_seconds", page ? page->lead_delay : 0,
			     page && page->lead_by == LEAD_META);
	json_key(json, "page");
	json_page(json, page);
	json_object_end(json);
}

/* --- a handshake -----------------------------------------------------------------------
 */

static void key_chain(struct json *json, const struct handshake *handshake)
{
	json_key(json, "certificate");
	if (handshake->count)
		json_certificate(json, &handshake->chain[0]);
	else
		json_null(json);
	json_key(json, "chain");
	json_array(json);
	for (uint32_t i = 1; i < handshake->count; i++)
		json_certificate_short(json, &handshake->chain[i]);
	json_array_end(json);
}

static void add_handshake(struct json *json, const struct handshake *handshake)
{
	bool known = handshake->count > 0;

	json_object(json);
	json_key_host(json, "host", handshake->host);
	json_key_int(json, "port", handshake->port);
	key_answer(json, "answer", handshake->answer);
	json_key_text(json, "protocol", handshake->protocol);
	json_key_text(json, "cipher", handshake->cipher);
	json_key_text(json, "alpn", handshake->alpn);
	json_key_text(json, "verify", handshake->verify);
	json_key(json, "covers_host");
	if (known)
		json_bool(json, handshake->covers);
	else
		json_null(json);
	json_key_bool(json, "wildcard", handshake->wildcard);
	json_key_bool(json, "expired", handshake->expired);
	json_key_bool(json, "not_yet_valid", handshake->not_yet);
	key_list(json, "other_domains", handshake->siblings, handshake->sibling_count);
	key_chain(json, handshake);
	json_object_end(json);
}

/* --- a visit ---------------------------------------------------------------------------
 */

static void add_icon(struct json *json, const struct visit_icon *icon)
{
	if (icon->href.n == 0) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_str(json, "url", icon->href);
	key_answer(json, "answer", icon->answer);
	json_key_c(json, "reason", icon->why);
	json_key_int_or_null(json, "size", (int64_t)icon->size, icon->known);
	json_key_text(json, "sha256", icon->known ? str_c(icon->sha256) : STR_NONE);
	json_key_int_or_null(json, "mmh3", icon->murmur, icon->known);
	json_object_end(json);
}

static void add_visit(struct json *json, struct arena *arena, const struct visit *visit)
{
	int64_t seen = 0;
	bool was_seen = visit_seen_at(visit, &seen);

	json_object(json);
	json_key_int(json, "link", visit->link->n);
	json_key_int(json, "links", visit->links);
	json_key_str(json, "url", visit->href);
	key_changes(json, visit);
	json_key_c(json, "state", visit_state_name(visit->state));
	json_key_c(json, "reason", visit->why);
	json_key_text(json, "detail", visit->reason);
	json_key_time(json, "seen_by_site", seen, was_seen);
	json_key_int(json, "requests", visit->requests);
	json_key(json, "hops");
	json_array(json);
	for (uint32_t i = 0; i < visit->hop_count; i++)
		add_hop(json, arena, &visit->hops[i], i + 1);
	json_array_end(json);
	json_key(json, "tls");
	json_array(json);
	for (uint32_t i = 0; i < visit->handshake_count; i++)
		add_handshake(json, &visit->handshakes[i]);
	json_array_end(json);
	json_key(json, "favicon");
	add_icon(json, &visit->icon);
	json_object_end(json);
}

void json_visits(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->visits && i < in->visits->count; i++)
		add_visit(json, in->arena, &in->visits->items[i]);
	json_array_end(json);
}

void json_not_visited(struct json *json, const struct inspection *in)
{
	json_array(json);
	for (uint32_t i = 0; in->visits && i < in->visits->left_count; i++) {
		const struct visit_left *left = &in->visits->left[i];

		json_object(json);
		json_key_int(json, "link", left->link->n);
		json_key_host(json, "host", link_target_host(left->link)->ascii);
		json_key_c(json, "reason", left->why);
		json_key_text(json, "rule", left->reason);
		json_object_end(json);
	}
	json_array_end(json);
}
