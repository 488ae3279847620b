/* check/when_zone_foreign.c - the sender's clock keeps another zone than the recipient's.
 */
#include "check/origin.h"

/* Countries that keep one zone all year round: there "at home" has one clock. */
static const struct {
	const char *country, *top_level;
	int32_t minutes;
} one_zone[] = {
	{ "CN", ".cn", 480 }, { "HK", ".hk", 480 }, { "IN", ".in", 330 },
	{ "JP", ".jp", 540 }, { "KR", ".kr", 540 }, { "SG", ".sg", 480 },
	{ "TH", ".th", 420 }, { "TW", ".tw", 480 }, { "VN", ".vn", 420 },
};

static bool claims_country(const struct inspection *in, const char *country)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (!claim_is_inside(&in->claims.items[i]) &&
		    str_eq(in->claims.items[i].brand->country, str_c(country)))
			return true;
	return false;
}

/* Does the message speak as somebody of a country whose clock it does not keep? */
static bool claims_another_home(const struct inspection *in)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	struct str domain = from ? from->domain : STR_NONE;

	for (size_t i = 0; i < COUNT(one_zone); i++)
		if (in->message->date.offset_minutes != one_zone[i].minutes &&
		    in->path.zone_minutes == one_zone[i].minutes &&
		    (str_ends_nocase(domain, str_c(one_zone[i].top_level)) ||
		     claims_country(in, one_zone[i].country)))
			return true;
	return false;
}

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
	if (!claims_another_home(in))
		finding_severity(finding, SEVERITY_NOTE);
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
