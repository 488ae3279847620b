/* check/reg_expired.c - a domain whose term was over when the message came. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	if (!life->has_left || life->left_days >= 0)
		return;
	finding = registered_finding(in, self, one);
	finding_moment(finding);
	finding_time(finding, "expires", one->facts->expires.utc);
	finding_int(finding, "days", -life->left_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_expired = {
	.id = "reg.expired",
	.title = N_("The term of {domain} had ended {days} days before {moment}"),
	.details = { N_(
	    "Its last day was {expires}. Since then its holder has not renewed it.") },
	.means = N_("A name that was given up no longer leads to whoever set it up; what "
		    "still uses it was left behind."),
	.wrong = N_("For some weeks after its last day a registrar may still renew it."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
