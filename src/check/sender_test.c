/* check/sender_test.c - what the sender shows of himself, and what he knows of the
 * reader: each check on a specimen and its twin. */
#include "check/check_test.h"

static const char site[] = "own-domain = example.jp\nrelay = mx.example.jp\n";

struct mail {
	const char *from, *subject, *more, *type, *body;
};

static struct inspection *made(struct mail m)
{
	struct str text = arena_printf(
	    test_arena(),
	    "Return-Path: <bounce@mailer.example.net>\n"
	    "Delivered-To: hanako.mori@example.jp\n"
	    "Received: from out.example.net (out.example.net [198.51.100.7])"
	    " by mx.example.jp with ESMTP id 1; Sun, 01 Jan 2023 22:22:02 +0900\n"
	    "From: %s\nTo: hanako.mori@example.jp\nSubject: %s\n%s"
	    "Message-ID: <1@example.org>\nContent-Type: %s; charset=utf-8\n\n%s\n",
	    m.from ? m.from : "a@shop.example.org", m.subject ? m.subject : "x",
	    m.more ? m.more : "", m.type ? m.type : "text/html", m.body ? m.body : "x");

	return inspect_bytes(text, site);
}

static const struct {
	const char *name;
	struct mail mail;
	int severity; /* -1: silent */
} links[] = {
	{ "elsewhere",
	  { .body = "<a href='https://a.foreign.com/'>now</a>" },
	  SEVERITY_CAUTION },
	{ "one of its own",
	  { .body = "<a href='https://a.foreign.com/'>now</a>"
		    "<a href='https://www.example.org/'>imprint</a>" },
	  -1 },
	{ "its own, hidden",
	  { .body =
		"<a href='https://a.foreign.com/'>now</a><div "
		"style='display:none'><a href='https://www.example.org/'>x</a></div>" },
	  SEVERITY_CAUTION },
	{ "the service that sends for it",
	  { .body = "<a href='https://click.example.net/'>now</a>" },
	  -1 },
	{ "a mail to itself",
	  { .body = "<a href='https://a.foreign.com/'>now</a>"
		    "<a href='mailto:help@example.org'>help</a>" },
	  -1 },
	{ "addresses in a text",
	  { .type = "text/plain", .body = "https://a.foreign.com/" },
	  -1 },
	{ "pictures are no links",
	  { .body = "<img src='https://a.foreign.com/x.png'>" },
	  -1 },
	{ "a person",
	  { .from = "ann@gmail.com", .body = "<a href='https://a.foreign.com/'>x</a>" },
	  SEVERITY_NOTE },
	{ "an answer",
	  { .more = "In-Reply-To: <7@example.jp>\n",
	    .body =
		"<a href='https://a.foreign.com/'>x</a>"
		"<blockquote>On Monday Ann wrote:<br>&gt; where is it?</blockquote>" },
	  SEVERITY_NOTE },
	{ "an answer to nothing",
	  { .more = "In-Reply-To: <7@example.jp>\n",
	    .body = "<a href='https://a.foreign.com/'>x</a>" },
	  SEVERITY_CAUTION },
	{ "the reader's own alias",
	  { .from = "\"shop@news.example\" <x7@sneakemail.com>",
	    .body = "<a href='https://a.foreign.com/'>x</a>" },
	  -1 },
	{ "a list",
	  { .more = "List-Id: <talk.example.net>\nList-Post: <mailto:t@example.net>\n",
	    .body = "<a href='https://a.foreign.com/'>x</a>" },
	  -1 },
	{ "a name that holds the other",
	  { .from = "news@motleyshop.example.com",
	    .body = "<a href='https://x.motley.example/'>x</a>" },
	  SEVERITY_CAUTION },
	{ "one name holds the other",
	  { .from = "news@motleyshop.com",
	    .body = "<a href='https://www.motley.net/'>x</a>" },
	  -1 },
	{ "written out",
	  { .body = "<p>see <a href='https://a.foreign.com/x/'>https://a.foreign.com/x"
		    "</a> and <a href='http://b.example/'>b.example</a></p>" },
	  SEVERITY_NOTE },
	{ "written out by its own mail program",
	  { .body = "<p>see https://a.foreign.com/x</p>" },
	  SEVERITY_NOTE },
	{ "written out, but for one",
	  { .body = "<p><a href='https://a.foreign.com/x'>https://a.foreign.com/x</a>"
		    "<a href='https://a.foreign.com/y'>now</a></p>" },
	  SEVERITY_CAUTION },
	{ "written out beside a picture",
	  { .body = "<a href='https://a.foreign.com/x'>https://a.foreign.com/x</a>"
		    "<img src='https://a.foreign.com/x.png'>" },
	  SEVERITY_CAUTION },
	{ "the service that sends for it counts the clicks",
	  { .more = "DKIM-Signature: v=1; d=mcsv.net; s=k\n",
	    .body = "<a href='https://x.us6.list-manage.com/track/click?u=1'>x</a>" },
	  -1 },
	{ "another service counts the clicks",
	  { .body = "<a href='https://x.us6.list-manage.com/track/click?u=1'>x</a>" },
	  SEVERITY_CAUTION },
	{ "a picture painted behind the link",
	  { .body = "<a href='https://a.foreign.com/'><div style=\""
		    "background:url('https://b.example/p.png');text-indent:-9999px\">"
		    "</div></a>" },
	  SEVERITY_CAUTION },
	{ "our own site", { .body = "<a href='https://www.example.jp/'>x</a>" }, -1 },
	{ "the brand's other domain",
	  { .from = "info@amazon.co.jp",
	    .body = "<a href='https://www.amazon.com/'>x</a>" },
	  -1 },
};

TEST(links_lead_to_the_sender_at_least_once)
{
	for (size_t i = 0; i < COUNT(links); i++) {
		struct inspection *in = made(links[i].mail);

		test_case(links[i].name);
		if (links[i].severity < 0)
			test_silent(in, "url.unrelated");
		else
			test_int(test_fires(in, "url.unrelated")->severity,
				 links[i].severity);
	}
}

static const struct {
	const char *name;
	struct mail mail;
	bool fires;
} names[] = {
	{ "subject", { .subject = "hanako.mori@example.jp, your parcel" }, true },
	{ "subject, local part", { .subject = "Hanako.Mori, your parcel" }, true },
	{ "greeting", { .body = "<p>Dear hanako.mori@example.jp,</p>" }, true },
	{ "greeting, local part", { .body = "<p>Hello hanako.mori!</p>" }, true },
	{ "told as a fact",
	  { .body = "<p>Your login: hanako.mori@example.jp, as agreed.</p>" },
	  false },
	{ "in a sentence",
	  { .body = "<p>We sent this newsletter to the address hanako.mori@example.jp, "
		    "which you gave us.</p>" },
	  false },
	{ "another address", { .subject = "hanako.mori@example.jp.example.org" }, false },
	{ "her name", { .body = "<p>Dear Hanako Mori,</p>" }, false },
	{ "quoted",
	  { .type = "text/plain",
	    .body = "What do you make of it?\n\n> Dear hanako.mori@example.jp,\n> your "
		    "parcel\n" },
	  false },
};

TEST(readers_have_names)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct inspection *in = made(names[i].mail);

		test_case(names[i].name);
		if (names[i].fires)
			test_fires(in, "tgt.address-as-name");
		else
			test_silent(in, "tgt.address-as-name");
	}
}

static const struct {
	const char *name, *from, *fires, *silent;
} senders[] = {
	{ "a domain", "a@example.org", NULL, "from.no-domain" },
	{ "a word", "a@mailserver7", "from.no-domain", "from.shared-domain" },
	{ "a number behind the dot", "a@shop.12", "from.no-domain", NULL },
	{ "an address literal", "a@[198.51.100.7]", NULL, "from.no-domain" },
	{ "Japanese", "a@\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e.jp", NULL,
	  "from.no-domain" },
	{ "a tenant's name", "noreply@b3ila-1afcb.firebaseapp.com", "from.shared-domain",
	  "from.no-domain" },
	{ "the platform itself", "noreply@firebaseapp.com", NULL, "from.shared-domain" },
	{ "a mailbox", "a@gmail.com", NULL, "from.shared-domain" },
};

TEST(senders_have_domains_of_their_own)
{
	for (size_t i = 0; i < COUNT(senders); i++) {
		struct inspection *in = made((struct mail){ .from = senders[i].from });

		test_case(senders[i].name);
		if (senders[i].fires)
			test_fires(in, senders[i].fires);
		if (senders[i].silent)
			test_silent(in, senders[i].silent);
	}
}
