/* record/maillog_postfix.c - what Postfix writes (its sources: smtpd.c, cleanup_*.c,
 * qmgr_*.c, log_adhoc.c, postscreen*.c, tls_misc.c). */
#include "record/maillog_text.h"

#include "base/buf.h"

/* --- pairs ----------------------------------------------------------------------------
 */

/* What the client or the author chose; everything else is ours. */
static bool is_claimed(struct str name)
{
	static const char *const names[] = { "from", "to", "helo", "sender",
					     "recipient" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

/* Names that are fields; a constant for each. */
static const char *name_of(struct str key)
{
	static const char *const names[] = {
		"from",
		"to",
		"orig_to",
		"relay",
		"delay",
		"delays",
		"dsn",
		"status",
		"size",
		"nrcpt",
		"proto",
		"helo",
		"sasl_method",
		"sasl_username",
		"sasl_sender",
		"orig_queue_id",
		"orig_client",
		"conn_use",
		"tls",
		"uid",
		"client",
		"message-id",
		"resent-message-id",
		"milter",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(key, str_c(names[i])))
			return names[i];
	return NULL;
}

static struct str unbracket(struct str value)
{
	if (value.n >= 2 && value.p[0] == '<' && value.p[value.n - 1] == '>')
		return str_sub(value, 1, value.n - 1);
	return value;
}

/* "<...>" up to a ">" with `end` or nothing behind it; else up to `end`. */
static struct str take_value(struct str *rest, char end)
{
	size_t at = 0;

	if (rest->n && rest->p[0] == '<') {
		while (at < rest->n &&
		       !(rest->p[at] == '>' &&
			 (at + 1 == rest->n || rest->p[at + 1] == end ||
			  rest->p[at + 1] == ':' || rest->p[at + 1] == ',')))
			at++;
		at += at < rest->n;
	} else {
		while (at < rest->n && rest->p[at] != end)
			at++;
	}
	*rest = str_skip(*rest, at);
	return str_sub(str_make(rest->p - at, at), 0, at);
}

static void add_pair(struct maillog_line *line, struct str key, struct str value)
{
	const char *name = name_of(key);

	if (!name)
		return;
	if (strcmp(name, "client") == 0)
		maillog_add_host(line, MAILLOG_OF_CLIENT, value);
	else if (is_claimed(key) || strstr(name, "message-id"))
		maillog_add_claimed(line, name, unbracket(value));
	else
		maillog_add(line, name, unbracket(value));
	if (strcmp(name, "relay") == 0 && str_find(value, ']') != STR_NPOS)
		maillog_add_host(line, MAILLOG_OF_RELAY, value);
}

/* "to=<a>, relay=b, status=sent (text)"; the text is the rest. */
static void read_listed(struct maillog_line *line, struct str rest)
{
	struct str key, value;

	while (str_cut(rest, '=', &key, &rest)) {
		value = take_value(&rest, ',');
		if (str_eq(key, STR("status"))) {
			struct str word = str_until(value, ' ');

			/* the text may have commas */
			rest = str_make(value.p + word.n, value.n + rest.n - word.n);
			maillog_add(line, "status", word);
			rest = str_trim(rest);
			if (rest.n > 1 && rest.p[0] == '(' && rest.p[rest.n - 1] == ')')
				rest = str_sub(rest, 1, rest.n - 1);
			if (rest.n)
				maillog_add(line, "response", rest);
			return;
		}
		if (str_find(value, '(') != STR_NPOS && value.n &&
		    str_eq(key, STR("nrcpt")))
			value = str_until(value, ' ');
		add_pair(line, key, value);
		str_eat_char(&rest, ',');
		rest = str_trim_left(rest);
	}
}

/* "from=<a> to=<b> proto=ESMTP helo=<c>", and what stands behind, ": text". */
static struct str read_spaced(struct maillog_line *line, struct str rest)
{
	struct str key;

	for (;;) {
		size_t equals = str_find(rest, '=');

		if (equals == STR_NPOS || equals > 32)
			return rest;
		key = str_sub(rest, 0, equals);
		if (!name_of(key))
			return rest;
		rest = str_skip(rest, equals + 1);
		add_pair(line, key, take_value(&rest, ' '));
		if (!str_eat_char(&rest, ' '))
			return rest;
	}
}

/* --- smtpd ----------------------------------------------------------------------------
 */

/* "450 4.7.25 text" */
static void read_status(struct maillog_line *line, struct str text)
{
	struct str rest = text, code = str_take_word(&rest), enhanced = rest;
	uint32_t number;

	maillog_add(line, "reason", text);
	if (code.n == 3 && str_to_u32(code, &number) && number >= 200 && number < 600) {
		maillog_add(line, "status_code", code);
		enhanced = str_take_word(&rest);
	} else {
		enhanced = code;
	}
	if (enhanced.n >= 5 && enhanced.p[1] == '.' && ascii_is_digit(enhanced.p[0]) &&
	    ascii_is_digit(enhanced.p[2]))
		maillog_add(line, "status_enhanced", enhanced);
}

/* "RCPT from unknown[192.0.2.1]: 450 4.7.25 text; from=<…> to=<…> proto=… helo=<…>" */
static void read_refusal(struct maillog_line *line, struct str rest)
{
	struct str stage, host, text = rest;
	size_t tail = STR_NPOS, at;

	for (struct str from = rest;
	     (at = str_find_str(from, STR("; from=<"))) != STR_NPOS;
	     from = str_skip(from, at + 8))
		tail = (size_t)(from.p - rest.p) + at;
	if (tail == STR_NPOS && (at = str_find_str(rest, STR("; proto="))) != STR_NPOS)
		tail = at;
	if (tail != STR_NPOS)
		text = str_sub(rest, 0, tail);
	if (maillog_take_until(&text, STR(" from "), &stage) && stage.n <= 32 &&
	    maillog_take_until(&text, STR(": "), &host)) {
		maillog_add(line, "stage", stage);
		maillog_add_host(line, MAILLOG_OF_CLIENT, host);
		read_status(line, text);
	} else {
		maillog_add(line, "reason", rest);
	}
	if (tail != STR_NPOS)
		read_spaced(line, str_skip(rest, tail + 2));
}

/* "header Subject: … from host[addr]; from=<…> …: text": cleanup, of the mail's own text.
 */
static void read_header_rule(struct maillog_line *line, struct str rest)
{
	size_t tail = STR_NPOS, at;
	struct str value = rest, after;

	line->kind = MAILLOG_HEADER;
	for (struct str from = rest;
	     (at = str_find_str(from, STR("; from=<"))) != STR_NPOS;
	     from = str_skip(from, at + 8))
		tail = (size_t)(from.p - rest.p) + at;
	if (tail != STR_NPOS) {
		value = str_sub(rest, 0, tail);
		after = read_spaced(line, str_skip(rest, tail + 2));
		if (str_eat(&after, STR(": ")) && after.n)
			maillog_add(line, "reason", after);
	}
	at = str_rfind(value, ' ');
	if (at != STR_NPOS && at > 5 && str_ends(str_sub(value, 0, at), STR(" from"))) {
		if (str_ends(value, STR("]")))
			maillog_add_host(line, MAILLOG_OF_CLIENT,
					 str_skip(value, at + 1));
		value = str_sub(value, 0, at - 5);
	}
	maillog_add_claimed(line, "header", value);
}

static const struct {
	const char *word;
	enum maillog_kind kind;
} actions[] = {
	{ "reject", MAILLOG_REJECT },
	{ "reject_warning", MAILLOG_WOULD_REJECT },
	{ "milter-reject", MAILLOG_REJECT },
	{ "milter-hold", MAILLOG_HELD },
	{ "milter-discard", MAILLOG_REJECT },
	{ "milter-header-reject", MAILLOG_REJECT },
	{ "proxy-reject", MAILLOG_REJECT },
	{ "discard", MAILLOG_REJECT },
	{ "hold", MAILLOG_HELD },
	{ "filter", MAILLOG_POLICY },
	{ "redirect", MAILLOG_POLICY },
	{ "warn", MAILLOG_POLICY },
	{ "info", MAILLOG_POLICY },
	{ "prepend", MAILLOG_POLICY },
	{ "bcc", MAILLOG_POLICY },
	{ "replace", MAILLOG_POLICY },
	{ "strip", MAILLOG_POLICY },
	{ "permit", MAILLOG_POLICY },
	{ "pass", MAILLOG_POLICY },
	{ "proxy-accept", MAILLOG_POLICY },
	{ "warning", MAILLOG_POLICY },
};

static bool is_header_rule(struct str rest)
{
	return str_starts(rest, STR("header ")) || str_starts(rest, STR("body ")) ||
	       str_starts(rest, STR("mime-header "));
}

/* "reject: RCPT from …" */
static bool read_action(struct maillog_line *line, struct str rest)
{
	struct str word;

	if (!maillog_take_until(&rest, STR(": "), &word))
		return false;
	for (size_t i = 0; i < COUNT(actions); i++) {
		if (!str_eq(word, str_c(actions[i].word)))
			continue;
		if (i + 1 == COUNT(actions) && !is_header_rule(rest))
			return false; /* the server's own warning */
		maillog_add(line, "action", word);
		line->kind = actions[i].kind;
		if (is_header_rule(rest)) {
			read_header_rule(line, rest);
			if (actions[i].kind == MAILLOG_REJECT)
				line->kind = MAILLOG_REJECT;
		} else if (str_starts(word, STR("proxy-"))) {
			maillog_take_until(&rest, STR(": "), &word);
			maillog_add(line, "stage", word);
			word = rest;
			if (maillog_take_until(&rest, STR("; from=<"), &word))
				read_spaced(line, str_make(rest.p - 6, rest.n + 6));
			read_status(line, word);
		} else {
			read_refusal(line, rest);
		}
		return true;
	}
	return false;
}

/* "lost connection after RCPT from host[addr]" and its kin. */
static bool read_after(struct maillog_line *line, struct str rest)
{
	static const struct {
		const char *text;
		enum maillog_kind kind;
	} ends[] = {
		{ "lost connection after ", MAILLOG_LOST },
		{ "timeout after ", MAILLOG_TIMEOUT },
		{ "too many errors after ", MAILLOG_LOST },
		{ "bare <LF> received after ", MAILLOG_LOST },
		{ "improper command pipelining after ", MAILLOG_LOST },
	};
	struct str stage, host = rest, more;

	for (size_t i = 0; i < COUNT(ends); i++) {
		struct str what = str_c(ends[i].text);

		host = rest;
		if (!str_starts(rest, what))
			continue;
		host = str_skip(rest, what.n);
		if (!maillog_take_until(&host, STR(" from "), &stage))
			return false;
		line->kind = ends[i].kind;
		maillog_add(line, "what", str_sub(rest, 0, what.n - 7));
		if (maillog_take_until(&host, STR("]: "), &more))
			host = str_make(more.p, more.n + 1);
		/* "DATA (5120 bytes)" */
		maillog_add(line, "stage", str_until(stage, ' '));
		maillog_add_host(line, MAILLOG_OF_CLIENT, host);
		return true;
	}
	return false;
}

/* "Anonymous TLS connection established from host[addr]: TLSv1.2 with cipher X (256/256
 * bits) key-exchange X25519 server-signature RSA-PSS (4096 bits) server-digest SHA256" */
static bool read_tls(struct maillog_line *line, struct str rest)
{
	static const struct {
		const char *word, *name, *size;
	} more[] = {
		{ "key-exchange ", "tls_key_exchange", NULL },
		{ "server-signature ", "tls_server_signature",
		  "tls_server_signature_size" },
		{ "server-digest ", "tls_server_digest", NULL },
		{ "client-signature ", "tls_client_signature", NULL },
		{ "client-digest ", "tls_client_digest", NULL },
	};
	struct str level, host, word;
	bool from;

	if (!maillog_take_until(&rest, STR(" TLS connection "), &level) || level.n > 16 ||
	    (!str_eat(&rest, STR("established ")) && !str_eat(&rest, STR("reused "))))
		return false;
	from = str_eat(&rest, STR("from "));
	if (!from && !str_eat(&rest, STR("to ")))
		return false;
	if (!maillog_take_until(&rest, STR(": TLS"), &host) &&
	    !maillog_take_until(&rest, STR(": SSL"), &host))
		return false;
	line->kind = MAILLOG_TLS;
	maillog_add(line, "tls_trust", level);
	maillog_add_host(line, from ? MAILLOG_OF_CLIENT : MAILLOG_OF_RELAY, host);
	rest = str_make(rest.p - 3, rest.n + 3);
	maillog_add(line, "tls_version", str_take_word(&rest));
	if (!str_eat(&rest, STR(" with cipher ")))
		return true;
	maillog_add(line, "tls_cipher", str_take_word(&rest));
	if (str_eat(&rest, STR(" (")) && maillog_take_until(&rest, STR(" bits)"), &word))
		maillog_add(line, "tls_cipher_size", word);
	for (size_t i = 0; i < COUNT(more); i++) {
		rest = str_trim_left(rest);
		if (!str_eat(&rest, str_c(more[i].word)))
			continue;
		maillog_add(line, more[i].name, str_take_word(&rest));
		if (str_eat(&rest, STR(" (")) &&
		    maillog_take_until(&rest, STR(" bits)"), &word) && more[i].size)
			maillog_add(line, more[i].size, word);
	}
	return true;
}

static bool read_tls_error(struct maillog_line *line, struct str rest)
{
	bool accept = str_eat(&rest, STR("SSL_accept error from "));
	struct str host;

	if (!accept && !str_eat(&rest, STR("SSL_connect error to ")))
		return false;
	line->kind = MAILLOG_TLS_FAILED;
	maillog_add(line, "what", str_sub(line->text, 0, accept ? 16 : 17));
	if (!maillog_take_until(&rest, STR(": "), &host)) {
		host = rest;
		rest = STR("");
	}
	maillog_add_host(line, accept ? MAILLOG_OF_CLIENT : MAILLOG_OF_RELAY, host);
	maillog_add(line, "reason", rest);
	return true;
}

/* --- warnings -------------------------------------------------------------------------
 */

static void add_unconfirmed(struct maillog_line *line, struct str name, struct str ip,
			    struct str reason)
{
	line->kind = MAILLOG_NAME;
	maillog_add(line, "name", name);
	maillog_add(line, "client_ip", ip);
	if (reason.n)
		maillog_add(line, "reason", reason);
}

/* "hostname NAME does not resolve to address ADDR: reason"; before Postfix 2.6 "ADDR:
 * hostname NAME verification failed: reason", "ADDR: address not listed for hostname
 * NAME". */
static bool read_name_warning(struct maillog_line *line, struct str rest)
{
	struct str name, ip, reason = STR("");

	if (str_eat(&rest, STR("hostname ")) &&
	    maillog_take_until(&rest, STR(" does not resolve to address "), &name)) {
		if (maillog_take_until(&rest, STR(": "), &ip))
			reason = rest;
		else
			ip = rest;
		add_unconfirmed(line, name, ip, reason);
		return true;
	}
	rest = str_make(line->text.p, line->text.n);
	if (!str_eat(&rest, STR("warning: ")) ||
	    !maillog_take_until(&rest, STR(": "), &ip) || ip.n > 64)
		return false;
	if (str_eat(&rest, STR("hostname ")) &&
	    maillog_take_until(&rest, STR(" verification failed: "), &name)) {
		add_unconfirmed(line, name, ip, rest);
		return true;
	}
	if (!str_eat(&rest, STR("address not listed for hostname ")))
		return false;
	add_unconfirmed(line, rest, ip, str_make(rest.p - 32, 18));
	return true;
}

/* "host[addr]: SASL LOGIN authentication failed: UGFzc3dvcmQ6" */
static bool read_login_warning(struct maillog_line *line, struct str rest)
{
	struct str host, method;

	if (!maillog_take_until(&rest, STR(": SASL "), &host) ||
	    !str_ends(host, STR("]")))
		return false;
	maillog_add_host(line, MAILLOG_OF_CLIENT, host);
	maillog_add(line, "reason", str_make(rest.p - 5, rest.n + 5));
	if (maillog_take_until(&rest, STR(" authentication "), &method)) {
		line->kind = MAILLOG_LOGIN_FAILED;
		maillog_add(line, "sasl_method", method);
		if (maillog_take_until(&rest, STR("sasl_username="), &method))
			maillog_add_claimed(line, "sasl_username", rest);
	}
	return true;
}

static bool read_level(struct maillog_line *line, struct str rest)
{
	static const char *const levels[] = { "warning", "error", "fatal", "panic",
					      "info" };

	for (size_t i = 0; i < COUNT(levels); i++) {
		struct str after = rest;

		if (!str_eat(&after, str_c(levels[i])) || !str_eat(&after, STR(": ")))
			continue;
		maillog_add(line, "level", str_sub(rest, 0, strlen(levels[i])));
		if (is_header_rule(after)) {
			read_header_rule(line, after);
			return true;
		}
		if (read_name_warning(line, after) || read_login_warning(line, after))
			return true;
		line->kind = MAILLOG_WARNING;
		maillog_add(line, "message", after);
		return true;
	}
	return false;
}

/* --- delivery -------------------------------------------------------------------------
 */

/* "host NAME[ADDR] said: text (in reply to DATA command)" */
static bool read_remote(struct maillog_line *line, struct str rest)
{
	struct str host, text, stage;

	if (str_eat(&rest, STR("host "))) {
		if (maillog_take_until(&rest, STR(" said: "), &host) ||
		    maillog_take_until(&rest, STR(" refused to talk to me: "), &host)) {
			line->kind = MAILLOG_REMOTE;
			maillog_add_host(line, MAILLOG_OF_RELAY, host);
			text = rest;
			if (maillog_take_until(&rest, STR(" (in reply to "), &text) &&
			    maillog_take_until(&rest, STR(" command)"), &stage))
				maillog_add(line, "stage", stage);
			maillog_add(line, "response", text);
			return true;
		}
		return false;
	}
	if (str_eat(&rest, STR("connect to ")) &&
	    maillog_take_until(&rest, STR(": "), &host)) {
		line->kind = MAILLOG_REMOTE;
		maillog_add_host(line, MAILLOG_OF_RELAY, host);
		maillog_add(line, "reason", rest);
		return true;
	}
	rest = line->queue_id.n ? str_skip(line->text, line->queue_id.n + 2) : line->text;
	if ((str_eat(&rest, STR("lost connection with ")) ||
	     str_eat(&rest, STR("conversation with "))) &&
	    (text = rest, maillog_take_until(&rest, STR("] "), &host))) {
		line->kind = MAILLOG_REMOTE;
		maillog_add_host(line, MAILLOG_OF_RELAY, str_make(host.p, host.n + 1));
		maillog_add(line, "reason", rest);
		return true;
	}
	return false;
}

static bool read_notice(struct maillog_line *line, struct str rest)
{
	struct str what;

	if (!maillog_take_until(&rest, STR(" notification: "), &what) || what.n > 40 ||
	    !maillog_is_queue_id(rest))
		return false;
	line->kind = MAILLOG_NOTICE;
	maillog_add(line, "what", what);
	maillog_add(line, "notice_id", rest);
	return true;
}

static bool has(const struct maillog_line *line, const char *name)
{
	return maillog_field(line, name).p;
}

/* Behind a queue id. */
static void read_queued(struct maillog_line *line, struct str rest)
{
	static const struct {
		const char *text;
		enum maillog_kind kind;
	} words[] = {
		{ "removed", MAILLOG_REMOVED },
		{ "placed on hold", MAILLOG_HELD },
		{ "released from hold", MAILLOG_QUEUED },
		{ "requeued", MAILLOG_QUEUED },
		{ "skipped, still being delivered", MAILLOG_OTHER },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(str_trim(rest), str_c(words[i].text))) {
			line->kind = words[i].kind;
			maillog_add(line, "message", str_trim(rest));
			return;
		}
	if (str_starts(rest, STR("client="))) {
		line->kind = MAILLOG_CLIENT;
		read_listed(line, rest);
	} else if (str_starts(rest, STR("uid="))) {
		line->kind = MAILLOG_LOCAL;
		read_spaced(line, rest);
	} else if (str_starts(rest, STR("message-id=")) ||
		   str_starts(rest, STR("resent-message-id="))) {
		line->kind = MAILLOG_MESSAGE_ID;
		str_cut(rest, '=', &(struct str){ 0 }, &rest);
		maillog_add_claimed(line, "message_id", unbracket(rest));
	} else if (str_starts(rest, STR("from="))) {
		read_listed(line, rest);
		line->kind = has(line, "status") ? MAILLOG_EXPIRED : MAILLOG_QUEUED;
	} else if (str_starts(rest, STR("to="))) {
		line->kind = MAILLOG_DELIVERY;
		read_listed(line, rest);
	} else if (!read_level(line, rest) && !read_action(line, rest) &&
		   !read_remote(line, rest)) {
		read_notice(line, rest);
	}
}

/* --- postscreen -----------------------------------------------------------------------
 */

/* "PASS NEW [192.0.2.1]:4711", "CONNECT from [192.0.2.1]:4711 to [198.51.100.1]:25",
 * "PREGREET 11 after 0.1 from [192.0.2.1]:4711: EHLO x", "DNSBL rank 3 for …",
 * "COMMAND TIME LIMIT from … after HELO", "BARE NEWLINE from … after ." */
static bool read_screen(struct maillog_line *line, struct str text)
{
	struct str rest = text, verdict, host = STR_NONE, after, number;
	size_t open = str_find(text, '[');
	size_t close = open == STR_NPOS ? STR_NPOS : str_find(str_skip(text, open), ']');

	if (close == STR_NPOS)
		return false;
	verdict = str_sub(text, 0, open);
	for (size_t i = 0; i < verdict.n; i++)
		if (verdict.p[i] >= 'a' && verdict.p[i] <= 'z') {
			verdict.n = i;
			break;
		}
	verdict = str_trim(verdict);
	if (verdict.n == 0)
		return false;
	if ((number = str_trim_left(str_skip(text, verdict.n)),
	     str_starts(verdict, STR("PREGREET"))))
		verdict.n = 8;
	host = str_skip(text, open);
	close++;
	while (close < host.n &&
	       (host.p[close] == ':' || ascii_is_digit(host.p[close])) &&
	       !(host.p[close] == ':' &&
		 (close + 1 == host.n || !ascii_is_digit(host.p[close + 1]))))
		close++;
	rest = str_skip(host, close);
	host = str_sub(host, 0, close);
	line->kind = str_eq(verdict, STR("CONNECT"))	  ? MAILLOG_CONNECT
		     : str_eq(verdict, STR("DISCONNECT")) ? MAILLOG_DISCONNECT
							  : MAILLOG_SCREEN;
	maillog_add(line, "verdict", verdict);
	maillog_add_host(line, MAILLOG_OF_CLIENT, host);
	if (str_eat(&number, STR("rank ")))
		maillog_add(line, "dnsbl_rank", str_take_word(&number));
	else if (str_eat(&number, STR("after ")))
		maillog_add(line, "seconds", str_take_word(&number));
	if (str_eat(&rest, STR(" after "))) {
		after = str_until(rest, ':');
		maillog_add(line, "stage", str_until(after, ' '));
		rest = str_skip(rest, after.n);
	}
	if (str_eat(&rest, STR(": ")))
		maillog_add_claimed(line, "input", rest);
	return true;
}

/* --- statistics -----------------------------------------------------------------------
 */

static void add_number_behind(struct maillog_line *line, const char *name,
			      struct str text, const char *mark)
{
	size_t at = str_find_str(text, str_c(mark));

	if (at == STR_NPOS)
		return;
	text = str_skip(text, at + strlen(mark));
	text = str_until(str_until(text, ' '), '%');
	maillog_add(line, name, text);
}

/* anvil: "max connection rate 1/60s for (smtpd:192.0.2.1) at Oct 26 18:13:50"; scache. */
static void read_statistics(struct maillog_line *line, struct str rest)
{
	struct str what = rest, service, ip, number, period;

	line->kind = MAILLOG_STATISTICS;
	maillog_add(line, "message", rest);
	add_number_behind(line, "cache_size", rest, "max cache size ");
	add_number_behind(line, "count", rest, "max connection count ");
	add_number_behind(line, "hits", rest, "hits=");
	add_number_behind(line, "miss", rest, "miss=");
	add_number_behind(line, "success", rest, "success=");
	add_number_behind(line, "domains", rest, "domains=");
	add_number_behind(line, "addresses", rest, "addresses=");
	add_number_behind(line, "connection", rest, "connection=");
	if (maillog_take_until(&what, STR(" rate "), &service) &&
	    str_cut(str_until(what, ' '), '/', &number, &period)) {
		maillog_add(line, "rate", number);
		maillog_add(line, "period", period);
	}
	if (maillog_take_until(&rest, STR(" for ("), &what) &&
	    maillog_take_until(&rest, STR(") at "), &service)) {
		/* The service may be "127.0.0.1:2525", the address may have colons. */
		size_t colon = str_find(service, ':');

		if (colon != STR_NPOS &&
		    str_find(str_sub(service, 0, colon), '.') != STR_NPOS) {
			size_t next = str_find(str_skip(service, colon + 1), ':');

			colon = next == STR_NPOS ? colon : colon + 1 + next;
		}
		if (colon != STR_NPOS) {
			ip = str_skip(service, colon + 1);
			maillog_add(line, "service", str_sub(service, 0, colon));
			maillog_add(line, "client_ip", ip);
		}
		maillog_add(line, "at", rest);
	} else if (maillog_take_until(&rest, STR(" at "), &what) ||
		   maillog_take_until(&rest, STR("start interval "), &what)) {
		maillog_add(line, "at", rest);
	}
}

static bool read_daemon(struct maillog_line *line, struct str rest)
{
	struct str what, number;
	uint32_t count;

	if (str_starts(rest, STR("daemon started")) || str_starts(rest, STR("reload")) ||
	    str_starts(rest, STR("terminating"))) {
		line->kind = MAILLOG_DAEMON;
		what = rest;
		if (maillog_take_until(&what, STR(" version "), &number))
			maillog_add(line, "version", str_until(what, ','));
		if (maillog_take_until(&what, STR("configuration "), &number))
			maillog_add(line, "configuration", what);
		return true;
	}
	if (maillog_take_until(&rest, STR(": "), &what) && what.n < 32 &&
	    str_ends(rest, STR(" messages"))) { /* postsuper */
		number = str_until(rest, ' ');
		if (str_to_u32(number, &count)) {
			line->kind = MAILLOG_DAEMON;
			maillog_add(line, "what", what);
			maillog_add(line, "count", number);
			return true;
		}
	}
	rest = line->text;
	if (maillog_take_until(&rest, STR(" cleanup: retained="), &what)) {
		line->kind = MAILLOG_STATISTICS;
		maillog_add(line, "retained", str_until(rest, ' '));
		add_number_behind(line, "dropped", rest, "dropped=");
		return true;
	}
	return false;
}

/* --- all of it ------------------------------------------------------------------------
 */

static bool is_ours(struct str program, struct str *ret_daemon)
{
	static const char *const daemons[] = {
		"smtpd",	  "cleanup", "qmgr",	   "nqmgr",	"oqmgr",
		"smtp",		  "lmtp",    "local",	   "virtual",	"pipe",
		"bounce",	  "trace",   "defer",	   "error",	"retry",
		"discard",	  "anvil",   "postscreen", "tlsproxy",	"tlsmgr",
		"scache",	  "pickup",  "postdrop",   "postsuper", "sendmail",
		"master",	  "verify",  "proxymap",   "showq",	"trivial-rewrite",
		"flush",	  "dnsblog", "postqueue",  "spawn",	"postmap",
		"postfix-script", "postlog", "proxywrite", "qmqpd",
	};
	struct str before;

	if (!str_cut_last(program, '/', &before, ret_daemon))
		return false;
	for (size_t i = 0; i < COUNT(daemons); i++)
		if (str_eq(*ret_daemon, str_c(daemons[i])))
			return true;
	return false;
}

static void read_plain(struct maillog_line *line, struct str daemon)
{
	struct str rest = line->text, host;

	if (str_eq(daemon, STR("postscreen")) && read_screen(line, rest))
		return;
	if (str_eat(&rest, STR("connect from "))) {
		line->kind = MAILLOG_CONNECT;
		maillog_add_host(line, MAILLOG_OF_CLIENT, rest);
	} else if (str_eat(&rest, STR("disconnect from "))) {
		line->kind = MAILLOG_DISCONNECT;
		if (maillog_take_until(&rest, STR("] "), &host)) {
			maillog_add_host(line, MAILLOG_OF_CLIENT,
					 str_make(host.p, host.n + 1));
			maillog_add(line, "commands", rest);
		} else {
			maillog_add_host(line, MAILLOG_OF_CLIENT, rest);
		}
	} else if (str_eat(&rest, STR("statistics: "))) {
		read_statistics(line, rest);
	} else if (!read_after(line, rest) && !read_tls(line, rest) &&
		   !read_tls_error(line, rest) && !read_level(line, rest) &&
		   !read_action(line, rest) && !read_remote(line, rest)) {
		read_daemon(line, rest);
	}
}

bool maillog_read_postfix(struct maillog_line *line)
{
	struct str rest = line->text, id, daemon;

	if (!is_ours(line->program, &daemon))
		return false;
	if (maillog_take_until(&rest, STR(": "), &id) &&
	    (str_eq(id, STR("NOQUEUE")) || maillog_is_queue_id(id))) {
		line->queue_id = id;
		if (str_eq(id, STR("NOQUEUE")))
			read_action(line, rest);
		else
			read_queued(line, rest);
	} else {
		read_plain(line, daemon);
	}
	return true;
}
