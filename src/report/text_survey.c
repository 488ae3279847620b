/* report/text_survey.c - see text_survey.h. */
#include "report/text_survey.h"

#include "report/phrase.h"
#include "report/text_enquiry.h"

enum { LEFT = 2, COLUMN = 20, DEEPER = 4, SHOWN = 4, DOMAINS_SHOWN = 16 };

static const char *const role_texts[SEEN_ROLES] = {
	[SEEN_ASKED] = N_("asked for"),
	[SEEN_NAMED] = N_("reverse name of what was asked for"),
	[SEEN_FROM] = N_("From"),
	[SEEN_ENVELOPE] = N_("envelope sender"),
	[SEEN_HELO] = N_("HELO name"),
	[SEEN_RDNS] = N_("reverse name, as recorded"),
	[SEEN_CLIENT] = N_("client"),
	[SEEN_PTR] = N_("reverse name today"),
	[SEEN_DKIM] = N_("DKIM signer"),
	[SEEN_SENDER] = N_("Sender"),
	[SEEN_REPLY_TO] = N_("Reply-To"),
	[SEEN_LOGIN] = N_("login"),
	[SEEN_MESSAGE_ID] = N_("Message-ID"),
	[SEEN_LINK] = N_("link"),
	[SEEN_LED] = N_("where a link goes on to"),
	[SEEN_DETOUR] = N_("link's detour"),
	[SEEN_LOADED] = N_("loaded when shown"),
	[SEEN_OWN] = N_("our own"),
	[SEEN_BRAND] = N_("the brand's own, for comparison"),
};

static const char *const kind_texts[NETWORK_KINDS] = {
	[NETWORK_CDN] = N_("a CDN: the server behind it does not show"),
	[NETWORK_CLOUD] = N_("machines for rent"),
	[NETWORK_MAIL] = N_("handles mail for others"),
	[NETWORK_HOSTER] = N_("a hosting company"),
	[NETWORK_DNS] = N_("name servers for others"),
	[NETWORK_PARKING] = N_("unused or expired names"),
};

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, 0, &page->text);
}

void text_roles(struct page *page, uint32_t roles)
{
	const char *between = "";

	for (uint32_t i = 0; i < SEEN_ROLES; i++) {
		if (!(roles >> i & 1))
			continue;
		buf_add_c(&page->text, between);
		ours(page, role_texts[i]);
		between = ", ";
	}
}

/* " (Cloudflare: a CDN: …)" */
void text_network(struct page *page, const struct network *network)
{
	if (!network)
		return;
	buf_add(&page->text, STR(" ("));
	outside(page, network->name);
	buf_add(&page->text, STR(": "));
	ours(page, kind_texts[network->kind]);
	buf_add_char(&page->text, ')');
}

/* --- one question -------------------------------------------------------------- */

static const char *state_text(enum fact_state state)
{
	switch (state) {
	case FACT_NO_ANSWER:
		return N_("no answer");
	case FACT_NO_NAME:
		return N_("no such name");
	case FACT_NONE:
		return N_("none published");
	case FACT_BOGUS:
		return N_("fails validation (DNSSEC): nothing follows from it");
	default:
		return N_("not asked");
	}
}

static void add_state(struct page *page, const struct fact *fact)
{
	ours(page, state_text(fact->state));
	if (!fact->why)
		return;
	buf_add(&page->text, STR(": "));
	ours(page, fact->why);
}

static void add_values(struct page *page, const struct fact *fact)
{
	uint32_t shown = page->options->verbose > 0 ? fact->count : SHOWN;

	for (uint32_t i = 0; i < fact->count && i < shown; i++) {
		if (i)
			buf_add(&page->text, STR(", "));
		outside(page, dns_record_text(page->in->arena, fact->records[i]));
	}
	if (fact->count > shown)
		buf_printf(&page->text, " (+%u)", fact->count - shown);
}

void text_fact(struct page *page, const struct fact *fact)
{
	if (fact->state == FACT_FOUND)
		add_values(page, fact);
	else
		add_state(page, fact);
}

static void fact_line(struct page *page, struct str label, const struct fact *fact,
		      const struct network *network, bool own_name)
{
	page_label(page, DEEPER, COLUMN, label, STYLE_DIM);
	/* A record of its own name is not published where the name is not there. */
	if (own_name && fact->state == FACT_NO_NAME)
		ours(page, state_text(FACT_NONE));
	else
		text_fact(page, fact);
	if (fact->state == FACT_FOUND)
		text_network(page, network);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
}

/* --- addresses ------------------------------------------------------------------- */

static const char *leads_text(enum leads_back leads)
{
	switch (leads) {
	case LEADS_BACK:
		return N_("leads back to it");
	case LEADS_NOWHERE:
		return N_("there is no such name");
	case LEADS_TO_NONE:
		return N_("leads to no address");
	case LEADS_ELSEWHERE:
		return N_("leads to other addresses");
	case LEADS_NO_ANSWER:
		return N_("no answer");
	default:
		return N_("not asked");
	}
}

void text_reverse_names(struct page *page, const struct survey_address *address)
{
	if (address->ptr.state != FACT_FOUND) {
		add_state(page, &address->ptr);
		return;
	}
	for (uint32_t i = 0; i < address->name_count; i++) {
		if (i)
			buf_add(&page->text, STR("; "));
		outside(page, address->names[i].name);
		buf_add(&page->text, STR(" ("));
		ours(page, leads_text(address->names[i].leads));
		buf_add_char(&page->text, ')');
	}
}

static void add_client(struct page *page, const struct survey_address *client)
{
	if (!client)
		return;
	page_label(page, LEFT, COLUMN, client->text, STYLE_STRONG);
	ours(page, role_texts[SEEN_CLIENT]);
	text_network(page, client->network);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
	page_label(page, DEEPER, COLUMN, page_our(page, N_("reverse name")), STYLE_DIM);
	text_reverse_names(page, client);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
	text_holder(page, (uint32_t)(client - page->in->survey->addresses));
}

/* Machines that links lead to, and who holds their networks. */
static void add_sites(struct page *page)
{
	const struct survey *survey = page->in->survey;
	const struct enquiries *enquiries = page->in->enquiries;

	for (uint32_t i = 0; enquiries && i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];
		const struct enquiry *enquiry = enquiries->addresses[i].enquiry;

		if (address == survey_client(survey) || !enquiry ||
		    !ip_eq(&enquiry->ip, &address->ip))
			continue;
		page_label(page, LEFT, COLUMN, address->text, STYLE_STRONG);
		text_roles(page, address->roles);
		text_network(page, address->network);
		page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
		text_holder(page, i);
	}
}

static void add_all_reverse(struct page *page)
{
	const struct survey *survey = page->in->survey;

	for (uint32_t i = 0; i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];

		if (address == survey_client(survey))
			continue;
		page_label(page, LEFT, COLUMN, address->text, STYLE_PLAIN);
		text_reverse_names(page, address);
		text_network(page, address->network);
		page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
	}
}

/* --- domains --------------------------------------------------------------------- */

/* "192.0.2.7, 2001:db8::7 (Flare: …)" */
void text_host_addresses(struct page *page, const struct survey_host *host)
{
	if (host->a.state == FACT_FOUND || host->aaaa.state != FACT_FOUND)
		text_fact(page, &host->a);
	if (host->aaaa.state == FACT_FOUND) {
		if (host->a.state == FACT_FOUND)
			buf_add(&page->text, STR(", "));
		add_values(page, &host->aaaa);
	}
	if (host->a.state == FACT_FOUND || host->aaaa.state == FACT_FOUND)
		text_network(page, host->network);
}

static void host_line(struct page *page, const struct survey_host *host)
{
	page_label(page, DEEPER, COLUMN, page_our(page, N_("address")), STYLE_DIM);
	outside(page, host->name);
	buf_add(&page->text, STR(": "));
	if (host->withheld) {
		ours(page, N_("not asked: looks made for one recipient"));
		page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
		page_label(page, DEEPER, COLUMN, STR(""), STYLE_DIM);
		outside(page, host->probe);
		buf_add(&page->text, STR(": "));
	}
	text_host_addresses(page, host);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
}

static void related_line(struct page *page, const struct survey_domain *domain)
{
	if (!claims_outside(&page->in->claims) || domain->own)
		return;
	page_label(page, DEEPER, COLUMN, page_our(page, N_("the brand's")), STYLE_DIM);
	ours(page, domain->related == RELATED_YES ? N_("yes: one of its official domains")
		   : domain->related == RELATED_NO
		       ? N_("no: not official, and nothing of it leads to the brand")
		       : N_("not known"));
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
}

static void add_facts(struct page *page, const struct survey_domain *domain)
{
	static const char *const labels[DOMAIN_QUESTIONS] = { "NS",  "SOA", "MX",
							      "TXT", "CAA", "DMARC" };

	for (int i = 0; i < DOMAIN_QUESTIONS; i++) {
		bool detail = i == OF_DOMAIN_SOA || i == OF_DOMAIN_CAA;

		if (detail && page->options->verbose < 1)
			continue;
		fact_line(page, str_c(labels[i]), &domain->facts[i],
			  i == OF_DOMAIN_NS   ? domain->name_servers
			  : i == OF_DOMAIN_MX ? domain->exchangers
					      : NULL,
			  i == OF_DOMAIN_DMARC);
	}
}

static void add_domain(struct page *page, uint32_t index)
{
	const struct survey *survey = page->in->survey;
	const struct survey_domain *domain = &survey->domains[index];

	outside(page, domain->name);
	page_label(page, LEFT, COLUMN, buf_peek(&page->text), STYLE_STRONG);
	buf_clear(&page->text);
	text_roles(page, domain->roles);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
	related_line(page, domain);
	for (uint32_t i = 0; i < survey->host_count; i++)
		if (survey->hosts[i].domain == index && !domain->why)
			host_line(page, &survey->hosts[i]);
	text_registration(page, index);
	if (domain->why && page->options->verbose < 1) {
		page_label(page, DEEPER, COLUMN, page_our(page, N_("not asked")),
			   STYLE_DIM);
		ours(page, domain->why);
		page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
		return;
	}
	add_facts(page, domain);
}

static void add_more(struct page *page, uint32_t more)
{
	struct value value = { .key = "count", .kind = VALUE_INT, .number = more };

	phrase_add(page->in, page->options,
		   N_("… and {count} more domains (-v shows them)"), &value, 1,
		   &page->text);
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
}

void text_survey(struct page *page)
{
	const struct survey *survey = page->in->survey;
	uint32_t shown = page->options->verbose > 0 ? UINT32_MAX : DOMAINS_SHOWN;
	uint32_t done = 0;

	if (!survey || !survey->done ||
	    (survey->domain_count == 0 && survey->address_count == 0))
		return;
	page_heading(page, N_("Who runs it, as the DNS and the registries tell"));
	add_client(page, survey_client(survey));
	/* The sender's side first, also what was learnt of it later. */
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < survey->domain_count; i++) {
			bool sender = survey->domains[i].roles & SEEN_SENDERS;

			if (sender == (side == 0) && done++ < shown)
				add_domain(page, i);
		}
	if (survey->domain_count > shown)
		add_more(page, survey->domain_count - shown);
	add_sites(page);
	if (page->options->verbose > 0)
		add_all_reverse(page);
}
