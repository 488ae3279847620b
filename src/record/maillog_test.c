/* record/maillog_test.c - lines of each kind, with what is read in them. */
#include "record/maillog.h"

#include "base/test.h"

#include <stdio.h>

#define P(text) "Jan  1 21:52:31 mx postfix/smtpd[14]: " text
#define REJECT \
	"NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 450 4.7.25 Client host " \
	"rejected: " \
	"no name, [192.0.2.7]; from=<a@b.example> to=<c@d.example> proto=ESMTP " \
	"helo=<e.example>"

static const struct {
	const char *name, *line;
	enum maillog_format format;
	enum maillog_kind kind;
	const char *program, *queue_id, *field, *value;
} cases[] = {
	{ "connect", P("connect from a.example[192.0.2.7]"), MAILLOG_SYSLOG,
	  MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip", "192.0.2.7" },
	{ "IPv6", P("connect from a.example[2001:db8::7]"), MAILLOG_SYSLOG,
	  MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip", "2001:db8::7" },
	{ "disconnect", P("disconnect from a[192.0.2.7] ehlo=1 quit=1 commands=2"),
	  MAILLOG_SYSLOG, MAILLOG_DISCONNECT, "postfix/smtpd", "", "commands",
	  "ehlo=1 quit=1 commands=2" },
	{ "timeout", P("timeout after CONNECT from a[192.0.2.7]"), MAILLOG_SYSLOG,
	  MAILLOG_TIMEOUT, "postfix/smtpd", "", "stage", "CONNECT" },
	{ "lost in DATA", P("lost connection after DATA (1234 bytes) from a[192.0.2.7]"),
	  MAILLOG_SYSLOG, MAILLOG_LOST, "postfix/smtpd", "", "stage", "DATA" },
	{ "reject", P(REJECT), MAILLOG_SYSLOG, MAILLOG_REJECT, "postfix/smtpd", "NOQUEUE",
	  "reason", "450 4.7.25 Client host rejected: no name, [192.0.2.7]" },
	{ "reject, HELO", P(REJECT), MAILLOG_SYSLOG, MAILLOG_REJECT, "postfix/smtpd",
	  "NOQUEUE", "helo", "e.example" },
	{ "name", P("warning: hostname b.example does not resolve to address 192.0.2.7"),
	  MAILLOG_SYSLOG, MAILLOG_NAME, "postfix/smtpd", "", "name", "b.example" },
	{ "name, as it was",
	  P("warning: 192.0.2.7: hostname b.example verification "
	    "failed: Name or service not known"),
	  MAILLOG_SYSLOG, MAILLOG_NAME, "postfix/smtpd", "", "client_ip", "192.0.2.7" },
	{ "client", P("4A1B2C3D: client=a[192.0.2.7], sasl_username=joe"), MAILLOG_SYSLOG,
	  MAILLOG_CLIENT, "postfix/smtpd", "4A1B2C3D", "sasl_username", "joe" },
	{ "long id", P("48rT2v1hQrz1J0N: client=a[192.0.2.7]"), MAILLOG_SYSLOG,
	  MAILLOG_CLIENT, "postfix/smtpd", "48rT2v1hQrz1J0N", "client_name", "a" },
	{ "instance",
	  "Jan  1 21:52:31 mx postfix-in/submission/smtpd[1]: connect from "
	  "a[192.0.2.7]",
	  MAILLOG_SYSLOG, MAILLOG_CONNECT, "postfix-in/submission/smtpd", "",
	  "client_name", "a" },
	{ "milter",
	  P("4A1B2C3D: milter-reject: END-OF-MESSAGE from a[192.0.2.7]: 5.7.1 "
	    "spam; from=<x@y.example> to=<z@example.jp>"),
	  MAILLOG_SYSLOG, MAILLOG_REJECT, "postfix/smtpd", "4A1B2C3D", "status_enhanced",
	  "5.7.1" },
	{ "delivery",
	  "Jan  1 21:52:31 mx postfix/local[3]: 4A1B2C3D: to=<a@b.example>, "
	  "orig_to=<c>, relay=local, delay=1, status=sent (to maildir, done)",
	  MAILLOG_SYSLOG, MAILLOG_DELIVERY, "postfix/local", "4A1B2C3D", "response",
	  "to maildir, done" },
	{ "removed", "Jan  1 21:52:31 mx postfix/qmgr[3]: 4A1B2C3D: removed",
	  MAILLOG_SYSLOG, MAILLOG_REMOVED, "postfix/qmgr", "4A1B2C3D", "message",
	  "removed" },
	{ "message id",
	  "Jan  1 21:52:31 mx postfix/cleanup[3]: 4A1B2C3D: "
	  "message-id=<1@b.example>",
	  MAILLOG_SYSLOG, MAILLOG_MESSAGE_ID, "postfix/cleanup", "4A1B2C3D", "message_id",
	  "1@b.example" },
	{ "policy",
	  "Jan  1 21:52:31 mx policyd-spf[3]: prepend Received-SPF: Pass "
	  "(mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=x.example; "
	  "envelope-from=a@b.example; receiver=<UNKNOWN>",
	  MAILLOG_SYSLOG, MAILLOG_POLICY, "policyd-spf", "", "client_ip", "192.0.2.7" },
	{ "postgrey",
	  "Jan  1 21:52:31 mx postgrey[3]: action=greylist, reason=new, "
	  "client_name=a.example, client_address=192.0.2.7, sender=a@b.example",
	  MAILLOG_SYSLOG, MAILLOG_POLICY, "postgrey", "", "client_ip", "192.0.2.7" },
	{ "postscreen",
	  "Jan  1 21:52:31 mx postfix/postscreen[3]: PREGREET 11 after 0.06 "
	  "from [192.0.2.7]:4711: EHLO x\\r\\n",
	  MAILLOG_SYSLOG, MAILLOG_SCREEN, "postfix/postscreen", "", "verdict",
	  "PREGREET" },
	{ "postscreen, connect",
	  "Jan  1 21:52:31 mx postfix/postscreen[3]: CONNECT from "
	  "[192.0.2.7]:4711 to [198.51.100.1]:25",
	  MAILLOG_SYSLOG, MAILLOG_CONNECT, "postfix/postscreen", "", "client_port",
	  "4711" },
	{ "RFC 3339",
	  "2023-01-01T21:52:31.123456+09:00 mx postfix/smtpd[14]: connect from "
	  "a[192.0.2.7]",
	  MAILLOG_SYSLOG_ISO, MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip",
	  "192.0.2.7" },
	{ "RFC 5424",
	  "<22>1 2023-01-01T12:52:31Z mx postfix/smtpd 14 - [x@1 a=\"b]\"] "
	  "connect from a[192.0.2.7]",
	  MAILLOG_RFC5424, MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip",
	  "192.0.2.7" },
	{ "journal, export",
	  "__CURSOR=s\x1e__REALTIME_TIMESTAMP=1672577551000000\x1e_HOSTNAME=mx\x1e"
	  "SYSLOG_IDENTIFIER=postfix/smtpd\x1e_PID=14\x1eMESSAGE=connect from "
	  "a[192.0.2.7]",
	  MAILLOG_EXPORT, MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip",
	  "192.0.2.7" },
	{ "journal, JSON",
	  "{\"__REALTIME_TIMESTAMP\":\"1672577551000000\",\"_HOSTNAME\":\"mx\","
	  "\"X\":[1],\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\",\"_PID\":\"14\","
	  "\"MESSAGE\":\"connect from a[192.0.2.7]\"}",
	  MAILLOG_JSON, MAILLOG_CONNECT, "postfix/smtpd", "", "client_ip", "192.0.2.7" },
	{ "Exim, arrival",
	  "2013-06-15 11:20:36 1Unmew-0000ea-SE <= a@b.example H=c.example (d.example) "
	  "[192.0.2.7]:32 P=esmtps S=12 id=1@b.example T=\"id=2@x H=e [192.0.2.8]\" from "
	  "<a@b.example> for f@g.example",
	  MAILLOG_EXIM, MAILLOG_CLIENT, "exim", "1Unmew-0000ea-SE", "client_ip",
	  "192.0.2.7" },
	{ "Exim, Message-ID",
	  "2013-06-15 11:20:36 1Unmew-0000ea-SE <= a@b.example H=c.example [192.0.2.7] "
	  "P=esmtp S=12 id=1@b.example T=\" id=2@x\"",
	  MAILLOG_EXIM, MAILLOG_CLIENT, "exim", "1Unmew-0000ea-SE", "message_id",
	  "1@b.example" },
	{ "Exim, a HELO like an address",
	  "2013-06-15 11:20:36 H=([198.51.100.1]) [192.0.2.7] F=<a@b.example> rejected "
	  "RCPT <c@d.example>: no",
	  MAILLOG_EXIM, MAILLOG_REJECT, "exim", "", "client_ip", "192.0.2.7" },
	{ "Exim, a name within a command",
	  "2017-11-28 14:14:32 SMTP protocol error in \"AUTH\" H=(test) [198.51.100.8]\" "
	  "H=(x) [192.0.2.7] AUTH command used when not advertised",
	  MAILLOG_EXIM, MAILLOG_LOST, "exim", "", "client_ip", "192.0.2.7" },
	{ "Sendmail, arrival",
	  "Jan  1 21:52:31 mx sm-mta[3]: x01CqVab012345: from=<a@b.example>, size=1, "
	  "class=0, nrcpts=1, msgid=<1@b.example>, proto=ESMTP, daemon=MTA, "
	  "relay=c.example [192.0.2.7] (may be forged)",
	  MAILLOG_SYSLOG, MAILLOG_CLIENT, "sm-mta", "x01CqVab012345", "client_ip",
	  "192.0.2.7" },
	{ "Sendmail, refusal",
	  "Jan  1 21:52:31 mx sendmail[3]: x01CqVab012345: ruleset=check_rcpt, "
	  "arg1=<c@d.example>, relay=[192.0.2.7], reject=550 5.7.1 no",
	  MAILLOG_SYSLOG, MAILLOG_REJECT, "sendmail", "x01CqVab012345", "reason",
	  "550 5.7.1 no" },
	{ "Sendmail, nothing said",
	  "Jan  1 21:52:31 mx sendmail[3]: [192.0.2.7] did not issue "
	  "MAIL/EXPN/VRFY/ETRN during connection to MTA",
	  MAILLOG_SYSLOG, MAILLOG_NO_MAIL, "sendmail", "", "client_ip", "192.0.2.7" },
	{ "a line of a header that looks like another",
	  "Jan  1 21:52:31 mx postfix/cleanup[3]: 4A1B2C3D: warning: header Subject: "
	  "5F00BA7: client=evil[198.51.100.9]; from=<x> from a[192.0.2.7]; "
	  "from=<a@b.example> to=<c@d.example> proto=ESMTP helo=<e>",
	  MAILLOG_SYSLOG, MAILLOG_HEADER, "postfix/cleanup", "4A1B2C3D", "client_ip",
	  "192.0.2.7" },
	{ "another program", "Jan  1 21:52:31 mx CRON[3]: (root) CMD (x)", MAILLOG_SYSLOG,
	  MAILLOG_OTHER, "CRON", "", NULL, NULL },
	{ "no frame", "nothing of this kind", MAILLOG_NO_FRAME, MAILLOG_OTHER, "", "",
	  NULL, NULL },
	{ "nothing", "", MAILLOG_NO_FRAME, MAILLOG_OTHER, "", "", NULL, NULL },
};

TEST(lines_are_read)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct maillog_line line;

		test_case(cases[i].name);
		maillog_read(test_arena(), test_copy(cases[i].line), &line);
		test_int(line.format, cases[i].format);
		test_str_n(str_c(maillog_kind_name(line.kind)),
			   str_c(maillog_kind_name(cases[i].kind)));
		test_str(line.program, cases[i].program);
		test_str(line.queue_id, cases[i].queue_id);
		if (cases[i].field)
			test_str(maillog_field(&line, cases[i].field), cases[i].value);
	}
}

static const struct {
	const char *name, *line;
	int64_t year, utc; /* of the line where it has none */
	bool zone;
} times[] = {
	{ "syslog", P("x"), 2023, 1672609951, false },
	{ "syslog, with a year", "Jan  1 2023 21:52:31 mx a[1]: x", 0, 1672609951,
	  false },
	{ "with a zone", "2023-01-01T21:52:31+09:00 mx a[1]: x", 0, 1672577551, true },
	{ "of a leap day", "Feb 29 00:00:00 mx a[1]: x", 2024, 1709164800, false },
};

TEST(times_are_read)
{
	for (size_t i = 0; i < COUNT(times); i++) {
		struct maillog_line line;

		test_case(times[i].name);
		maillog_read(test_arena(), test_copy(times[i].line), &line);
		test_true(line.dated);
		test_true(line.zone_known == times[i].zone);
		test_int(maillog_seconds(&line, times[i].year), times[i].utc);
	}
}

/* What the sender wrote is never the server's word. */
TEST(names_of_the_client_are_claimed)
{
	static const char *const claimed[] = { "from", "to", "helo", "message_id",
					       "header" };
	struct maillog_line line;

	maillog_read(test_arena(), test_copy(P(REJECT)), &line);
	for (uint32_t i = 0; i < line.field_count; i++)
		for (size_t k = 0; k < COUNT(claimed); k++)
			if (strcmp(line.fields[i].name, claimed[k]) == 0)
				test_true(line.fields[i].claimed);
	test_true(line.field_count > 5);
}
