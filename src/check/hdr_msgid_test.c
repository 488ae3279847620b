/* check/hdr_msgid_test.c - what the Message-ID tells. */
#include "check/check_test.h"

#include <stdio.h>

static const char *const all[] = { "hdr.msgid-missing", "hdr.msgid-malformed",
				   "hdr.msgid-foreign", "hdr.msgid-own-domain",
				   "hdr.msgid-clock" };

static const struct {
	const char *name, *id;
	const char *finds; /* one of `all`, or NULL */
} cases[] = {
	{ "plain", "Message-ID: <abc@a.example>\n", NULL },
	{ "of a host of the sender", "Message-ID: <abc@mail.a.example>\n", NULL },
	{ "of a large provider", "Message-ID: <abc@mail.gmail.com>\n", NULL },
	{ "none", "", "hdr.msgid-missing" },
	{ "added by our server", "Message-ID: <20230101.4ABCDE12345@mx.example.jp>\n",
	  "hdr.msgid-missing" },
	{ "no brackets", "Message-ID: abc@a.example\n", "hdr.msgid-malformed" },
	{ "a stranger's", "Message-ID: <abc@stranger.example>\n", "hdr.msgid-foreign" },
	{ "a bare host", "Message-ID: <abc@DESKTOP-1>\n", "hdr.msgid-foreign" },
	{ "ours", "Message-ID: <abc@example.jp>\n", "hdr.msgid-own-domain" },
	{ "the time", "Message-ID: <20230101102030.x@a.example>\n", "hdr.msgid-clock" },
	{ "the time in UTC", "Message-ID: <20230101012030.x@a.example>\n",
	  "hdr.msgid-clock" },
	{ "the time a second later", "Message-ID: <20230101102031.x@a.example>\n",
	  "hdr.msgid-clock" },
	{ "the time in a tool's order", "Message-ID: <20302023010110ABC@a.example>\n",
	  "hdr.msgid-clock" },
	{ "another time", "Message-ID: <20230101112030.x@a.example>\n", NULL },
};

static struct inspection *mail_with(const char *id)
{
	char text[2048];

	snprintf(text, sizeof text,
		 "Received: from mail.a.example (mail.a.example [203.0.113.7])\n"
		 "\tby mx.example.jp (Postfix) with ESMTPS id 4ABCDE12345;\n"
		 "\tSun, 01 Jan 2023 10:20:32 +0900 (JST)\n"
		 "From: ann@a.example\nTo: rcpt@example.jp\nSubject: x\n"
		 "Date: Sun, 01 Jan 2023 10:20:30 +0900\n%s\nhello\n",
		 id);
	return inspect_text(text, "own-domain = example.jp\nrelay = mx.example.jp\n");
}

TEST(each_oddity_of_the_id_is_found_and_nothing_else)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in = mail_with(cases[i].id);

		test_case(cases[i].name);
		for (size_t k = 0; k < COUNT(all); k++)
			test_finding_at(in, all[k],
					cases[i].finds &&
					    strcmp(cases[i].finds, all[k]) == 0,
					__FILE__, __LINE__);
	}
}

TEST(an_added_id_is_told_as_such)
{
	const struct finding *finding =
	    test_fires(mail_with("Message-ID: <20230101.4ABCDE12345@mx.example.jp>\n"),
		       "hdr.msgid-missing");

	test_int(finding->variant, 1);
	test_str(finding_text(finding, "by"), "mx.example.jp");
}

TEST(the_order_of_the_digits_is_told)
{
	const struct finding *finding = test_fires(
	    mail_with("Message-ID: <20302023010110ABC@a.example>\n"), "hdr.msgid-clock");

	test_int(finding->variant, 1);
	test_str(finding_text(finding, "order"), "mmssYYYYMMDDhh");
	test_str(finding_text(finding, "digits"), "20302023010110");
}
