/* check/infra_same_servers.c - the sender's domain and a linked one have their records
 * on the same name servers: a strong tie where nobody else uses them, a weak one where a
 * registrar's customers all do. */
#include "check/survey_list.h"

enum { STRONG, WEAK };

static bool same_servers(const struct fact *a, const struct fact *b)
{
	uint32_t same = 0;

	if (a->state != FACT_FOUND || b->state != FACT_FOUND || a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		for (uint32_t k = 0; k < b->count; k++)
			same += str_eq(a->records[i]->data, b->records[k]->data);
	return same == a->count;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct survey_domain *sender, const struct survey_domain *site)
{
	const struct fact *ns = &sender->facts[OF_DOMAIN_NS];
	struct finding *finding = finding_add(in, self);
	struct pieces servers = { 0 };

	for (uint32_t i = 0; i < ns->count; i++)
		pieces_add(in->arena, &servers, ns->records[i]->data);
	finding_variant(finding, sender->name_servers ? WEAK : STRONG);
	finding_str(finding, "one", sender->name);
	finding_str(finding, "other", site->name);
	finding_list(finding, "servers", servers.items, servers.count);
	finding_str(finding, "network",
		    or_dash(sender->name_servers ? sender->name_servers->name : STR("")));
	finding_at_domain(finding, site);
}

static bool is_sender(const struct survey_domain *domain)
{
	return (domain->roles & SEEN_SENDERS) && !domain->own;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->domain_count; i++) {
		const struct survey_domain *one = &survey->domains[i];

		if (!is_sender(one))
			continue;
		for (uint32_t k = i + 1; k < survey->domain_count; k++) {
			const struct survey_domain *other = &survey->domains[k];

			if ((is_sender(other) || (other->roles & SEEN_SITES)) &&
			    !other->own &&
			    same_servers(&one->facts[OF_DOMAIN_NS],
					 &other->facts[OF_DOMAIN_NS]))
				tell(in, self, one, other);
		}
	}
}

const struct check check_infra_same_servers = {
	.id = "infra.same-servers",
	.title = N_("{one} and {other} have the same name servers"),
	.details = { N_("Both have their records at {servers}, which are not known as "
			"servers of a company with many customers: probably one hand "
			"(a strong tie)."),
		     N_("Both have their records at {servers} ({network}), as very many "
			"others have (a weak tie).") },
	.means = N_("Domains that one hand set up often share name servers."),
	.wrong = N_("Customers of one company share them as well, also of companies that "
		    "the table does not know."),
	.cites = "RFC 1034, 4.2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
