/* check/role_test.c - honest senders that strangers make speak: each check on a specimen
 * and on its twin. */
#include "check/check_test.h"

static const char PROFILE[] = "own-domain = example.jp\nrelay = mx.example.jp\n"
			      "authserv-id = mx.example.jp\n";

/* `fields` between the trace and From, each with its line end. */
static struct inspection *mail(const char *fields, const char *from, const char *text)
{
	return inspect_bytes(
	    arena_printf(
		test_arena(),
		"%s"
		"Received: from a.example.net (a.example.net [192.0.2.7])"
		" by mx.example.jp;\n Sun, 01 Jan 2023 22:22:02 +0900\n"
		"From: %s\nTo: taro@example.jp\nSubject: Notice\n"
		"Date: Sun, 01 Jan 2023 22:22:00 +0900\nMessage-ID: <1@example.net>\n"
		"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s",
		fields, from, text),
	    PROFILE);
}

#define PASS(domain) \
	"Authentication-Results: mx.example.jp; dkim=pass" \
	" header.d=" domain "\n"

TEST(a_platform_is_told_with_its_account)
{
	struct inspection *in =
	    mail(PASS("shop.zendesk.com"), "Shop <support@shop.zendesk.com>", "Hello.\n");
	const struct finding *finding = test_fires(in, "role.platform");

	test_str(finding_text(finding, "platform"), "Zendesk");
	test_str(finding_text(finding, "tenant"), "shop");
	test_str(finding_text(finding, "abuse"), "abuse@zendesk.com");
	test_str(finding_text(finding, "proof"), "dkim=pass (shop.zendesk.com)");
	test_int(finding->variant, 1);
	test_int(finding->grade, GRADE_VOUCHED);
	/* Nothing confirms it. */
	in = mail("", "Shop <support@shop.zendesk.com>", "Hello.\n");
	finding = test_fires(in, "role.platform");
	test_int(finding->variant, 4);
	test_int(finding->grade, GRADE_CLAIMED);
	/* Nor do results that whoever sealed them brought along. */
	in = mail("ARC-Authentication-Results: i=1; mx.example.jp; dkim=pass"
		  " header.d=zendesk.com\n",
		  "Shop <support@shop.zendesk.com>", "Hello.\n");
	test_int(test_fires(in, "role.platform")->variant, 4);
	test_silent(mail("", "Ann <ann@example.net>", "Hello.\n"), "role.platform");
}

TEST(a_name_that_every_customer_has)
{
	const struct finding *finding =
	    test_fires(mail(PASS("p-12.firebaseapp.com"),
			    "Casino <noreply@p-12.firebaseapp.com>", "Hello.\n"),
		       "role.platform");

	test_int(finding->variant, 2);
	test_int(finding->severity, SEVERITY_NOTE); /* from.shared-domain says more */
	test_str(finding_text(finding, "tenant"), "p-12");
}

TEST(a_relay_is_known_by_its_envelope)
{
	struct inspection *in = mail("Return-Path: <bounces+1234-ab=x@em.sendgrid.net>\n"
				     "X-MC-User: abc\n",
				     "Ann <ann@example.net>", "Hello.\n");
	const struct finding *finding = test_fires(in, "role.platform");

	test_str(finding_text(finding, "platform"), "SendGrid");
	test_str(finding_text(finding, "tenant"), "1234-ab=x");
}

TEST(somebody_elses_name_in_a_genuine_notice)
{
	static const char text[] = "Hello.\nThank you for using Norton 360.\n";
	const struct finding *finding =
	    test_fires(mail(PASS("paypal.com"), "PayPal <service@paypal.com>", text),
		       "role.genuine-hostile");

	test_str(finding_text(finding, "platform"), "PayPal");
	test_int(finding->variant, 0);
	test_int(finding->severity, SEVERITY_CAUTION);
	test_int(test_fires(mail("", "PayPal <service@paypal.com>", text),
			    "role.genuine-hostile")
		     ->variant,
		 1);
	/* What was bought is named in every receipt. */
	test_silent(mail(PASS("paypal.com"), "PayPal <service@paypal.com>",
			 "You sent a payment of 10.00 USD to Netflix.\n"),
		    "role.genuine-hostile");
	/* Who has customers at a help desk signs in his own name. */
	test_silent(mail(PASS("netflix.zendesk.com"), "x@netflix.zendesk.com",
			 "Thank you for using Netflix.\n"),
		    "role.genuine-hostile");
}

TEST(a_notice_made_for_another_account)
{
	static const char text[] =
	    "A change was made.\nThis email was intended for eve@example.org.\n";

	test_str(finding_text(test_fires(mail(PASS("paypal.com"),
					      "PayPal <service@paypal.com>", text),
					 "role.other-account"),
			      "address"),
		 "eve@example.org");
	test_silent(mail(PASS("paypal.com"), "PayPal <service@paypal.com>",
			 "This email was intended for taro@example.jp.\n"),
		    "role.other-account");
	test_silent(mail("", "Ann <ann@example.net>", text), "role.other-account");
}

TEST(an_answer_without_a_question)
{
	static const char mark[] = "Auto-Submitted: auto-replied\n";

	test_int(
	    test_fires(mail(mark, "Desk <desk@example.net>", "Hello.\n"), "role.echo")
		->severity,
	    SEVERITY_NOTE);
	test_silent(mail("Auto-Submitted: auto-replied\nIn-Reply-To: <7@example.jp>\n",
			 "Desk <desk@example.net>", "Hello.\n"),
		    "role.echo");
	test_silent(mail("Auto-Submitted: auto-generated\n", "Desk <desk@example.net>",
			 "Hello.\n"),
		    "role.echo");
}

TEST(a_mail_to_many)
{
	test_fires(mail("List-Unsubscribe: <https://example.net/u>\n",
			"Ann <ann@example.net>", "Hello.\n"),
		   "role.list");
	test_silent(mail("", "Ann <ann@example.net>", "Hello.\n"), "role.list");
}

TEST(what_is_handed_on_is_told)
{
	const struct finding *finding =
	    test_fires(mail("", "Ann <ann@example.net>",
			    "Is this real?\n---------- Forwarded message ---------\n"
			    "From: PayPal <x@example.org>\n\nPay now.\n"),
		       "role.forwarded");

	test_int(finding->variant, 1);
	test_str(finding_text(finding, "from"), "PayPal <x@example.org>");
	test_silent(mail("", "Ann <ann@example.net>", "Hello.\n"), "role.forwarded");
}
