/* cmd/checks.c - mekiki checks: what is looked for, what it means, how it can be wrong.
 */
#include "cmd/cmd.h"

static enum exit_status checks(struct session *session)
{
	const struct options *options = &session->options;

	if (options->count > 1) {
		complain(session, NULL,
			 text_of(session, N_("name one check or one area")));
		return EXIT_TROUBLE;
	}
	return run_single(session, TASK_CHECKS, options->count ? options->args[0] : NULL);
}

const struct command command_checks = {
	.name = "checks",
	.usage = "[CHECK]",
	.summary = N_("list the checks, or explain one"),
	.teach = N_("  mekiki checks\n"
		    "  mekiki checks hdr.msgid-missing\n"
		    "  mekiki checks --format json      all texts, in both languages\n"),
	.takes = "format output lang",
	.run = checks,
};
