/* check/path_test.c - checks on the way of a message: each specimen has a harmless twin.
 */
#include "check/check_test.h"

#define OURS "own-domain = example.jp\ntime-zone = +0900\nholidays = JP\n"
#define BY \
	" by mx.example.jp (Postfix) with ESMTPS id 1; Tue, 7 Mar 2023 10:00:02 +0900\n"
#define REST \
	"From: a@b.example\nTo: r@example.jp\nSubject: x\n" \
	"Date: Tue, 07 Mar 2023 10:00:00 +0900\nMessage-ID: <1@b.example>\n\nhello\n"
#define PLAIN "Received: from m.b.example (m.b.example [192.0.2.7])" BY

static const struct {
	const char *name, *id, *fires, *silent, *profile;
} cases[] = {
	{ "a hand-over", "path.handover", PLAIN REST, REST, OURS },
	{ "names of the sender's domain", "path.genuine", PLAIN REST,
	  "Received: from m.b.example (c.example [192.0.2.7])" BY REST, OURS },
	{ "names of the sender's domain, reverse name in doubt", "path.genuine",
	  PLAIN REST,
	  "Received: from m.b.example (m.b.example [192.0.2.7] (may be forged))" BY REST,
	  OURS },
	{ "HELO and reverse name", "path.helo-ptr-differ",
	  "Received: from bank.example (c.example [192.0.2.7])" BY REST,
	  "Received: from a.c.example (b.c.example [192.0.2.7])" BY REST, OURS },
	{ "HELO and reverse name, from our own machine", "path.helo-ptr-differ",
	  "Received: from bank.example (c.example [192.0.2.7])" BY REST,
	  "Received: from bank.example (c.example [10.0.0.7])" BY REST, OURS },
	{ "no reverse name", "path.no-ptr",
	  "Received: from b.example (unknown [192.0.2.7])" BY REST, PLAIN REST, OURS },
	{ "no reverse name, not looked for", "path.no-ptr",
	  "Received: from b.example (unknown [192.0.2.7])" BY REST,
	  "Received: from b.example ([192.0.2.7]) by mx.example.jp (8.1/8.1) with "
	  "ESMTP\n" REST,
	  OURS },
	{ "bare HELO", "path.helo-bare",
	  "Received: from jp5 (c.example [192.0.2.7])" BY REST, PLAIN REST, OURS },
	{ "a top-level domain that does not exist", "path.helo-nowhere",
	  "Received: from kzt.uuidvnr.uazey1 (c.example [192.0.2.7])" BY REST,
	  "Received: from mail.example.org (c.example [192.0.2.7])" BY REST, OURS },
	{ "an inner name", "path.helo-nowhere",
	  "Received: from pc.zzqx (c.example [192.0.2.7])" BY REST,
	  "Received: from pc.local (c.example [192.0.2.7])" BY REST, OURS },
	{ "no name at all", "path.helo-nowhere",
	  "Received: from a.zzqx. (c.example [192.0.2.7])" BY REST,
	  "Received: from [192.0.2.7] (c.example [192.0.2.7])" BY REST, OURS },
	{ "address as HELO", "path.helo-literal",
	  "Received: from [192.0.2.7] (c.example [192.0.2.7])" BY REST, PLAIN REST,
	  OURS },
	{ "another address as HELO", "path.helo-literal",
	  "Received: from [198.51.100.1] (c.example [192.0.2.7])" BY REST, PLAIN REST,
	  OURS },
	{ "our own name", "path.helo-own",
	  "Received: from mx.example.jp (c.example [192.0.2.7])" BY REST,
	  "Received: from mx2.example.jp (mx2.example.jp [192.0.2.8])" BY REST, OURS },
	{ "our own name, without a profile", "path.helo-own",
	  "Received: from mx.example.jp (c.example [192.0.2.7])" BY REST, PLAIN REST,
	  NULL },
	{ "our own name, from a machine of ours", "path.helo-own",
	  "Received: from mx.example.jp (c.example [192.0.2.7])" BY REST,
	  "Received: from mx.example.jp (mx.example.jp [127.0.0.1])" BY REST, OURS },
	{ "a login", "path.auth-user",
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: "
	  "u@c.example)" BY REST,
	  PLAIN REST, OURS },
	{ "hops counted", "path.graded", PLAIN REST, REST, OURS },
	{ "inferred boundary", "path.boundary-inferred", PLAIN REST, REST, NULL },
	{ "clock", "path.clock-back",
	  PLAIN "Received: from x by m.b.example with SMTP; Tue, 7 Mar 2023 12:30:00 "
		"+0900\n" REST,
	  PLAIN "Received: from x by m.b.example with SMTP; Tue, 7 Mar 2023 01:01:00 "
		"+0000\n" REST,
	  OURS },
	{ "late", "path.delay",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 09:00:00 +0900\n\nx\n",
	  PLAIN REST, OURS },
	{ "early", "path.delay",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 11:00:00 +0900\n\nx\n",
	  PLAIN REST, OURS },
	{ "a gap", "path.break",
	  PLAIN "Received: from x by mx.bank.example with SMTP; Tue, 7 Mar 2023 10:00:00 "
		"+0900\n" REST,
	  PLAIN "Received: from x by b.example with SMTP; Tue, 7 Mar 2023 10:00:00 "
		"+0900\n" REST,
	  OURS },
	{ "private", "path.private-origin", "Received: from pc (pc [10.0.0.7])" BY REST,
	  PLAIN REST, OURS },
	{ "no trace", "path.no-received", REST, PLAIN REST, OURS },
	{ "stolen account", "victim.stolen-account",
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: "
	  "o@school.example)" BY REST,
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: "
	  "o@mail.b.example)" BY REST,
	  OURS },
	{ "a login without a domain", "victim.stolen-account",
	  "Received: from unknown (HELO jp5) (o@school.example@192.0.2.7) by "
	  "mx.example.jp with"
	  " ESMTPA; 7 Mar 2023 10:00:02 +0900\n" REST,
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: joe)" BY REST,
	  OURS },
	{ "our own user", "victim.stolen-account",
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: "
	  "o@school.example)" BY REST,
	  "Received: from pc (c.example [192.0.2.7]) (Authenticated sender: "
	  "o@example.jp)" BY REST,
	  OURS },
	{ "our domain in the envelope", "auth.spf-own-domain",
	  "Return-Path: <x@example.jp>\n" PLAIN REST,
	  "Return-Path: <x@b.example>\n" PLAIN REST, OURS },
	{ "our domain in the envelope, our own user", "auth.spf-own-domain",
	  "Return-Path: <x@example.jp>\n" PLAIN REST,
	  "Return-Path: <x@example.jp>\nReceived: from pc (c.example [192.0.2.7])"
	  " (Authenticated sender: x@example.jp)" BY REST,
	  OURS },
	{ "our domain in the envelope, from inside", "auth.spf-own-domain",
	  "Return-Path: <x@example.jp>\n" PLAIN REST,
	  "Return-Path: <x@example.jp>\nReceived: from pc (pc [10.0.0.7])" BY REST,
	  OURS },
	{ "New Year's Day", "when.holiday",
	  "Received: from m.b.example (m.b.example [192.0.2.7]) by mx.example.jp with "
	  "SMTP;"
	  " Sat, 31 Dec 2022 16:00:00 +0000\n" REST,
	  PLAIN REST, OURS },
	{ "a Saturday", "when.holiday",
	  "Received: from m.b.example (m.b.example [192.0.2.7]) by mx.example.jp with "
	  "SMTP;"
	  " Sat, 4 Mar 2023 10:00:00 +0900\n" REST,
	  "Received: from m.b.example (m.b.example [192.0.2.7]) by mx.example.jp with "
	  "SMTP;"
	  " Fri, 3 Mar 2023 10:00:00 +0900\n" REST,
	  OURS },
	{ "another zone", "when.zone-foreign",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 09:00:00 +0800\n\nx\n",
	  PLAIN REST, OURS },
	{ "UTC is nobody's zone", "when.zone-foreign",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 09:00:00 +0800\n\nx\n",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 01:00:00 +0000\n\nx\n", OURS },
	{ "two zones", "when.zones",
	  PLAIN "From: a@b.example\nDate: Tue, 07 Mar 2023 01:00:00 +0000\n\nx\n",
	  PLAIN REST, OURS },
};

TEST(each_path_check_fires_and_its_twin_is_silent)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_fires(inspect_text(cases[i].fires, cases[i].profile), cases[i].id);
		test_silent(inspect_text(cases[i].silent, cases[i].profile), cases[i].id);
	}
}

TEST(a_login_elsewhere_is_a_note_and_never_the_sender)
{
	struct inspection *in = inspect_text(
	    PLAIN "Received: from pc (c.example [198.51.100.7]) (Authenticated sender:"
		  " o@school.example) by m.b.example with ESMTPA\n" REST,
	    OURS);
	const struct finding *finding = test_fires(in, "victim.stolen-account");

	test_int(finding->severity, SEVERITY_NOTE);
	test_int(finding->grade, GRADE_GUESSED);
	test_silent(in, "path.auth-user");
}

TEST(grades_follow_the_profile)
{
	test_int(test_fires(inspect_text(PLAIN REST, OURS), "path.handover")->grade,
		 GRADE_VOUCHED);
	test_int(test_fires(inspect_text(PLAIN REST, NULL), "path.handover")->grade,
		 GRADE_GUESSED);
	test_silent(inspect_text(PLAIN REST, OURS), "path.boundary-inferred");
}

TEST(zones_are_both_said)
{
	struct inspection *in = inspect_text(
	    PLAIN "From: a@b.example\nDate: Sun, 01 Jan 2023 20:41:04 +0800\n\nx\n",
	    OURS);
	const struct finding *finding = test_fires(in, "when.zone-foreign");

	test_str(finding_text(finding, "written"), "2023-01-01T20:41:04+08:00");
	test_str(finding_text(finding, "local"), "2023-01-01T21:41:04+09:00");
}
