/* registry/choose.c - which domains and addresses of a message are worth an enquiry, in
 * the order of importance. */
#include "registry/enquiries_part.h"

#define N_(text) text

static const char beyond[] = N_("the message names many: the first ones were asked for");

/* --- domains -------------------------------------------------------------------------
 */

static bool is_only_for_comparison(const struct survey_domain *domain)
{
	return !(domain->roles & (SEEN_SENDERS | SEEN_WANTED | SEEN_CLICKED));
}

const char *why_no_registration(const struct enquiries *enquiries,
				const struct survey_domain *domain)
{
	const char *reserved = enquiry_no_domain(domain->name);

	if (domain->own)
		return N_("our own");
	if (reserved)
		return reserved;
	if (domain->class_ && !(domain->roles & 1u << SEEN_ASKED))
		return N_("a service of many: who registered it says nothing of this "
			  "message");
	if (host_is_lent(enquiries->arena, domain->name))
		return N_("a name that its provider lends to strangers: no registry has "
			  "it");
	if (!domain->deep)
		return domain->why ? domain->why : beyond;
	if (domain->roles & 1u << SEEN_BRAND)
		return NULL;
	if (is_only_for_comparison(domain))
		return N_("only passed through, or loaded");
	return NULL;
}

static bool ask_domain(struct enquiries *enquiries, uint32_t index)
{
	struct enquired_domain *at = &enquiries->domains[index];
	struct enquiry *enquiry = arena_new_of(enquiries->arena, struct enquiry);

	enquiry->name = enquiries->query.survey->domains[index].name;
	enquiry->state = ENQUIRY_WAITING;
	at->enquiry = enquiry;
	enquiries->domains_asked++;
	return true;
}

/* One of the brand's is enough to lay beside the others. */
static bool has_brand(const struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;

	for (uint32_t i = 0; i < survey->domain_count; i++)
		if (enquiries->domains[i].enquiry &&
		    is_only_for_comparison(&survey->domains[i]))
			return true;
	return false;
}

static void choose_domain(struct enquiries *enquiries, uint32_t index, uint32_t most,
			  bool last)
{
	const struct survey_domain *domain = &enquiries->query.survey->domains[index];
	struct enquired_domain *at = &enquiries->domains[index];
	bool compared = is_only_for_comparison(domain), told = at->why == beyond;

	if (at->enquiry)
		return;
	at->why = why_no_registration(enquiries, domain);
	if (at->why)
		return;
	if (compared && has_brand(enquiries)) {
		at->why = N_("only for comparison: another one of the brand's was asked "
			     "for");
	} else if (enquiries->domains_asked < most) {
		ask_domain(enquiries, index);
	} else if (last) {
		at->why = beyond;
		enquiries->left += !told;
	}
}

void choose_domains(struct enquiries *enquiries, uint32_t most, bool last)
{
	const struct survey *survey = enquiries->query.survey;

	/* the sender's side, the sites, the brand's own */
	for (int pass = 0; pass < 3; pass++)
		for (uint32_t i = 0; i < survey->domain_count; i++) {
			uint32_t roles = survey->domains[i].roles;
			int rank = roles & (SEEN_SENDERS | SEEN_WANTED) ? 0
				   : roles & SEEN_CLICKED		? 1
									: 2;

			if (rank == pass)
				choose_domain(enquiries, i, most, last);
		}
}

/* --- addresses -----------------------------------------------------------------------
 */

/* Hardly ever do two hold parts of what is announced as one: /24 and /48 are the smallest
 * prefixes that the Internet carries. */
static bool are_neighbours(const struct ip *a, const struct ip *b)
{
	return a->kind == b->kind &&
	       memcmp(a->bytes, b->bytes, a->kind == IP_V4 ? 3 : 6) == 0;
}

/* Of a known network one address is enough. */
static bool is_the_same(const struct survey_address *a, const struct survey_address *b)
{
	return are_neighbours(&a->ip, &b->ip) || (a->network && a->network == b->network);
}

static bool is_asked_already(struct enquiries *enquiries, uint32_t index)
{
	const struct survey *survey = enquiries->query.survey;

	for (uint32_t i = 0; i < index; i++)
		if (enquiries->addresses[i].enquiry &&
		    is_the_same(&survey->addresses[i], &survey->addresses[index])) {
			enquiries->addresses[index].enquiry =
			    enquiries->addresses[i].enquiry;
			return true;
		}
	return false;
}

const char *why_no_holder(const struct survey_address *address)
{
	if (geo_special(&address->ip).n)
		return N_("an address that nobody has for himself");
	if (!(address->roles & (SEEN_SENDERS | SEEN_WANTED | SEEN_CLICKED)))
		return N_("an address that is only for comparison");
	return NULL;
}

static void choose_holder(struct enquiries *enquiries, uint32_t index, uint32_t most)
{
	const struct survey_address *address = &enquiries->query.survey->addresses[index];
	struct enquired_address *at = &enquiries->addresses[index];
	struct enquiry *enquiry;

	if (at->enquiry)
		return;
	at->why = why_no_holder(address);
	if (at->why || is_asked_already(enquiries, index))
		return;
	if (enquiries->addresses_asked >= most) {
		at->why = beyond;
		enquiries->left++;
		return;
	}
	enquiry = arena_new_of(enquiries->arena, struct enquiry);
	enquiry->ip = address->ip;
	enquiry->name = address->text;
	enquiry->state = ENQUIRY_WAITING;
	at->enquiry = enquiry;
	enquiries->addresses_asked++;
}

void choose_address(struct enquiries *enquiries, uint32_t index)
{
	choose_holder(enquiries, index, LIMIT_ENQUIRED_ADDRESSES);
}

void choose_led(struct enquiries *enquiries)
{
	const struct survey *survey = enquiries->query.survey;

	for (uint32_t i = 0; i < survey->domain_count; i++)
		if (survey->domains[i].roles & 1u << SEEN_LED)
			choose_domain(enquiries, i,
				      LIMIT_ENQUIRED_DOMAINS + LIMIT_ENQUIRED_LED, true);
	for (uint32_t i = 0; i < survey->address_count; i++)
		if (survey->addresses[i].roles & 1u << SEEN_LED)
			choose_holder(enquiries, i,
				      LIMIT_ENQUIRED_ADDRESSES + LIMIT_ENQUIRED_LED);
}
