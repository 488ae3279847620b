/* check/path_delay.c - how long it took from Date to the hand-over. */
#include "check/duration.h"
#include "check/origin.h"

enum { EARLY = -120, LATE = 300 };
enum { AFTER, BEFORE };

static void run(struct inspection *in, const struct check *self)
{
	const struct hop *hop = origin_hop(in);
	const struct date *date = &in->message->date;
	struct finding *finding;
	int64_t seconds;

	if (!hop || !hop->received.date.ok || !date->ok)
		return;
	seconds = hop->received.date.utc - date->utc;
	if (seconds > EARLY && seconds < LATE)
		return;
	finding = finding_add(in, self);
	finding_grade(finding, hop->grade);
	finding_variant(finding, seconds < 0 ? BEFORE : AFTER);
	finding_int(finding, "seconds", seconds < 0 ? -seconds : seconds);
	finding_duration(finding, "span", seconds);
	finding_time(finding, "date", date->utc);
	finding_time(finding, "arrival", hop->received.date.utc);
	finding_str(finding, "by", or_dash(hop->received.by));
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
	finding_at_hop(finding, hop->n);
}

const struct check check_path_delay = {
	.id = "path.delay",
	.title = N_("{span} lie between Date and arrival"),
	.details = { N_("Date says {date}; {by} took the message at {arrival}, {span} "
			"later. Queues, earlier refused attempts and greylisting "
			"take such time."),
		     N_("Date says {date}; {by} had taken the message at {arrival}, "
			"{span} before that. The sender's clock was wrong, or "
			"the date was chosen.") },
	.means =
	    N_("Date is what the sender set; the arrival is what our side recorded."),
	.wrong = N_("Mail written offline, or held for moderation on a list, bears an "
		    "older date honestly."),
	.cites = "RFC 5322, 3.6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
