/* check/msg_smuggled.c - AU-14: commands of SMTP behind a lone dot within a message: a
 * second one, meant for a server that ends lines otherwise. */
#include "check/check.h"

enum { MAIL, RCPT, DATA };
enum { BEGUN, WHOLE };
enum { DIALOGUE_LINES = 64, HEADER_LINES = 64 };

static bool is_end(char c)
{
	return c == '\r' || c == '\n';
}

/* The next line, whichever line end it has; the ends of CRLF are one. False: no more. */
static bool take_line(struct str *rest, struct str *ret)
{
	size_t n = 0;

	if (rest->n == 0)
		return false;
	while (n < rest->n && !is_end(rest->p[n]))
		n++;
	*ret = str_sub(*rest, 0, n);
	if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
		n++;
	*rest = str_skip(*rest, n < rest->n ? n + 1 : n);
	return true;
}

static bool is_command(struct str line, const char *command)
{
	return str_starts_nocase(line, str_c(command));
}

/* "<a@b> SIZE=900" without its parameters. */
static struct str path_of(struct str text)
{
	struct str path = str_trim(text), inner, rest;

	if (path.n && path.p[0] == '<' && str_cut(str_skip(path, 1), '>', &inner, &rest))
		return inner;
	return str_take_word(&path);
}

/* MAIL, then RCPT, then DATA, as a client sends them in one go; a greeting may come
 * first. Transcripts for people hold the server's words too. `rest` goes on behind. */
static bool is_dialogue(struct str *rest, struct str *ret_sender)
{
	int want = MAIL;
	struct str line;

	for (int lines = 0; lines < DIALOGUE_LINES && take_line(rest, &line); lines++) {
		if (want == MAIL &&
		    (is_command(line, "EHLO ") || is_command(line, "HELO ") ||
		     is_command(line, "RSET") || is_command(line, "NOOP")))
			continue;
		if (want == MAIL && is_command(line, "MAIL FROM:")) {
			*ret_sender = path_of(str_skip(line, 10));
			want = RCPT;
		} else if (want != MAIL && is_command(line, "RCPT TO:")) {
			want = DATA;
		} else {
			return want == DATA &&
			       (str_eq_nocase(str_trim(line), STR("DATA")) ||
				is_command(line, "BDAT "));
		}
	}
	return false;
}

/* Who wrote the second message, where its header stands there; empty: it does not. */
static struct str author_in(struct str rest)
{
	struct str line;

	for (int lines = 0; lines < HEADER_LINES && take_line(&rest, &line); lines++) {
		if (str_trim(line).n == 0)
			break;
		if (str_starts_nocase(line, STR("From:")))
			return str_trim(str_skip(line, 5));
	}
	return STR_NONE;
}

static void run(struct inspection *in, const struct check *self)
{
	struct str rest = in->message->body, line, sender;

	/* Hardly any mail has these words; who has them is read line by line. */
	if (str_find_str_nocase(rest, STR("MAIL FROM:")) == STR_NPOS)
		return;
	while (take_line(&rest, &line)) {
		struct str second = rest, author;
		struct finding *finding;

		if (!str_eq(line, STR(".")) || !is_dialogue(&second, &sender))
			continue;
		author = author_in(second);
		finding = finding_add(in, self);
		finding_str(finding, "sender", sender);
		if (author.n) {
			finding_variant(finding, WHOLE);
			finding_severity(finding, SEVERITY_ADVERSE);
			finding_str(finding, "author", author);
		}
		finding_at_slice(finding, line);
		return;
	}
}

const struct check check_msg_smuggled = {
	.id = "msg.smuggled",
	.title = N_("The text holds a dot alone and commands of a second message"),
	.details = { N_("Behind a line with a dot alone stand MAIL FROM {sender}, a "
			"recipient and DATA. A server that takes other line ends than "
			"ours would have ended this message there and taken what "
			"follows as another one, from this client, in that name."),
		     N_("Behind a line with a dot alone stand MAIL FROM {sender}, a "
			"recipient, DATA and a whole message, which says that {author} "
			"wrote it. A server that takes other line ends than ours would "
			"have delivered it as another one, from this client.") },
	.means = N_("Servers that disagree about what ends a message let one sender "
		    "deliver a second message in anybody's name (SMTP smuggling)."),
	.wrong = N_("A text about SMTP that shows a client's side alone, dot and all."),
	.cites = "RFC 5321, 4.1.1.4; CVE-2023-51764",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
