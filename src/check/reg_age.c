/* check/reg_age.c - how old a domain was when the message came, and how long it was still
 * paid for. */
#include "check/registry_list.h"

enum { BOTH, AGE_ALONE, ENDED };

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	if (!life->has_age || life->age_days < 0)
		return;
	finding = registered_finding(in, self, one);
	finding_moment(finding);
	finding_time(finding, "created", one->facts->created.utc);
	finding_int(finding, "age_days", life->age_days);
	finding_variant(finding, AGE_ALONE);
	if (!life->has_left)
		return;
	finding_variant(finding, life->left_days >= 0 ? BOTH : ENDED);
	finding_time(finding, "expires", one->facts->expires.utc);
	finding_int(finding, "left_days", life->left_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_age = {
	.id = "reg.age",
	.title = N_("{domain} was registered {age_days} days before {moment}"),
	.details = { N_("Registered on {created}, {age_days} days before {moment}; "
			"paid for until {expires}, {left_days} days more. "
			"Age alone acquits or convicts nobody: names are kept on the "
			"shelf for months before they are used."),
		     N_("Registered on {created}, {age_days} days before {moment}. "
			"Age alone acquits or convicts nobody: names are "
			"kept on the shelf for months before they are used."),
		     N_("Registered on {created}, {age_days} days before {moment}; "
			"its term had ended on {expires}.") },
	.means = N_("A dated fact of the registry, to be laid beside the other dates: of "
		    "the certificate, of the message."),
	.wrong = N_("A name that was given up and registered again has the later date; "
		    "its history is older."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
