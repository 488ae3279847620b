/* cmd/read.c - mekiki read: one reader alone, a JSON line per input line. */
#include "cmd/lines.h"

static const char *const kinds[] = { "address", "received", "date", "words",
				     "url",	"host",	    "html", "certificate" };

static bool known(const char *kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], kind) == 0)
			return true;
	return false;
}

static enum exit_status read_lines(struct session *session)
{
	const struct options *options = &session->options;
	struct lines lines = { .kind = TASK_READ };

	if (options->count < 1 || options->count > 2 || !known(options->args[0])) {
		complain(
		    session, NULL,
		    text_of(session, N_("name what to read: address, received, date, "
					"words, url, host, html or certificate")));
		return EXIT_TROUBLE;
	}
	lines.argument = lines.what = options->args[0];
	lines.input = options->count == 2 ? options->args[1] : NULL;
	lines.whole = strcmp(lines.argument, "html") == 0 ||
		      strcmp(lines.argument, "certificate") == 0;
	return run_lines(session, &lines);
}

const struct command command_read = {
	.name = "read",
	.usage = "KIND [FILE|-]",
	.summary = N_("use one reader alone; a JSON line per input line"),
	.teach =
	    N_("  echo 'Sun, 1 Jan 2023 21:41:04 +0900' | mekiki read date\n"
	       "  mekiki read address addresses.txt\n"
	       "\n"
	       "KIND is address, received, date, words, url or host (a value a line),\n"
	       "or html or certificate (a whole text; certificates are DER or PEM).\n"
	       "With --json each line is {\"input\": \"...\"}, for url also with a\n"
	       "\"base\".\n"),
	.takes = "oJjTL",
	.run = read_lines,
};
