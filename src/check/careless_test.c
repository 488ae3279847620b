/* check/careless_test.c - marks of mail that is made in bulk and sent without a look:
 * each check on a specimen and its twin. */
#include "check/check_test.h"

static const char site[] = "own-domain = example.jp\nrelay = mx.example.jp\n";

static const struct {
	const char *name, *id;
	bool fires;
	const char *from, *subject, *more, *type, *body;
} rows[] = {
	{ "picture in the name", "from.name-decorated", true,
	  "\"\xf0\x9f\x8e\xb0 Casino\" <a@b.example>", 0, 0, 0, 0 },
	{ "trade mark", "from.name-decorated", true,
	  "=?utf-8?q?Norton=E2=84=A2?= <a@b.example>", 0, 0, 0, 0 },
	{ "loose end", "from.name-decorated", true, "\"Voucher,\" <a@b.example>", 0, 0, 0,
	  0 },
	{ "a plain name", "from.name-decorated", false, "\"Mori, Hanako\" <a@b.example>",
	  0, 0, 0, 0 },
	{ "initial with a stop", "from.name-decorated", false,
	  "\"Hanako M.\" <a@b.example>", 0, 0, 0, 0 },
	{ "Japanese brackets", "from.name-decorated", false,
	  "\"\xe3\x80\x90\xe6\xa5\xbd\xe5\xa4\xa9\xe3\x80\x91\" <a@b.example>", 0, 0, 0,
	  0 },

	{ "joined", "from.name-decorated", true, "Some_Mutual_Team <a@b.example>", 0, 0,
	  0, 0 },
	{ "a full stop", "from.name-decorated", true, "\"Billing Alert.\" <a@b.example>",
	  0, 0, 0, 0 },
	{ "a firm's stop", "from.name-decorated", false, "\"Alert Inc.\" <a@b.example>",
	  0, 0, 0, 0 },
	{ "a login", "from.name-decorated", false, "joe_smith <a@b.example>", 0, 0, 0,
	  0 },

	{ "a support", "from.office-at-freemail", true,
	  "\"Account Support\" <gardnerlina330@gmail.com>", 0, 0, 0, 0 },
	{ "a case number", "from.office-at-freemail", true,
	  "\"Refund - Cod. 707382225672\" <gardnerlina330@gmail.com>", 0, 0, 0, 0 },
	{ "a bank in Japanese", "from.office-at-freemail", true,
	  "\"\xe4\xb8\x89\xe6\x97\xa5\xe6\x9c\x88\xe9\x8a\x80\xe8\xa1\x8c\" "
	  "<gardnerlina330@gmail.com>",
	  0, 0, 0, 0 },
	{ "a person", "from.office-at-freemail", false,
	  "\"Lina Gardner\" <gardnerlina330@gmail.com>", 0, 0, 0, 0 },
	{ "a person with a nickname", "from.office-at-freemail", false,
	  "\"Bob 1984\" <rocket@gmail.com>", 0, 0, 0, 0 },
	{ "a shop's own mailbox", "from.office-at-freemail", false,
	  "\"Tanaka Bicycle Store\" <tanaka.cycles@gmail.com>", 0, 0, 0, 0 },
	{ "an office at home", "from.office-at-freemail", false,
	  "\"Account Support\" <support@bank.example>", 0, 0, 0, 0 },

	{ "no vowel at all", "from.random-name", true, "a@mvvkts.example", 0, 0, 0, 0 },
	{ "a run of consonants", "from.random-name", true, "a@oncmsdwtds.example", 0, 0,
	  0, 0 },
	{ "letters and digits by turns", "from.random-name", true, "a@x7kq2m9p.example",
	  0, 0, 0, 0 },
	{ "words", "from.random-name", false, "a@strengths-and-rhythms.example", 0, 0, 0,
	  0 },
	{ "an abbreviation", "from.random-name", false, "a@hsbc.example", 0, 0, 0, 0 },
	{ "a host with a number", "from.random-name", false, "a@mail01.web2024.example",
	  0, 0, 0, 0 },
	{ "an A-label", "from.random-name", false, "a@xn--fsqu00a.example", 0, 0, 0, 0 },
	{ "small and capital by turns", "from.random-name", true, "yQowhTLj@pier.example",
	  0, 0, 0, 0 },
	{ "a name in capitals and small", "from.random-name", false,
	  "JohnSmithMcDonald@pier.example", 0, 0, 0, 0 },
	{ "capital first, by turns", "from.random-name", true, "DfGmlrN@power.example", 0,
	  0, 0, 0 },
	{ "a short name in capitals and small", "from.random-name", false,
	  "McDonald@power.example", 0, 0, 0, 0 },
	{ "a tag of a service", "from.random-name", false, "reply-x7kq2m9p@shop.example",
	  0, 0, 0, 0 },

	{ "slot in the subject", "text.template-unfilled", true, 0,
	  "RE: {FIRSTNAME}, your voucher", 0, 0, 0 },
	{ "slot in the page", "text.template-unfilled", true, 0, 0, 0, 0,
	  "<p>Name [username]</p>" },
	{ "doubled braces", "text.template-unfilled", true, 0, 0, 0, 0,
	  "<p>Hello {{ first_name }}!</p>" },
	{ "per cent", "text.template-unfilled", true, 0, "Hello %name%", 0, 0, 0 },
	{ "a remark in brackets", "text.template-unfilled", false, 0, "[names] of users",
	  0, 0, 0 },
	{ "sums", "text.template-unfilled", false, 0, "5 % to 7 % off", 0, 0, 0 },
	{ "code in plain text", "text.template-unfilled", false, 0, 0, 0, "text/plain",
	  "use {name} there" },
	{ "a list", "text.template-unfilled", false, 0, "the slot {name}",
	  "List-Id: <talk.example.net>\nList-Post: <mailto:t@example.net>\n"
	  "Sender: talk@example.net\n",
	  0, 0 },

	{ "letters of mathematics", "text.subject-disguised", true, 0,
	  "\xf0\x9d\x90\x98\xf0\x9d\x90\xa8\xf0\x9d\x90\xae won", 0, 0, 0 },
	{ "underscores", "text.subject-disguised", true, 0, "_You_have_won_a_phone_", 0,
	  0, 0 },
	{ "letters by lot at the end", "text.subject-disguised", true, 0,
	  "message pending xKbQ7wLz", 0, 0, 0 },
	{ "a file", "text.subject-disguised", false, 0, "minutes_of_the_last_meeting.pdf",
	  0, 0, 0 },
	{ "a date", "text.subject-disguised", false, 0, "Your daily strip 07/11/2002", 0,
	  0, 0 },
	{ "a number", "text.subject-disguised", false, 0, "Order 4711-2023-0815", 0, 0,
	  0 },
	{ "a model", "text.subject-disguised", false, 0, "Your iPhone", 0, 0, 0 },

	{ "an id without a left side", "hdr.thread-odd", true, 0, 0,
	  "References: <@mail.example.net>\n", 0, 0 },
	{ "an answer", "hdr.thread-odd", false, 0, 0,
	  "References: <1@mail.example.net> <2@example.jp>\n", 0, 0 },
	{ "an id with a remark", "hdr.thread-odd", false, 0, 0,
	  "In-Reply-To: <1@mail.example.net>; from ann@example.net on Monday\n", 0, 0 },
	{ "words of old programs", "hdr.thread-odd", false, 0, 0,
	  "In-Reply-To: Your message of Monday\n", 0, 0 },

	{ "a picture that is a link", "text.picture-only", true, 0, 0, 0, 0,
	  "<a href='https://a.example/'><img src='https://b.example/x.png'></a>" },
	{ "a picture in a letter", "text.picture-only", false, 0, 0, 0, 0,
	  "<p>Dear Hanako, thank you for your order of last week. It went out this "
	  "morning and will be with you on Friday.</p>"
	  "<a href='https://a.example/'><img src='https://b.example/x.png'></a>" },
	{ "a photo to a friend", "text.picture-only", false, 0, 0, 0, 0,
	  "<img src='cid:1'>" },

	{ "answers elsewhere", "id.answer-in-text", true, "clerk@office.example", 0, 0,
	  "text/plain", "Email me for details: sgtmonica@gmail.com" },
	{ "one's own other mailbox", "id.answer-in-text", false,
	  "\"Monica Berg\" <clerk@office.example>", 0, 0, "text/plain",
	  "at home: monica.berg@gmail.com" },
	{ "the address that wrote", "id.answer-in-text", false, "a.b@gmail.com", 0, 0,
	  "text/plain", "write to a.b@gmail.com" },
	{ "an office", "id.answer-in-text", false, "clerk@office.example", 0, 0,
	  "text/plain", "write to help@office.example" },
};

static struct inspection *made(size_t i)
{
	struct str text = arena_printf(
	    test_arena(),
	    "Return-Path: <bounce@talk.example.net>\n"
	    "Delivered-To: hanako.mori@example.jp\n"
	    "Received: from out.example.net (out.example.net [198.51.100.7])"
	    " by mx.example.jp with ESMTP id 1; Sun, 01 Jan 2023 22:22:02 +0900\n"
	    "From: %s\nTo: hanako.mori@example.jp\nSubject: %s\n%s"
	    "Message-ID: <1@example.org>\nContent-Type: %s; charset=utf-8\n\n%s\n",
	    rows[i].from ? rows[i].from : "a@shop.example.org",
	    rows[i].subject ? rows[i].subject : "x", rows[i].more ? rows[i].more : "",
	    rows[i].type ? rows[i].type : "text/html", rows[i].body ? rows[i].body : "x");

	return inspect_bytes(text, site);
}

TEST(careless_marks)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct inspection *in = made(i);

		test_case(rows[i].name);
		if (rows[i].fires)
			test_fires(in, rows[i].id);
		else
			test_silent(in, rows[i].id);
	}
}
