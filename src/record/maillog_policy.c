/* record/maillog_policy.c - what stands beside Postfix: policy daemons, filters,
 * mailboxes. Their lines differ; what most of them have is "key=value". */
#include "record/maillog_text.h"

static const struct {
	const char *key, *name;
	bool claimed;
} pairs[] = {
	{ "client-ip=", "client_ip", false },
	{ "client_address=", "client_ip", false },
	{ "client_ip=", "client_ip", false },
	{ "client_name=", "client_name", false },
	{ "helo=", "helo", true },
	{ "helo_name=", "helo", true },
	{ "envelope-from=", "from", true },
	{ "sender=", "from", true },
	{ "recipient=", "to", true },
	{ "msgid=", "message_id", true },
	{ "queued_as: ", "notice_id", false },
	{ "Queue-ID: ", "passed_id", false },
};

static bool is_end(char c)
{
	return c == ';' || c == ',' || c == ' ' || c == ')';
}

static struct str value_at(struct str rest)
{
	size_t n = 0;

	if (rest.n && rest.p[0] == '<') {
		size_t close = str_find(rest, '>');

		return close == STR_NPOS ? str_skip(rest, 1) : str_sub(rest, 1, close);
	}
	while (n < rest.n && !is_end(rest.p[n]))
		n++;
	if (n && rest.p[n - 1] == ':')
		n--;
	return str_sub(rest, 0, n);
}

/* The first of each counts: what the client chose stands behind its address. */
static void read_pairs(struct maillog_line *line, struct str text)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct str key = str_c(pairs[i].key), value;
		size_t at = str_find_str(text, key);

		if (at == STR_NPOS ||
		    (at && !is_end(text.p[at - 1]) && text.p[at - 1] != '(') ||
		    maillog_field(line, pairs[i].name).p)
			continue;
		value = value_at(str_skip(text, at + key.n));
		if (pairs[i].claimed)
			maillog_add_claimed(line, pairs[i].name, value);
		else
			maillog_add(line, pairs[i].name, value);
	}
}

static bool is_policy(struct str program)
{
	static const char *const names[] = {
		"policyd-spf",	   "policy-spf",     "spf-policy",    "pypolicyd-spf",
		"postgrey",	   "sqlgrey",	     "gld",	      "greylist",
		"milter-greylist", "policyd-weight", "postfwd",	      "policyd",
		"cbpolicyd",	   "opendkim",	     "opendmarc",     "openarc",
		"amavis",	   "amavisd",	     "spamd",	      "spampd",
		"rspamd",	   "clamsmtpd",	     "clamav-milter", "smf-spf",
		"milter-regex",	   "spamass-milter",
	};
	struct str before, last = program;

	str_cut_last(program, '/', &before, &last);
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_starts_nocase(last, str_c(names[i])))
			return true;
	return false;
}

static bool is_mailbox(struct str program)
{
	return str_starts_nocase(program, STR("dovecot")) ||
	       str_starts_nocase(program, STR("lmtp")) ||
	       str_starts_nocase(program, STR("deliver")) ||
	       str_starts_nocase(program, STR("cyrus/"));
}

bool maillog_read_policy(struct maillog_line *line)
{
	struct str rest = line->text, id;

	if (is_policy(line->program)) {
		line->kind = MAILLOG_POLICY;
		if (maillog_take_until(&rest, STR(": "), &id) && maillog_is_queue_id(id))
			line->queue_id = id;
		else
			rest = line->text;
		read_pairs(line, rest);
		maillog_add(line, "message", rest);
		return true;
	}
	if (!is_mailbox(line->program))
		return false;
	read_pairs(line, rest);
	if (maillog_field(line, "message_id").p) {
		line->kind = MAILLOG_DELIVERY;
		maillog_add(line, "status",
			    str_find_str(rest, STR("saved mail to")) != STR_NPOS ||
				    str_find_str(rest, STR("stored mail into")) !=
					STR_NPOS
				? STR("saved")
				: STR("handled"));
	}
	maillog_add(line, "message", rest);
	return true;
}
