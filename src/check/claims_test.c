/* check/claims_test.c - in whose name texts, links, pictures and files speak, and in
 * whose they do not. */
#include "check/check_test.h"

static struct str claims_of(const struct inspection *in)
{
	struct str text = STR("");

	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];

		text = arena_printf(test_arena(), "%.*s%s%.*s", STR_ARG(text),
				    text.n ? " " : "", STR_ARG(claim->brand->id));
		for (uint32_t j = 0; j < claim->place_count; j++)
			text = arena_printf(test_arena(), "%.*s%s%s", STR_ARG(text),
					    j ? "," : "@", claim->places[j].where);
		text = arena_printf(test_arena(), "%.*s:%s", STR_ARG(text),
				    standing_name(claim->standing));
	}
	return text;
}

static struct inspection *text_mail(const char *from, const char *type, const char *text)
{
	return inspect_bytes(
	    arena_printf(
		test_arena(),
		"Return-Path: <x@example.net>\n"
		"Received: from a.example.net (a.example.net [192.0.2.7])"
		" by mx.example.jp;\n Sun, 01 Jan 2023 22:22:02 +0900\n"
		"From: %s\nTo: taro@example.jp\nSubject: Hello\n"
		"Date: Sun, 01 Jan 2023 22:22:00 +0900\nMessage-ID: <1@example.net>\n"
		"MIME-Version: 1.0\nContent-Type: text/%s; charset=utf-8\n\n%s",
		from, type, text),
	    "own-domain = example.jp\nrelay = mx.example.jp\n");
}

#define FILL \
	"One line of text.\nAnother line of text.\nA third line of text.\n" \
	"A fourth line of text.\nA fifth line of text.\nA sixth line of text.\n"

static const struct {
	const char *name, *text, *claims;
} texts[] = {
	{ "a heading", "PayPal\n\nYour limit was reached.\n" FILL,
	  "paypal@text:contradicted" },
	{ "a heading in borrowed letters", "P\u0430yPal\n\nA limit was reached.\n" FILL,
	  "paypal@text:contradicted" },
	{ "a signature", FILL "Regards,\nPayPal Customer Service\n",
	  "paypal@signature:contradicted" },
	{ "a department's",
	  FILL "Stay safe,\nU.S. Department of Homeland Security |"
	       " Cyber Threat Detection and Analysis\n",
	  "dhs@signature:contradicted" },
	{ "whose it is",
	  "x\n" FILL "\u00a9 1999-2023 PayPal, Inc. All rights reserved.\n" FILL FILL,
	  "paypal@signature:contradicted" },
	{ "an ordinary word with its company", FILL "\u00a9 2023 Apple Inc.\n",
	  "apple@signature:contradicted" },
	{ "an ordinary word alone", FILL "Apple\n", "" },
	{ "the issuer's block",
	  "本文です。\n本文です。\n本文です。\n本文です。\n■発行者\n━━━━\n"
	  "ETC利用照会サービス事務局\n",
	  "etc_meisai@signature:contradicted" },
	{ "thanks to customers", FILL "Thank you for using PayPal.\n",
	  "paypal@text:contradicted" },
	{ "thanks in Japanese",
	  "いつもAmazonをご利用いただきありがとうございます。\n本文です。\n",
	  "amazon_jp@text:contradicted" },
	{ "a greeting", "Dear Netflix customer,\n" FILL, "netflix@text:contradicted" },
	{ "a state that only it knows", FILL "Your Netflix account has been suspended.\n",
	  "netflix@text:contradicted" },
	{ "an authority that is brought up",
	  "口座を停止し、警視庁特殊詐欺担当に通知します。\n",
	  "keishicho@text.named:unknown" },
	/* no claims */
	{ "a means of payment", FILL "You can pay with PayPal or by card.\n", "" },
	{ "news", FILL "Shareholders sue PayPal and eBay over the merger.\n", "" },
	{ "a way to log in", FILL "Log in with your Netflix account.\n", "" },
	{ "a partner", FILL "Regards,\nContoso GmbH | PayPal Partner\n", "" },
	{ "a shop that tells of a parcel",
	  FILL "Your parcel was handed to DHL Express.\n", "" },
	{ "a host's name", FILL "See https://www.hmrc.gov.uk/ for the rules.\n", "" },
	{ "what was answered", "No, I do not.\n> Dear Netflix customer,\n> PayPal\n",
	  "" },
	{ "what was handed on",
	  "Is this real?\n---------- Forwarded message ---------\nFrom: x\n"
	  "Dear Netflix customer,\n" FILL "\u00a9 2023 Netflix, Inc.\n",
	  "" },
};

TEST(a_text_speaks_or_mentions)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		test_case(texts[i].name);
		test_str(
		    claims_of(text_mail("Ann <ann@example.net>", "plain", texts[i].text)),
		    texts[i].claims);
	}
}

static const struct {
	const char *name, *html, *claims;
} pages[] = {
	{ "a logo", "<img alt='Netflix' src='https://a.example.net/x.png'><p>Hello.</p>",
	  "netflix@image.alt:contradicted" },
	{ "marks of payment",
	  "<p>Hello.</p><img alt='PayPal' src=https://a.example.net/x.png>"
	  "<img alt='American Express' src=https://a.example.net/y.png>",
	  "" },
	{ "icons of networks",
	  "<p>Hello.</p><a href=https://a.example.net/x>"
	  "<img alt='Facebook' src=https://a.example.net/x.png></a>",
	  "" },
	{ "a link's text",
	  "<p>Hello.</p><a href=https://a.example.net/x>"
	  "Log in to PayPal</a>",
	  "paypal@link.text:unknown" },
	{ "a link's host",
	  "<p>Hello.</p><a href=https://paypal-login.example.net/x>"
	  "Click</a>",
	  "paypal@link.host:unknown" },
	{ "the brand's own link",
	  "<p>Hello.</p><a href=https://www.paypal.com/x>"
	  "Log in to PayPal</a>",
	  "" },
};

TEST(pictures_and_links_show_names)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		test_case(pages[i].name);
		test_str(
		    claims_of(text_mail("Ann <ann@example.net>", "html", pages[i].html)),
		    pages[i].claims);
	}
}

TEST(a_files_name_shows_a_name)
{
	struct inspection *in = text_mail(
	    "Ann <ann@example.net>",
	    "plain\nContent-Disposition: attachment; filename=\"PayPal_Invoice_17.pdf\"\n"
	    "X-Rest: x",
	    "Hello.\n");

	test_str(claims_of(in), "paypal@file-name:unknown");
}

TEST(a_text_adds_to_the_senders_claim)
{
	struct inspection *in = text_mail("PayPal <x@paypal.com>", "plain",
					  "Dear PayPal customer,\nhello.\n");

	test_str(claims_of(in), "paypal@from.name,from.address,text:confirmed");
	test_silent(in, "brand.body-differs");
	/* One organization of the table may write of another. */
	in = text_mail("PayPal <x@paypal.com>", "plain",
		       "Hello.\nThank you for using eBay.\n");
	test_str(claims_of(in),
		 "paypal@from.name,from.address:confirmed ebay@text:unknown");
}

TEST(who_signs_is_not_who_sends)
{
	static const char dhs[] =
	    FILL "Stay safe,\nU.S. Department of Homeland Security |"
		 " Network Analysis Group\n";
	const struct finding *finding;

	finding = test_fires(text_mail("Ann <ann@example.net>", "plain", dhs),
			     "brand.body-differs");
	test_int(finding->variant, 1);
	test_int(finding->severity, SEVERITY_CAUTION);
	test_true(finding->evidence_count > 0);
	finding =
	    test_fires(text_mail("x@ic.fbi.gov", "plain", dhs), "brand.body-differs");
	test_int(finding->variant, 0);
	test_str(finding_text(finding, "sender"), "FBI");
	/* A sender that claims it outright is told elsewhere. */
	test_silent(text_mail("DHS <ann@example.net>", "plain", dhs),
		    "brand.body-differs");
	test_silent(text_mail("x@dhs.gov", "plain", dhs), "brand.body-differs");
}

TEST(small_print_beside_a_false_name)
{
	static const char body[] =
	    "本文です。\n※このメールに心当たりのないかたは、お問い合わせください。\n";

	test_int(test_fires(text_mail("etc-meisai <x@fevcvxs.cn>", "plain", body),
			    "brand.boilerplate")
		     ->severity,
		 SEVERITY_NOTE);
	test_silent(text_mail("Ann <x@example.net>", "plain", body), "brand.boilerplate");
}

TEST(an_authority_beside_a_false_name)
{
	static const char body[] = "警視庁特殊詐欺担当に通知します。\n";
	struct inspection *in = text_mail("etc-meisai <x@fevcvxs.cn>", "plain", body);

	test_int(test_fires(in, "brand.second-claim")->variant, 1);
	test_silent(text_mail("Ann <x@example.net>", "plain", body),
		    "brand.second-claim");
	test_silent(text_mail("ETC <x@etc-meisai.jp>", "plain", body),
		    "brand.second-claim");
}
