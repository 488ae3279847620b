/* check/reg_aged_unused.c - an old enough name that shows no sign of use but the link. */
#include "check/registry_list.h"

enum { AGED_DAYS = 90 };

static bool is_empty(const struct survey_domain *domain, enum domain_question of)
{
	return fact_is_empty(&domain->facts[of]);
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct survey_domain *domain = one->domain;
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	/* only a site's: whoever sends mail publishes something for it */
	if ((domain->roles & SEEN_SENDERS) || !life->one_year || life->left_days < 0 ||
	    life->age_days < AGED_DAYS || !is_empty(domain, OF_DOMAIN_MX) ||
	    !is_empty(domain, OF_DOMAIN_TXT))
		return;
	finding = registered_finding(in, self, one);
	finding_moment(finding);
	finding_time(finding, "created", one->facts->created.utc);
	finding_int(finding, "age_days", life->age_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_aged_unused = {
	.id = "reg.aged-unused",
	.title = N_(
	    "{domain} is too old to be called new, and nothing shows that it was in use"),
	.details = { N_(
	    "Registered on {created}, {age_days} days before {moment}, for one year; "
	    "it publishes no mail exchanger and no TXT record of any kind. Rules that "
	    "look for new names miss such a one. Whether it was used before, the history "
	    "of its certificates and addresses would tell.") },
	.means = N_(
	    "Names are bought in stock and laid aside until filters take them for old."),
	.wrong = N_("Small sites that never send mail publish nothing else either."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
