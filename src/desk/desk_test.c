/* desk/desk_test.c - who is told, as what, and who is not. */
#include "desk/desk.h"
#include "check/check_test.h"

#define OURS "own-domain = example.jp\nrelay = mx.example.jp\nhoster = kagoya\n"
#define FROM_HOST(user) \
	"Received: from unknown (HELO jp5) (" user "192.0.2.7) by mx.example.jp with " \
	"ESMTPA; Mon, 16 Nov 2026 10:00:00 +0900\n"
#define HOP FROM_HOST("")
#define REST \
	"To: r@example.jp\nSubject: x\nMessage-ID: <1.x@b.example>\n" \
	"Date: Mon, 16 Nov 2026 09:59:00 +0900\n"
/* In the name of a brand, from elsewhere, to elsewhere. */
#define PHISH(link) \
	HOP "From: \"PayPal\" <service@paypa1-secure.example>\n" REST \
	    "\nDear PayPal customer, your account is suspended. Verify within 24 " \
	    "hours: " link "\n"

static const struct desk *find(const struct desks *desks, const char *role,
			       const char *about)
{
	for (uint32_t i = 0; i < desks->count; i++) {
		const struct desk *desk = &desks->items[i];

		if (strcmp(desk->role, role) != 0)
			continue;
		if (!about)
			return desk;
		for (uint32_t k = 0; k < desk->about_count; k++)
			if (str_eq(desk->abouts[k], str_c(about)))
				return desk;
	}
	return NULL;
}

TEST(nobody_is_told_of_honest_mail)
{
	struct inspection *in =
	    inspect_text(HOP "From: a@b.example\n" REST "\nSee you on Monday.\n", OURS);

	test_true(in->verdict.class_ == VERDICT_UNREMARKABLE);
	test_true(desks_of(in)->count == 0);
}

TEST(a_brand_and_the_recipients_country_are_told)
{
	struct inspection *in =
	    inspect_text(PHISH("https://paypal.login.bad.example/x"), OURS);
	const struct desks *desks = desks_of(in);

	test_true(in->verdict.class_ == VERDICT_FRAUDULENT);
	test_str(find(desks, "brand", NULL)->contact, "phishing@paypal.com");
	test_str(find(desks, "national", NULL)->contact, "info@antiphishing.jp");
	test_true(find(desks, "reporter", NULL) != NULL);
	test_true(!find(desks, "registrar", NULL));
	test_true(!desks->asked);
}

TEST(a_service_is_told_of_a_strangers_page)
{
	struct inspection *in =
	    inspect_text(PHISH("https://paypal-login.pages.dev/x"), OURS);
	const struct desk *host = find(desks_of(in), "host", "paypal-login.pages.dev");

	test_true(host != NULL);
	test_true(host->cause == TOLD_AS_SHARED_HOST);
	test_str(host->contact, "https://abuse.cloudflare.com/");
}

TEST(the_owner_of_a_stolen_account_is_a_victim)
{
	struct inspection *in = inspect_text(
	    FROM_HOST("office@school.example.ac.jp@") "From: \"Kagoya\" "
						      "<admin@example.jp>\n" REST
						      "\nYour password expires today: "
						      "https://kagoya.bad.example/x\n",
	    OURS);
	const struct desk *owner =
	    find(desks_of(in), "account-owner", "office@school.example.ac.jp");

	test_true(owner != NULL);
	test_true(owner->cause == TOLD_AS_ACCOUNT_OWNER);
	test_str(owner->contact, "postmaster@school.example.ac.jp");
	test_str(str_c(owner->language), "ja");
}

TEST(official_sites_are_not_told_of)
{
	struct inspection *in = inspect_text(
	    PHISH("https://paypal.login.bad.example/x and https://www.paypal.com/help"),
	    OURS);
	const struct desks *desks = desks_of(in);

	for (uint32_t i = 0; i < desks->count; i++)
		for (uint32_t k = 0; k < desks->items[i].about_count; k++)
			test_true(
			    !str_ends(desks->items[i].abouts[k], STR("paypal.com")));
}
