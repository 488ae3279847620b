/* check/infra_dates_near.c - two domains of the message were registered within thirty
 * days. */
#include "check/relation_list.h"

enum { DAYS, DAYS_SAME_HOUR, HOURS };

static void run(struct inspection *in, const struct check *self)
{
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, TIE_DATES))) {
		struct finding *finding = finding_of_relation(in, self, relation);

		finding_variant(finding, relation->days == 0   ? HOURS
					 : relation->same_hour ? DAYS_SAME_HOUR
							       : DAYS);
		finding_int(finding, "days", relation->days);
		finding_time(finding, "date_one", relation->at_one);
		finding_time(finding, "date_other", relation->at_other);
	}
}

const struct check check_infra_dates_near = {
	.id = "infra.dates-near",
	.title = N_("{one} and {other} were registered shortly after each other"),
	.details = { N_("{one} at {date_one}, {other} at {date_other}, {days} days "
			"apart: {strength}, as {why}."),
		     N_("{one} at {date_one}, {other} at {date_other}, {days} days "
			"apart, at the same time of the day within a quarter of an hour: "
			"{strength}, as {why}."),
		     N_("{one} at {date_one}, {other} at {date_other}, within one day: "
			"{strength}, as {why}.") },
	.means = N_("Who prepares a deceit registers its names together, or one after "
		    "the other."),
	.wrong = N_("So do strangers, by the hundred thousand a day."),
	.cites = "RFC 9083, 4.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
