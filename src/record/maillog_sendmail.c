/* record/maillog_sendmail.c - Sendmail's usual lines (its operations guide, "System
 * log"). */
#include "record/maillog_text.h"

/* "host.example. [192.0.2.1] (may be forged)", "[192.0.2.1]", "user@localhost". */
static void add_relay(struct maillog_line *line, enum maillog_party party,
		      struct str text)
{
	size_t open = str_find(text, '['), close;
	struct str name, ip;

	if (open == STR_NPOS) {
		maillog_add(line,
			    party == MAILLOG_OF_CLIENT ? "client_name" : "relay_name",
			    text);
		return;
	}
	name = str_trim(str_sub(text, 0, open));
	close = str_find(str_skip(text, open), ']');
	if (close == STR_NPOS)
		return;
	ip = str_sub(text, open + 1, open + close);
	if (str_starts(ip, STR("IPv6:")))
		ip = str_skip(ip, 5);
	if (name.n && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n)
		maillog_add(line,
			    party == MAILLOG_OF_CLIENT ? "client_name" : "relay_name",
			    name);
	maillog_add(line, party == MAILLOG_OF_CLIENT ? "client_ip" : "relay_ip", ip);
	if (str_find_str(text, STR("(may be forged)")) != STR_NPOS)
		maillog_add(line, "forged", STR("yes"));
}

static struct str unbracket(struct str value)
{
	if (value.n >= 2 && value.p[0] == '<' && value.p[value.n - 1] == '>')
		return str_sub(value, 1, value.n - 1);
	return value;
}

static const struct {
	const char *key, *name;
	bool claimed;
} keys[] = {
	{ "from", "from", true },
	{ "to", "to", true },
	{ "ctladdr", "orig_to", true },
	{ "size", "size", false },
	{ "nrcpts", "nrcpt", false },
	{ "msgid", "message_id", true },
	{ "proto", "proto", false },
	{ "delay", "delay", false },
	{ "dsn", "dsn", false },
	{ "mailer", "transport", false },
	{ "arg1", "to", true },
	{ "ruleset", "ruleset", false },
	{ "version", "tls_version", false },
	{ "cipher", "tls_cipher", false },
	{ "authid", "sasl_username", false },
};

/* "key=value, key=value"; what stands behind stat= or reject= is the rest. */
static void read_pairs(struct maillog_line *line, struct str rest)
{
	struct str relay = STR_NONE;
	bool outgoing = str_starts(rest, STR("to="));

	while (rest.n) {
		struct str key, value;
		size_t end;

		if (!str_cut(rest, '=', &key, &rest))
			break;
		key = str_trim(key);
		if (str_eq(key, STR("stat"))) {
			maillog_add(line, "response", rest);
			maillog_add(line, "status",
				    str_starts(rest, STR("Sent")) ? STR("sent")
				    : str_starts(rest, STR("Deferred")) ||
					    str_starts(rest, STR("queued"))
					? STR("deferred")
					: STR("bounced"));
			break;
		}
		if (str_eq(key, STR("reject"))) {
			line->kind = MAILLOG_REJECT;
			maillog_add(line, "reason", rest);
			maillog_add(line, "status_code", str_sub(rest, 0, 3));
			break;
		}
		end = str_find_str(rest, STR(", "));
		value = str_sub(rest, 0, end);
		rest = end == STR_NPOS ? STR_NONE : str_skip(rest, end + 2);
		if (str_eq(key, STR("relay")))
			relay = value;
		for (size_t i = 0; i < COUNT(keys); i++)
			if (str_eq(key, str_c(keys[i].key))) {
				if (keys[i].claimed)
					maillog_add_claimed(line, keys[i].name,
							    unbracket(value));
				else
					maillog_add(line, keys[i].name, value);
			}
	}
	if (relay.n)
		add_relay(line, outgoing ? MAILLOG_OF_RELAY : MAILLOG_OF_CLIENT, relay);
}

static bool read_ends(struct maillog_line *line, struct str rest)
{
	struct str host = rest, before;

	if (maillog_take_until(&host, STR(" did not issue "), &before)) {
		line->kind = MAILLOG_NO_MAIL;
		add_relay(line, MAILLOG_OF_CLIENT, before);
		return true;
	}
	if (str_eat(&rest, STR("lost input channel from "))) {
		line->kind = MAILLOG_LOST;
		host = rest;
		if (maillog_take_until(&rest, STR(" after "), &before))
			maillog_add(line, "stage", rest);
		add_relay(line, MAILLOG_OF_CLIENT, host);
		return true;
	}
	if (str_eat(&rest, STR("timeout waiting for input from "))) {
		line->kind = MAILLOG_TIMEOUT;
		add_relay(line, MAILLOG_OF_CLIENT, rest);
		return true;
	}
	if (str_eat(&rest, STR("connect from "))) {
		line->kind = MAILLOG_CONNECT;
		add_relay(line, MAILLOG_OF_CLIENT, rest);
		return true;
	}
	return false;
}

bool maillog_read_sendmail(struct maillog_line *line)
{
	struct str rest = line->text, id;

	if (!str_starts(line->program, STR("sendmail")) &&
	    !str_starts(line->program, STR("sm-mta")) &&
	    !str_starts(line->program, STR("sm-msp")))
		return false;
	if (maillog_take_until(&rest, STR(": "), &id) &&
	    (maillog_is_queue_id(id) || str_eq(id, STR("NOQUEUE"))))
		line->queue_id = id;
	else
		rest = line->text;
	if (read_ends(line, rest))
		return true;
	if (str_starts(rest, STR("from="))) {
		read_pairs(line, rest);
		line->kind =
		    maillog_field(line, "client_ip").p ? MAILLOG_CLIENT : MAILLOG_LOCAL;
	} else if (str_starts(rest, STR("to="))) {
		line->kind = MAILLOG_DELIVERY;
		read_pairs(line, rest);
	} else if (str_starts(rest, STR("ruleset="))) {
		read_pairs(line, rest);
		id = maillog_field(line, "ruleset");
		if (str_starts(id, STR("check_")))
			maillog_add(line, "stage", str_skip(id, 6));
	} else if (str_starts(rest, STR("STARTTLS="))) {
		line->kind = MAILLOG_TLS;
		read_pairs(line, rest);
	} else if (str_eat(&rest, STR("Milter: "))) {
		read_pairs(line, rest);
		if (line->kind != MAILLOG_REJECT)
			line->kind = MAILLOG_POLICY;
	} else if (str_eat(&rest, STR("done; "))) {
		line->kind = MAILLOG_REMOVED;
	}
	return true;
}
