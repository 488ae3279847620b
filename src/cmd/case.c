/* cmd/case.c - mekiki case: cases over time, and what people add to them. */
#include "cmd/case.h"

static void prepare(const struct session *session, struct job *job)
{
	(void)session;
	job->kind = TASK_DISCLOSE;
	job->then = TASK_NOTEBOOK;
}

enum exit_status case_views(struct session *session, enum case_view view)
{
	static char *here[] = { (char *)"." };
	struct options *options = &session->options;
	struct reports reports = { .prepare = prepare, .ending = ".case" };

	reports.reaches = view == CASE_DUE || view == CASE_DUE_NAMES;
	if (strcmp(options->format, "text") != 0 &&
	    strcmp(options->format, "json") != 0) {
		complain(session, "--format",
			 text_of(session, N_("it is text or json "
					     "here")));
		return EXIT_TROUBLE;
	}
	if (options->count == 0) {
		options->args = here;
		options->count = 1;
	}
	options->view = view;
	return reports_run(session, &reports);
}

static enum exit_status explain(struct session *session)
{
	complain(session, "case",
		 text_of(session, N_("say list, show, note, export or due; "
				     "`mekiki case --help` explains them")));
	return EXIT_TROUBLE;
}

static const struct command *const below[] = {
	&command_case_list,   &command_case_show, &command_case_note,
	&command_case_export, &command_case_due,  NULL,
};

const struct command command_case = {
	.name = "case",
	.usage = "list|show|note|export|due",
	.summary = N_("cases over time: what is known, what people add, what is due"),
	.teach = N_("  mekiki case list cases/\n"
		    "  mekiki case note mail.case \"The school knows, and changes the "
		    "password.\"\n"
		    "  mekiki case show mail.case\n"
		    "\n"
		    "A case is what `mekiki inspect --case` keeps. What people add to it "
		    "stands beside\n"
		    "what mekiki found, with their name, and is never mixed with it.\n"),
	.takes = "lang",
	.run = explain,
	.below = below,
};
