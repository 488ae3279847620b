/* check/registry_test.c - what registries and databases of places tell: each check with
 * an outside on which it fires and a harmless twin. */
#include "check/check_test.h"

#define OURS "own-domain = example.jp\nrelay = mx.example.jp\nlocal-part = r\n"
/* The message came on 2022-11-16; the clock of these tests stands weeks later. */
#define MAIL \
	"Return-Path: <a@sender.cn>\n" \
	"Received: from mail.sender.cn (mail.sender.cn [117.50.174.153]) by " \
	"mx.example.jp (Postfix) with ESMTPS id 1 for <r@example.jp>; " \
	"Wed, 16 Nov 2022 10:00:00 +0900\n" \
	"From: a@sender.cn\nTo: r@example.jp\nSubject: x\n" \
	"Message-ID: <1.x@sender.cn>\nDate: Wed, 16 Nov 2022 09:59:00 +0900\n\n" \
	"see http://www.site.cn/x\n"

#define TEXT(question, text) "{\"question\":\"" question "\",\"data\":[\"" text "\"]}"
#define FAILS(question, status) \
	"{\"question\":\"" question "\",\"status\":\"" status "\"}"
#define WORLD(list) "{\"default\":\"no-data\",\"answers\":[" list "]}"
#define ROOT TEXT("whois whois.iana.org cn", "refer: whois.cnnic.cn")
#define BLOCK TEXT("whois whois.iana.org 117.0.0.0", "refer: whois.apnic.net")

/* A registration of `name` as CNNIC writes them, +0800. */
#define REGISTERED(name, from, to, more) \
	WORLD(ROOT "," TEXT("whois whois.cnnic.cn " name, \
			    "Domain Name: " name "\\nDomain Status: ok\\n" \
			    "Registration Time: " from " 12:00:00\\n" \
			    "Expiration Time: " to " 12:00:00\\n" more))
#define SENDER(from, to, more) REGISTERED("sender.cn", from, to, more)
#define WITH(more) SENDER("2015-03-01", "2025-03-01", more)
#define SAYS(text) WORLD(ROOT "," TEXT("whois whois.cnnic.cn sender.cn", text))
#define SILENT(status) WORLD(ROOT "," FAILS("whois whois.cnnic.cn sender.cn", status))

#define NETWORK(more) \
	WORLD(BLOCK "," TEXT("whois whois.apnic.net 117.50.174.153", \
			     "inetnum: 117.50.0.0 - 117.50.255.255\\n" \
			     "netname: NET\\ndescr: Some Holder Ltd\\n" \
			     "country: CN\\n" more))
#define PLACE(source, country, more) \
	"{\\\"source\\\":\\\"" source "\\\",\\\"as_of\\\":\\\"2022-10-01\\\"," \
	"\\\"country\\\":\\\"" country "\\\"," more "\\\"broken\\\":false}"
#define PLACES(list, disagree) \
	WORLD(TEXT("geo 117.50.174.153", \
		   "{\\\"special\\\":null,\\\"answers\\\":[" list "]," \
		   "\\\"disagree\\\":" disagree "}"))

static const struct {
	const char *name, *id, *fires, *silent;
} cases[] = {
	{ "a dated fact", "reg.age", SENDER("2015-03-01", "2025-03-01", ""),
	  SAYS("no matching record.") },
	{ "a week old", "reg.new", SENDER("2022-11-09", "2023-11-09", ""),
	  SENDER("2022-10-09", "2023-10-09", "") },
	{ "registered later", "reg.new", SENDER("2022-12-24", "2023-12-24", ""),
	  SENDER("2022-01-24", "2023-01-24", "") },
	{ "aged and new are two things", "reg.new",
	  SENDER("2022-11-09", "2024-11-09", ""),
	  SENDER("2022-01-25", "2023-01-25", "") },
	{ "one year", "reg.term-one-year", SENDER("2022-03-11", "2023-03-11", ""),
	  SENDER("2021-03-11", "2023-03-11", "") },
	{ "ends soon", "reg.ends-soon", SENDER("2022-01-05", "2023-01-05", ""),
	  SENDER("2022-10-05", "2023-10-05", "") },
	{ "over", "reg.expired", SENDER("2020-11-10", "2022-11-10", ""),
	  SENDER("2020-11-20", "2022-11-20", "") },
	{ "on its way out", "reg.pending-delete",
	  SENDER("2020-11-10", "2022-09-10", "Domain Status: pendingDelete\\n"),
	  SENDER("2020-11-10", "2022-09-10", "Domain Status: clientHold\\n") },
	{ "free again", "reg.drop-date",
	  SENDER("2020-11-10", "2022-09-10", "Domain Status: pendingDelete\\n"),
	  SENDER("2020-11-10", "2024-09-10", "") },
	{ "aged, unused", "reg.aged-unused",
	  REGISTERED("site.cn", "2022-02-01", "2023-02-01", ""),
	  REGISTERED("site.cn", "2018-02-01", "2023-02-01", "") },
	{ "aged; in use", "reg.aged-unused",
	  REGISTERED("site.cn", "2022-02-01", "2023-02-01", ""),
	  REGISTERED("sender.cn", "2022-02-01", "2023-02-01", "") },
	{ "this registry's way", "reg.not-published", WITH("Registrant: Somebody\\n"),
	  WITH("Registrant Name: Somebody\\nRegistrant Country: CN\\n") },
	{ "redaction is another thing", "reg.not-published",
	  WITH("Registrant: Somebody\\n"),
	  WITH("Registrant Name: REDACTED FOR PRIVACY\\n") },
	{ "redacted", "reg.redacted", WITH("Registrant Name: REDACTED FOR PRIVACY\\n"),
	  WITH("Registrant Name: Somebody\\n") },
	{ "a service", "reg.privacy",
	  WITH("Registrant Organization: Domains By Proxy, LLC\\n"),
	  WITH("Registrant Organization: Somebody, LLC\\n") },
	{ "stars", "reg.masked", WITH("Registrant Contact Email: ab**@gmail.com\\n"),
	  WITH("Registrant Contact Email: abcd@gmail.com\\n") },
	{ "free mail", "reg.freemail",
	  WITH("Registrant Contact Email: ab**@gmail.com\\n"),
	  WITH("Registrant Contact Email: ab@sender.cn\\n") },
	{ "anonymous mail", "reg.anon-mail",
	  WITH("Registrant Contact Email: ab**@protonmail.com\\n"),
	  WITH("Registrant Contact Email: ab**@gmail.com\\n") },
	{ "digits", "reg.digits-local",
	  WITH("Registrant Contact Email: 99339**@gmail.com\\n"),
	  WITH("Registrant Contact Email: a9339**@gmail.com\\n") },
	{ "stars are no digits", "reg.digits-local",
	  WITH("Registrant Contact Email: 9933@gmail.com\\n"),
	  WITH("Registrant Contact Email: 9*****@gmail.com\\n") },
	{ "a country", "reg.country", WITH("Registrant Country: BO\\n"),
	  WITH("Registrant Country: REDACTED FOR PRIVACY\\n") },
	{ "nobody's", "reg.not-found", SAYS("no matching record."),
	  SAYS("WHOIS LIMIT EXCEEDED") },
	{ "nobody's; nobody answered", "reg.not-found", SAYS("no matching record."),
	  SILENT("timeout") },
	{ "silence", "reg.no-answer", SILENT("timeout"), SILENT("not-recorded") },
	{ "throttled", "reg.no-answer", SAYS("WHOIS LIMIT EXCEEDED"),
	  SAYS("no matching record.") },
	{ "not allowed", "reg.no-answer", SILENT("refused"), SILENT("not-allowed") },
	{ "a holder", "net.owner", NETWORK(""),
	  WORLD(BLOCK "," FAILS("whois whois.apnic.net 117.50.174.153", "timeout")) },
	{ "a registry's desk", "net.abuse-is-nir",
	  NETWORK("abuse-mailbox: ipas@cnnic.cn\\n"),
	  NETWORK("abuse-mailbox: abuse@holder.cn\\n") },
	{ "a country in a table", "net.geo-approx",
	  PLACES(PLACE("loc", "CN", ""), "false"), PLACES("", "false") },
	{ "tables that disagree", "net.geo-disagree",
	  PLACES(PLACE("loc", "CN", "") "," PLACE("tor", "US", ""), "true"),
	  PLACES(PLACE("loc", "CN", "") "," PLACE("tor", "CN", ""), "false") },
	{ "many places", "net.anycast",
	  PLACES(PLACE("loc", "US", "\\\"anycast\\\":true,"), "false"),
	  PLACES(PLACE("loc", "US", "\\\"anycast\\\":false,"), "false") },
	{ "no person's place", "limit.geo", PLACES(PLACE("loc", "CN", ""), "false"),
	  PLACES("", "false") },
	{ "a registrant is no sender", "limit.registrant",
	  WITH("Registrant: Somebody\\n"), WITH("") },
};

TEST(each_check_of_registrations_fires_and_its_twin_is_silent)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_fires(inspect_answered(MAIL, OURS, cases[i].fires), cases[i].id);
		test_silent(inspect_answered(MAIL, OURS, cases[i].silent), cases[i].id);
		test_silent(inspect_text(MAIL, OURS), cases[i].id);
	}
}

TEST(a_rented_machine_is_told_with_its_holder)
{
	static const char mail[] =
	    "Received: from x (unknown [20.63.138.218]) by mx.example.jp (Postfix) with "
	    "ESMTP id 1 for <r@example.jp>; Wed, 16 Nov 2022 10:00:00 +0900\n"
	    "From: a@sender.cn\nTo: r@example.jp\nSubject: x\n\nx\n";
	static const char answers[] =
	    WORLD(TEXT("whois whois.iana.org 20.0.0.0", "refer: whois.arin.net") "," TEXT(
		"whois whois.arin.net n + 20.63.138.218",
		"NetRange: 20.33.0.0 - 20.128.255.255\\nNetName: MSFT\\n"
		"OrgName: Microsoft Corporation\\nCountry: US\\n"));

	test_fires(inspect_answered(mail, OURS, answers), "net.cloud");
	test_silent(inspect_answered(MAIL, OURS, NETWORK("")), "net.cloud");
}

/* Age alone convicts nobody, and silence nobody either. */
TEST(registrations_weigh_little)
{
	static const char *const outsides[] = {
		SENDER("2022-11-09", "2023-11-09", ""),
		SENDER("2022-02-19", "2023-02-19", "Registrant: * *\\n"),
		SAYS("no matching record."),
		SILENT("timeout"),
		NETWORK("abuse-mailbox: ipas@cnnic.cn\\n"),
	};

	for (size_t i = 0; i < COUNT(outsides); i++) {
		struct inspection *in = inspect_answered(MAIL, OURS, outsides[i]);

		for (uint32_t k = 0; k < in->finding_count; k++) {
			struct str id = str_c(in->findings[k]->check->id);

			if (str_starts(id, STR("reg.")) || str_starts(id, STR("net.")))
				test_true(in->findings[k]->severity >= SEVERITY_CAUTION);
		}
		test_true(in->verdict.class_ != VERDICT_FRAUDULENT);
	}
}

/* 296 and 316 days: dated, and not "new". */
TEST(ages_are_those_at_the_time_of_the_message)
{
	struct inspection *in =
	    inspect_answered(MAIL, OURS, SENDER("2022-10-17", "2023-10-17", ""));
	const struct finding *finding = test_fires(in, "reg.age");

	/* the clock stands at 2023-01-02: 77 days by it */
	test_int(finding_value(finding, "age_days")->number, 29);
	test_int(finding_value(finding, "left_days")->number, 335);
}
