/* check/reg_term_one_year.c - a domain in its first and shortest term. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	struct finding *finding;

	if (!one->at->life.one_year)
		return;
	finding = registered_finding(in, self, one);
	finding_time(finding, "created", one->facts->created.utc);
	finding_time(finding, "expires", one->facts->expires.utc);
	finding_int(finding, "term_days", one->at->life.term_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_term_one_year = {
	.id = "reg.term-one-year",
	.title = N_("{domain} was paid for one year, and never renewed"),
	.details = { N_(
	    "From {created} to {expires}: the shortest term that there is.") },
	.means = N_("Who means to throw a name away does not pay for two years."),
	.wrong = N_("Most honest names are paid by the year too; in their first year "
		    "they all look so."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
