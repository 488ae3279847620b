/* record/path_test.c */
#include "record/path.h"
#include "base/test.h"
#include "record/path_preset.h"

static struct message *read_header(const char *text)
{
	struct message *message = arena_new_of(test_arena(), struct message);

	message->arena = test_arena();
	message->raw = test_copy(text);
	message->defects =
	    (struct defects){ .arena = test_arena(), .input = message->raw };
	header_parse(test_arena(), message->raw, &message->defects, &message->header);
	return message;
}

static struct path build_with(const char *text, const char *profile,
			      const char *client_ip)
{
	struct path_override override = { .client_ip = str_c(client_ip) };
	struct site site = { 0 };
	struct path path;
	struct err err;

	if (profile)
		test_true(site_parse(test_arena(), str_c(profile), "p", &site, &err));
	path_build(test_arena(), read_header(text), &site, &override, &path);
	return path;
}

static struct path build(const char *text, const char *profile)
{
	return build_with(text, profile, NULL);
}

#define OURS "own-domain = example.jp\n"
#define HANDOVER \
	"Received: from a.example (b.example [192.0.2.7]) by mx.example.jp (Postfix)\n" \
	" with ESMTPS id 1; Sun, 1 Jan 2023 22:22:02 +0900 (JST)\n"
#define LOCAL \
	"Received: by mx.example.jp (Postfix, from userid 5) id 2;\n" \
	" Sun, 1 Jan 2023 22:22:03 +0900\n"
#define AMAVIS \
	"Received: from localhost (localhost [127.0.0.1]) by mx.example.jp (Postfix)\n" \
	" with ESMTP id 3; Sun, 1 Jan 2023 22:22:04 +0900\n" \
	"Received: from mx.example.jp ([127.0.0.1]) by localhost (mx.example.jp " \
	"[127.0.0.1])\n" \
	" (amavisd-new, port 10024) with ESMTP id x; Sun, 1 Jan 2023 22:22:03 +0900\n"
#define FETCHED \
	"Received: from pop.example.jp [203.0.113.5] by localhost with POP3 " \
	"(fetchmail-6.4)\n" \
	" for <r@localhost> (single-drop); Sun, 1 Jan 2023 22:30:00 +0900\n"
#define INNER \
	"Received: from mx.example.jp (mx.example.jp [10.0.0.2]) by box.example.jp " \
	"(Postfix)\n" \
	" with ESMTP id 4; Sun, 1 Jan 2023 22:22:05 +0900\n"
#define FORGED \
	"Received: from bank.example (bank.example [198.51.100.9]) by mx.example.jp " \
	"(Postfix)\n" \
	" with ESMTPS id 9; Sun, 1 Jan 2023 22:22:01 +0900\n"
#define QMAIL_LOGIN \
	"Received: (qmail 21277 invoked by uid 0); 2 Aug 2022 07:31:05 +0900\n" \
	"Received: from unknown (HELO jp5) (office@c.example@192.0.2.7) by " \
	"dmail01.example.net\n" \
	" with ESMTPA; 2 Aug 2022 07:31:04 +0900\n"
#define EXCHANGE \
	"Received: from A1.prod.outlook.com (::1) by B2.prod.outlook.com with HTTPS;\n" \
	" Wed, 28 Jan 2026 16:02:40 +0000\n" \
	"Received: from C3.PROD.OUTLOOK.COM (2603:10a6:20b:657::23) by " \
	"A1.prod.outlook.com\n" \
	" (2603:10b6:303:22f::16) with Microsoft SMTP Server id 15.20.1;\n" \
	" Wed, 28 Jan 2026 16:02:38 +0000\n" \
	"Received: from D4.prod.outlook.com (2a01:111:f403:c922::1) by " \
	"C3.outlook.office365.com\n" \
	" (2603:10a6:20b:657::23) with Microsoft SMTP Server id 15.20.2 via Frontend\n" \
	" Transport; Wed, 28 Jan 2026 16:02:37 +0000\n" \
	"Authentication-Results: spf=none (sender IP is 192.0.2.7) " \
	"smtp.mailfrom=b.example\n" \
	"Received: from a.example (192.0.2.7) by D4.mail.protection.outlook.com " \
	"(10.1.2.3)\n" \
	" with Microsoft SMTP Server id 15.20.3 via Frontend Transport;\n" \
	" Wed, 28 Jan 2026 16:02:37 +0000\n"
#define TENANT \
	"Received: from E5.outbound.protection.outlook.com (2a01:111:f400:fe5a::202) " \
	"by\n" \
	" F6.mail.protection.outlook.com (10.1.2.4) with Microsoft SMTP Server id " \
	"15.20.4;\n" \
	" Wed, 28 Jan 2026 16:02:36 +0000\n"
#define GMAIL \
	"Received: by 2002:a05:6a10::1 with SMTP id q1; Sun, 1 Jan 2023 05:22:03 " \
	"-0800\n" \
	"Received: from a.example (b.example. [192.0.2.7]) by mx.google.com with " \
	"ESMTPS id q2;\n" \
	" Sun, 1 Jan 2023 05:22:02 -0800\n" \
	"Received-SPF: pass (google.com: domain of a@b designates 192.0.2.7 as " \
	"permitted\n" \
	" sender) client-ip=192.0.2.7;\n" \
	"Authentication-Results: mx.google.com; dkim=pass header.d=b.example\n" \
	"Authentication-Results: mx.google.com; dmarc=pass header.from=bank.example\n"
#define REST "From: a@b.example\nSubject: x\n\n"

static const struct {
	const char *name, *header, *profile;
	uint32_t hops, boundary;
	enum boundary_basis basis;
	const char *ip, *preset;
	enum grade grade; /* of the boundary hop */
} cases[] = {
	{ "one hop, profile", HANDOVER REST, OURS, 1, 1, BOUNDARY_SITE, "192.0.2.7", NULL,
	  GRADE_VOUCHED },
	{ "one hop, no profile", HANDOVER REST, NULL, 1, 1, BOUNDARY_INFERRED,
	  "192.0.2.7", NULL, GRADE_GUESSED },
	{ "relay named by authserv-id", HANDOVER REST, "authserv-id = mx.example.jp", 1,
	  1, BOUNDARY_SITE, "192.0.2.7", NULL, GRADE_VOUCHED },
	{ "filter, local delivery, inner host above", INNER LOCAL AMAVIS HANDOVER REST,
	  OURS, 5, 5, BOUNDARY_SITE, "192.0.2.7", NULL, GRADE_VOUCHED },
	{ "the same, inferred", INNER LOCAL AMAVIS HANDOVER REST, NULL, 5, 5,
	  BOUNDARY_INFERRED, "192.0.2.7", NULL, GRADE_GUESSED },
	{ "fetched from a mailbox", FETCHED HANDOVER REST, NULL, 2, 2, BOUNDARY_INFERRED,
	  "192.0.2.7", NULL, GRADE_GUESSED },
	{ "our name in a lower hop is no boundary", HANDOVER FORGED REST, OURS, 2, 1,
	  BOUNDARY_SITE, "192.0.2.7", NULL, GRADE_VOUCHED },
	{ "the same, inferred", HANDOVER FORGED REST, NULL, 2, 1, BOUNDARY_INFERRED,
	  "192.0.2.7", NULL, GRADE_GUESSED },
	{ "a relay of ours above",
	  "Received: from fw.example.net (fw.example.net [203.0.113.9])"
	  " by mx.example.jp with ESMTP\nReceived: from a (b [192.0.2.7]) by "
	  "fw.example.net with"
	  " ESMTP\n" FORGED REST,
	  OURS "relay = 203.0.113.9, fw.example.net", 3, 2, BOUNDARY_SITE, "192.0.2.7",
	  NULL, GRADE_VOUCHED },
	{ "a relay cannot be claimed by HELO",
	  "Received: from fw.example.net (x [192.0.2.7]) by"
	  " mx.example.jp with ESMTP\nReceived: from a (b [198.51.100.9]) by "
	  "fw.example.net with"
	  " ESMTP\n" REST,
	  OURS "relay = fw.example.net", 2, 1, BOUNDARY_SITE, "192.0.2.7", NULL,
	  GRADE_VOUCHED },
	{ "nor by a forged reverse name",
	  "Received: from a (fw.example.net [192.0.2.7] (may be"
	  " forged)) by mx.example.jp (8.1/8.1) with ESMTP\nReceived: from a (b "
	  "[198.51.100.9])"
	  " by fw.example.net with ESMTP\n" REST,
	  OURS "relay = fw.example.net", 2, 1, BOUNDARY_SITE, "192.0.2.7", NULL,
	  GRADE_VOUCHED },
	{ "a foreign hop below a private client must fit",
	  "Received: from web1 (web1 [10.0.0.9])"
	  " by mx.example.jp with ESMTP\nReceived: from a (b [198.51.100.9]) by "
	  "mail.bank.example"
	  " with ESMTP\n" REST,
	  OURS, 2, 1, BOUNDARY_SITE, "10.0.0.9", NULL, GRADE_VOUCHED },
	{ "profile of somebody else", HANDOVER REST, "own-domain = other.example", 1, 1,
	  BOUNDARY_INFERRED, "192.0.2.7", NULL, GRADE_GUESSED },
	{ "qmail with a login", QMAIL_LOGIN REST, NULL, 2, 2, BOUNDARY_INFERRED,
	  "192.0.2.7", NULL, GRADE_GUESSED },
	{ "Exchange Online", EXCHANGE REST, NULL, 4, 4, BOUNDARY_PRESET, "192.0.2.7",
	  "exchange-online", GRADE_GUESSED },
	{ "Exchange Online, named by the profile", EXCHANGE REST,
	  "preset = exchange-online", 4, 4, BOUNDARY_PRESET, "192.0.2.7",
	  "exchange-online", GRADE_VOUCHED },
	{ "another tenant at the entry is outside", TENANT REST, NULL, 1, 1,
	  BOUNDARY_PRESET, "2a01:111:f400:fe5a::202", "exchange-online", GRADE_GUESSED },
	{ "a large receiver's name below is no boundary", HANDOVER EXCHANGE REST, NULL, 5,
	  1, BOUNDARY_INFERRED, "192.0.2.7", NULL, GRADE_GUESSED },
	{ "Gmail", GMAIL REST, NULL, 2, 2, BOUNDARY_PRESET, "192.0.2.7", "gmail",
	  GRADE_GUESSED },
	{ "Sakura",
	  "Received: from a (b [192.0.2.7]) by www9.sakura.ne.jp (8.16.1/8.16.1) with"
	  " ESMTP id 1\n" REST,
	  NULL, 1, 1, BOUNDARY_PRESET, "192.0.2.7", "sakura", GRADE_GUESSED },
	{ "a customer's name under the same domain is outside",
	  "Received: from a"
	  " (x.vs.sakura.ne.jp [192.0.2.7]) by www9.sakura.ne.jp (8.16.1/8.16.1) with "
	  "ESMTP\n"
	  "Received: from b (c [198.51.100.9]) by x.vs.sakura.ne.jp with ESMTP\n" REST,
	  NULL, 2, 1, BOUNDARY_PRESET, "192.0.2.7", "sakura", GRADE_GUESSED },
	{ "no Received", REST, OURS, 0, 0, BOUNDARY_NONE, "", NULL, GRADE_CLAIMED },
	{ "no client anywhere", LOCAL REST, NULL, 1, 0, BOUNDARY_NONE, "", NULL,
	  GRADE_CLAIMED },
};

TEST(path_finds_the_boundary)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct path path = build(cases[i].header, cases[i].profile);

		test_case(cases[i].name);
		test_int(path.count, cases[i].hops);
		test_int(path.boundary, cases[i].boundary);
		test_int(path.basis, cases[i].basis);
		test_str(path.origin.ip, cases[i].ip);
		test_str(str_c(path.preset), cases[i].preset ? cases[i].preset : "");
		for (uint32_t k = 0; k < path.count; k++)
			test_int(path.hops[k].grade,
				 k < path.boundary ? cases[i].grade : GRADE_CLAIMED);
	}
}

TEST(path_origin_has_the_login)
{
	struct path path = build(QMAIL_LOGIN REST, NULL);

	test_str(path.origin.auth_user, "office@c.example");
	test_str(path.origin.helo, "jp5");
	test_str(path.origin.rdns, "");
}

TEST(path_given_client)
{
	struct path path = build_with(HANDOVER FORGED REST, NULL, "192.0.2.7");

	test_int(path.boundary, 1);
	test_int(path.basis, BOUNDARY_GIVEN);
	test_int(path.hops[0].grade, GRADE_OBSERVED);
	test_int(path.hops[1].grade, GRADE_CLAIMED);
	/* Our own hop is not there: all of it came from outside. */
	path = build_with(HANDOVER FORGED REST, NULL, "203.0.113.77");
	test_int(path.boundary, 0);
	test_int(path.hops[0].grade, GRADE_CLAIMED);
	test_str(path.origin.ip, "203.0.113.77");
}

static const struct {
	const char *name, *header, *profile;
	int64_t delay; /* of hop 1 */
	bool known, breaks;
} neighbours[] = {
	{ "later", INNER HANDOVER REST, OURS, 3, true, false },
	{ "clock ran back", HANDOVER INNER REST, OURS, -3, true, true },
	{ "an undated hop between", INNER "Received: by mx.example.jp\n" HANDOVER REST,
	  OURS, 3, true, false },
	{ "alone", HANDOVER REST, OURS, 0, false, false },
	{ "names differ",
	  HANDOVER "Received: from x (y [198.51.100.1]) by z.test with SMTP\n" REST, OURS,
	  0, false, true },
	{ "the reverse name fits",
	  HANDOVER "Received: from x by mail.b.example with SMTP\n" REST, OURS, 0, false,
	  false },
	{ "only the address fits",
	  HANDOVER "Received: from x by z.test ([192.0.2.7]) with SMTP\n" REST, OURS, 0,
	  false, false },
	{ "nothing said", HANDOVER "Received: (qmail 1 invoked from network)\n" REST,
	  OURS, 0, false, false },
	{ "an inner name", HANDOVER "Received: from x by box.local with SMTP\n" REST,
	  OURS, 0, false, false },
};

TEST(path_compares_neighbours)
{
	for (size_t i = 0; i < COUNT(neighbours); i++) {
		struct path path = build(neighbours[i].header, neighbours[i].profile);

		test_case(neighbours[i].name);
		test_int(path.hops[0].delay_known, neighbours[i].known);
		test_int(path.hops[0].delay_seconds, neighbours[i].delay);
		test_int(path.hops[0].breaks, neighbours[i].breaks);
	}
}

#define SPF "Received-SPF: Pass (mailfrom) identity=mailfrom; envelope-from=a@b.example\n"
#define AR(id) "Authentication-Results: " id "; dkim=pass header.d=b.example\n"

static const struct {
	const char *name, *header, *profile, *method;
	int grade; /* of the best; -1: none is ours */
} recorded[] = {
	{ "above, our id", AR("mx.example.jp") HANDOVER REST, OURS, "dkim",
	  GRADE_VOUCHED },
	{ "above, no profile", AR("mx.example.jp") HANDOVER REST, NULL, "dkim",
	  GRADE_GUESSED },
	{ "above, a foreign id", AR("mx.bank.example") HANDOVER REST, OURS, "dkim",
	  GRADE_GUESSED },
	{ "below, our id", HANDOVER AR("mx.example.jp") REST, OURS, "dkim", -1 },
	{ "below, our id, where the profile says so", HANDOVER AR("mx.example.jp") REST,
	  OURS "results-below = yes", "dkim", GRADE_VOUCHED },
	{ "below, a foreign id, where the profile says so", HANDOVER AR("mx.test") REST,
	  OURS "results-below = yes", "dkim", -1 },
	{ "further below, whatever the profile says",
	  HANDOVER "X: y\n" AR("mx.example.jp") REST, OURS "results-below = yes", "dkim",
	  -1 },
	{ "Received-SPF above, receiver not said", SPF HANDOVER REST, OURS, "spf",
	  GRADE_VOUCHED },
	{ "Received-SPF below", HANDOVER SPF REST, OURS, "spf", -1 },
	{ "between hops of ours", INNER AR("mx.example.jp") HANDOVER REST, OURS, "dkim",
	  GRADE_VOUCHED },
	{ "no hop at all", AR("mx.example.jp") REST, OURS, "dkim", -1 },
	{ "Exchange Online names nobody", EXCHANGE REST, "preset = exchange-online",
	  "spf", GRADE_VOUCHED },
	{ "Gmail writes directly below", GMAIL REST, NULL, "dkim", GRADE_GUESSED },
	{ "Gmail, the second of a kind is the sender's", GMAIL REST, NULL, "dmarc", -1 },
	{ "ARC is nobody's word yet",
	  "ARC-Authentication-Results: i=1; mx.example.jp; dkim=pass\n" HANDOVER REST,
	  OURS, "dkim", -1 },
};

TEST(path_grades_recorded_results_by_place_and_id)
{
	for (size_t i = 0; i < COUNT(recorded); i++) {
		struct path path = build(recorded[i].header, recorded[i].profile);
		const struct recorded *best =
		    path_recorded(&path, str_c(recorded[i].method));

		test_case(recorded[i].name);
		test_int(best ? (int)best->grade : -1, recorded[i].grade);
	}
}

TEST(path_zone)
{
	struct path path =
	    build(HANDOVER REST, "own-domain = example.jp\ntime-zone = +0100");

	test_true(path.zone_known);
	test_int(path.zone_minutes, 60);
	path = build(HANDOVER REST, NULL);
	test_int(path.zone_minutes, 540);
	path = build(GMAIL REST, NULL);
	test_true(!path.zone_known);
}

TEST(path_caps_hops)
{
	struct str hop = STR("Received: from a (b [192.0.2.7]) by c with SMTP\n");
	char *p = arena_bytes(test_arena(), hop.n * 1000 + 1);
	struct path path;

	for (size_t i = 0; i < 1000; i++)
		memcpy(p + i * hop.n, hop.p, hop.n);
	p[hop.n * 1000] = 0;
	path = build(p, NULL);
	test_int(path.count, 200);
}

TEST(path_preset_names_are_those_of_the_table)
{
	size_t n = 0;

	for (; path_preset_table[n].name; n++)
		test_str(str_c(path_presets()[n]), path_preset_table[n].name);
	test_true(path_presets()[n] == NULL);
}

static const struct {
	const char *preset, *by, *ip;
	bool inside;
} insides[] = {
	{ "exchange-online", "a.outlook.com", "2603:10a6:20b::1", true },
	{ "exchange-online", "a.mail.protection.outlook.com", "2603:10a6:20b::1", true },
	{ "exchange-online", "a.outlook.com", "2a01:111:f400::1", true },
	{ "exchange-online", "a.mail.protection.outlook.com", "2a01:111:f400::1", false },
	{ "exchange-online", "a.outlook.com", "2a01:111:e4aa::1", true },
	{ "exchange-online", "a.outlook.com", "192.0.2.1", false },
	{ "gmail", "mx.google.com", "2002:a05::1", true },
	{ "gmail", "mx.google.com", "2002:b05::1", false },
	{ "sakura", "www9.sakura.ne.jp", "10.0.0.1", false },
};

TEST(path_preset_knows_its_networks)
{
	for (size_t i = 0; i < COUNT(insides); i++) {
		struct ip ip;

		test_case(insides[i].ip);
		test_true(ip_parse(str_c(insides[i].ip), &ip));
		test_int(path_preset_is_inside(path_preset_find(str_c(insides[i].preset)),
					       str_c(insides[i].by), &ip),
			 insides[i].inside);
	}
}
