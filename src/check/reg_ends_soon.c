/* check/reg_ends_soon.c - the term of a domain ends soon after the message. */
#include "check/registry_list.h"

/* A quarter: shops write their first reminders then. */
enum { SOON_DAYS = 90 };

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	if (!life->has_left || life->left_days < 0 || life->left_days > SOON_DAYS)
		return;
	finding = registered_finding(in, self, one);
	finding_moment(finding);
	finding_time(finding, "expires", one->facts->expires.utc);
	finding_int(finding, "left_days", life->left_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_ends_soon = {
	.id = "reg.ends-soon",
	.title = N_("The term of {domain} reaches {left_days} days beyond {moment}"),
	.details = { N_("Paid for until {expires}. A name is used up before it runs out, "
			"or it is renewed: a later look tells which.") },
	.means = N_("Together with other dates it tells how a name was used; look again "
		    "after that day."),
	.wrong = N_("Registrars renew by themselves days before the end."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
