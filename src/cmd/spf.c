/* cmd/spf.c - mekiki spf: one evaluation of SPF with its trace, or many. */
#include "cmd/lines.h"

#include "base/json.h"

#include <unistd.h>

/* The options as the line that many evaluations would have; a missing key is null. */
static void write_line(const struct options *options, struct buf *ret)
{
	struct str from = str_c(options->mail_from);
	struct json json;

	if (from.n >= 2 && from.p[0] == '<' && from.p[from.n - 1] == '>')
		from = str_sub(from, 1, from.n - 1);
	buf_init(ret, 0);
	json_init(&json, ret);
	json_object(&json);
	json_key_c(&json, "client_ip", options->client_ip);
	json_key_c(&json, "helo", options->helo);
	json_key_str_or_null(&json, "mail_from", from);
	json_object_end(&json);
	buf_add_char(ret, '\n');
}

/* False: neither one evaluation nor lines of them. */
static bool choose_input(struct session *session, struct lines *lines, struct buf *line)
{
	struct options *options = &session->options;

	if (options->client_ip) {
		write_line(options, line);
		lines->given = buf_peek(line);
		return options->count == 0 && (options->helo || options->mail_from);
	}
	if (options->helo || options->mail_from || options->count > 1 ||
	    (options->count == 0 && isatty(STDIN_FILENO)))
		return false;
	lines->input = options->count ? options->args[0] : NULL;
	options->format = "json"; /* a line for each line */
	return true;
}

static enum exit_status spf(struct session *session)
{
	struct lines lines = { .kind = TASK_SPF, .what = "spf" };
	struct buf line = { 0 };
	enum exit_status status = EXIT_TROUBLE;

	if (!choose_input(session, &lines, &line)) {
		complain(session, NULL,
			 text_of(session, N_("name the client with --client-ip, and the "
					     "sender with --helo and --mail-from; or "
					     "give lines of JSON on standard input")));
	} else {
		status = run_lines(session, &lines);
	}
	buf_fini(&line);
	return status;
}

const struct command command_spf = {
	.name = "spf",
	.usage = "--client-ip IP --helo NAME --mail-from ADDRESS | [FILE|-]",
	.summary = N_("may this client use this name? SPF, step by step"),
	.teach = N_(
	    "  mekiki spf --client-ip 192.0.2.1 --helo mx.example.com \\\n"
	    "      --mail-from ann@example.com\n"
	    "  mekiki spf --resolver 192.0.2.53@53 < many.jsonl > results.jsonl\n"
	    "  mekiki spf --answers answers.json < many.jsonl > results.jsonl\n"
	    "\n"
	    "Without --mail-from the HELO name is checked; an empty one is the null "
	    "path.\n"
	    "Each line of standard input is an object {\"client_ip\": \"...\",\n"
	    "\"helo\": \"...\", \"mail_from\": \"...\"} and gives one object; many are\n"
	    "on their way at once. The DNS is asked unless --offline or an answers\n"
	    "file is given; a question without an answer leaves the result open.\n"),
	.means = CONTACT_LOOKUP,
	.takes = OPTIONS_REPORT OPTIONS_TONE OPTIONS_ASKING OPTIONS_ENVELOPE,
	.run = spf,
};
