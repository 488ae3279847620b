/* check/when_zone_foreign.c - the sender's clock keeps another zone than the recipient's.
 */
#include "check/origin.h"

/* UTC is the zone of machines and says nothing. */
static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = &in->message->date;
	char text[DATE_TEXT];
	struct str written, local;
	struct finding *finding;

	if (!date->ok || !date->zone_known || !in->path.zone_known ||
	    date->offset_minutes == 0 || date->offset_minutes == in->path.zone_minutes)
		return;
	written =
	    arena_str(in->arena, date_iso_at(date->utc, date->offset_minutes, text));
	local = arena_str(in->arena, date_iso_at(date->utc, in->path.zone_minutes, text));
	finding = finding_add(in, self);
	finding_str(finding, "written", written);
	finding_str(finding, "local", local);
	finding_str(finding, "zone", or_dash(date->zone));
	finding_int(finding, "difference_minutes",
		    date->offset_minutes - in->path.zone_minutes);
	/* The stamp of a server found by inference is a weak witness of the reader. */
	if (!in->env->site->zone_given)
		finding_severity(finding, SEVERITY_NOTE);
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
}

const struct check check_when_zone_foreign = {
	.id = "when.zone-foreign",
	.title = N_("The sender's clock keeps another time zone: {zone}"),
	.details = { N_(
	    "Date is written as {written}; where the recipient is, that is {local}. The "
	    "zone is what the sender set, and what the sending machine keeps.") },
	.means = N_("A service in one's own country usually writes in its own zone. A "
		    "foreign zone does not fit a sender that claims to be at home."),
	.wrong = N_("Mail from abroad, travellers and machines in rented data centres "
		    "keep other zones honestly."),
	.cites = "RFC 5322, 3.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
