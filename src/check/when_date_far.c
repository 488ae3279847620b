/* check/when_date_far.c - the Date lies far from the time of the hand-over. */
#include "check/check.h"

/* Clocks are an hour off where somebody set summer time by hand; queues give up after
 * five days (RFC 5321, 4.5.4.1). */
enum { HOUR = 3600, DAY = 86400, FUTURE = 2 * HOUR, PAST = 6 * DAY };
enum { AHEAD, BEHIND };

/* The stamp of our own side, else the newest there is. */
static const struct hop *stamp(const struct path *path)
{
	uint32_t n = path->boundary ? path->boundary : 1;
	const struct hop *hop = n <= path->count ? &path->hops[n - 1] : NULL;

	return hop && hop->received.date.ok ? hop : NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = &in->message->date;
	const struct hop *hop = stamp(&in->path);
	struct finding *finding;
	int64_t ahead;

	if (!date->ok || !hop)
		return;
	ahead = date->utc - hop->received.date.utc;
	if (ahead < FUTURE && ahead > -PAST)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, ahead > 0 ? AHEAD : BEHIND);
	finding_time(finding, "date", date->utc);
	finding_time(finding, "arrival", hop->received.date.utc);
	finding_int(finding, "hours", (ahead > 0 ? ahead : -ahead) / HOUR);
	finding_int(finding, "days", (ahead > 0 ? ahead : -ahead) / DAY);
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
	finding_at_hop(finding, hop->n);
}

const struct check check_when_date_far = {
	.id = "when.date-far",
	.title = N_("The Date lies far from the time of arrival"),
	.details = { N_("It says {date}, {hours} hours after the message arrived at "
			"{arrival}."),
		     N_("It says {date}, {days} days before the message arrived at "
			"{arrival}.") },
	.means = N_("A date in the future keeps a message on top of the list; one far in "
		    "the past "
		    "hides it. Or the sender's clock is wrong."),
	.wrong = N_(
	    "Mail that was held back, resent or imported bears an old date honestly, and "
	    "clocks without a battery are common."),
	.cites = "RFC 5322, 3.6.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
