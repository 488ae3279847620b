/* check/when_zones.c - the time of writing in every zone that matters. */
#include "check/origin.h"

static struct str iso_at(const struct inspection *in, int64_t utc, int32_t minutes)
{
	char text[DATE_TEXT];

	return arena_str(in->arena, date_iso_at(utc, minutes, text));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = &in->message->date;
	const struct hop *hop = origin_hop(in);
	struct finding *finding;
	char text[DATE_TEXT];

	if (!date->ok || !date->zone_known || !in->path.zone_known ||
	    date->offset_minutes == in->path.zone_minutes)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "written", iso_at(in, date->utc, date->offset_minutes));
	finding_str(finding, "local", iso_at(in, date->utc, in->path.zone_minutes));
	finding_str(finding, "utc", arena_str(in->arena, date_iso(date->utc, text)));
	finding_str(finding, "arrival",
		    hop && hop->received.date.ok
			? iso_at(in, hop->received.date.utc, in->path.zone_minutes)
			: STR("-"));
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
}

const struct check check_when_zones = {
	.id = "when.zones",
	.title = N_("One time in several zones"),
	.details = { N_(
	    "Written {written} by the sender's clock, {local} where the recipient is, "
	    "{utc} in UTC; arrived {arrival} by the recipient's time.") },
	.means = N_("Logs, statements and the sender's mail keep different zones; this "
		    "is the same moment in each."),
	.wrong = N_("The sender's time is what the sender set."),
	.cites = "RFC 5322, 3.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
