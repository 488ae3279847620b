/* check/log_delay.c - where the time between Date and delivery went. */
#include "check/duration.h"
#include "check/log_list.h"

enum { LATE = 300 };
enum { BY_ATTEMPTS, BEFORE_ANY };

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in);
	const struct date *date = &in->message->date;
	int64_t first, taken;
	struct finding *finding;

	if (!own || !date->ok || own->outcome != LOG_ACCEPTED)
		return;
	first = log_time_of(&log->sessions[0]);
	taken = log_time_of(own);
	if (taken - date->utc < LATE || first < date->utc)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, own->n > 1 ? BY_ATTEMPTS : BEFORE_ANY);
	finding_time(finding, "date", date->utc);
	finding_time(finding, "first", first);
	finding_time(finding, "taken", taken);
	finding_int(finding, "before", first - date->utc);
	finding_int(finding, "attempts", taken - first);
	finding_int(finding, "seconds", taken - date->utc);
	finding_duration(finding, "to_first", first - date->utc);
	finding_duration(finding, "to_taken", taken - first);
	finding_duration(finding, "total", taken - date->utc);
	finding_at_field(finding, header_first(&in->message->header, FIELD_DATE));
}

const struct check check_log_delay = {
	.id = "log.delay",
	.title = N_("{total} from Date to the session that brought it"),
	.details = { N_("{to_first} from Date ({date}) to the client's first connection "
			"({first}), then {to_taken} of attempts until {taken}."),
		     N_("The client connected at {taken}, {total} after Date ({date}), "
			"and had not tried before: the time was spent on the sender's "
			"side, or the date was chosen.") },
	.means = N_("The log tells the sender's waiting from ours."),
	.wrong = N_("Lists, large senders and mail written offline wait honestly before "
		    "their first attempt."),
	.cites = "RFC 5322, 3.6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
