/* check/when_holiday.c - it arrived on a day when offices are closed. */
#include "check/origin.h"

static const char *const weekdays[] = { N_("Sunday"),	 N_("Monday"),	 N_("Tuesday"),
					N_("Wednesday"), N_("Thursday"), N_("Friday"),
					N_("Saturday") };
enum { HOLIDAY, WEEKEND };

static const struct holiday *find_holiday(const struct inspection *in,
					  const struct civil *day)
{
	return tables_holiday(in->env->tables, in->env->site->holidays,
			      day->year * 10000 + day->month * 100 + day->day);
}

/* When it came, by our own clock; else when the sender says it was written. */
static const struct date *arrival(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	return hop && hop->received.date.ok ? &hop->received.date : &in->message->date;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = arrival(in);
	const struct hop *hop = origin_hop(in);
	const struct holiday *holiday;
	struct finding *finding;
	struct civil day;

	if (!date->ok || !in->path.zone_known || in->env->site->holidays.n == 0)
		return;
	civil_from_utc(date->utc, in->path.zone_minutes, &day);
	holiday = find_holiday(in, &day);
	if (!holiday && day.weekday != 0 && day.weekday != 6)
		return;
	finding = finding_add(in, self);
	finding_grade(finding,
		      hop && date == &hop->received.date ? hop->grade : GRADE_CLAIMED);
	finding_variant(finding, holiday ? HOLIDAY : WEEKEND);
	finding_str(finding, "day",
		    arena_printf(in->arena, "%04lld-%02d-%02d", (long long)day.year,
				 day.month, day.day));
	finding_word(finding, "weekday", weekdays[day.weekday]);
	finding_time(finding, "arrival", date->utc);
	if (holiday) {
		finding_str(finding, "name_ja", holiday->name_ja);
		finding_str(finding, "name", holiday->name_en);
	}
	if (hop)
		finding_at_hop(finding, hop->n);
}

const struct check check_when_holiday = {
	.id = "when.holiday",
	.title = N_("It arrived on a day when offices are closed: {day}"),
	.details = { N_("It arrived on {day}, a {weekday}: {name} where the "
			"recipient is. Nobody can be asked on such a day, while a "
			"deadline in the text runs on."),
		     N_("It arrived on {day}, a {weekday} where the recipient is. Nobody "
			"can be asked on such a day, while a deadline in the text runs "
			"on.") },
	.means = N_("Lures are sent when nobody is there to be asked."),
	.wrong = N_("Machines and people write on holidays too."),
	.cites = "data/holidays.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
