/* check/log_test.c - what the mail log says: each finding where it is, and the harmless
 * log beside it that looks alike. */
#include "check/check_test.h"
#include "maillog/sessions.h"

#include <stdio.h>

#define MAIL \
	"Return-Path: <ann@a.example>\n" \
	"Received: from mail.a.example (mail.a.example [203.0.113.7])\n" \
	"\tby mx.example.jp (Postfix) with ESMTPS id 4A1B2C3D;\n" \
	"\tSun, 01 Jan 2023 10:00:02 +0900 (JST)\n" \
	"From: ann@a.example\nTo: rcpt@example.jp\nSubject: x\n" \
	"Date: Sun, 01 Jan 2023 09:59:50 +0900\n" \
	"Message-ID: <1@a.example>\n\nhello\n"

#define SMTPD(time, pid, text) "Jan  1 " time " mx postfix/smtpd[" pid "]: " text "\\n"
#define QUEUE(time, program, text) \
	"Jan  1 " time " mx postfix/" program "[9]: 4A1B2C3D: " text "\\n"
#define CLIENT "mail.a.example[203.0.113.7]"
/* The message itself. */
#define TAKEN \
	SMTPD("10:00:00", "2", "connect from " CLIENT) \
	SMTPD("10:00:01", "2", "4A1B2C3D: client=" CLIENT) \
	QUEUE("10:00:02", "cleanup", "message-id=<1@a.example>") \
	QUEUE("10:00:02", "qmgr", \
	      "from=<ann@a.example>, size=500, nrcpt=1 (queue active)") \
	QUEUE("10:00:03", "local", \
	      "to=<rcpt@example.jp>, relay=local, delay=1, dsn=2.0.0, status=sent " \
	      "(delivered to maildir)") \
	QUEUE("10:00:03", "qmgr", "removed") \
	SMTPD("10:00:04", "2", "disconnect from " CLIENT " ehlo=1 mail=1 commands=5")
#define REFUSED(time, client, reason) \
	SMTPD(time, "1", "connect from " client) \
	SMTPD(time, "1", \
	      "NOQUEUE: reject: RCPT from " client ": " reason \
	      "; from=<ann@a.example> to=<rcpt@example.jp> proto=ESMTP " \
	      "helo=<mail.a.example>") \
	SMTPD(time, "1", "disconnect from " client " ehlo=1 mail=1 rcpt=0/1 commands=2/3")

static const char *const all[] = {
	"log.joined",
	"log.not-found",
	"log.attempts",
	"log.silent-connect",
	"log.ptr-unconfirmed",
	"log.reject",
	"log.ptr-flip",
	"log.retry-after-reject",
	"log.delay",
	"log.delivered",
	"log.other-recipients",
	"log.came-back",
	"log.helo-changes",
	"log.neighbours",
	"log.login",
	"log.login-failed",
	"limit.log",
};

/* `finds`: those beside log.joined and log.delivered, separated by blanks. */
static const struct {
	const char *name, *log, *finds;
} cases[] = {
	{ "taken at once", TAKEN, "" },
	{ "refused, then taken",
	  REFUSED("09:50:00", CLIENT, "450 4.2.0 Greylisted") TAKEN,
	  "log.attempts log.reject log.retry-after-reject" },
	{ "refused for another sender, then taken",
	  SMTPD("09:50:00", "1", "connect from " CLIENT)
	      SMTPD("09:50:01", "1",
		    "NOQUEUE: reject: RCPT from " CLIENT
		    ": 554 5.7.1 no; from=<bob@b.example> to=<rcpt@example.jp> "
		    "proto=ESMTP helo=<mail.a.example>") TAKEN,
	  "log.attempts log.reject" },
	{ "silent before it",
	  SMTPD("09:40:00", "1", "connect from " CLIENT)
	      SMTPD("09:45:00", "1", "timeout after CONNECT from " CLIENT)
		  SMTPD("09:45:00", "1", "disconnect from " CLIENT " commands=0/0") TAKEN,
	  "log.attempts log.silent-connect" },
	{ "a timeout in the middle of a dialogue",
	  SMTPD("09:40:00", "1", "connect from " CLIENT)
	      SMTPD("09:45:00", "1", "timeout after RCPT from " CLIENT) SMTPD(
		  "09:45:00", "1",
		  "disconnect from " CLIENT " ehlo=1 mail=1 rcpt=1 commands=3") TAKEN,
	  "log.attempts" },
	{ "a name that does not lead back",
	  SMTPD("09:50:00", "1",
		"warning: hostname b.example does not resolve to address 203.0.113.7: "
		"Name or service not known")
	      REFUSED("09:50:00", "unknown[203.0.113.7]", "450 4.7.25 no name") TAKEN,
	  "log.attempts log.reject log.retry-after-reject log.ptr-unconfirmed "
	  "log.ptr-flip" },
	{ "a stranger's name in a text",
	  "Jan  1 09:50:00 mx postfix/cleanup[3]: 5F00BA7: warning: header Subject: "
	  "hostname b.example does not resolve to address 203.0.113.7 from "
	  "x.example[198.51.100.1]; from=<a@b.example> to=<c@example.jp> proto=ESMTP "
	  "helo=<x.example>\\n" TAKEN,
	  "" },
	{ "mail for others",
	  REFUSED("10:10:00", CLIENT, "554 5.7.1 no")
	      TAKEN SMTPD("10:20:00", "3", "connect from " CLIENT)
		  SMTPD("10:20:01", "3",
			"NOQUEUE: reject: RCPT from " CLIENT
			": 550 5.1.1 <x@example.jp>: unknown; from=<ann@a.example> "
			"to=<x@example.jp> proto=ESMTP helo=<mail.a.example>"),
	  "log.reject log.other-recipients log.came-back" },
	{ "another name in HELO",
	  SMTPD("09:50:00", "1", "connect from " CLIENT)
	      SMTPD("09:50:01", "1",
		    "NOQUEUE: reject: RCPT from " CLIENT
		    ": 554 5.7.1 no; from=<ann@a.example> to=<rcpt@example.jp> "
		    "proto=ESMTP helo=<bank.example>")
		  TAKEN REFUSED("10:30:00", CLIENT, "554 5.7.1 no"),
	  "log.attempts log.reject log.retry-after-reject log.came-back "
	  "log.helo-changes" },
	{ "passwords tried",
	  TAKEN SMTPD("11:00:00", "5", "connect from " CLIENT) SMTPD(
	      "11:00:01", "5", "warning: " CLIENT ": SASL LOGIN authentication failed: x")
	      SMTPD("11:00:02", "5", "disconnect from " CLIENT " auth=0/1 commands=1/2"),
	  "log.came-back log.login-failed" },
	{ "an account of ours",
	  SMTPD("10:00:01", "2",
		"4A1B2C3D: client=" CLIENT ", sasl_method=PLAIN, sasl_username=joe"),
	  "log.login" },
	{ "others of the network",
	  TAKEN "1 90 network Jan  1 10:05:00 mx postfix/smtpd[7]: connect from "
		"unknown[203.0.113.99]\\n",
	  "log.neighbours" },
	{ "lines beyond the ceilings", ":left client 7\\n" TAKEN, "limit.log" },
	{ "a broken file", ":file 1 broken 100 0 mail.log.1.gz\\n" TAKEN, "limit.log" },
	{ "a whole file", ":file 1 whole 100 0 mail.log.1.gz\\n" TAKEN, "" },
};

static bool has_word(const char *list, const char *word)
{
	struct str rest = str_c(list), item;

	while ((item = str_take_word(&rest)).n)
		if (str_eq(item, str_c(word)))
			return true;
	return false;
}

static struct inspection *with_log(const char *log)
{
	static char text[16384];

	snprintf(text, sizeof text,
		 "{\"answers\":[{\"question\":\"log *\",\"status\":\"answered\","
		 "\"data\":[\"%s\"]}]}",
		 log);
	return inspect_answered_at(MAIL,
				   "own-domain = example.jp\nrelay = mx.example.jp\n",
				   text, CONTACT_OFFLINE);
}

TEST(each_thing_in_the_log_is_found_and_nothing_else)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct inspection *in = with_log(cases[i].log);

		test_case(cases[i].name);
		for (size_t k = 0; k < COUNT(all); k++) {
			bool wanted = has_word(cases[i].finds, all[k]) ||
				      strcmp(all[k], "log.joined") == 0 ||
				      (strcmp(all[k], "log.delivered") == 0 &&
				       strstr(cases[i].log, "status=sent"));

			test_finding_at(in, all[k], wanted, __FILE__, __LINE__);
		}
	}
}

TEST(a_mail_that_is_not_in_the_log_is_said_not_to_be)
{
	const struct inspection *in =
	    with_log(SMTPD("12:00:00", "1", "connect from " CLIENT));

	test_fires(in, "log.not-found");
	test_silent(in, "log.joined");
	test_silent(in, "log.attempts");
}

TEST(without_a_log_nothing_is_said_of_one)
{
	const struct inspection *in = inspect_text(MAIL, NULL);

	for (size_t k = 0; k < COUNT(all); k++)
		test_silent(in, all[k]);
	test_true(!in->log);
}

TEST(where_the_time_went)
{
	const struct inspection *in = with_log(
	    SMTPD("10:20:00", "2", "connect from " CLIENT)
		SMTPD("10:20:01", "2", "4A1B2C3D: client=" CLIENT)
		    QUEUE("10:20:02", "qmgr",
			  "from=<ann@a.example>, size=500, nrcpt=1 (queue active)"));
	const struct finding *finding = test_fires(in, "log.delay");

	test_int(finding_value(finding, "seconds")->number, 1210);
	test_str(finding_text(finding, "total"), "20 min 10 s");
}

/* Two mails in one session: what is told is of ours. */
TEST(one_of_several_mails_of_a_session)
{
	const struct inspection *in =
	    with_log(SMTPD("10:00:00", "2", "connect from " CLIENT) SMTPD(
		"10:00:00", "2",
		"5F00BA77: client=" CLIENT) "Jan  1 10:00:00 mx postfix/qmgr[9]: "
					    "5F00BA77: from=<eve@a.example>, "
					    "size=1, nrcpt=1 (queue active)\\n"
					    "Jan  1 10:00:00 mx postfix/local[9]: "
					    "5F00BA77: to=<other@example.jp>, "
					    "relay=local, status=sent (ok)\\n" TAKEN);
	const struct log_session *own = log_own_session(in->log);

	test_true(own);
	test_str(own->queue_id, "4A1B2C3D");
	test_str(own->envelope_from, "ann@a.example");
	test_str(own->recipients[0], "rcpt@example.jp");
	test_int(in->log->delivery_count, 1);
}

static const struct {
	const char *name, *line, *text;
} fates[] = {
	{ "passed on",
	  "to=<rcpt@example.jp>, relay=mx.b.example[192.0.2.9]:25, dsn=2.0.0, "
	  "status=sent (250 ok)",
	  "250 ok" },
	{ "bounced",
	  "to=<rcpt@example.jp>, relay=none, dsn=5.1.1, status=bounced (unknown user)",
	  "unknown user" },
	{ "waits",
	  "to=<rcpt@example.jp>, relay=none, dsn=4.4.1, status=deferred (timed out)",
	  "timed out" },
};

TEST(what_became_of_it_is_told)
{
	for (size_t i = 0; i < COUNT(fates); i++) {
		char log[4096];
		const struct finding *finding;
		const struct inspection *in;

		snprintf(log, sizeof log, "%s%s%s%s",
			 SMTPD("10:00:01", "2", "4A1B2C3D: client=" CLIENT),
			 "Jan  1 10:00:05 mx postfix/smtp[9]: 4A1B2C3D: ", fates[i].line,
			 "\\n");
		test_case(fates[i].name);
		in = with_log(log);
		finding = test_fires(in, "log.delivered");
		test_int(finding->variant, (int)i + 1);
		test_str(finding_text(finding, "text"), fates[i].text);
	}
}
