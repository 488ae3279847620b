/* check/identity_test.c - names side by side: each check on a specimen and its twin. */
#include "check/check_test.h"

static const char site[] = "own-domain = example.jp\nrelay = mx.example.jp\n"
			   "local-part = taro, info\ncatch-all = yes\n"
			   "authserv-id = mx.example.jp\n";

struct parts {
	const char *return_path, *received, *from, *to, *more;
};

static struct inspection *mail(struct parts p, const char *profile)
{
	struct str text = arena_printf(
	    test_arena(),
	    "Return-Path: <%s>\n"
	    "Received: %s by mx.example.jp with ESMTP id 1; Sun, 01 Jan 2023 22:22:02 "
	    "+0900\n"
	    "From: %s\n%s%s%s%sSubject: x\nMessage-ID: <1@example.net>\n\nx\n",
	    p.return_path,
	    p.received ? p.received
		       : "from a.example.net (a.example.net "
			 "[192.0.2.7])",
	    p.from, p.to ? "To: " : "", p.to ? p.to : "", p.to ? "\n" : "",
	    p.more ? p.more : "");

	return inspect_bytes(text, profile);
}

TEST(envelope_and_from)
{
	struct parts same = { "a@example.net", NULL, "a@example.net", "taro@example.jp",
			      NULL };
	struct parts house = { "bounce@m.example.net", NULL, "a@example.net",
			       "taro@example.jp", NULL };
	struct parts other = { "x@example.org", NULL, "a@example.net", "taro@example.jp",
			       NULL };
	struct parts service = { "x@bounce.sendgrid.net", NULL, "a@example.net",
				 "taro@example.jp", NULL };
	struct parts null = { "", NULL, "a@example.net", "taro@example.jp", NULL };

	test_int(test_fires(mail(same, site), "id.aligned")->variant, 0);
	test_int(test_fires(mail(house, site), "id.aligned")->variant, 1);
	test_silent(mail(house, site), "id.return-elsewhere");
	test_silent(mail(other, site), "id.aligned");
	test_int(test_fires(mail(other, site), "id.return-elsewhere")->severity,
		 SEVERITY_CAUTION);
	test_int(test_fires(mail(service, site), "id.return-elsewhere")->severity,
		 SEVERITY_NOTE);
	test_silent(mail(null, site), "id.return-elsewhere");
	test_silent(mail(null, site), "id.aligned");
}

TEST(the_table_of_names)
{
	struct parts p = { "x@example.org", NULL, "a@example.net", "taro@example.jp",
			   NULL };
	struct inspection *in = mail(p, site);
	const struct value *names =
	    finding_value(test_fires(in, "id.unrelated"), "names");

	test_int(names->count, 1);
	test_str(names->items[0], "return-path example.org");
	names = finding_value(test_fires(in, "id.related"), "names");
	test_str(names->items[0], "message-id example.net");
	p.from = "nobody";
	in = mail(p, site);
	test_silent(in, "id.related");
	test_silent(in, "id.unrelated");
}

TEST(our_own_domain_from_outside)
{
	struct parts spoof = { "x@example.org", NULL, "Boss <boss@example.jp>",
			       "taro@example.jp", NULL };
	struct parts login = { "boss@example.jp",
			       "from pc (pc.isp.example [192.0.2.8])\n (Authenticated "
			       "sender: boss@example.jp)",
			       "boss@example.jp", "taro@example.jp", NULL };
	struct parts stolen = { "boss@example.jp",
				"from pc (pc.isp.example [192.0.2.8])\n (Authenticated "
				"sender: office@example.ac.jp)",
				"boss@example.jp", "taro@example.jp", NULL };
	struct parts inside = { "boss@example.jp", "from pc (pc.lan [10.0.0.8])",
				"boss@example.jp", "taro@example.jp", NULL };
	struct parts list = { "l-bounces@lists.example.org",
			      "from lists.example.org (lists.example.org [192.0.2.9])",
			      "boss@example.jp", "l@lists.example.org",
			      "List-Id: <l.lists.example.org>\n" };
	struct parts other = { "x@example.org", NULL, "a@example.net", "taro@example.jp",
			       NULL };
	const struct finding *finding =
	    test_fires(mail(spoof, site), "id.own-domain-spoof");

	test_int(finding->severity, SEVERITY_ADVERSE);
	test_str(finding_text(finding, "domain"), "example.jp");
	test_fires(mail(stolen, site), "id.own-domain-spoof");
	test_silent(mail(login, site), "id.own-domain-spoof");
	test_silent(mail(inside, site), "id.own-domain-spoof");
	test_silent(mail(other, site), "id.own-domain-spoof");
	test_int(test_fires(mail(list, site), "id.own-domain-spoof")->severity,
		 SEVERITY_NOTE);
}

TEST(our_own_domain_is_guessed_without_a_profile)
{
	struct parts spoof = { "x@example.org",
			       "from a.example.net (a.example.net [203.0.113.7])",
			       "boss@example.jp", "taro@example.jp", NULL };
	struct str text;
	const struct finding *finding;
	struct inspection *in;

	/* To alone is the sender's word. */
	test_silent(mail(spoof, NULL), "id.own-domain-spoof");
	text = arena_printf(test_arena(), "Delivered-To: taro@example.jp\n%.*s",
			    STR_ARG(mail(spoof, NULL)->message->raw));
	in = inspect_bytes(text, NULL);
	finding = test_fires(in, "id.own-domain-spoof");
	test_int(finding->grade, GRADE_GUESSED);
	test_int(finding->severity, SEVERITY_CAUTION);
}

TEST(to_oneself)
{
	struct parts self = { "x@example.org", NULL, "Me <a@example.net>",
			      "A@example.net", NULL };
	struct parts other = { "x@example.org", NULL, "a@example.net", "b@example.net",
			       NULL };
	struct parts list = { "x@example.org", NULL, "a@example.net", "a@example.net",
			      "Precedence: list\n" };

	test_int(test_fires(mail(self, site), "id.self-addressed")->severity,
		 SEVERITY_CAUTION);
	test_int(test_fires(mail(list, site), "id.self-addressed")->severity,
		 SEVERITY_NOTE);
	test_silent(mail(other, site), "id.self-addressed");
}

TEST(sender_and_signature)
{
	struct parts differs = { "a@example.net", NULL, "a@example.net",
				 "taro@example.jp",
				 "Sender: b@example.org\n"
				 "DKIM-Signature: v=1; d=example.org;\n s=x; b=\n" };
	struct parts same = { "a@example.net", NULL, "a@example.net", "taro@example.jp",
			      "Sender: b@m.example.net\n"
			      "DKIM-Signature: v=1; d=example.org; s=x; b=\n"
			      "DKIM-Signature: v=1; d=m.example.net; s=x; b=\n" };
	struct inspection *in = mail(differs, site);

	test_fires(in, "id.sender-differs");
	test_fires(in, "id.dkim-elsewhere");
	in = mail(same, site);
	test_silent(in, "id.sender-differs");
	test_silent(in, "id.dkim-elsewhere");
}

TEST(a_list_is_more_than_a_field)
{
	struct parts list = { "l-bounces@lists.example.org", NULL, "a@example.net",
			      "l@lists.example.org",
			      "List-Id: The L <l.lists.example.org>\n" };
	struct parts news = { "b@news.example.org", NULL, "a@example.net",
			      "taro@example.jp", "List-Id: <1.news.example.org>\n" };
	struct parts forged = { "x@example.net", NULL, "a@example.net",
				"l@lists.example.org",
				"List-Id: <l.lists.example.org>\n" };

	test_str(finding_text(test_fires(mail(list, site), "id.list"), "list"),
		 "l.lists.example.org");
	test_silent(mail(news, site), "id.list");
	test_silent(mail(forged, site), "id.list");
}

TEST(a_list_is_known_by_its_bounces)
{
	struct parts rewritten = { "talk-bounces@lists.example.org", NULL,
				   "Ann via Talk <talk@lists.example.org>",
				   "Talk@lists.example.org",
				   "Reply-To: Ann <ann@example.net>\n" };
	struct parts apart = { "bounce-talk-taro=example.jp@lists.example.org", NULL,
			       "a@example.net", "talk@lists.example.org", NULL };
	struct parts owner = { "owner-talk@lists.example.org", NULL, "a@example.net",
			       "b@example.net, talk@lists.example.org", NULL };
	struct parts news = { "news-bounces@example.org", NULL, "news@example.org",
			      "taro@example.jp", NULL };
	struct parts longer = { "bounce-talkative@lists.example.org", NULL,
				"a@example.net", "talk@lists.example.org", NULL };
	struct parts bulk = { "x@example.org", NULL, "x@example.org", "x@example.org",
			      NULL };
	struct parts reader = { "taro-owner@example.jp", NULL, "a@example.net",
				"taro@example.jp", "Delivered-To: taro@example.jp\n" };
	struct inspection *in = mail(rewritten, site);

	test_str(finding_text(test_fires(in, "id.list"), "list"),
		 "talk@lists.example.org");
	test_silent(in, "id.reply-elsewhere");
	test_int(test_fires(in, "id.self-addressed")->severity, SEVERITY_NOTE);
	test_fires(mail(apart, site), "id.list");
	test_fires(mail(owner, site), "id.list");
	test_silent(mail(news, site), "id.list");
	test_silent(mail(longer, site), "id.list");
	test_silent(mail(reader, site), "id.list");
	in = mail(bulk, site);
	test_silent(in, "id.list");
	test_int(test_fires(in, "id.self-addressed")->severity, SEVERITY_CAUTION);
}

TEST(whom_it_is_for)
{
	struct parts one = { "x@example.org", NULL, "a@example.net", "taro@example.jp",
			     NULL };
	struct parts two = { "x@example.org", NULL, "a@example.net",
			     "taro@example.jp, b@example.jp", NULL };
	struct parts group = { "x@example.org", NULL, "a@example.net",
			       "undisclosed-recipients:;", NULL };
	struct parts none = { "x@example.org", NULL, "a@example.net", NULL, NULL };
	struct parts role = { "x@example.org", NULL, "a@example.net", "info@example.jp",
			      NULL };
	struct parts nobody = { "x@example.org", NULL, "a@example.net",
				"jiro+x@example.jp", NULL };
	struct parts tagged = { "x@example.org", NULL, "a@example.net",
				"taro+x@example.jp", NULL };
	struct inspection *in;

	test_str(finding_text(test_fires(mail(one, site), "tgt.single"), "address"),
		 "taro@example.jp");
	test_silent(mail(two, site), "tgt.single");
	test_int(test_fires(mail(group, site), "tgt.undisclosed")->variant, 0);
	test_int(test_fires(mail(none, site), "tgt.undisclosed")->variant, 1);
	test_silent(mail(one, site), "tgt.undisclosed");
	test_fires(mail(role, site), "tgt.role-account");
	test_silent(mail(one, site), "tgt.role-account");
	in = mail(nobody, site);
	test_fires(in, "tgt.unknown-local");
	test_fires(in, "tgt.catchall");
	in = mail(tagged, site);
	test_silent(in, "tgt.unknown-local");
	test_silent(in, "tgt.catchall");
	test_silent(mail(nobody, NULL), "tgt.unknown-local");
}
