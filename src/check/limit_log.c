/* check/limit_log.c - what was not read of the mail log. */
#include "check/log_list.h"

enum { NO_ANSWER, FILES, LINES };

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = in->log;
	struct log_names names = { 0 };
	struct finding *finding;
	uint64_t long_lines = 0;

	if (!log || !log->asked || !log->answer)
		return;
	for (uint32_t i = 0; i < log->file_count; i++) {
		long_lines += log->files[i].long_lines;
		if (log->files[i].state != LOG_FILE_WHOLE)
			log_names_add(&names, log->files[i].name);
	}
	if (log->answer->status == ANSWER_ANSWERED && !names.count && !long_lines &&
	    !log->left_out)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "status", str_c(answer_status_name(log->answer->status)));
	finding_str(finding, "reason", log->answer->reason);
	finding_list(finding, "files", names.items, names.count);
	finding_int(finding, "left_out", (int64_t)log->left_out);
	finding_int(finding, "long_lines", (int64_t)long_lines);
	finding_variant(finding, log->answer->status != ANSWER_ANSWERED ? NO_ANSWER
				 : names.count				? FILES
									: LINES);
}

const struct check check_limit_log = {
	.id = "limit.log",
	.title = N_("Not all of the mail log was read"),
	.details = { N_("The log gave no answer ({status}): {reason}"),
		     N_("Not read to their ends: {files} (broken, compressed otherwise "
			"than with gzip, or longer than one pass takes). What is told of "
			"the log holds for the rest."),
		     N_("{left_out} lines lie beyond what is kept of one client and its "
			"network; those nearest to the message are kept. {long_lines} "
			"lines had no end within reach.") },
	.means = N_("What was not read can hold more sessions."),
	.wrong = N_("A relay of a large provider fills any ceiling honestly."),
	.cites = "base/limits.h",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
