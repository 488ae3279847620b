/* check/survey_test.c - what the DNS tells about names and addresses: each check with an
 * outside on which it fires and a harmless twin. */
#include "check/check_test.h"

#define OURS "own-domain = example.jp\nrelay = mx.example.jp\nlocal-part = r\n"
#define HOP \
	"Received: from mail.b.example (mail.b.example [192.0.2.7]) by mx.example.jp " \
	"(Postfix) with ESMTPS id 1 for <r@example.jp>; Mon, 16 Nov 2026 10:00:00 " \
	"+0900\n"
#define HEAD(from) \
	"Return-Path: <a@b.example>\n" HOP "From: " from "\nTo: r@example.jp\n" \
	"Subject: x\nMessage-ID: <1.x@b.example>\n" \
	"Date: Mon, 16 Nov 2026 09:59:00 +0900\n"
#define PLAIN HEAD("a@b.example") "\nhello\n"
#define LINK HEAD("a@b.example") "\nsee http://www.site.example/x\n"
#define ETC \
	HEAD("\"ETC\xe5\x88\xa9\xe7\x94\xa8\xe7\x85\xa7\xe4\xbc\x9a" \
	     "\xe3\x82\xb5\xe3\x83\xbc\xe3\x83\x93\xe3\x82\xb9\" <a@b.example>")
#define Q(question, data) "{\"question\":\"dns " question "\",\"data\":[" data "]}"
#define S(question, status) \
	"{\"question\":\"dns " question "\",\"status\":\"" status "\"}"
#define WORLD(default, list) "{\"default\":\"" default "\",\"answers\":[" list "]}"
#define PTR(names) Q("PTR 7.2.0.192.in-addr.arpa", names)
#define EXISTS \
	Q("A b.example", "\"192.0.2.7\"") \
	"," Q("MX b.example", "\"10 mail.b.example.\"") "," Q("A mail.b.example", \
							      "\"192.0.2.7\"")
#define SPF(record) Q("TXT b.example", "\"\\\"" record "\\\"\"")
#define NS(domain, names) Q("NS " domain, names)

static const struct {
	const char *name, *id, *mail, *fires, *silent;
} cases[] = {
	{ "a name that leads back", "dns.ptr-confirmed", PLAIN,
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," Q("A m.c.example", "\"192.0.2.7\"")),
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," Q("A m.c.example", "\"192.0.2.8\"")) },
	{ "two names", "dns.ptr-multiple", PLAIN,
	  WORLD("no-data", PTR("\"m.c.example.\",\"n.c.example.\"")),
	  WORLD("no-data", PTR("\"m.c.example.\"")) },
	{ "a name that is not there", "dns.ptr-dangling", PLAIN,
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," S("A m.c.example", "no-such-name")),
	  WORLD("no-data", PTR("\"m.c.example.\"") "," S("A m.c.example", "timeout")) },
	{ "a name without an address", "dns.ptr-dangling", PLAIN,
	  WORLD("no-data", PTR("\"m.c.example.\"")),
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," Q("A m.c.example", "\"192.0.2.7\"")) },
	{ "somebody else's name", "dns.ptr-unconfirmed", PLAIN,
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," Q("A m.c.example", "\"192.0.2.8\"")),
	  WORLD("no-data", PTR("\"m.c.example.\"") "," Q(
			       "A m.c.example", "\"192.0.2.8\",\"192.0.2.7\"")) },
	{ "somebody else's name, not recorded", "dns.ptr-unconfirmed", PLAIN,
	  WORLD("no-data",
		PTR("\"m.c.example.\"") "," Q("A m.c.example", "\"192.0.2.8\"")),
	  WORLD("not-recorded", PTR("\"m.c.example.\"")) },
	{ "no reverse name", "dns.ptr-none", PLAIN, WORLD("no-data", ""),
	  WORLD("timeout", "") },
	{ "no reverse name; not asked", "dns.ptr-none", PLAIN, WORLD("no-such-name", ""),
	  WORLD("not-recorded", "") },
	{ "called otherwise today", "dns.ptr-changed", PLAIN,
	  WORLD("no-data", PTR("\"m.c.example.\"")),
	  WORLD("no-data", PTR("\"m.c.example.\",\"MAIL.b.example.\"")) },
	{ "called otherwise today; nobody answered", "dns.ptr-changed", PLAIN,
	  WORLD("no-data", ""), WORLD("failed", "") },
	{ "From does not exist", "dns.no-such-domain", PLAIN, WORLD("no-such-name", ""),
	  WORLD("no-such-name", EXISTS) },
	{ "From does not exist; nobody answered", "dns.no-such-domain", PLAIN,
	  WORLD("no-such-name", ""), WORLD("timeout", "") },
	{ "no exchanger", "dns.no-mx", PLAIN,
	  WORLD("no-data", Q("A b.example", "\"192.0.2.7\"")), WORLD("no-data", EXISTS) },
	{ "null MX", "dns.no-mx", PLAIN, WORLD("no-data", Q("MX b.example", "\"0 .\"")),
	  WORLD("no-data", EXISTS) },
	{ "neither; nobody answered for the exchanger", "dns.no-mx", PLAIN,
	  WORLD("no-data", ""), WORLD("no-data", S("MX b.example", "timeout")) },
	{ "one address may send", "dns.spf-single-host", PLAIN,
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.7 -all")),
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.0/24 -all")) },
	{ "one address and more", "dns.spf-single-host", PLAIN,
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.7 ~all")),
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.7 include:c.example -all")) },
	{ "one address, another", "dns.spf-single-host", PLAIN,
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.7 -all")),
	  WORLD("no-data", SPF("v=spf1 ip4:192.0.2.8 -all")) },
	{ "several addresses", "dns.multi-addr", LINK,
	  WORLD("no-data", Q("A www.site.example", "\"192.0.2.40\",\"192.0.2.41\"")),
	  WORLD("no-data", Q("A www.site.example", "\"192.0.2.40\"")) },
	{ "behind a CDN", "net.cdn", LINK,
	  WORLD("no-data", Q("A www.site.example", "\"104.21.84.26\"")),
	  WORLD("no-data", Q("A www.site.example", "\"192.0.2.40\"")) },
	{ "behind a CDN, one address is not", "net.cdn", LINK,
	  WORLD("no-data", Q("A www.site.example", "\"104.21.84.26\",\"172.67.185.10\"")),
	  WORLD("no-data", Q("A www.site.example", "\"104.21.84.26\",\"192.0.2.40\"")) },
	{ "a rented machine", "net.shared", PLAIN,
	  WORLD("no-data", PTR("\"x.members.linode.com.\"") "," Q(
			       "A x.members.linode.com", "\"192.0.2.7\"")),
	  WORLD("no-data", PTR("\"x.members.linode.com.\"")) },
	{ "a name of inside", "dns.private-address", LINK,
	  WORLD("no-data", Q("A www.site.example", "\"127.0.0.1\"")),
	  WORLD("no-data", Q("A www.site.example", "\"192.0.2.40\"")) },
	{ "parked", "dns.parked", LINK,
	  WORLD("no-data", NS("site.example", "\"expirens3.hichina.com.\","
					      "\"expirens4.hichina.com.\"")),
	  WORLD("no-data", NS("site.example", "\"dns3.hichina.com.\"")) },
	{ "a dead link", "dns.link-gone", LINK, WORLD("no-such-name", ""),
	  WORLD("no-data", "") },
	{ "a dead link; nobody answered", "dns.link-gone", LINK,
	  WORLD("no-such-name", ""), WORLD("timeout", "") },
	{ "bogus", "dns.bogus", PLAIN,
	  WORLD("no-data", "{\"question\":\"dns NS b.example\",\"data\":[\"x.example.\"],"
			   "\"dnssec\":\"bogus\"}"),
	  WORLD("no-data", "{\"question\":\"dns NS b.example\",\"data\":[\"x.example.\"],"
			   "\"dnssec\":\"secure\"}") },
	{ "no DMARC", "auth.dmarc-none", PLAIN, WORLD("no-such-name", EXISTS),
	  WORLD("no-such-name",
		EXISTS "," Q("TXT _dmarc.b.example", "\"\\\"v=DMARC1; p=none\\\"\"")) },
	{ "no DMARC; nobody answered", "auth.dmarc-none", PLAIN,
	  WORLD("no-such-name", EXISTS), WORLD("timeout", EXISTS) },
	{ "nothing is the brand's", "infra.unrelated-to-brand", ETC "\nhello\n",
	  WORLD("no-data", ""), WORLD("timeout", "") },
	{ "something leads to the brand", "infra.unrelated-to-brand", ETC "\nhello\n",
	  WORLD("no-data", ""),
	  WORLD("no-data", NS("b.example", "\"ns1.etc-meisai.jp.\"")) },
	{ "claims nothing", "infra.unrelated-to-brand", ETC "\nhello\n",
	  WORLD("no-data", ""), WORLD("not-recorded", "") },
	{ "one machine", "infra.one-server", LINK,
	  WORLD("no-data", EXISTS "," Q("A www.site.example", "\"192.0.2.7\"")),
	  WORLD("no-data", EXISTS "," Q("A www.site.example", "\"192.0.2.8\"")) },
	{ "one machine for both, not the client", "infra.same-address", LINK,
	  WORLD("no-data", Q("A b.example", "\"192.0.2.9\"") "," Q("A www.site.example",
								   "\"192.0.2.9\"")),
	  WORLD("no-data", Q("A b.example", "\"104.21.84.26\"") "," Q(
			       "A www.site.example", "\"104.21.84.26\"")) },
	{ "the same name servers", "infra.same-servers", LINK,
	  WORLD("no-data", NS("b.example", "\"n.x.example.\",\"m.x.example.\"") "," NS(
			       "site.example", "\"m.x.example.\",\"n.x.example.\"")),
	  WORLD("no-data", NS("b.example", "\"n.x.example.\",\"m.x.example.\"") "," NS(
			       "site.example", "\"m.x.example.\"")) },
	{ "a host for one recipient", "dns.withheld",
	  HEAD("a@b.example") "\nsee http://a8f3k2.site.example/x\n",
	  WORLD("no-such-name", ""), NULL },
	{ "a wildcard", "dns.wildcard",
	  HEAD("a@b.example") "\nsee http://a8f3k2.site.example/x\n",
	  WORLD("no-such-name", Q("A *.site.example", "\"192.0.2.40\"")),
	  WORLD("no-such-name", Q("A site.example", "\"192.0.2.40\"")) },
	{ "what stands behind it", "infra.inventory", LINK, WORLD("timeout", ""), NULL },
};

TEST(each_check_of_the_survey_fires_and_its_twin_is_silent)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_fires(inspect_answered(cases[i].mail, OURS, cases[i].fires),
			   cases[i].id);
		if (cases[i].silent)
			test_silent(
			    inspect_answered(cases[i].mail, OURS, cases[i].silent),
			    cases[i].id);
		test_silent(inspect_text(cases[i].mail, OURS), cases[i].id);
	}
}

/* An honest mail, looked up in full: nothing speaks against it. */
TEST(an_honest_sender_has_nothing_against_it)
{
	static const char answers[] =
	    WORLD("no-data",
		  EXISTS "," PTR("\"mail.b.example.\"") "," SPF("v=spf1 mx -all") "," NS(
		      "b.example",
		      "\"ns1.b.example.\"") "," Q("TXT _dmarc.b.example",
						  "\"\\\"v=DMARC1; p=reject\\\"\""));
	struct inspection *in = inspect_answered(PLAIN, OURS, answers);

	for (uint32_t i = 0; i < in->finding_count; i++) {
		const struct finding *finding = in->findings[i];
		struct str id = str_c(finding->check->id);

		if (str_starts(id, STR("dns.")) || str_starts(id, STR("net.")) ||
		    str_starts(id, STR("infra.")))
			test_int(finding->severity, SEVERITY_NOTE);
	}
}

/* "No answer" is never held against anybody. */
TEST(silence_of_the_dns_is_never_adverse)
{
	static const char *const silent[] = { WORLD("timeout", ""), WORLD("failed", ""),
					      WORLD("refused", ""), "{}" };

	for (size_t i = 0; i < COUNT(silent); i++) {
		struct inspection *in = inspect_answered(LINK, OURS, silent[i]);

		for (uint32_t k = 0; k < in->finding_count; k++) {
			struct str id = str_c(in->findings[k]->check->id);

			if (str_starts(id, STR("dns.")) || str_starts(id, STR("net.")) ||
			    str_starts(id, STR("infra.")))
				test_int(in->findings[k]->severity, SEVERITY_NOTE);
		}
		test_silent(in, "auth.dmarc-none");
	}
}

TEST(the_record_of_the_reverse_name_is_not_the_one_that_decided)
{
	static const char answers[] = WORLD(
	    "no-data", PTR("\"m.c.example.\"") "," Q(
			   "TXT c.example", "\"\\\"v=spf1 ip4:192.0.2.7 -all\\\"\""));
	const struct finding *finding =
	    test_fires(inspect_answered(PLAIN, OURS, answers), "dns.spf-single-host");

	test_int(finding->variant, 1);
	test_str(finding_text(finding, "domain"), "c.example");
	test_str(finding_text(finding, "decided"), "b.example");
}

TEST(addresses_that_repeat_each_other_are_told)
{
	static const char answers[] =
	    WORLD("no-data",
		  Q("A www.site.example", "\"104.21.84.26\",\"172.67.185.10\"") "," Q(
		      "AAAA www.site.example",
		      "\"2606:4700:3037::6815:541a\",\"2606:4700:3031::ac43:b90a\""));
	struct inspection *in = inspect_answered(LINK, OURS, answers);
	const struct finding *finding = test_fires(in, "dns.multi-addr");
	const struct value *repeated = finding_value(finding, "repeated");

	test_int(finding->variant, 1);
	test_int(repeated->count, 2);
	test_str(repeated->items[0], "2606:4700:3037::6815:541a = 104.21.84.26");
	test_int(finding_value(test_fires(in, "net.cdn"), "count")->number, 4);
}

#define HOSTER HEAD("\"KAGOYA Japan\" <a@b.example>") "\nyour mailbox is full\n"

static const struct {
	const char *name, *profile, *answers;
	int claims; /* variant of brand.claims-our-host; -1: silent */
	int public; /* of tgt.host-is-public */
} hoster[] = {
	{ "by the profile, offline", OURS "hoster = kagoya\n", NULL, 0, 0 },
	{ "by the profile, and the DNS shows it", OURS "hoster = kagoya\n",
	  WORLD("no-data", Q("MX example.jp", "\"10 dmail.kagoya.net.\"")), 0, 1 },
	{ "by the profile, the DNS does not show it", OURS "hoster = kagoya\n",
	  WORLD("no-data", Q("MX example.jp", "\"10 mx.example.jp.\"")), 0, 2 },
	{ "by the profile, nobody answered", OURS "hoster = kagoya\n",
	  WORLD("timeout", ""), 0, 3 },
	{ "the DNS alone shows it", OURS,
	  WORLD("no-data", Q("MX example.jp", "\"10 dmail.kagoya.net.\"")), 1, 1 },
	{ "another runs our mail", OURS,
	  WORLD("no-data", Q("MX example.jp", "\"10 mx.elsewhere.example.\"")), -1, -1 },
};

TEST(our_own_hoster_is_known_by_what_everybody_can_see)
{
	for (size_t i = 0; i < COUNT(hoster); i++) {
		struct inspection *in;
		const struct finding *claims, *public;

		test_case(hoster[i].name);
		in = hoster[i].answers
			 ? inspect_answered(HOSTER, hoster[i].profile, hoster[i].answers)
			 : inspect_text(HOSTER, hoster[i].profile);
		claims = inspection_find(in, STR("brand.claims-our-host"));
		public = inspection_find(in, STR("tgt.host-is-public"));
		test_int(claims ? claims->variant : -1, hoster[i].claims);
		test_int(public ? public->variant : -1, hoster[i].public);
	}
}

TEST(a_genuine_server_is_one_whose_name_leads_back)
{
	static const struct {
		const char *name, *answers;
		int variant; /* -1: silent */
	} rows[] = {
		{ "offline", NULL, 0 },
		{ "leads back", WORLD("no-data", EXISTS), 1 },
		{ "nobody answered", WORLD("timeout", ""), 2 },
		{ "not recorded", "{}", 0 },
		{ "leads elsewhere",
		  WORLD("no-data", Q("A mail.b.example", "\"192.0.2.8\"")), -1 },
		{ "leads nowhere", WORLD("no-such-name", ""), -1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct inspection *in;
		const struct finding *finding;

		test_case(rows[i].name);
		in = rows[i].answers ? inspect_answered(PLAIN, OURS, rows[i].answers)
				     : inspect_text(PLAIN, OURS);
		finding = inspection_find(in, STR("path.genuine"));
		test_int(finding ? finding->variant : -1, rows[i].variant);
	}
}

TEST(a_ceiling_of_the_survey_is_told)
{
	struct str mail = STR(HEAD("a@b.example") "\n");

	for (int i = 0; i < 200; i++)
		mail = arena_concat(
		    test_arena(), mail,
		    arena_printf(test_arena(), "http://www.s%d-x.example/\n", i));
	mail = arena_concat(test_arena(), mail, STR("\0"));
	test_fires(inspect_answered(mail.p, OURS, WORLD("no-such-name", "")),
		   "limit.survey");
	test_silent(inspect_answered(LINK, OURS, WORLD("no-such-name", "")),
		    "limit.survey");
}
