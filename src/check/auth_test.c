/* check/auth_test.c - recorded results: ours, claimed, forged. */
#include "auth/signer_test.h"
#include "check/check_test.h"

#define OURS "own-domain = example.jp\n"
#define HOP \
	"Received: from m.b.example (m.b.example [192.0.2.7]) by mx.example.jp " \
	"(Postfix)\n" \
	" with ESMTPS id 1; Tue, 7 Mar 2023 10:00:02 +0900\n"
#define HOP_BEFORE \
	"Received: from c.example (c.example [198.51.100.3]) by m.b.example (Postfix)\n" \
	" id 2; Tue, 7 Mar 2023 09:59:59 +0900\n"
#define REST \
	"From: a@b.example\nTo: r@example.jp\nSubject: x\n" \
	"Date: Tue, 07 Mar 2023 10:00:00 +0900\nMessage-ID: <1@b.example>\n\nhello\n"
#define PATH "Return-Path: <a@b.example>\n"
#define SPF(result) \
	"Received-SPF: " result " (mailfrom) identity=mailfrom;" \
	" client-ip=192.0.2.7; helo=m.b.example; envelope-from=a@b.example\n"
#define ARC(text) "ARC-Authentication-Results: i=1; mx.c.example; " text "\n"
#define AR(text) "Authentication-Results: mx.example.jp; " text "\n"

static const struct {
	const char *name, *id, *fires, *silent;
} cases[] = {
	{ "pass", "auth.spf-pass", SPF("Pass") HOP REST, HOP SPF("Pass") REST },
	{ "fail", "auth.spf-fail", SPF("Fail") HOP REST, SPF("SoftFail") HOP REST },
	{ "softfail", "auth.spf-softfail", SPF("SoftFail") HOP REST,
	  SPF("Fail") HOP REST },
	{ "none is no fail", "auth.spf-none", SPF("None") HOP REST,
	  SPF("Fail") HOP REST },
	{ "neutral", "auth.spf-undecided", SPF("Neutral") HOP REST,
	  SPF("Pass") HOP REST },
	{ "temperror", "auth.spf-undecided",
	  AR("spf=temperror smtp.mailfrom=b.example") HOP REST, HOP REST },
	{ "unsigned", "auth.dkim-none", HOP REST,
	  HOP "DKIM-Signature: v=1; d=b.example\n" REST },
	{ "signature recorded", "auth.dkim-recorded",
	  AR("dkim=pass header.d=b.example") HOP REST,
	  AR("dkim=fail header.d=b.example") HOP REST },
	{ "signature failed", "auth.dkim-fail",
	  AR("dkim=fail header.d=b.example") HOP REST, AR("dkim=none") HOP REST },
	{ "DMARC recorded", "auth.dmarc-recorded",
	  AR("dmarc=none header.from=b.example") HOP REST,
	  AR("dmarc=fail header.from=b.example") HOP REST },
	{ "DMARC failed", "auth.dmarc-fail",
	  AR("dmarc=fail header.from=b.example") HOP REST,
	  HOP HOP_BEFORE AR("dmarc=fail header.from=b.example") REST },
	{ "DMARC failed, as written directly below our Received", "auth.dmarc-fail",
	  HOP AR("dmarc=fail header.from=b.example") REST,
	  HOP "Authentication-Results: mx.elsewhere.example; dmarc=fail "
	      "header.from=b.example\n" REST },
	{ "a pass explained", "auth.pass-not-trust", SPF("Pass") HOP REST,
	  SPF("None") HOP REST },
	{ "claimed", "auth.results-claimed", HOP SPF("Pass") REST, SPF("Pass") HOP REST },
	{ "failed before", "auth.failed-before", PATH HOP ARC("spf=fail; dkim=none") REST,
	  PATH HOP ARC("spf=fail; dkim=pass header.d=b.example") REST },
	{ "failed before, half-heartedly", "auth.failed-before",
	  PATH HOP ARC("spf=softfail; dkim=none; dmarc=fail") REST,
	  PATH HOP ARC("spf=softfail; dkim=none; dmarc=none") REST },
	{ "failed before, and a signature that broke on the way", "auth.failed-before",
	  PATH HOP ARC("spf=hardfail; dmarc=fail") REST,
	  PATH HOP ARC("spf=fail; dkim=fail header.d=b.example; dmarc=fail") REST },
	{ "failed before, for a greeting", "auth.failed-before",
	  PATH HOP ARC("spf=fail smtp.mailfrom=b.example smtp.helo=b.example") REST,
	  PATH HOP ARC("spf=fail smtp.helo=b.example") REST },
	{ "failed before, and signed by the author", "auth.failed-before",
	  PATH AR("dkim=pass header.d=c.example") HOP ARC("spf=fail") REST,
	  PATH AR("dkim=pass header.d=b.example") HOP ARC("spf=fail") REST },
	{ "failed before, and here again", "auth.failed-before",
	  PATH AR("spf=pass smtp.mailfrom=b.example") HOP ARC("spf=fail") REST,
	  PATH AR("spf=fail smtp.mailfrom=b.example") HOP ARC("spf=fail") REST },
	{ "forged: other names than this message has", "auth.results-forged",
	  PATH HOP AR("dmarc=pass header.from=bank.example") REST,
	  PATH AR("dmarc=pass header.from=b.example") HOP REST },
	{ "envelope: a comment that is not closed", "auth.envelope-odd",
	  "Return-Path: <(a@b.example>\n" HOP REST, PATH HOP REST },
	{ "envelope: a comment behind the domain", "auth.envelope-odd",
	  "Return-Path: <a@bank.example(x.b.example>\n" HOP REST,
	  "Return-Path: <\"a(b)@c\"@b.example>\n" HOP REST },
	{ "envelope: two ats", "auth.envelope-odd",
	  "Return-Path: <a@bank.example'@b.example>\n" HOP REST,
	  "Return-Path: <SRS0=Ab+=x=c.example=o'neil@b.example>\n" HOP REST },
	{ "envelope: a route", "auth.envelope-odd",
	  "Return-Path: <@r.example:a@b.example>\n" HOP REST,
	  "Return-Path: <>\n" HOP REST },
	{ "envelope: a blank", "auth.envelope-odd",
	  "Return-Path: <a@ b.example>\n" HOP REST,
	  "Return-Path: <a..c.@b_1.example>\n" HOP REST },
	{ "envelope: no domain", "auth.envelope-odd",
	  "Return-Path: <a@b.example)>\n" HOP REST,
	  "Return-Path: <MAILER-DAEMON>\n" HOP REST },
	{ "envelope: a literal that does not end", "auth.envelope-odd",
	  "Return-Path: <a@[192.0.2.7>\n" HOP REST,
	  "Return-Path: <a@[192.0.2.7]>\n" HOP REST },
	{ "signature: a quote in its domain", "auth.dkim-name-odd",
	  HOP "DKIM-Signature: v=1; d=bank.example'b.example; s=k\n" REST,
	  HOP "DKIM-Signature: v=1; d=b.example; s=k_1.a\n" REST },
	{ "signature: a blank in its selector", "auth.dkim-name-odd",
	  HOP "DKIM-Signature: v=1; d=b.example; s=k (x\n" REST,
	  HOP "DKIM-Signature: v=1; d=b\xc3\xbc.example; s=k\n" REST },
	{ "forged: among the sender's own fields", "auth.results-forged",
	  PATH HOP "Subject: x\n" AR("dmarc=pass header.from=b.example") REST,
	  PATH HOP "Authentication-Results: mx.elsewhere.example; dmarc=pass\n" REST },
};

TEST(each_auth_check_fires_and_its_twin_is_silent)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_fires(inspect_text(cases[i].fires, OURS), cases[i].id);
		test_silent(inspect_text(cases[i].silent, OURS), cases[i].id);
	}
}

TEST(a_filter_below_its_own_received_is_worth_a_note_only)
{
	const struct finding *finding = test_fires(
	    inspect_text(PATH HOP AR("spf=pass smtp.mailfrom=a@b.example") REST, OURS),
	    "auth.results-forged");

	test_int(finding->severity, SEVERITY_NOTE);
	finding = test_fires(
	    inspect_text(
		PATH HOP HOP_BEFORE AR("spf=pass smtp.mailfrom=a@b.example") REST, OURS),
	    "auth.results-forged");
	test_int(finding->severity, SEVERITY_CAUTION);
	finding = test_fires(
	    inspect_text(PATH HOP AR("spf=pass smtp.mailfrom=x@bank.example") REST, OURS),
	    "auth.results-forged");
	test_int(finding->severity, SEVERITY_ADVERSE);
}

TEST(a_result_names_its_domain_scope_and_recorder)
{
	const struct finding *finding =
	    test_fires(inspect_text(SPF("Pass") HOP REST, OURS), "auth.spf-pass");

	test_str(finding_text(finding, "domain"), "b.example");
	test_str(finding_text(finding, "ip"), "192.0.2.7");
	test_str(finding_text(finding, "by"), "mx.example.jp");
	test_str(finding_text(finding, "scope"), "envelope sender");
	test_int(finding->grade, GRADE_VOUCHED);
	finding =
	    test_fires(inspect_text(AR("spf=pass smtp.helo=m.b.example") HOP REST, OURS),
		       "auth.spf-pass");
	test_str(finding_text(finding, "scope"), "HELO name");
	finding = test_fires(inspect_text(SPF("Pass") HOP REST, NULL), "auth.spf-pass");
	test_int(finding->grade, GRADE_GUESSED);
}

TEST(a_pass_is_never_held_against_or_for_anyone)
{
	struct inspection *in = inspect_text(SPF("Pass") HOP REST, OURS);

	test_int(test_fires(in, "auth.spf-pass")->severity, SEVERITY_NOTE);
	test_int(test_fires(in, "auth.pass-not-trust")->severity, SEVERITY_NOTE);
	test_silent(in, "auth.dkim-fail");
}

/* --- evaluated here ------------------------------------------------------------------
 */

#define ANSWERS(text) \
	"{\"default\":\"no-such-name\",\"answers\":[{\"question\":\"dns TXT " \
	"b.example\"," \
	"\"data\":[\"\\\"v=spf1 " text "\\\"\"]}]}"
#define MAIL_OF_B PATH HOP REST

static const struct {
	const char *name, *mail, *answers;
	const char *result;	/* of the first finding; NULL: none */
	enum severity severity; /* of it */
	uint32_t findings;
} evaluated[] = {
	{ "pass", MAIL_OF_B, ANSWERS("ip4:192.0.2.0/24 -all"), "pass", SEVERITY_NOTE, 2 },
	{ "fail", MAIL_OF_B, ANSWERS("-all"), "fail", SEVERITY_CAUTION, 2 },
	{ "softfail", MAIL_OF_B, ANSWERS("~all"), "softfail", SEVERITY_CAUTION, 2 },
	{ "fail that our server recorded too", PATH SPF("Fail") HOP REST, ANSWERS("-all"),
	  "fail", SEVERITY_NOTE, 2 },
	{ "nothing published is no fail", MAIL_OF_B, "{\"default\":\"no-such-name\"}",
	  "none", SEVERITY_NOTE, 2 },
	{ "not recorded is no fail", MAIL_OF_B, "{}", "unchecked", SEVERITY_NOTE, 2 },
	{ "null path", "Return-Path: <>\n" HOP REST, "{\"default\":\"no-such-name\"}",
	  "none", SEVERITY_NOTE, 2 },
	{ "no envelope sender", HOP REST, ANSWERS("-all"), "none", SEVERITY_NOTE, 1 },
	{ "no client", PATH REST, ANSWERS("-all"), NULL, SEVERITY_NOTE, 0 },
};

TEST(spf_is_evaluated_where_there_are_answers)
{
	for (size_t i = 0; i < COUNT(evaluated); i++) {
		struct inspection *in;
		const struct finding *finding;

		test_case(evaluated[i].name);
		in = inspect_answered(evaluated[i].mail, OURS, evaluated[i].answers);
		test_int(in->authentication.spf_count, evaluated[i].findings);
		finding = inspection_find(in, STR("auth.spf-evaluated"));
		test_true((finding != NULL) == (evaluated[i].result != NULL));
		if (!finding)
			continue;
		test_str(finding_text(finding, "result"), evaluated[i].result);
		test_int(finding->severity, evaluated[i].severity);
	}
}

TEST(spf_is_not_evaluated_without_answers)
{
	struct inspection *in = inspect_text(MAIL_OF_B, OURS);

	test_silent(in, "auth.spf-evaluated");
	test_int(in->authentication.answer_count, 0);
}

TEST(spf_of_a_wide_range_is_called_one)
{
	struct inspection *in =
	    inspect_answered(MAIL_OF_B, OURS, ANSWERS("ip4:192.0.0.0/8 -all"));
	const struct finding *finding = inspection_find(in, STR("auth.spf-evaluated"));

	test_int(finding->variant, 2);
	in = inspect_answered(MAIL_OF_B, OURS, ANSWERS("ip4:192.0.2.0/24 -all"));
	finding = inspection_find(in, STR("auth.spf-evaluated"));
	test_int(finding->variant, 0);
}

TEST(spf_recorded_and_evaluated_stand_side_by_side)
{
	static const char mail[] = PATH SPF("Pass") HOP REST;
	struct inspection *in = inspect_answered(mail, OURS, ANSWERS("-all"));

	test_fires(in, "auth.spf-pass");
	test_fires(in, "auth.spf-differs");
	in = inspect_answered(mail, OURS, ANSWERS("ip4:192.0.2.7 -all"));
	test_silent(in, "auth.spf-differs");
	in = inspect_answered(mail, OURS, "{}");
	test_silent(in, "auth.spf-differs");
}

TEST(spf_does_not_ask_for_a_name_with_the_recipient_in_it)
{
	struct inspection *in =
	    inspect_answered("Return-Path: <bounce-r=example.jp@b.example>\n" HOP REST,
			     OURS, ANSWERS("exists:%{l}.c.example -all"));
	const struct finding *finding = inspection_find(in, STR("auth.spf-evaluated"));

	test_str(finding_text(finding, "result"), "unchecked");
	for (uint32_t i = 0; i < in->authentication.answer_count; i++)
		if (str_find_str(in->authentication.answers[i]->question,
				 STR("bounce")) != STR_NPOS)
			test_int(in->authentication.answers[i]->status,
				 ANSWER_NOT_ALLOWED);
}

#define DMARC_OF_B(tags) \
	"{\"default\":\"no-such-name\",\"answers\":[{\"question\":\"dns TXT " \
	"b.example\",\"data\":[\"\\\"v=spf1 ip4:192.0.2.7 -all\\\"\"]}," \
	"{\"question\":\"dns TXT _dmarc.b.example\",\"data\":[\"\\\"v=DMARC1; " tags \
	"\\\"\"]}]}"
#define MAIL_FROM(addresses) PATH HOP "From: " addresses "\n\n"

static const struct {
	const char *name, *mail, *answers;
	enum dmarc_code code; /* of all domains in From together */
	uint32_t domains;
	enum severity severity; /* of the first finding */
	bool differs;
} dmarc[] = {
	{ "SPF of the domain shown", MAIL_FROM("a@b.example"), DMARC_OF_B("p=reject"),
	  DMARC_PASS, 1, SEVERITY_NOTE, false },
	{ "SPF of another domain", MAIL_FROM("a@c.b.example.org"), DMARC_OF_B("p=reject"),
	  DMARC_NONE, 1, SEVERITY_NOTE, false },
	{ "none of it, and the owner cares",
	  PATH
	  "Received: from m.b.example "
	  "(unknown [198.51.100.9]) by mx.example.jp; Mon, 16 Nov 2026 10:00:00 +0900\n"
	  "From: a@b.example\n\n",
	  DMARC_OF_B("p=reject"), DMARC_FAIL, 1, SEVERITY_CAUTION, false },
	{ "none of it, and the owner only watches",
	  PATH
	  "Received: from m.b.example "
	  "(unknown [198.51.100.9]) by mx.example.jp; Mon, 16 Nov 2026 10:00:00 +0900\n"
	  "From: a@b.example\n\n",
	  DMARC_OF_B("p=none"), DMARC_FAIL, 1, SEVERITY_NOTE, false },
	{ "two domains, one passes", MAIL_FROM("a@b.example, x@bank.example"),
	  DMARC_OF_B("p=reject"), DMARC_NONE, 2, SEVERITY_NOTE, false },
	{ "one domain twice", MAIL_FROM("a@b.example, c@B.example"),
	  DMARC_OF_B("p=reject"), DMARC_PASS, 1, SEVERITY_NOTE, false },
	{ "the standards differ", MAIL_FROM("a@b.example"), DMARC_OF_B("p=reject; t=y"),
	  DMARC_PASS, 1, SEVERITY_NOTE, true },
	{ "not asked is no failure", MAIL_FROM("a@b.example"), "{}", DMARC_UNCHECKED, 1,
	  SEVERITY_NOTE, false },
};

TEST(dmarc_is_evaluated_for_each_domain_in_from)
{
	for (size_t i = 0; i < COUNT(dmarc); i++) {
		struct inspection *in;
		const struct finding *finding;

		test_case(dmarc[i].name);
		in = inspect_answered(dmarc[i].mail, OURS, dmarc[i].answers);
		test_int(in->authentication.dmarc_count, dmarc[i].domains);
		test_int(authentication_dmarc(&in->authentication), dmarc[i].code);
		finding = test_fires(in, "auth.dmarc-evaluated");
		test_int(finding->severity, dmarc[i].severity);
		test_true((inspection_find(in, STR("auth.dmarc-differs")) != NULL) ==
			  dmarc[i].differs);
	}
}

TEST(an_envelope_of_no_domain_is_told_and_helo_does_not_stand_in)
{
	static const struct {
		const char *name, *path, *answers;
		bool wanted;
		enum severity severity;
	} rows[] = {
		{ "below the name in From", "Return-Path: <a@no.b.example>\n",
		  ANSWERS("-all"), true, SEVERITY_ADVERSE },
		{ "elsewhere", "Return-Path: <a@gone.example>\n", ANSWERS("-all"), true,
		  SEVERITY_CAUTION },
		{ "it exists", PATH, ANSWERS("-all"), false, SEVERITY_NOTE },
		{ "it exists without a record", "Return-Path: <a@no.b.example>\n",
		  "{\"default\":\"no-data\"}", false, SEVERITY_NOTE },
		{ "nobody answered", "Return-Path: <a@no.b.example>\n",
		  "{\"default\":\"timeout\"}", false, SEVERITY_NOTE },
		{ "not asked", "Return-Path: <a@no.b.example>\n", "{}", false,
		  SEVERITY_NOTE },
		{ "null path", "Return-Path: <>\n", "{\"default\":\"no-such-name\"}",
		  false, SEVERITY_NOTE },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str mail =
		    arena_concat(test_arena(), str_c(rows[i].path), STR(HOP REST "\0"));
		const struct finding *finding;

		test_case(rows[i].name);
		finding = inspection_find(inspect_answered(mail.p, OURS, rows[i].answers),
					  STR("auth.spf-no-such-domain"));
		test_true((finding != NULL) == rows[i].wanted);
		if (finding)
			test_int(finding->severity, rows[i].severity);
	}
}

TEST(a_selector_with_a_nul_tells_what_a_c_program_asks_for)
{
	static const char mail[] = HOP
	    "DKIM-Signature: v=1; d=bank.example; s=k._domainkey.x.example.\0.any\n" REST;
	const struct finding *finding = test_fires(
	    inspect_bytes(str_make(mail, sizeof mail - 1), OURS), "auth.dkim-name-odd");

	test_str(finding_text(finding, "asked"), "k._domainkey.x.example.");
	test_str(finding_text(finding, "domain"), "bank.example");
}

#define SIGNED_MAIL "From: a@b.example\r\nTo: r@example.jp\r\nSubject: x\r\n\r\nhello\r\n"
#define SIGNING "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=b.example; s=k; "

static const struct {
	const char *name, *tags, *in_front, *behind;
	int variant; /* of the first finding; -1: none */
	enum severity severity;
} open_rows[] = {
	{ "all is covered", "h=from:to:subject", "", "", -1, SEVERITY_NOTE },
	{ "a second subject on top", "h=from:to:subject", "Subject: won\r\n", "", 0,
	  SEVERITY_ADVERSE },
	{ "a second author on top", "h=from:to:subject", "From: x@bank.example\r\n", "",
	  0, SEVERITY_ADVERSE },
	{ "oversigned, the same breaks it", "h=from:to:subject:subject",
	  "Subject: won\r\n", "", -1, SEVERITY_NOTE },
	{ "text behind l=", "h=from:to:subject; l=7", "", "more\r\n", 1,
	  SEVERITY_CAUTION },
	{ "l= of all there is", "h=from:to:subject; l=7", "", "", -1, SEVERITY_NOTE },
	{ "subject not signed", "h=from:to", "", "", 2, SEVERITY_NOTE },
	{ "changed: nothing holds that could be open", "h=from:to", "", "more\r\n", -1,
	  SEVERITY_NOTE },
};

TEST(what_a_signature_that_holds_leaves_open_is_told)
{
	for (size_t i = 0; i < COUNT(open_rows); i++) {
		struct arena *arena = test_arena();
		struct signer_zone zone = { 0 };
		const struct finding *finding;
		struct str tags, mail, answers;

		test_case(open_rows[i].name);
		tags = arena_concat(arena, STR(SIGNING), str_c(open_rows[i].tags));
		tags = arena_concat(arena, tags, STR("\0"));
		mail =
		    signer_sign(SIGNER_ED25519, SIGNATURE_DKIM, tags.p, STR(SIGNED_MAIL));
		mail = arena_concat(arena, str_c(open_rows[i].in_front), mail);
		mail = arena_concat(arena, mail, str_c(open_rows[i].behind));
		signer_publish(&zone, "k._domainkey.b.example",
			       signer_record(SIGNER_ED25519));
		answers = arena_concat(arena, buf_peek(&zone.json), STR("]}\0"));
		buf_fini(&zone.json);
		mail = arena_concat(arena, mail, STR("\0"));
		finding = inspection_find(inspect_answered(mail.p, OURS, answers.p),
					  STR("auth.dkim-open"));
		test_int(finding ? finding->variant : -1, open_rows[i].variant);
		if (finding)
			test_int(finding->severity, open_rows[i].severity);
	}
}
