/* check/brand_test.c - claims of brands: each check on a specimen and on its twin. */
#include "check/check_test.h"

static struct inspection *mail(const char *from, const char *subject)
{
	struct str text = arena_printf(
	    test_arena(),
	    "Return-Path: <x@example.net>\n"
	    "Received: from a.example.net (a.example.net [192.0.2.7]) by mx.example.jp;\n"
	    " Sun, 01 Jan 2023 22:22:02 +0900\n"
	    "From: %s\nTo: taro@example.jp\nSubject: %s\n"
	    "Date: Sun, 01 Jan 2023 22:22:00 +0900\nMessage-ID: <1@example.net>\n\nx\n",
	    from, subject);

	return inspect_bytes(text, "own-domain = example.jp\nrelay = mx.example.jp\n"
				   "hoster = kagoya\n");
}

TEST(a_brands_name_over_a_strangers_address)
{
	struct inspection *in = mail("etc-meisai <etc-meisai@fevcvxs.cn>", "hello");
	const struct finding *finding = test_fires(in, "brand.display-only");

	test_str(finding_text(finding, "name"), "etc-meisai");
	test_str(finding_text(finding, "domain"), "fevcvxs.cn");
	test_int(finding->severity, SEVERITY_ADVERSE);
	test_int(finding->variant, 0);
	test_fires(in, "brand.not-official");
	test_silent(in, "brand.confirmed");

	in = mail("etc-meisai <info@ml.etc-meisai.jp>", "hello");
	test_silent(in, "brand.display-only");
	test_silent(in, "brand.not-official");
}

TEST(a_brand_in_look_alike_letters)
{
	struct inspection *in = mail("PaypaI <x@example.net>", "hello");

	test_int(test_fires(in, "brand.display-only")->variant, 2);
	test_silent(mail("Pay Pie <x@example.net>", "hello"), "brand.display-only");
}

TEST(a_brand_in_the_local_part_weighs_less)
{
	const struct finding *finding =
	    test_fires(mail("amazon@example.net", "hello"), "brand.display-only");

	test_int(finding->severity, SEVERITY_CAUTION);
	test_silent(mail("amazonas.trip@example.net", "hello"), "brand.display-only");
}

TEST(a_sender_field_speaks_for_itself)
{
	struct inspection *in =
	    mail("Taro <x@example.net>\nSender: Google Calendar <c@google.com>", "hello");

	test_silent(in, "brand.not-official");
	in = mail("Taro <x@example.net>\nSender: Google Calendar <c@example.org>",
		  "hello");
	test_int(test_fires(in, "brand.not-official")->severity, SEVERITY_CAUTION);
}

TEST(a_brand_in_the_subject_alone)
{
	struct inspection *in = mail("Taro <x@example.net>", "[PayPal] limited");

	test_fires(in, "brand.subject-only");
	test_silent(in, "brand.display-only");
	test_silent(in, "brand.not-official");
	test_silent(mail("Taro <x@example.net>", "[amazon-dev] my paypal patch"),
		    "brand.subject-only");
}

TEST(a_domain_that_is_misread)
{
	struct inspection *in = mail("Security <x@paypa1.example>", "hello");

	test_str(finding_text(test_fires(in, "brand.look-alike-domain"), "label"),
		 "paypa1");
	test_silent(mail("Security <x@nagoya.example>", "hello"),
		    "brand.look-alike-domain");
	test_silent(mail("Security <x@paypal-security.example>", "hello"),
		    "brand.look-alike-domain");
}

TEST(two_organisations_at_once)
{
	struct inspection *in =
	    mail("Amazon <x@example.net>", "[PayPal] payment to Amazon");

	test_int(test_fires(in, "brand.second-claim")->severity, SEVERITY_CAUTION);
	test_silent(mail("楽天カード <x@example.net>", "【楽天】お知らせ"),
		    "brand.second-claim");
}

TEST(our_own_provider_is_claimed)
{
	struct inspection *in = mail("Kagoya Support <x@example.net>", "hello");

	test_fires(in, "brand.claims-our-host");
	test_fires(in, "tgt.host-is-public");
	in = mail("Xserver Support <x@example.net>", "hello");
	test_silent(in, "brand.claims-our-host");
	test_silent(in, "tgt.host-is-public");
}

TEST(a_confirmed_name_says_what_was_recorded)
{
	static const char recorded[] =
	    "Return-Path: <x@mail.jal.co.jp>\n"
	    "Authentication-Results: mx.example.jp; dmarc=%s "
	    "header.from=mail.jal.co.jp\n"
	    "Received: from a.jal.co.jp (a.jal.co.jp [192.0.2.7]) by mx.example.jp;\n"
	    " Sun, 01 Jan 2023 22:22:02 +0900\n"
	    "From: JAL <x@mail.jal.co.jp>\nTo: taro@example.jp\nSubject: x\n\nx\n";
	static const char profile[] = "own-domain = example.jp\nrelay = mx.example.jp\n"
				      "authserv-id = mx.example.jp\n";
	struct inspection *in = mail("JAL <x@mail.jal.co.jp>", "hello");
	const struct finding *finding = test_fires(in, "brand.confirmed");
	struct str text;

	test_int(finding->variant, 0);
	test_int(finding->severity, SEVERITY_NOTE);
	text = arena_printf(test_arena(), recorded, "pass");
	finding = test_fires(inspect_bytes(text, profile), "brand.confirmed");
	test_int(finding->variant, 1);
	test_int(finding->severity, SEVERITY_ESTABLISHED);
	test_int(finding->grade, GRADE_VOUCHED);
	text = arena_printf(test_arena(), recorded, "fail");
	finding = test_fires(inspect_bytes(text, profile), "brand.confirmed");
	test_int(finding->variant, 2);
	test_int(finding->severity, SEVERITY_NOTE);
}

TEST(a_service_whose_notices_others_fill_in_speaks_for_the_sending_alone)
{
	struct inspection *in = mail("PayPal <x@mail.paypal.com>", "hello");
	const struct finding *finding = test_fires(in, "brand.confirmed");

	test_int(finding->variant, 3);
	test_int(finding->severity, SEVERITY_NOTE);
}

TEST(names_beyond_the_cap_are_said)
{
	char *to = arena_bytes(test_arena(), 8 * 300 + 1);
	struct str text;

	for (int i = 0; i < 300; i++)
		memcpy(to + 8 * i, "a@b.jp, ", 8);
	to[8 * 300] = '\0';
	text = arena_printf(test_arena(), "From: x@example.jp\nTo: %s\nSubject: x\n\nx\n",
			    to);
	test_fires(inspect_bytes(text, NULL), "limit.names");
	test_silent(mail("a@example.net", "x"), "limit.names");
}
