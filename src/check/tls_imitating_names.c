/* check/tls_imitating_names.c - certificates of one domain were issued for many names
 * that carry the names of brands: a stock of names to deceive with. */
#include "check/survey_list.h"

#include "record/likeness.h"

enum { MANY = 3, LIKENESSES = 4 };

/* Ways in which a name is borrowed; one letter off alone may be chance. */
static bool is_borrowed(enum likeness_how how)
{
	switch (how) {
	case LIKENESS_DOMAIN_LEFT:
	case LIKENESS_LABEL:
	case LIKENESS_WORDS:
	case LIKENESS_OTHER_TLD:
	case LIKENESS_LOOK_ALIKE:
	case LIKENESS_DIGITS:
		return true;
	default:
		return false;
	}
}

static bool imitates(const struct inspection *in, struct str name, struct pieces *brands)
{
	struct likeness found[LIKENESSES];
	struct host host;
	struct url url;
	uint32_t n;

	str_eat(&name, STR("*."));
	if (!url_parse(in->arena, arena_concat(in->arena, STR("https://"), name), NULL,
		       &url))
		return false;
	host_parse(in->arena, url.host, &host);
	if (!host.ok)
		return false;
	n = likeness_find(in->arena, in->env->tables, in->env->site, &url, &host, found,
			  LIKENESSES);
	if (n == 0 || !is_borrowed(found[0].how))
		return false;
	pieces_add(in->arena, brands,
		   found[0].brand ? found[0].brand->name_en : found[0].genuine);
	return true;
}

static void look_at(struct inspection *in, const struct check *self,
		    const struct past *past)
{
	const struct survey_domain *domain = &in->survey->domains[past->domain];
	struct pieces names = { 0 }, brands = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; i < past->history.name_count; i++)
		if (imitates(in, past->history.names[i], &brands))
			pieces_add(in->arena, &names, past->history.names[i]);
	if (names.count < MANY)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", domain->name);
	finding_int(finding, "count", names.count);
	finding_list(finding, "names", names.items, names.count);
	finding_list(finding, "brands", brands.items, brands.count);
	finding_at_domain(finding, domain);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; in->pasts && i < in->pasts->count; i++)
		if (in->pasts->items[i].state == PAST_FOUND)
			look_at(in, self, &in->pasts->items[i]);
}

const struct check check_tls_imitating_names = {
	.id = "tls.imitating-names",
	.title =
	    N_("Certificates of {domain} name {count} hosts that borrow the names of "
	       "others"),
	.details = { N_("By the public logs, certificates with {domain} were issued for "
			"{names} too; they carry the names of {brands}.") },
	.means = N_("Whoever asks for a certificate controls all names on it at that "
		    "moment. A row of borrowed names is a stock, one for each campaign."),
	.wrong = N_("Dealers, repairers and services for customers of a brand carry its "
		    "name too; hosting companies and CDNs put strangers on one "
		    "certificate."),
	.cites = "RFC 6962; RFC 5280, 4.2.1.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
