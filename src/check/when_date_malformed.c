/* check/when_date_malformed.c - a Date that no mail program writes. */
#include "check/check.h"

enum { READ, UNREADABLE };
enum { SHOWN = 12 };

/* Obsolete forms have to be read (RFC 5322, 4.3), a wrong weekday is a finding of its
 * own. */
static bool counts(struct str id)
{
	return str_starts(id, STR("date.")) && !str_eq(id, STR("date.zone-obsolete")) &&
	       !str_eq(id, STR("date.comment-inside")) &&
	       !str_eq(id, STR("date.weekday-wrong"));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct field *field = header_first(&message->header, FIELD_DATE);
	struct defects defects = { .arena = in->arena };
	struct str ids[SHOWN];
	struct finding *finding;
	uint32_t count = 0;
	struct date date;

	if (!field || message->date.lawful)
		return;
	/* Read again for itself: the dates of Received leave their defects too. */
	defects.input = field->value;
	date_parse(in->arena, field->value, &defects, &date);
	for (uint32_t i = 0; i < defects.count && count < SHOWN; i++)
		if (counts(str_c(defects.items[i].id)))
			ids[count++] = str_c(defects.items[i].id);
	if (!count)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, date.ok ? READ : UNREADABLE);
	finding_str(finding, "raw", date.raw);
	finding_list(finding, "defects", ids, count);
	if (date.ok)
		finding_time(finding, "date", date.utc);
	finding_at_field(finding, field);
}

const struct check check_when_date_malformed = {
	.id = "when.date-malformed",
	.title = N_("The Date is not written as the standard has it"),
	.details = { N_("It says {raw} ({defects}) and is read as {date}."),
		     N_("It says {raw} ({defects}) and cannot be read.") },
	.means = N_(
	    "Mail programs write dates by rule. Another form tells of a script that put "
	    "the message together by itself."),
	.wrong = N_("Old and home-made software of honest senders does so as well."),
	.cites = "RFC 5322, 3.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
