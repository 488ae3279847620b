/* report/html_owner.c - who runs it, as the DNS and the registries tell: the client, each
 * domain, and the machines that links lead to. */
#include "report/html.h"

#include "check/registry_list.h"
#include "report/text.h"
#include "report/text_enquiry.h"
#include "report/text_survey.h"

enum { DOMAINS_SHOWN = 24 };

static bool has(const struct html *html)
{
	const struct survey *survey = html->in->survey;

	return survey && survey->done && survey->domain_count + survey->address_count;
}

static void made_row(struct html *html, const char *label)
{
	if (html->page.text.n == 0)
		return;
	html_row(html, label);
	html_made(html);
	html_end_row(html);
}

static void holder_rows(struct page *page, const void *arg)
{
	text_holder(page, *(const uint32_t *)arg);
}

static void registration_rows(struct page *page, const void *arg)
{
	text_registration(page, *(const uint32_t *)arg);
}

static void write_address(struct html *html, const struct survey_address *address)
{
	uint32_t index = (uint32_t)(address - html->in->survey->addresses);

	html_begin(html, TAG_ARTICLE, "thing");
	html_copy_heading(html, TAG_H3, address->text);
	html_begin(html, TAG_P, "meta");
	text_roles(&html->page, address->roles);
	text_network(&html->page, address->network);
	html_made(html);
	html_end(html, TAG_P);
	html_begin(html, TAG_DL, "facts");
	text_reverse_names(&html->page, address);
	made_row(html, N_("reverse name"));
	html_rows(html, holder_rows, &index);
	html_end(html, TAG_DL);
	html_pivots(html, "ip", address->text);
	html_end(html, TAG_ARTICLE);
}

static void write_hosts(struct html *html, uint32_t index)
{
	const struct survey *survey = html->in->survey;

	for (uint32_t i = 0; i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		if (host->domain != index)
			continue;
		html_row(html, N_("address"));
		html_code(html, host->name);
		html_text(html, ": ");
		if (host->withheld) {
			html_our(html, N_("not asked: looks made for one recipient"));
			html_text(html, "; ");
			html_code(html, host->probe);
			html_text(html, ": ");
		}
		text_host_addresses(&html->page, host);
		html_made(html);
		html_end_row(html);
	}
}

static void write_facts(struct html *html, const struct survey_domain *domain)
{
	static const char *const labels[DOMAIN_QUESTIONS] = { "NS",  "SOA", "MX",
							      "TXT", "CAA", "DMARC" };

	for (int i = 0; i < DOMAIN_QUESTIONS; i++) {
		if (i == OF_DOMAIN_SOA || i == OF_DOMAIN_CAA)
			continue;
		text_fact(&html->page, &domain->facts[i]);
		made_row(html, labels[i]);
	}
}

static void write_domain(struct html *html, uint32_t index)
{
	const struct survey_domain *domain = &html->in->survey->domains[index];

	html_begin(html, TAG_ARTICLE, "thing");
	html_copy_heading(html, TAG_H3, domain->name);
	html_begin(html, TAG_P, "meta");
	text_roles(&html->page, domain->roles);
	html_made(html);
	html_end(html, TAG_P);
	html_begin(html, TAG_DL, "facts");
	if (domain->why) {
		html_row(html, N_("not asked"));
		html_our(html, domain->why);
		html_end_row(html);
	} else {
		write_hosts(html, index);
		write_facts(html, domain);
	}
	html_rows(html, registration_rows, &index);
	html_end(html, TAG_DL);
	if (!domain->own && !domain->brand)
		html_pivots(html, "domain", domain->name);
	html_end(html, TAG_ARTICLE);
}

/* The sender's side first, also what was learnt of it later. */
static void write_domains(struct html *html)
{
	const struct survey *survey = html->in->survey;
	uint32_t shown = 0;

	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < survey->domain_count; i++) {
			bool sender = survey->domains[i].roles & SEEN_SENDERS;

			if (sender == (side == 0) && shown++ < DOMAINS_SHOWN)
				write_domain(html, i);
		}
	if (survey->domain_count > DOMAINS_SHOWN) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html,
			       N_("… and {count} more domains, which the JSON "
				  "report lists"),
			       survey->domain_count - DOMAINS_SHOWN);
		html_end(html, TAG_P);
	}
}

static void write_sites(struct html *html)
{
	const struct survey *survey = html->in->survey;
	const struct enquiries *enquiries = html->in->enquiries;

	for (uint32_t i = 0; enquiries && i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];
		const struct enquiry *enquiry = enquiries->addresses[i].enquiry;

		if (address != survey_client(survey) && enquiry &&
		    ip_eq(&enquiry->ip, &address->ip))
			write_address(html, address);
	}
}

static void write(struct html *html)
{
	const struct survey_address *client = survey_client(html->in->survey);

	html_begin(html, TAG_DIV, "beside");
	html_picture(html, "map");
	html_picture(html, "infrastructure");
	html_end(html, TAG_DIV);
	html_begin(html, TAG_DIV, "things");
	if (client)
		write_address(html, client);
	write_domains(html);
	write_sites(html);
	html_end(html, TAG_DIV);
}

const struct html_section html_owners = {
	.id = "owners",
	.title = N_("Who runs it, as the DNS and the registries tell"),
	.has = has,
	.write = write,
};
