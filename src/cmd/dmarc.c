/* cmd/dmarc.c - mekiki dmarc: which policy holds for a domain, by both standards. */
#include "cmd/lines.h"

#include "base/json.h"

#include <unistd.h>

/* The names given as the lines that standard input would have. */
static void write_lines(const struct options *options, struct buf *ret)
{
	buf_init(ret, 0);
	for (int i = 0; i < options->count; i++) {
		struct json json;

		json_init(&json, ret);
		json_object(&json);
		json_key_c(&json, "domain", options->args[i]);
		json_object_end(&json);
		buf_add_char(ret, '\n');
	}
}

/* False: neither names nor lines of them. */
static bool choose_input(struct session *session, struct lines *lines, struct buf *text)
{
	struct options *options = &session->options;

	if (options->count && strcmp(options->args[0], "-") != 0) {
		write_lines(options, text);
		lines->given = buf_peek(text);
		return true;
	}
	if (options->count > 1 || (options->count == 0 && isatty(STDIN_FILENO)))
		return false;
	options->format = "json"; /* a line for each line */
	return true;
}

static enum exit_status dmarc(struct session *session)
{
	struct lines lines = { .kind = TASK_DMARC, .what = "dmarc" };
	struct buf text = { 0 };
	enum exit_status status = EXIT_TROUBLE;

	if (!choose_input(session, &lines, &text)) {
		complain(session, NULL,
			 text_of(session, N_("name a domain, or give lines of JSON on "
					     "standard input")));
	} else {
		status = run_lines(session, &lines);
	}
	buf_fini(&text);
	return status;
}

const struct command command_dmarc = {
	.name = "dmarc",
	.usage = "NAME... | -",
	.summary = N_("which DMARC policy holds for a domain, by both standards"),
	.teach =
	    N_("  mekiki dmarc mail.example.com\n"
	       "  mekiki dmarc - --answers answers.json < many.jsonl > results.jsonl\n"
	       "\n"
	       "RFC 9989 walks up the tree of names; RFC 7489 uses the public suffix\n"
	       "list. Both are in use; where they differ, it is said. Each line of\n"
	       "standard input is an object {\"domain\": \"...\"} and gives one object.\n"
	       "The DNS is asked unless --offline or an answers file is given.\n"),
	.means = CONTACT_LOOKUP,
	.takes = OPTIONS_REPORT OPTIONS_TONE OPTIONS_ASKING,
	.run = dmarc,
};
