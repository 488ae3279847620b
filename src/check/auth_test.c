/* check/auth_test.c - recorded results: ours, claimed, forged. */
#include "check/check_test.h"

#define OURS "own-domain = example.jp\n"
#define HOP \
	"Received: from m.b.example (m.b.example [192.0.2.7]) by mx.example.jp " \
	"(Postfix)\n" \
	" with ESMTPS id 1; Tue, 7 Mar 2023 10:00:02 +0900\n"
#define REST \
	"From: a@b.example\nTo: r@example.jp\nSubject: x\n" \
	"Date: Tue, 07 Mar 2023 10:00:00 +0900\nMessage-ID: <1@b.example>\n\nhello\n"
#define PATH "Return-Path: <a@b.example>\n"
#define SPF(result) \
	"Received-SPF: " result " (mailfrom) identity=mailfrom;" \
	" client-ip=192.0.2.7; helo=m.b.example; envelope-from=a@b.example\n"
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
	  HOP AR("dmarc=fail header.from=b.example") REST },
	{ "a pass explained", "auth.pass-not-trust", SPF("Pass") HOP REST,
	  SPF("None") HOP REST },
	{ "claimed", "auth.results-claimed", HOP SPF("Pass") REST, SPF("Pass") HOP REST },
	{ "forged: other names than this message has", "auth.results-forged",
	  PATH HOP AR("dmarc=pass header.from=bank.example") REST,
	  PATH AR("dmarc=pass header.from=b.example") HOP REST },
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

TEST(a_filter_below_its_own_received_is_a_doubt_only)
{
	const struct finding *finding = test_fires(
	    inspect_text(PATH HOP AR("spf=pass smtp.mailfrom=a@b.example") REST, OURS),
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
