/* cmd/read.c - mekiki read: one reader alone, a JSON line per input line. */
#include "cmd/lines.h"

/* What an input is: a value a line, one text, or one text that with --json is many. */
enum shape { LINES, TEXT, TEXTS };

static const struct kind {
	const char *name;
	enum shape shape;
} kinds[] = {
	{ "address", LINES },	 { "received", LINES }, { "date", LINES },
	{ "words", LINES },	 { "url", LINES },	{ "host", LINES },
	{ "html", TEXT },	 { "whois", TEXTS },	{ "rdap", TEXTS },
	{ "certificate", TEXT }, { "geo", LINES },	{ "maillog", TEXTS },
};

static const struct kind *find_kind(const char *name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static enum exit_status read_lines(struct session *session)
{
	const struct options *options = &session->options;
	struct lines lines = { .kind = TASK_READ };
	const struct kind *kind =
	    options->count >= 1 ? find_kind(options->args[0]) : NULL;

	if (!kind || options->count > 2) {
		complain(
		    session, NULL,
		    text_of(session, N_("name what to read: address, received, date, "
					"words, url, host, geo, html, certificate, "
					"maillog, whois or rdap")));
		return EXIT_TROUBLE;
	}
	session->options.wants_geo = strcmp(kind->name, "geo") == 0;
	lines.argument = lines.what = options->args[0];
	lines.input = options->count == 2 ? options->args[1] : NULL;
	lines.whole = kind->shape == TEXT || (kind->shape == TEXTS && !options->json);
	return run_lines(session, &lines);
}

const struct command command_read = {
	.name = "read",
	.usage = "KIND [FILE|-]",
	.summary = N_("use one reader alone; a JSON line per input line"),
	.teach = N_(
	    "  echo 'Sun, 1 Jan 2023 21:41:04 +0900' | mekiki read date\n"
	    "  mekiki read address addresses.txt\n"
	    "\n"
	    "KIND is address, received, date, words, url, host or geo (a value a line),\n"
	    "or html, certificate (DER or PEM), maillog, whois or rdap (a whole text). "
	    "With\n"
	    "--json each line is {\"input\": \"...\"}, for url also with a \"base\",\n"
	    "for whois and rdap with \"server\" and \"query\" where they are known.\n"),
	.takes = "output lang geo jobs timeout json",
	.run = read_lines,
};
