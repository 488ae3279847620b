/* auth/arc_test.c - chains sealed here. */
#include "auth/arc.h"
#include "auth/signer_test.h"
#include "base/limits.h"

enum { CLOCK = 1800000000 };

#define MAIL \
	"From: joe@a.example\r\n" \
	"To: ann@b.example\r\n" \
	"Subject: Hello\r\n" \
	"\r\n" \
	"Hi.\r\n"

/* How a set is made otherwise than it should be. */
struct recipe {
	const char *results, *message_tags, *seal_tags, *chain;
	enum signer message_signer, seal_signer;
	bool no_results, no_message, no_seal;
};

static struct str prepend(struct str field, struct str mail)
{
	return arena_concat(test_arena(), field, mail);
}

/* The fields that a seal of instance `n` covers, oldest set first. */
static uint32_t sealed(const struct message *message, uint32_t n,
		       const struct field **out)
{
	static const enum field_name order[] = { FIELD_ARC_AUTHENTICATION_RESULTS,
						 FIELD_ARC_MESSAGE_SIGNATURE,
						 FIELD_ARC_SEAL };
	uint32_t count = 0;

	for (uint32_t i = 1; i <= n; i++)
		for (size_t k = 0; k < COUNT(order); k++) {
			const struct field *field =
			    header_first(&message->header, order[k]);

			for (uint32_t skip = n - i; field && skip; skip--)
				field = header_next(&message->header, field);
			if (field && !(i == n && order[k] == FIELD_ARC_SEAL))
				out[count++] = field;
		}
	return count;
}

static struct str seal(struct str mail, uint32_t n, const struct recipe *recipe)
{
	const struct field *fields[3 * (LIMIT_ARC_SETS + 1)];
	struct str text = arena_printf(
	    test_arena(),
	    "ARC-Seal: i=%u; cv=%s; a=%s; d=s%u.example; s=x; t=170000000%u%s; b=", n,
	    recipe->chain ? recipe->chain
	    : n == 1	  ? "none"
			  : "pass",
	    recipe->seal_signer == SIGNER_RSA_1024 ? "rsa-sha256" : "ed25519-sha256", n,
	    n % 10, recipe->seal_tags ? recipe->seal_tags : "");
	struct message *message = message_parse(
	    test_arena(), prepend(arena_concat(test_arena(), text, STR("\r\n")), mail),
	    NULL);
	struct signature signature;
	struct hash hash;

	signature_parse(test_arena(), &message->header.fields[0], SIGNATURE_ARC_SEAL,
			&signature);
	header_sum(fields, sealed(message, n, fields), &signature, NULL, 0, &hash);
	text = arena_concat(test_arena(), text,
			    signer_raw(recipe->seal_signer, HASH_SHA256, &hash));
	return prepend(arena_concat(test_arena(), text, STR("\r\n")), mail);
}

static struct str add_set(struct str mail, uint32_t n, const struct recipe *recipe)
{
	struct str tags =
	    arena_printf(test_arena(),
			 "i=%u; a=ed25519-sha256; c=relaxed/relaxed; d=s%u.example; s=x; "
			 "h=From:To:Subject%s",
			 n, n, recipe->message_tags ? recipe->message_tags : "");

	if (!recipe->no_message)
		mail = signer_sign(recipe->message_signer ? recipe->message_signer
							  : SIGNER_ED25519,
				   SIGNATURE_ARC_MESSAGE, tags.p, mail);
	if (!recipe->no_results)
		mail = prepend(
		    recipe->results
			? str_c(recipe->results)
			: arena_printf(test_arena(),
				       "ARC-Authentication-Results: i=%u; s%u.example; "
				       "spf=pass smtp.mailfrom=a.example\r\n",
				       n, n),
		    mail);
	return recipe->no_seal ? mail : seal(mail, n, recipe);
}

/* SIGNER_RSA is 0: the default of a recipe becomes Ed25519. */
static struct str chain(uint32_t count, uint32_t odd, const struct recipe *recipe)
{
	static const struct recipe usual = { .seal_signer = SIGNER_ED25519 };
	struct str mail = STR(MAIL);

	for (uint32_t n = 1; n <= count; n++) {
		struct recipe one = n == odd ? *recipe : usual;

		if (one.seal_signer == 0)
			one.seal_signer = SIGNER_ED25519;
		mail = add_set(mail, n, &one);
	}
	return mail;
}

static struct arc_results verify(struct str mail)
{
	struct message *message = message_parse(test_arena(), test_copy_str(mail), NULL);
	struct signer_zone zone = { 0 };
	struct arc_results got;

	for (uint32_t n = 1; n <= LIMIT_ARC_SETS; n++)
		signer_publish(
		    &zone, arena_printf(test_arena(), "x._domainkey.s%u.example", n).p,
		    signer_record(SIGNER_ED25519));
	test_true(arc_verify(test_arena(), signer_door(&zone), message, CLOCK, &got));
	return got;
}

TEST(arc_chains_that_hold)
{
	for (uint32_t n = 1; n <= 5; n++) {
		struct arc_results got = verify(chain(n, 0, NULL));

		test_int(got.code, ARC_PASS);
		test_int(got.count, n);
		test_int(got.oldest_pass, 1);
		test_str(got.items[n - 1].seal.domain,
			 arena_printf(test_arena(), "s%u.example", n).p);
		test_int(got.items[0].seal.signature, DKIM_PART_GOOD);
		test_int(got.items[0].message.signature, DKIM_PART_GOOD);
		test_int(got.items[0].signed_at, 1700000001);
		test_str(got.items[0].claimed.authserv_id, "s1.example");
		test_str(got.items[0].claimed.methods[0].result, "pass");
	}
}

TEST(arc_fifty_sets_and_one_more)
{
	struct str mail = chain(LIMIT_ARC_SETS, 0, NULL);
	struct recipe usual = { .seal_signer = SIGNER_ED25519 };

	test_int(verify(mail).code, ARC_PASS);
	test_int(verify(add_set(mail, LIMIT_ARC_SETS + 1, &usual)).code, ARC_FAIL);
}

static const struct {
	const char *name;
	uint32_t count, odd;
	struct recipe recipe;
	uint32_t at;
	const char *reason;
} broken[] = {
	{ "no results",
	  2,
	  1,
	  { .no_results = true },
	  1,
	  "a field of this instance is missing" },
	{ "no message signature",
	  2,
	  2,
	  { .no_message = true },
	  2,
	  "a field of this instance is missing" },
	{ "no seal",
	  2,
	  2,
	  { .no_seal = true },
	  2,
	  "a field of this instance is missing" },
	{ "cv=none later on",
	  2,
	  2,
	  { .chain = "none" },
	  2,
	  "the seal's verdict on the chain before it (cv=) is not the one it must have "
	  "there" },
	{ "cv=pass at first",
	  1,
	  1,
	  { .chain = "pass" },
	  1,
	  "the seal's verdict on the chain before it (cv=) is not the one it must have "
	  "there" },
	{ "cv=fail",
	  2,
	  2,
	  { .chain = "fail" },
	  2,
	  "the last party that sealed it found the chain broken" },
	{ "cv= unknown",
	  1,
	  1,
	  { .chain = "good" },
	  1,
	  "its verdict on the chain (cv=) is none, or unknown" },
	{ "seal with h=",
	  1,
	  1,
	  { .seal_tags = "; h=from" },
	  1,
	  "a seal must not name header fields or a body hash" },
	{ "seal covered",
	  2,
	  2,
	  { .message_tags = ":ARC-Seal" },
	  2,
	  "the message signature covers a seal" },
	{ "instance of the results not first",
	  1,
	  1,
	  { .results = "ARC-Authentication-Results: s1.example; i=1; spf=pass\r\n" },
	  0,
	  "a field's instance (i=) is no number from 1 to 50" },
	{ "results twice",
	  1,
	  1,
	  { .results = "ARC-Authentication-Results: i=1; a\r\n"
		       "ARC-Authentication-Results: i=1; a\r\n" },
	  1,
	  "a field of this instance stands there twice" },
	{ "another key seals",
	  2,
	  1,
	  { .seal_signer = SIGNER_OTHER },
	  1,
	  "the header was changed after it was signed, or another key signed it" },
	{ "a seal by a key of another type",
	  2,
	  1,
	  { .seal_signer = SIGNER_RSA_1024 },
	  1,
	  "the key is of another type than the signature" },
	{ "message signature expired",
	  1,
	  1,
	  { .message_tags = "; x=1700000000" },
	  1,
	  "it has expired" },
};

TEST(arc_chains_that_do_not_hold)
{
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct arc_results got =
		    verify(chain(broken[i].count, broken[i].odd, &broken[i].recipe));

		test_case(broken[i].name);
		test_str(str_c(got.reason), broken[i].reason);
		test_int(got.code, ARC_FAIL);
		test_int(got.at, broken[i].at);
	}
}

static struct str changed(struct str mail, const char *find, const char *with)
{
	size_t at = str_find_str(mail, str_c(find));

	test_true(at != STR_NPOS);
	return prepend(prepend(str_sub(mail, 0, at), str_c(with)),
		       str_skip(mail, at + strlen(find)));
}

TEST(arc_body_changed_before_the_last_station)
{
	struct recipe usual = { .seal_signer = SIGNER_ED25519 };
	struct str mail =
	    changed(chain(1, 0, NULL), "Hi.\r\n", "Hi.\r\n____\r\nlist\r\n");
	struct arc_results got = verify(add_set(mail, 2, &usual));

	test_int(got.code, ARC_PASS);
	test_int(got.oldest_pass, 2);
	test_int(got.items[0].body_hash, DKIM_PART_BAD);
	test_str(str_c(got.items[0].message.reason),
		 "the body was changed after it was signed");
}

TEST(arc_changed_after_the_last_station)
{
	struct arc_results got =
	    verify(changed(chain(2, 0, NULL), "Subject: Hello", "Subject: Help"));

	test_int(got.code, ARC_FAIL);
	test_int(got.at, 2);
	test_int(got.oldest_pass, 0);
	test_int(got.items[1].seal.signature, DKIM_PART_GOOD);
	/* What the first station claims is sealed by the second. */
	got = verify(changed(chain(2, 0, NULL), "i=1; s1.example; spf=pass",
			     "i=1; s1.example; spf=fail"));
	test_int(got.code, ARC_FAIL);
	test_int(got.items[1].message.signature, DKIM_PART_GOOD);
	test_int(got.items[1].seal.signature, DKIM_PART_BAD);
}

TEST(arc_gap)
{
	struct str mail = chain(1, 0, NULL);
	struct recipe usual = { .seal_signer = SIGNER_ED25519 };
	struct arc_results got = verify(add_set(mail, 3, &usual));

	test_int(got.code, ARC_FAIL);
	test_int(got.at, 2);
	test_str(str_c(got.reason), "a field of this instance is missing");
	test_true(got.items[2].seal.answer == NULL); /* structure before keys */
}

TEST(arc_without_keys)
{
	struct message *message = message_parse(test_arena(), chain(1, 0, NULL), NULL);
	struct signer_zone zone = { 0 };
	struct arc_results got;

	signer_status(&zone, "x._domainkey.s1.example", "not-recorded");
	test_true(arc_verify(test_arena(), signer_door(&zone), message, CLOCK, &got));
	test_int(got.code, ARC_UNCHECKED);
	test_int(got.items[0].body_hash, DKIM_PART_GOOD);
	zone = (struct signer_zone){ 0 };
	signer_status(&zone, "x._domainkey.s1.example", "timeout");
	test_true(arc_verify(test_arena(), signer_door(&zone), message, CLOCK, &got));
	test_int(got.code, ARC_TEMPERROR);
}

TEST(arc_none)
{
	test_int(verify(STR(MAIL)).code, ARC_NONE);
}
