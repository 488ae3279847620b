/* check/log_not_found.c - the mail log was read, and the message is not in it. */
#include "check/log_list.h"

enum { NOTHING, OTHERS };

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	struct finding *finding;
	struct log_names names = { 0 };

	if (!log || log_own_session(log))
		return;
	finding = finding_add(in, self);
	for (uint32_t i = 0; i < log->file_count; i++)
		log_names_add(&names, log->files[i].name);
	finding_variant(finding, log->count ? OTHERS : NOTHING);
	finding_list(finding, "files", names.items, names.count);
	finding_int(finding, "sessions", log->count);
}

const struct check check_log_not_found = {
	.id = "log.not-found",
	.title = N_("The mail log does not have this message"),
	.details = { N_("Neither its queue id nor its Message-ID nor its client is in "
			"{files}."),
		     N_("Neither its queue id nor its Message-ID is in {files}; of its "
			"client {sessions} other sessions are.") },
	.means = N_("Most often the log is of another server or of other days."),
	.wrong = N_("Logs that are rotated away, a server behind the one that was asked, "
		    "a message whose trace fields were taken out."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
