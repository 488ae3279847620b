/* check/from_test.c - who is displayed: each trick and its harmless twin. */
#include "check/check_test.h"

#include <stdio.h>

/* A mail that came to us from mail.a.example, with `fields` in its header. */
static struct inspection *mail_with(const char *fields)
{
	char text[4096];

	snprintf(
	    text, sizeof text,
	    "Received: from mail.a.example (mail.a.example [203.0.113.7])\n"
	    "\tby mx.example.jp (Postfix) with ESMTPS id 4ABCDE12345\n"
	    "\tfor <rcpt@example.jp>; Sun, 01 Jan 2023 10:00:02 +0900 (JST)\n"
	    "%s"
	    "To: rcpt@example.jp\nSubject: x\nDate: Sun, 01 Jan 2023 10:00:00 +0900\n"
	    "Message-ID: <1@a.example>\n\nhello\n",
	    fields);
	return inspect_text(text, NULL);
}

static const char *const all[] = {
	"from.several-fields", "from.several-addresses", "from.malformed",
	"from.missing",	       "from.other-reading",	 "from.name-is-address",
	"from.name-padded",    "from.mixed-script",	 "id.reply-elsewhere",
};

static const struct {
	const char *name, *fields;
	const char *finds[3]; /* of `all`: these and no others */
} cases[] = {
	{ "a plain one", "From: \"Ann, A.\" <ann@a.example>\n", { NULL } },
	{ "an obsolete one", "From: Ann B. <ann@a.example>\n", { NULL } },
	{ "a raw Japanese name", "From: 山田 太郎 <ann@a.example>\n", { NULL } },
	{ "two fields",
	  "From: ann@a.example\nFrom: bob@b.example\n",
	  { "from.several-fields" } },
	{ "two addresses",
	  "From: ann@a.example, bob@b.example\n",
	  { "from.several-addresses" } },
	{ "one address twice", "From: ann@a.example, Ann <ann@A.example>\n", { NULL } },
	{ "a group",
	  "From: Us: ann@a.example, bob@b.example;\n",
	  { "from.several-addresses" } },
	{ "a comma without quotes",
	  "From: Bank, Ltd <ann@a.example>\n",
	  { "from.malformed" } },
	{ "none at all", "", { "from.missing" } },
	{ "an empty one", "From: <>\n", { "from.missing" } },
	{ "only a name", "From: The Big Bank\n", { "from.missing" } },
	{ "a route", "From: <@bank.example:ann@a.example>\n", { "from.other-reading" } },
	{ "two brackets",
	  "From: <ann@a.example> <x@bank.example>\n",
	  { "from.other-reading", "from.malformed" } },
	{ "an address in an encoded word alone",
	  "From: =?utf-8?q?x=40bank.example?=\n",
	  { "from.missing", "from.other-reading" } },
	{ "another address as the name",
	  "From: \"x@bank.example\" <ann@a.example>\n",
	  { "from.name-is-address" } },
	{ "the very address as the name",
	  "From: \"ann@a.example\" <ann@a.example>\n",
	  { NULL } },
	{ "an address of the same domain as the name",
	  "From: \"desk@www.a.example\" <ann@a.example>\n",
	  { NULL } },
	{ "another address, encoded",
	  "From: =?utf-8?b?eEBiYW5rLmV4YW1wbGU=?= <ann@a.example>\n",
	  { "from.name-is-address" } },
	{ "a name as long as a line",
	  "From: \"Ann                                        \" <ann@a.example>\n",
	  { "from.name-padded" } },
	{ "two blanks in a name", "From: \"Ann  A\" <ann@a.example>\n", { NULL } },
	{ "Cyrillic letters in a Latin word",
	  "From: =?utf-8?q?P=D0=B0yPal?= <ann@a.example>\n",
	  { "from.mixed-script" } },
	{ "a Russian name",
	  "From: =?utf-8?q?=D0=90=D0=BD=D0=BD=D0=B0?= <ann@a.example>\n",
	  { NULL } },
	{ "Latin and Russian words",
	  "From: Anna =?utf-8?q?_=D0=90=D0=BD=D0=BD=D0=B0?= <ann@a.example>\n",
	  { NULL } },
	{ "Japanese mixes by nature",
	  "From: NTTドコモお客様 <ann@a.example>\n",
	  { NULL } },
	{ "answers go elsewhere",
	  "From: ann@a.example\nReply-To: ann@b.example\n",
	  { "id.reply-elsewhere" } },
	{ "answers go to the same house",
	  "From: ann@a.example\nReply-To: desk@www.a.example\n",
	  { NULL } },
};

TEST(each_trick_with_the_sender_is_found_and_nothing_else)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in;

		test_case(cases[i].name);
		in = mail_with(cases[i].fields);
		for (size_t k = 0; k < COUNT(all); k++) {
			bool wanted = false;

			for (size_t n = 0; n < COUNT(cases[i].finds); n++)
				wanted =
				    wanted || (cases[i].finds[n] &&
					       strcmp(cases[i].finds[n], all[k]) == 0);
			test_finding_at(in, all[k], wanted, __FILE__, __LINE__);
		}
	}
}

TEST(readings_and_addresses_are_told)
{
	struct inspection *in = mail_with("From: <@bank.example:ann@a.example>\n");
	const struct finding *finding = test_fires(in, "from.other-reading");

	test_str(finding_text(finding, "shown"), "ann@a.example");
	test_str_n(finding_value(finding, "readings")->items[0],
		   STR("route-as-address: @bank.example"));
	in = mail_with("From: \"x@bank.example\" <ann@a.example>\n");
	finding = test_fires(in, "from.name-is-address");
	test_str(finding_text(finding, "name_address"), "x@bank.example");
	in = mail_with("Sender: Bank <x@bank.example>\n");
	finding = test_fires(in, "from.missing");
	test_str(finding_text(finding, "shown"), "x@bank.example");
}

TEST(a_list_that_rewrites_names_is_no_trick)
{
	struct inspection *in = mail_with(
	    "From: \"'Bob b@b.example' via Talk\" <talk@a.example>\n"
	    "Return-Path: <talk-bounces@a.example>\nSender: talk-bounces@a.example\n"
	    "List-Id: <talk.a.example>\nList-Post: <mailto:talk@a.example>\n"
	    "Reply-To: b@b.example\n");

	test_int(test_fires(in, "from.name-is-address")->severity, SEVERITY_NOTE);
	test_silent(in, "id.reply-elsewhere");
}

TEST(answers_to_a_free_mailbox_are_named_as_such)
{
	struct inspection *in =
	    mail_with("From: ann@a.example\nReply-To: ann@gmail.com\n");
	const struct finding *finding = test_fires(in, "id.reply-elsewhere");

	test_int(finding->variant, 1);
	test_str(finding_text(finding, "reply_domain"), "gmail.com");
}
