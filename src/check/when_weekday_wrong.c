/* check/when_weekday_wrong.c - a weekday that the date does not have. */
#include "check/check.h"

static const char *const weekdays[7] = {
	N_("Sunday"),	N_("Monday"), N_("Tuesday"),  N_("Wednesday"),
	N_("Thursday"), N_("Friday"), N_("Saturday"),
};

static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = &in->message->date;
	struct finding *finding;
	struct civil civil;

	if (!date->ok || !date->weekday_wrong)
		return;
	civil_from_utc(date->utc, date->offset_minutes, &civil);
	finding = finding_add(in, self);
	finding_str(finding, "raw", date->raw);
	finding_word(finding, "written", weekdays[date->weekday]);
	finding_word(finding, "true_weekday", weekdays[civil.weekday]);
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
}

const struct check check_when_weekday_wrong = {
	.id = "when.weekday-wrong",
	.title = N_("The weekday does not belong to the date"),
	.details = { N_(
	    "Date is {raw}: it says {written}, but that day was a {true_weekday}.") },
	.means =
	    N_("Programs compute the weekday. Where it is wrong, somebody put the date "
	       "together by hand or by a broken script."),
	.wrong =
	    N_("Some libraries take the weekday from another time zone than the date."),
	.cites = "RFC 5322, 3.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
