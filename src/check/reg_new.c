/* check/reg_new.c - a domain that was young when the message came, or younger than the
 * message. */
#include "check/registry_list.h"

enum { YOUNG, LATER };
/* Most blocklists and browsers treat a name as new for its first month. */
enum { NEW_DAYS = 30 };

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	if (!life->has_age || life->age_days > NEW_DAYS)
		return;
	finding = registered_finding(in, self, one);
	finding_moment(finding);
	finding_variant(finding, life->age_days < 0 ? LATER : YOUNG);
	finding_time(finding, "created", one->facts->created.utc);
	finding_int(finding, "age_days", life->age_days);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_new = {
	.id = "reg.new",
	.title = N_("{domain} was new"),
	.details = { N_("Registered on {created}, {age_days} days before {moment}."),
		     N_("Registered on {created}, after the message had come: the name "
			"changed hands, and what the registry says today is not about "
			"whoever used it then.") },
	.means = N_("Names made for one campaign are often used within days of their "
		    "registration."),
	.wrong =
	    N_("Every honest name was new once; shops and events begin with a new name."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
