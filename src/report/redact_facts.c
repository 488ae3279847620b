/* report/redact_facts.c - what a message holds that its publication should not: read from
 * what the inspection knows, so nothing is guessed here that it does not say. */
#include "report/redact_words.h"

#include "base/limits.h"
#include "link/host.h"
#include "maillog/sessions.h"
#include "visit/alter.h"

/* --- recipients ------------------------------------------------------------------------
 */

static void add_list(struct redaction *r, const struct address_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		words_recipient(r, list->items[i].address);
	for (uint32_t i = 0; i < list->other_count; i++)
		words_recipient(r, list->others[i].mailbox.address);
}

static void add_names(struct redaction *r, const struct address_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		words_person(r, REDACT_NAME, list->items[i].name);
		words_person(r, REDACT_NAME, list->items[i].comment);
	}
}

/* Fields in which servers and programs write for whom a message is. */
static bool names_recipient(const struct field *field)
{
	static const char *const names[] = {
		"To",
		"Cc",
		"Bcc",
		"Delivered-To",
		"X-Original-To",
		"X-Delivered-To",
		"Envelope-To",
		"X-Envelope-To",
		"X-Forwarded-To",
		"X-Forwarded-For",
		"X-RCPT-To",
		"X-Rcpt-To",
		"X-Receiver",
		"X-Gm-Original-To",
		"Apparently-To",
		"Resent-To",
		"Resent-Cc",
		"Resent-Bcc",
		"X-Original-Delivered-To",
		"X-To",
		"X-MDRcpt-To",
		"X-Yahoo-Forwarded",
		"X-Real-To",
		"X-Original-Recipient",
		"Original-Recipient",
		"Final-Recipient",
		"X-Apparently-To",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_nocase(field->name, str_c(names[i])))
			return true;
	return false;
}

static void add_message(struct redaction *r, const struct message *message)
{
	add_list(r, &message->to);
	add_list(r, &message->cc);
	words_recipient(r, message->delivered_to);
	for (uint32_t i = 0; i < message->header.count; i++) {
		const struct field *field = &message->header.fields[i];
		struct address_list list;

		if (!names_recipient(field))
			continue;
		address_parse(r->arena, field->value, NULL, &list);
		add_list(r, &list);
	}
}

static void add_message_names(struct redaction *r, const struct message *message)
{
	for (uint32_t i = 0; i < message->header.count; i++) {
		const struct field *field = &message->header.fields[i];
		struct address_list list;

		if (!names_recipient(field))
			continue;
		address_parse(r->arena, field->value, NULL, &list);
		add_names(r, &list);
	}
}

/* Whoever sent a mail in to report it is one of us. */
static void add_reporter(struct redaction *r)
{
	const struct message *outer = r->in->outer;

	if (!outer || outer == r->in->message)
		return;
	add_list(r, &outer->from);
	add_list(r, &outer->sender);
	add_list(r, &outer->reply_to);
	add_message(r, outer);
}

static void add_log_people(struct redaction *r)
{
	const struct log_sessions *log = r->in->log;

	for (uint32_t i = 0; log && i < log->count; i++)
		for (uint32_t k = 0; k < log->sessions[i].recipient_count; k++)
			words_recipient(r, log->sessions[i].recipients[k]);
	for (uint32_t i = 0; log && i < log->delivery_count; i++) {
		words_recipient(r, log->deliveries[i].recipient);
		words_recipient(r, log->deliveries[i].original_recipient);
	}
}

static void add_recipients(struct redaction *r)
{
	const struct inspection *in = r->in;

	/* Whom the servers name comes first: the number 1 is his for whom it was. */
	words_recipient(r, in->message->delivered_to);
	for (uint32_t i = 0; i < in->path.count; i++)
		words_recipient(r, in->path.hops[i].received.for_);
	for (uint32_t i = 0; i < in->ids.count; i++)
		if (in->ids.items[i].role == ID_TO ||
		    in->ids.items[i].role == ID_DELIVERED_TO)
			words_recipient(r, in->ids.items[i].text);
	add_message(r, in->message);
	add_reporter(r);
	add_log_people(r);
}

static void add_recipient_names(struct redaction *r)
{
	const struct inspection *in = r->in;

	add_message_names(r, in->message);
	if (in->outer && in->outer != in->message) {
		add_message_names(r, in->outer);
		add_names(r, &in->outer->from);
	}
}

/* --- our side
 * --------------------------------------------------------------------------- */

/* Mailboxes and space that strangers rent tell nothing of who rents them. */
static bool is_anybodys(const struct redaction *r, struct str domain)
{
	const struct tables *tables = r->in->env->tables;

	return !domain.n || (tables && (tables_class(tables, domain) ||
					brand_of_domain(tables, domain)));
}

static struct str domain_of(struct str address)
{
	struct str local, domain;

	return str_cut_last(address, '@', &local, &domain) ? domain : STR_NONE;
}

/* Without a profile: the domains under which our own server delivered. */
static void infer_domains(struct redaction *r)
{
	const struct inspection *in = r->in;
	struct str domains[8];
	uint32_t n = 0;

	domains[n++] = domain_of(in->message->delivered_to);
	for (uint32_t i = 0; i < in->path.count && n < COUNT(domains); i++)
		if (in->path.hops[i].n <= in->path.boundary)
			domains[n++] = domain_of(in->path.hops[i].received.for_);
	if (in->message->to.count && n < COUNT(domains)) {
		struct str to = in->message->to.items[0].domain;

		for (uint32_t i = 0; i < in->path.count; i++)
			if (in->path.hops[i].n <= in->path.boundary &&
			    str_is_domain_or_below(in->path.hops[i].received.by, to)) {
				domains[n++] = to;
				break;
			}
	}
	for (uint32_t i = 0; i < n; i++)
		if (!is_anybodys(r, domains[i]))
			words_domain(r, domains[i]);
}

static void add_domains(struct redaction *r)
{
	const struct site *site = r->in->env->site;

	for (uint32_t i = 0; site && i < site->own_domains.count; i++)
		words_domain(r, site->own_domains.items[i]);
	if (site && site->name.n >= 3)
		words_add(r, REDACT_DOMAIN, site->name, EDGE_WORD, 0,
			  STR("own-organization"));
	if (!r->in->thing && !(site && site->own_domains.count))
		infer_domains(r);
}

static void add_own_host(struct redaction *r, struct str host)
{
	struct ip ip;

	if (ip_parse(host, &ip)) {
		words_ip(r, &ip);
		return;
	}
	if (!is_anybodys(r, host))
		words_host(r, host);
}

static void add_path(struct redaction *r)
{
	const struct path *path = &r->in->path;

	for (uint32_t i = 0; i < path->count; i++) {
		const struct hop *hop = &path->hops[i];
		const struct received *received = &hop->received;
		struct ip ip;

		if (hop->n > path->boundary)
			continue;
		add_own_host(r, received->by);
		if (ip_parse(received->by_ip, &ip))
			words_ip(r, &ip);
		/* Of the boundary the client is a stranger. */
		if (hop->n == path->boundary)
			continue;
		add_own_host(r, received->from);
		add_own_host(r, received->helo);
		add_own_host(r, received->rdns);
		words_ip(r, &received->addr);
	}
	for (uint32_t i = 0; i < path->recorded_count; i++)
		if (path->recorded[i].grade != GRADE_CLAIMED)
			add_own_host(r, path->recorded[i].from->authserv_id);
}

static void add_site_hosts(struct redaction *r)
{
	const struct site *site = r->in->env->site;

	if (!site)
		return;
	for (uint32_t i = 0; i < site->relay_hosts.count; i++) {
		struct str host = site->relay_hosts.items[i];

		str_eat_char(&host, '.');
		add_own_host(r, host);
	}
	for (uint32_t i = 0; i < site->authserv_ids.count; i++)
		add_own_host(r, site->authserv_ids.items[i]);
	for (uint32_t i = 0; i < site->relay_net_count; i++) {
		const struct ip_net *net = &site->relay_nets[i];

		if (net->bits == (net->ip.kind == IP_V4 ? 32 : 128))
			words_ip(r, &net->ip);
	}
}

static void add_log_hosts(struct redaction *r)
{
	const struct log_sessions *log = r->in->log;

	for (uint32_t i = 0; log && i < log->count; i++)
		for (uint32_t k = 0; k < log->sessions[i].line_count; k++)
			add_own_host(r, log->sessions[i].lines[k].host);
}

static void add_fact_addresses(struct redaction *r, const struct fact *fact)
{
	for (uint32_t i = 0; i < fact->count; i++) {
		struct ip ip = { .kind = fact->records[i]->data.n == 4 ? IP_V4 : IP_V6 };
		struct str data = fact->records[i]->data;

		if (data.n != 4 && data.n != 16)
			continue;
		memcpy(ip.bytes, data.p, data.n);
		words_ip(r, &ip);
	}
}

/* What our names lead to leads back to them. */
static void add_own_addresses(struct redaction *r)
{
	const struct survey *survey = r->in->survey;

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		if (!survey->domains[host->domain].own)
			continue;
		add_fact_addresses(r, &host->a);
		add_fact_addresses(r, &host->aaaa);
	}
}

static void add_hosts(struct redaction *r)
{
	add_path(r);
	add_site_hosts(r);
	add_log_hosts(r);
	add_own_addresses(r);
}

/* --- others
 * ------------------------------------------------------------------------------
 */

static bool is_name_word(struct str word)
{
	return word.n >= 2 && ((word.p[0] >= 'A' && word.p[0] <= 'Z') ||
			       (unsigned char)word.p[0] >= 0xC3);
}

/* Up to three words with a capital behind an accusation (text.accuses-person). */
static void add_accused(struct redaction *r)
{
	const struct levers *levers = &r->in->levers;

	for (uint32_t i = 0; i < levers->count; i++) {
		const struct lever_hit *hit = &levers->hits[i];
		struct str text = r->in->passages.items[hit->passage].text, word;
		struct str rest = str_skip(text, hit->end), name = STR_NONE;

		if (!(hit->phrase->kinds >> WORD_ACCUSATION & 1))
			continue;
		for (int k = 0; k < 3; k++) {
			word = str_take_word(&rest);
			if (!is_name_word(word))
				break;
			name = name.p
				   ? str_make(name.p, (size_t)(word.p + word.n - name.p))
				   : word;
			if (memchr(",.;:!?)", word.p[word.n - 1], 7))
				break;
		}
		while (name.n && memchr(",.;:!?)\"'", name.p[name.n - 1], 9))
			name.n--;
		words_person(r, REDACT_PERSON, name);
	}
}

static void add_registrants(struct redaction *r)
{
	const struct enquiries *enquiries = r->in->enquiries;
	const uint32_t roles =
	    REGISTRY_REGISTRANT | REGISTRY_ADMIN | REGISTRY_TECH | REGISTRY_BILLING;

	for (uint32_t i = 0; enquiries && i < LIMIT_SURVEY_DOMAINS; i++) {
		const struct registration *registration =
		    enquired_registration(&enquiries->domains[i]);

		if (!registration)
			continue;
		words_registrant(r, &registration->registrant);
		for (uint32_t k = 0; k < registration->facts.contact_count; k++) {
			const struct registry_contact *contact =
			    &registration->facts.contacts[k];

			if (contact->roles & roles)
				words_registrant(r, contact);
		}
	}
}

static void add_accounts(struct redaction *r)
{
	words_account(r, r->in->path.origin.auth_user);
	for (uint32_t i = 0; i < r->in->path.count; i++)
		words_account(r, r->in->path.hops[i].received.auth_user);
}

/* Values that whoever made the link can tell his victims by. */
static void add_url_tokens(struct redaction *r, const struct url *url)
{
	struct alter_query query = { .tables = r->in->env->tables, .salt = r->salt };
	struct altered altered;
	struct url fragment = *url;

	url_alter(r->arena, &query, url, &altered);
	for (uint32_t i = 0; i < altered.count; i++)
		words_token(r, altered.changes[i].was);
	if (!url->fragment.n)
		return;
	fragment.query = url->fragment;
	fragment.has_query = true;
	url_alter(r->arena, &query, &fragment, &altered);
	for (uint32_t i = 0; i < altered.count; i++)
		words_token(r, altered.changes[i].was);
}

static void add_tokens(struct redaction *r)
{
	const struct links *links = &r->in->links;

	for (uint32_t i = 0; i < links->count; i++) {
		const struct link *link = &links->items[i];

		if (link->flags & LINK_RECIPIENT &&
		    strcmp(link->token.coding, "plain") != 0)
			words_token(r, link->token.text);
		if (link->host.ok)
			add_url_tokens(r, &link->url);
		for (uint32_t k = 0; k < link->chain_count; k++)
			if (link->chain[k].host.ok)
				add_url_tokens(r, &link->chain[k].url);
	}
}

/* --- all of it
 * ----------------------------------------------------------------------------
 */

void redact_facts(struct redaction *r)
{
	const struct redact_profile *profile = r->profile;
	bool message = !r->in->thing;

	for (uint32_t i = 0; i < profile->keep.count; i++)
		words_keep(r, profile->keep.items[i]);
	for (uint32_t i = 0; i < profile->mask.count; i++)
		words_plain(r, profile->mask.items[i]);
	if (redact_hides(profile, REDACT_DOMAIN))
		add_domains(r);
	if (message && redact_hides(profile, REDACT_RECIPIENT))
		add_recipients(r);
	if (message && redact_hides(profile, REDACT_NAME))
		add_recipient_names(r);
	if (redact_hides(profile, REDACT_HOST))
		add_hosts(r);
	if (message && redact_hides(profile, REDACT_PERSON))
		add_accused(r);
	if (message && redact_hides(profile, REDACT_ACCOUNT))
		add_accounts(r);
	if (redact_hides(profile, REDACT_REGISTRANT))
		add_registrants(r);
	if (message && redact_hides(profile, REDACT_TOKEN))
		add_tokens(r);
}
