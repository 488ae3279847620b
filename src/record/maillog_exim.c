/* record/maillog_exim.c - Exim's main log and reject log (its specification, "Log
 * files"). */
#include "record/maillog_text.h"

/* "name (helo) [192.0.2.1]:4711", each but the address may be missing; `*rest` is what
 * stands behind. A HELO ends where an address begins. */
static bool take_party(struct maillog_line *line, struct str *rest, bool client)
{
	struct str at = str_trim_left(*rest), helo = STR_NONE, name = STR_NONE, ip, port;

	if (at.n && at.p[0] != '(' && at.p[0] != '[') {
		name = str_take_word(&at);
		at = str_trim_left(at);
	}
	if (str_eat_char(&at, '(')) {
		if (!maillog_take_until(&at, STR(") ["), &helo))
			return false;
		at = str_make(at.p - 1, at.n + 1);
	}
	if (!str_eat_char(&at, '[') || !str_cut(at, ']', &ip, &at))
		return false;
	if (name.n && !str_eq(name, STR("NULL")))
		maillog_add(line, client ? "client_name" : "relay_name", name);
	maillog_add(line, client ? "client_ip" : "relay_ip", ip);
	if (helo.p)
		maillog_add_claimed(line, "helo", helo);
	if (at.n > 1 && at.p[0] == ':' && ascii_is_digit(at.p[1])) {
		at = str_skip(at, 1);
		port = at;
		while (at.n && ascii_is_digit(at.p[0]))
			at = str_skip(at, 1);
		maillog_add(line, client ? "client_port" : "relay_port",
			    str_sub(port, 0, port.n - at.n));
	}
	*rest = at;
	return true;
}

/* The party behind the first `mark`; what the client wrote stands behind it. */
static bool party_behind(struct maillog_line *line, const char *mark, struct str *rest)
{
	struct str before, at = *rest;

	while (maillog_take_until(&at, str_c(mark), &before)) {
		struct str try = at;

		str_eat(&try, STR("H="));
		if (take_party(line, &try, true)) {
			*rest = try;
			return true;
		}
	}
	return false;
}

static struct str unbracket(struct str value)
{
	if (value.n >= 2 && value.p[0] == '<' && value.p[value.n - 1] == '>')
		return str_sub(value, 1, value.n - 1);
	return value;
}

static void add_word_behind(struct maillog_line *line, const char *mark, const char *name,
			    bool claimed, struct str rest)
{
	size_t at = str_find_str(rest, str_c(mark));
	struct str word;

	if (at == STR_NPOS)
		return;
	rest = str_skip(rest, at + strlen(mark));
	word = unbracket(str_take_word(&rest));
	if (claimed)
		maillog_add_claimed(line, name, word);
	else
		maillog_add(line, name, word);
}

/* "<= sender H=host (helo) [addr] P=esmtps S=1234 id=x@y T="…" from <a> for b c" */
static void read_arrival(struct maillog_line *line, struct str rest)
{
	struct str from = str_take_word(&rest), known;
	size_t subject = str_find_str(rest, STR(" T=\""));
	size_t to = str_find_str(rest, STR(" for ")), next;

	maillog_add_claimed(line, "from",
			    str_eq(from, STR("<>")) ? STR("") : unbracket(from));
	known = str_sub(rest, 0, subject);
	line->kind = party_behind(line, " H=", &(struct str){ known.p, known.n })
			 ? MAILLOG_CLIENT
			 : MAILLOG_LOCAL;
	add_word_behind(line, " P=", "proto", false, known);
	add_word_behind(line, " A=", "sasl_username", false, known);
	add_word_behind(line, " S=", "size", false, known);
	add_word_behind(line, " id=", "message_id", true, known);
	add_word_behind(line, " X=", "tls_cipher", false, known);
	while (to != STR_NPOS &&
	       (next = str_find_str(str_skip(rest, to + 5), STR(" for "))) != STR_NPOS)
		to += 5 + next;
	for (rest = to == STR_NPOS ? STR_NONE : str_skip(rest, to + 5); rest.n;) {
		struct str word = str_take_word(&rest);

		if (word.n)
			maillog_add_claimed(line, "to", unbracket(word));
	}
}

static void add_colon_reason(struct maillog_line *line, struct str rest)
{
	struct str before;

	if (maillog_take_until(&rest, STR(": "), &before))
		maillog_add(line, "reason", rest);
}

/* "=> user <user@example.org> R=local T=mbox", "** user@example.org: reason" */
static void read_delivery(struct maillog_line *line, struct str arrow, struct str rest)
{
	struct str to = str_take_word(&rest), original, all = rest;
	const char *status = str_eq(arrow, STR("**"))	? "bounced"
			     : str_eq(arrow, STR("==")) ? "deferred"
							: "sent";

	line->kind = MAILLOG_DELIVERY;
	if (to.n && to.p[to.n - 1] == ':')
		to.n--;
	maillog_add_claimed(line, "to", unbracket(to));
	rest = str_trim_left(rest);
	if (rest.n && rest.p[0] == '<' && str_cut(rest, '>', &original, &rest))
		maillog_add_claimed(line, "orig_to", str_skip(original, 1));
	maillog_add(line, "status", str_c(status));
	add_word_behind(line, " T=", "transport", false, all);
	if (!str_eq(arrow, STR("**")) && !str_eq(arrow, STR("=="))) {
		struct str before, at = all, answer;

		if (maillog_take_until(&at, STR(" H="), &before))
			take_party(line, &at, false);
		if (maillog_take_until(&at, STR(" C=\""), &before) &&
		    str_cut_last(at, '"', &answer, &before))
			maillog_add(line, "response", answer);
	} else {
		add_colon_reason(line, all);
	}
}

static const struct {
	const char *text, *party; /* what stands before the client */
	enum maillog_kind kind;
	const char *stage;
} phrases[] = {
	{ "no MAIL in SMTP connection from ", "SMTP connection from ", MAILLOG_NO_MAIL,
	  NULL },
	{ "no MAIL in TLS/SMTP connection", "connection from ", MAILLOG_NO_MAIL, NULL },
	{ "SMTP command timeout on ", "connection from ", MAILLOG_TIMEOUT, NULL },
	{ "SMTP data timeout ", "connection from ", MAILLOG_TIMEOUT, "DATA" },
	{ "unexpected disconnection while reading SMTP command from ", "command from ",
	  MAILLOG_LOST, NULL },
	{ "SMTP call from ", "SMTP call from ", MAILLOG_LOST, NULL },
	{ "SMTP protocol synchronization error", "rejected connection from ",
	  MAILLOG_REJECT, "CONNECT" },
	{ "SMTP protocol synchronization error", " H=", MAILLOG_REJECT, NULL },
	{ "SMTP protocol error in ", " H=", MAILLOG_LOST, NULL },
	{ "TLS error on connection from ", "connection from ", MAILLOG_TLS_FAILED, NULL },
	{ "TLS error ", "connection from ", MAILLOG_TLS_FAILED, NULL },
	{ "no IP address found for host ", "SMTP connection from ", MAILLOG_NAME, NULL },
	{ "refused connection from ", "connection from ", MAILLOG_REJECT, "CONNECT" },
	{ "rejected connection from ", "connection from ", MAILLOG_REJECT, "CONNECT" },
	{ "connection from ", "connection from ", MAILLOG_CONNECT, NULL },
	{ "SA: ", "(host=", MAILLOG_POLICY, NULL },
};

/* The client's own words stand before its name in these, between quotes that it can write
 * itself: the last name counts, or none where words of its own follow. */
static struct str from_last_name(struct str text)
{
	bool words_follow = str_find_str(text, STR("input=\"")) != STR_NPOS;
	struct str last = text;
	uint32_t count = 0;
	size_t at;

	while ((at = str_find_str(str_skip(last, count ? 1 : 0), STR(" H="))) !=
	       STR_NPOS) {
		last = str_skip(last, at + (count ? 1 : 0));
		count++;
	}
	return count > 1 && words_follow ? STR("") : count ? last : text;
}

/* Who connected, and what came of it. */
static bool read_phrase(struct maillog_line *line, struct str text)
{
	for (size_t i = 0; i < COUNT(phrases); i++) {
		struct str rest = text;
		bool anywhere =
		    str_ends(str_c(phrases[i].text), STR("connection from ")) ||
		    phrases[i].kind == MAILLOG_NO_MAIL;

		if (anywhere ? str_find_str(text, str_c(phrases[i].text)) == STR_NPOS
			     : !str_starts(text, str_c(phrases[i].text)))
			continue;
		if (strcmp(phrases[i].party, " H=") == 0)
			rest = from_last_name(text);
		if (!party_behind(line, phrases[i].party, &rest))
			continue;
		line->kind = phrases[i].kind;
		if (phrases[i].stage)
			maillog_add(line, "stage", str_c(phrases[i].stage));
		if (line->kind == MAILLOG_CONNECT &&
		    (str_find_str(rest, STR("closed by")) != STR_NPOS ||
		     str_find_str(rest, STR("lost")) != STR_NPOS))
			line->kind = str_find_str(rest, STR("DROP in ACL")) != STR_NPOS
					 ? MAILLOG_REJECT
				     : str_find_str(rest, STR("lost")) != STR_NPOS
					 ? MAILLOG_LOST
					 : MAILLOG_DISCONNECT;
		if (line->kind == MAILLOG_NO_MAIL)
			add_word_behind(line, " C=", "commands", false, rest);
		rest = str_trim(rest);
		maillog_add(line, "message", rest.n ? rest : text);
		return true;
	}
	return false;
}

/* "H=host (helo) [addr]:port I=[…]:25 F=<from> rejected RCPT <to>: reason" */
static bool read_rejection(struct maillog_line *line, struct str text)
{
	static const char *const words[] = { " temporarily rejected ", " rejected ",
					     " sender verify fail for ", " dropped by " };
	struct str before = STR_NONE, rest, stage;
	size_t i = 0;

	for (; i < COUNT(words); i++) {
		rest = text;
		if (maillog_take_until(&rest, str_c(words[i]), &before))
			break;
	}
	/* the sender's address stands before it, and may have spaces in quotes */
	if (i == COUNT(words))
		return false;
	if (!str_starts(before, STR("H=")) &&
	    str_find_str(before, STR(" H=")) == STR_NPOS &&
	    !str_starts(before, STR("F=")))
		return false;
	if (str_starts(before, STR("H="))) {
		struct str at = str_skip(before, 2);

		if (!take_party(line, &at, true))
			return false;
	} else if (!party_behind(line, " H=", &(struct str){ before.p, before.n })) {
		return false;
	}
	line->kind = MAILLOG_REJECT;
	if (str_starts(before, STR("F=")))
		add_word_behind(line, "F=", "from", true, before);
	else
		add_word_behind(line, " F=", "from", true, before);
	maillog_add(line, "reason", rest);
	if (i >= 2) {
		maillog_add(line, "stage", i == 2 ? STR("RCPT") : STR("CONNECT"));
		return true;
	}
	if (i == 0)
		maillog_add(line, "temporary", STR("yes"));
	stage = str_take_word(&rest);
	if (str_eq(stage, STR("after")))
		stage = str_take_word(&rest);
	maillog_add(line, "stage", str_until(stage, ':'));
	if (str_eq(stage, STR("RCPT")))
		maillog_add_claimed(line, "to",
				    unbracket(str_until(str_take_word(&rest), ':')));
	return true;
}

/* "login authenticator failed for host (helo) [addr]: 535 …(set_id=brian)" */
static bool read_login(struct maillog_line *line, struct str text)
{
	struct str method, rest = text;

	if (!maillog_take_until(&rest, STR(" authenticator failed for "), &method) ||
	    str_find(method, ' ') != STR_NPOS || !take_party(line, &rest, true))
		return false;
	line->kind = MAILLOG_LOGIN_FAILED;
	maillog_add(line, "sasl_method", method);
	add_colon_reason(line, rest);
	if (maillog_take_until(&rest, STR("(set_id="), &method))
		maillog_add_claimed(line, "sasl_username", str_until(rest, ')'));
	return true;
}

void maillog_read_exim(struct maillog_line *line)
{
	struct str rest = line->text, word = str_take_word(&rest), arrow;

	if (word.n >= 16 && maillog_is_queue_id(word) && word.p[6] == '-') {
		line->queue_id = word;
		rest = str_trim_left(rest);
	} else {
		rest = line->text;
	}
	word = rest;
	arrow = str_take_word(&word);
	if (line->queue_id.n && str_eq(arrow, STR("<="))) {
		read_arrival(line, word);
	} else if (line->queue_id.n && arrow.n == 2 &&
		   (str_eq(arrow, STR("=>")) || str_eq(arrow, STR("->")) ||
		    str_eq(arrow, STR(">>")) || str_eq(arrow, STR("*>")) ||
		    str_eq(arrow, STR("**")) || str_eq(arrow, STR("==")))) {
		read_delivery(line, arrow, word);
	} else if (line->queue_id.n && str_starts(rest, STR("Completed"))) {
		line->kind = MAILLOG_REMOVED;
	} else if (str_eat(&rest, STR("no host name found for IP address "))) {
		line->kind = MAILLOG_NAME;
		maillog_add(line, "client_ip", str_take_word(&rest));
	} else if (!read_login(line, rest) && !read_phrase(line, rest)) {
		read_rejection(line, rest);
	}
}
