/* check/path_clock_back.c - a later hop is stamped earlier than the hop before it. */
#include "check/origin.h"

/* Clocks of honest servers are minutes apart at most. */
enum { TOLERANCE = 120 };

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	const struct hop *worst = NULL;
	struct finding *finding;
	uint32_t times = 0;

	for (uint32_t i = 0; i < path->count; i++) {
		const struct hop *hop = &path->hops[i];

		if (!hop->delay_known || hop->delay_seconds >= -TOLERANCE)
			continue;
		times++;
		if (!worst || hop->delay_seconds < worst->delay_seconds)
			worst = hop;
	}
	if (!worst)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "hop", worst->n);
	finding_int(finding, "seconds", -worst->delay_seconds);
	finding_int(finding, "times", times);
	finding_str(finding, "by", or_dash(worst->received.by));
	finding_time(finding, "time", worst->received.date.utc);
	finding_at_hop(finding, worst->n);
	finding_at_hop(finding, worst->n + 1);
}

const struct check check_path_clock_back = {
	.id = "path.clock-back",
	.title = N_("The clock ran back on the way: {seconds} seconds at hop {hop}"),
	.details = { N_("Received field {hop}, written by {by}, bears the time {time}, "
			"which is {seconds} seconds before the time of the older field "
			"below it. Such steps in this message: {times}.") },
	.means = N_("A server cannot take a message before the one before it had it. "
		    "Either a clock was wrong, or fields were made up."),
	.wrong = N_("Clocks are wrong more often than fields are forged; a wrong time "
		    "zone makes whole hours."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
