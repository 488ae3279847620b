#include "report/redact.h"

#include "report/built_test.h"

static struct str own[] = { { "firma.co.jp", 11 } };
static const struct site site = { .given = true, .own_domains = { own, 1, 1 } };

static const struct inspection *inspection(void)
{
	struct inspection *in = built_inspection();
	struct env *env = arena_new_of(test_arena(), struct env);
	struct mailbox *to = arena_new_of(test_arena(), struct mailbox);

	*env = *in->env;
	env->site = &site;
	in->env = env;
	in->message->delivered_to = STR("hanako.suzuki@firma.co.jp");
	to->address = STR("hanako.suzuki@firma.co.jp");
	in->message->to = (struct address_list){ .items = to, .count = 1 };
	in->path.hops[0].received.by = STR("mx7.firma.co.jp");
	memcpy(in->salt, "salt", 5);
	return in;
}

static struct str masked(const struct redact_profile *profile, struct str text)
{
	struct redaction *redaction = redaction_new(profile, inspection());
	struct str ret;
	struct buf out;

	buf_init(&out, 0);
	redaction_mask(redaction, text, &out);
	ret = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	redaction_free(redaction);
	return ret;
}

static const struct {
	const char *name, *text, *want;
} texts[] = {
	{ "nothing", "Nobody is named here.", "Nobody is named here." },
	{ "an address", "to <hanako.suzuki@firma.co.jp>,",
	  "to <recipient-1@own-domain.invalid>," },
	{ "its local part", "Dear hanako.suzuki!", "Dear recipient-1!" },
	{ "in a query", "https://x.example/?u=hanako.suzuki%40firma.co.jp&l=1",
	  "https://x.example/?u=recipient-1@own-domain.invalid&l=1" },
	{ "VERP", "bounce-hanako.suzuki=firma.co.jp@x.example",
	  "bounce-recipient-1@x.example" },
	{ "a host", "by mx7.firma.co.jp;", "by host-1.own-domain.invalid;" },
	{ "our domain on the left of another's", "support.firma.co.jp.evil.example",
	  "support.own-domain.invalid.evil.example" },
	{ "a name like ours", "ourfirma.co.jp", "ourfirma.co.jp" },
	{ "an encoded word", "=?utf-8?B?RGVhciBoYW5ha28uc3V6dWtp?=", "Dear recipient-1" },
	{ "an encoded word of others", "=?utf-8?Q?hello?=", "=?utf-8?Q?hello?=" },
	{ "half a mask stays nowhere", "hanako.suzuki@firma.co.jp.evil.example",
	  "recipient-1@own-domain.invalid.evil.example" },
};

TEST(texts_get_their_masks)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		test_case(texts[i].name);
		test_str(
		    masked(redact_profile_find(STR("public")), test_copy(texts[i].text)),
		    texts[i].want);
	}
}

TEST(a_coded_value_has_one_mask)
{
	const struct redact_profile *public = redact_profile_find(STR("public"));
	struct str one = masked(public, STR("a aGFuYWtvLnN1enVraQ b"));
	struct str two = masked(public, STR("/x/aGFuYWtvLnN1enVraQ?z"));

	test_true(str_starts(one, STR("a token-")) && str_ends(one, STR(" b")));
	test_true(str_starts(two, STR("/x/token-")) && str_ends(two, STR("?z")));
	test_str_n(str_sub(two, 3, 15), str_sub(one, 2, 14));
}

TEST(share_leaves_the_domain)
{
	test_str(masked(redact_profile_find(STR("share")),
			STR("hanako.suzuki@firma.co.jp by mx7.firma.co.jp")),
		 "recipient-1@firma.co.jp by host-1.invalid");
}

static const struct {
	const char *name, *text, *error;
	uint32_t kinds;
} files[] = {
	{ "empty is public", "", NULL, (1u << REDACT_KINDS) - 1 },
	{ "remarks", "# nothing\n\n", NULL, (1u << REDACT_KINDS) - 1 },
	{ "shown", "show = hashes\r\nshow=tokens", NULL,
	  ((1u << REDACT_KINDS) - 1) & ~(1u << REDACT_HASHES | 1u << REDACT_TOKEN) },
	{ "no key", "public", "key = value", 0 },
	{ "another base", "base = nobody", "no profile", 0 },
	{ "no kind", "hide = all", "none of the kinds", 0 },
	{ "a short word", "mask = x", "two characters", 0 },
	{ "no such key", "paint = red", "keys are", 0 },
};

TEST(profiles_are_read_or_refused)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct redact_profile profile;
		struct err err = { 0 };
		bool ok;

		test_case(files[i].name);
		ok = redact_profile_parse(test_arena(), test_copy(files[i].text),
					  STR("/home/me/ours"), &profile, &err);
		test_int(ok, files[i].error == NULL);
		if (ok) {
			test_int(profile.kinds, files[i].kinds);
			test_str(profile.name, "ours");
		} else {
			test_true(strstr(err.what, files[i].error) != NULL);
		}
	}
}
