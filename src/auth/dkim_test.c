/* auth/dkim_test.c - signatures made here, by keys made here; and the samples of RFC
 * 8463. */
#include "auth/dkim.h"
#include "auth/signer_test.h"
#include "base/limits.h"

enum { RECEIVED = 1700000000, CLOCK = 1800000000 };

#define MAIL \
	"From: Joe <joe@a.example>\r\n" \
	"To: ann@b.example\r\n" \
	"Subject: [sale] Hello,  Ann\r\n" \
	"Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n" \
	"\r\n" \
	"Hi  Ann,\r\n" \
	"see you \r\n" \
	"\r\n" \
	"Joe\r\n"
#define TAGS "v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=x; "
#define H "h=From:To:Subject:Date"

/* `find` becomes `with` (the first one; nothing: in front). */
static struct str changed(struct str mail, const char *find, const char *with)
{
	size_t at = find && *find ? str_find_str(mail, str_c(find)) : 0;

	if (!with)
		return mail;
	test_true(at != STR_NPOS);
	return arena_concat(test_arena(),
			    arena_concat(test_arena(), str_sub(mail, 0, at), str_c(with)),
			    str_skip(mail, at + (find ? strlen(find) : 0)));
}

static struct dkim_results verify_at(struct str mail, struct signer_zone *zone,
				     int64_t received)
{
	struct message *message = message_parse(test_arena(), test_copy_str(mail), NULL);
	struct dkim_results got;

	test_true(
	    dkim_verify(test_arena(), signer_door(zone), message, received, CLOCK, &got));
	return got;
}

static struct dkim_results verify(struct str mail, struct signer_zone *zone)
{
	return verify_at(mail, zone, RECEIVED);
}

static void publish(struct signer_zone *zone, enum signer signer, const char *tags)
{
	signer_publish(zone, "x._domainkey.a.example",
		       arena_concat(test_arena(), str_c(tags), signer_record(signer)));
}

static const struct {
	const char *name, *tags;
	enum signer signer;
	const char *key_tags;
	const char *find, *with; /* changed in transit */
	enum dkim_code code;
	enum dkim_part body, signature;
	const char *reason;
} cases[] = {
	{ "relaxed, relaxed", TAGS H, SIGNER_RSA, "", NULL, NULL, DKIM_PASS,
	  DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "simple, simple", "v=1; a=rsa-sha256; d=a.example; s=x; " H, SIGNER_RSA, "",
	  NULL, NULL, DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "relaxed, simple", "v=1; a=rsa-sha256; c=relaxed; d=a.example; s=x; " H,
	  SIGNER_RSA, "", NULL, NULL, DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "simple, relaxed", "v=1; a=rsa-sha256; c=simple/relaxed; d=a.example; s=x; " H,
	  SIGNER_RSA, "", NULL, NULL, DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "Ed25519", "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; s=x; " H,
	  SIGNER_ED25519, "v=DKIM1; ", NULL, NULL, DKIM_PASS, DKIM_PART_GOOD,
	  DKIM_PART_GOOD, NULL },
	{ "a name that is not there is signed as absent", TAGS H ":X-None:X-None",
	  SIGNER_RSA, "", NULL, NULL, DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "and may not come later", TAGS H ":X-None", SIGNER_RSA, "", "To: ann",
	  "X-None: x\r\nTo: ann", DKIM_FAIL, DKIM_PART_GOOD, DKIM_PART_BAD,
	  "the header was changed after it was signed, or another key signed it" },
	{ "white space changed, relaxed", TAGS H, SIGNER_RSA, "",
	  "Hi  Ann,\r\nsee you \r\n", "Hi \t Ann,  \r\nsee you\r\n", DKIM_PASS,
	  DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "empty lines at the end", TAGS H, SIGNER_RSA, "", "\r\nJoe\r\n",
	  "\r\nJoe\r\n\r\n\r\n", DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "body changed", TAGS H, SIGNER_RSA, "", "Hi  Ann", "Hi Bob", DKIM_FAIL,
	  DKIM_PART_BAD, DKIM_PART_GOOD, "the body was changed after it was signed" },
	{ "header changed", TAGS H, SIGNER_RSA, "", "Hello", "Help", DKIM_FAIL,
	  DKIM_PART_GOOD, DKIM_PART_BAD,
	  "the header was changed after it was signed, or another key signed it" },
	{ "both changed", TAGS H, SIGNER_RSA, "", "Hello,  Ann\r\nDate: Tue",
	  "Hi\r\nDate: Wed", DKIM_FAIL, DKIM_PART_GOOD, DKIM_PART_BAD,
	  "the header was changed after it was signed, or another key signed it" },
	{ "testing is told, and no pass is lost", TAGS H, SIGNER_RSA, "t=y; ", NULL, NULL,
	  DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "SHA-1", "v=1; a=rsa-sha1; c=relaxed/relaxed; d=a.example; s=x; " H, SIGNER_RSA,
	  "", NULL, NULL, DKIM_POLICY, DKIM_PART_GOOD, DKIM_PART_GOOD,
	  "it verifies, but SHA-1 proves nothing any more (RFC 8301)" },
	{ "512 bits", TAGS H, SIGNER_RSA_512, "", NULL, NULL, DKIM_POLICY, DKIM_PART_GOOD,
	  DKIM_PART_GOOD,
	  "it verifies, but its key is too short to prove anything (RFC 8301)" },
	{ "1024 bits", TAGS H, SIGNER_RSA_1024, "", NULL, NULL, DKIM_PASS, DKIM_PART_GOOD,
	  DKIM_PART_GOOD, NULL },
	{ "From is not covered", TAGS "h=To:Subject", SIGNER_RSA, "", NULL, NULL,
	  DKIM_PERMERROR, DKIM_PART_GOOD, DKIM_PART_GOOD, "it does not cover From (h=)" },
	{ "identity elsewhere", TAGS H "; i=@b.example", SIGNER_RSA, "", NULL, NULL,
	  DKIM_PERMERROR, DKIM_PART_GOOD, DKIM_PART_GOOD,
	  "its identity (i=) is outside the domain that signs (d=)" },
	{ "identity below, strict key", TAGS H "; i=@sub.a.example", SIGNER_RSA, "t=s; ",
	  NULL, NULL, DKIM_PERMERROR, DKIM_PART_GOOD, DKIM_PART_UNKNOWN,
	  "the key allows no subdomain in the identity (t=s, i=)" },
	{ "identity below", TAGS H "; i=@sub.a.example", SIGNER_RSA, "", NULL, NULL,
	  DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "a key for other hashes", TAGS H, SIGNER_RSA, "h=sha1; ", NULL, NULL,
	  DKIM_PERMERROR, DKIM_PART_GOOD, DKIM_PART_UNKNOWN,
	  "the key must not be used with that hash (h=)" },
	{ "a key of another type", TAGS H, SIGNER_RSA, "k=ed25519; ", NULL, NULL,
	  DKIM_PERMERROR, DKIM_PART_GOOD, DKIM_PART_UNKNOWN,
	  "the key record is not well formed" },
	{ "version of the signature", "v=2; a=rsa-sha256; d=a.example; s=x; " H,
	  SIGNER_RSA, "", NULL, NULL, DKIM_NEUTRAL, DKIM_PART_UNKNOWN, DKIM_PART_UNKNOWN,
	  "its version (v=) is not 1" },
	{ "expired before receipt", TAGS H "; t=1600000000; x=1600000001", SIGNER_RSA, "",
	  NULL, NULL, DKIM_POLICY, DKIM_PART_GOOD, DKIM_PART_GOOD,
	  "it verifies, but it had expired when it was received" },
	{ "expired since", TAGS H "; t=1600000000; x=1700000001", SIGNER_RSA, "", NULL,
	  NULL, DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "l= as long as the body", TAGS H "; l=25", SIGNER_RSA, "", NULL, NULL,
	  DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "l= and more behind", TAGS H "; l=25", SIGNER_RSA, "", "Joe\r\n",
	  "Joe\r\nPay here\r\n", DKIM_PASS, DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
	{ "l= and less", TAGS H "; l=25", SIGNER_RSA, "", "Joe\r\n", "", DKIM_FAIL,
	  DKIM_PART_BAD, DKIM_PART_GOOD,
	  "the body is shorter than what was signed (l=)" },
	{ "l=0", TAGS H "; l=0", SIGNER_RSA, "", "Hi  Ann", "Anything", DKIM_PASS,
	  DKIM_PART_GOOD, DKIM_PART_GOOD, NULL },
};

TEST(dkim_judges_each_part)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct signer_zone zone = { 0 };
		struct str mail = signer_sign(cases[i].signer, SIGNATURE_DKIM,
					      cases[i].tags, STR(MAIL));
		struct dkim_results got;

		test_case(cases[i].name);
		publish(&zone, cases[i].signer, cases[i].key_tags);
		got = verify(changed(mail, cases[i].find, cases[i].with), &zone);
		test_int(got.count, 1);
		test_int(got.items[0].code, cases[i].code);
		test_int(got.items[0].body_hash, cases[i].body);
		test_int(got.items[0].signature, cases[i].signature);
		test_str(str_c(got.items[0].reason), cases[i].reason);
		test_str(got.items[0].domain, "a.example");
	}
}

/* The same mail with LF alone, as it is stored, verifies too. */
TEST(dkim_of_stored_mail)
{
	static const char *const forms[] = { "relaxed/relaxed", "simple/simple" };

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct signer_zone zone = { 0 };
		struct str tags = arena_printf(
		    test_arena(), "v=1; a=rsa-sha256; c=%s; d=a.example; s=x; " H,
		    forms[i]);
		struct str mail =
		    signer_sign(SIGNER_RSA, SIGNATURE_DKIM, tags.p, STR(MAIL));
		struct buf out;

		test_case(forms[i]);
		publish(&zone, SIGNER_RSA, "");
		buf_init(&out, 0);
		for (size_t at = 0; at < mail.n; at++)
			if (mail.p[at] != '\r')
				buf_add_char(&out, mail.p[at]);
		test_int(
		    verify(arena_str(test_arena(), buf_peek(&out)), &zone).items[0].code,
		    DKIM_PASS);
		buf_fini(&out);
	}
}

/* --- the key ---------------------------------------------------------------------- */

static const struct {
	const char *name, *status, *find, *with;
	enum dkim_code code;
	enum dkim_part body;
} unfetched[] = {
	{ "no such name", "no-such-name", NULL, NULL, DKIM_PERMERROR, DKIM_PART_GOOD },
	{ "no TXT there", "no-data", NULL, NULL, DKIM_PERMERROR, DKIM_PART_GOOD },
	{ "time out", "timeout", NULL, NULL, DKIM_TEMPERROR, DKIM_PART_GOOD },
	{ "server failure", "failed", NULL, NULL, DKIM_TEMPERROR, DKIM_PART_GOOD },
	{ "refused", "refused", NULL, NULL, DKIM_TEMPERROR, DKIM_PART_GOOD },
	{ "not recorded", "not-recorded", NULL, NULL, DKIM_UNCHECKED, DKIM_PART_GOOD },
	{ "not allowed", "not-allowed", NULL, NULL, DKIM_UNCHECKED, DKIM_PART_GOOD },
	/* No key can make it pass. */
	{ "not recorded, body changed", "not-recorded", "Hi  Ann", "Ho", DKIM_FAIL,
	  DKIM_PART_BAD },
};

TEST(dkim_without_a_key)
{
	struct str mail = signer_sign(SIGNER_RSA, SIGNATURE_DKIM, TAGS H, STR(MAIL));

	for (size_t i = 0; i < COUNT(unfetched); i++) {
		struct signer_zone zone = { 0 };
		struct dkim_results got;

		test_case(unfetched[i].name);
		signer_status(&zone, "x._domainkey.a.example", unfetched[i].status);
		got = verify(changed(mail, unfetched[i].find, unfetched[i].with), &zone);
		test_int(got.items[0].code, unfetched[i].code);
		test_int(got.items[0].body_hash, unfetched[i].body);
		test_int(got.items[0].signature, DKIM_PART_UNKNOWN);
	}
}

TEST(dkim_key_is_revoked_or_another)
{
	struct str mail =
	    signer_sign(SIGNER_ED25519, SIGNATURE_DKIM,
			"v=1; a=ed25519-sha256; d=a.example; s=x; " H, STR(MAIL));
	struct signer_zone revoked = { 0 }, other = { 0 };
	struct dkim_results got;

	signer_publish(&revoked, "x._domainkey.a.example", STR("v=DKIM1; p="));
	got = verify(mail, &revoked);
	test_int(got.items[0].code, DKIM_PERMERROR);
	test_str(str_c(got.items[0].reason), "the key was revoked");
	publish(&other, SIGNER_OTHER, "");
	got = verify(mail, &other);
	test_int(got.items[0].code, DKIM_FAIL);
	test_int(got.items[0].signature, DKIM_PART_BAD);
	test_int(got.items[0].key_bits, 256);
}

/* RFC 6376, 3.6.2.2 leaves several records undefined; one that verifies is enough, and
 * what is no key record at all does no harm. */
TEST(dkim_several_key_records)
{
	struct str mail = signer_sign(SIGNER_RSA, SIGNATURE_DKIM, TAGS H, STR(MAIL));
	struct signer_zone zone = { 0 };
	struct dkim_results got;

	buf_init(&zone.json, 0);
	buf_add_c(&zone.json,
		  "{\"default\":\"no-such-name\",\"answers\":[{\"question\":\"dns TXT "
		  "x._domainkey.a.example\",\"data\":[\"\\\"v=spf1 -all\\\"\"");
	for (int i = 0; i < 2; i++) {
		struct str record = signer_record(i ? SIGNER_RSA : SIGNER_RSA_1024);

		buf_add_c(&zone.json, ",\"");
		for (size_t at = 0; at < record.n; at += 200)
			buf_printf(&zone.json, "%s\\\"%.*s\\\"", at ? " " : "",
				   STR_ARG(str_sub(record, at, at + 200)));
		buf_add_c(&zone.json, "\"");
	}
	buf_add_c(&zone.json, "]}");
	got = verify(mail, &zone);
	test_int(got.items[0].code, DKIM_PASS);
	test_int(got.items[0].key_records, 3);
	test_int(got.items[0].key_bits, 2048);
}

/* --- what is covered: DK-01 to DK-07 ---------------------------------------------- */

static struct dkim_signature one(const char *tags, enum signer signer,
				 const char *key_tags, const char *find, const char *with)
{
	struct signer_zone zone = { 0 };
	struct str mail = signer_sign(signer, SIGNATURE_DKIM, tags, STR(MAIL));

	publish(&zone, signer, key_tags);
	return verify(changed(mail, find, with), &zone).items[0];
}

static const struct dkim_open *open_of(const struct dkim_signature *got, const char *name)
{
	for (uint32_t i = 0; i < got->open_count; i++)
		if (str_eq(got->open[i].name, str_c(name)))
			return &got->open[i];
	return NULL;
}

TEST(dk_01_unsigned_fields)
{
	struct dkim_signature got = one(TAGS "h=From:Date", SIGNER_RSA, "",
					"Subject: [sale] Hello", "Subject: Win");

	test_int(got.code, DKIM_PASS);
	test_int(got.open_count, 2);
	test_true(open_of(&got, "subject") && open_of(&got, "to"));
	test_int(open_of(&got, "subject")->covered, 0);
	got = one(TAGS H, SIGNER_RSA, "", NULL, NULL);
	test_int(got.open_count, 0);
}

TEST(dk_02_field_doubled_on_top)
{
	struct dkim_signature got = one(TAGS H, SIGNER_RSA, "", "", "Subject: Win\r\n");

	test_int(got.code, DKIM_PASS);
	test_int(got.open_count, 1);
	test_str(got.open[0].name, "subject");
	test_int(got.open[0].present, 2);
	test_int(got.open[0].covered, 1);
	test_str(str_trim(got.open[0].field->value), "Win");
	/* Named once more than it is there: nothing can be added. */
	got = one(TAGS H ":Subject", SIGNER_RSA, "", "", "Subject: Win\r\n");
	test_int(got.code, DKIM_FAIL);
}

TEST(dk_03_unsigned_tail)
{
	struct signer_zone zone = { 0 };
	struct str mail =
	    signer_sign(SIGNER_RSA, SIGNATURE_DKIM, TAGS H "; l=25", STR(MAIL));
	struct dkim_signature got;

	mail = changed(mail, "Joe\r\n", "Joe\r\nPay here\r\n");
	publish(&zone, SIGNER_RSA, "");
	got = verify(mail, &zone).items[0];
	test_int(got.code, DKIM_PASS);
	test_int(got.signed_length, 25);
	test_int(got.body_length, 35);
	test_true(got.length_given);
	test_int(got.unsigned_offset, str_find_str(mail, STR("Pay here")));
	/* Nothing is left open where nothing was added. */
	got = one(TAGS H "; l=25", SIGNER_RSA, "", NULL, NULL);
	test_int(got.signed_length, got.body_length);
	got = one(TAGS H, SIGNER_RSA, "", NULL, NULL);
	test_true(!got.length_given);
}

TEST(dk_04_old_signature)
{
	struct dkim_signature got =
	    one(TAGS H "; t=1600000000; x=1700000001", SIGNER_RSA, "", NULL, NULL);

	test_int(got.signed_at, 1600000000);
	test_true(!got.expired_then);
	test_true(got.expired_now);
	got = one(TAGS H "; t=1750000000", SIGNER_RSA, "", NULL, NULL);
	test_true(got.from_future);
	got = one(TAGS H "; t=1700000100", SIGNER_RSA, "", NULL, NULL);
	test_true(!got.from_future);
}

TEST(dk_05_second_from)
{
	struct dkim_signature got =
	    one(TAGS H, SIGNER_RSA, "", "", "From: boss@bank.example\r\n");

	test_int(got.code, DKIM_PASS);
	test_true(!got.from_oversigned);
	test_true(open_of(&got, "from") != NULL);
	test_int(open_of(&got, "from")->present, 2);
	got =
	    one(TAGS "h=From:From:To", SIGNER_RSA, "", "", "From: boss@bank.example\r\n");
	test_int(got.code, DKIM_FAIL);
	got = one(TAGS "h=From:From:To", SIGNER_RSA, "", NULL, NULL);
	test_int(got.code, DKIM_PASS);
	test_true(got.from_oversigned);
}

TEST(dk_06_key_size_and_testing)
{
	struct dkim_signature got = one(TAGS H, SIGNER_RSA_512, "t=y:s; ", NULL, NULL);

	test_int(got.code, DKIM_POLICY);
	test_int(got.key_bits, 512);
	test_true(got.testing);
	test_true(got.strict);
	got = one(TAGS H, SIGNER_RSA, "", NULL, NULL);
	test_int(got.key_bits, 2048);
	test_true(!got.testing);
}

TEST(dk_07_several_signatures)
{
	struct signer_zone zone = { 0 };
	struct str mail = signer_sign(SIGNER_RSA, SIGNATURE_DKIM, TAGS H, STR(MAIL));
	struct dkim_results got;
	struct message *message;

	mail = signer_sign(SIGNER_OTHER, SIGNATURE_DKIM,
			   "v=1; a=ed25519-sha256; d=esp.example; s=y; h=From", mail);
	publish(&zone, SIGNER_RSA, "");
	signer_publish(&zone, "y._domainkey.esp.example", signer_record(SIGNER_OTHER));
	got = verify(changed(mail, "Hello", "Help"), &zone);
	test_int(got.count, 2);
	test_int(got.items[0].code, DKIM_PASS);
	test_str(got.items[0].domain, "esp.example");
	test_int(got.items[1].code, DKIM_FAIL);
	message = message_parse(test_arena(), mail, NULL);
	test_true(!dkim_aligned(test_arena(), message, STR("esp.example")));
	test_true(dkim_aligned(test_arena(), message, STR("a.example")));
	test_true(dkim_aligned(test_arena(), message, STR("mail.a.example")));
}

/* --- limits ----------------------------------------------------------------------- */

TEST(dkim_many_signatures)
{
	struct str mail = STR(MAIL);
	struct signer_zone zone = { 0 };
	struct dkim_results got;

	for (int i = 0; i < 300; i++)
		mail = arena_concat(
		    test_arena(),
		    arena_printf(
			test_arena(),
			"DKIM-Signature: v=1; a=rsa-sha256; d=a%d.example; s=x; "
			"h=From; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;"
			" b=QUJD\r\n",
			i),
		    mail);
	got = verify(mail, &zone);
	test_int(got.fields, 300);
	test_int(got.count, LIMIT_DKIM_LISTED);
	test_true(got.items[LIMIT_DKIM - 1].answer != NULL);
	test_true(got.items[LIMIT_DKIM].answer == NULL);
	test_int(got.items[LIMIT_DKIM].code, DKIM_UNCHECKED);
	test_str(got.items[LIMIT_DKIM].domain, "a289.example");
}

TEST(dkim_unsigned_mail_asks_for_nothing)
{
	struct signer_zone zone = { 0 };

	test_int(verify(STR(MAIL), &zone).count, 0);
}

/* --- changes in transit ------------------------------------------------------------- */

#define SIMPLE "v=1; a=rsa-sha256; d=a.example; s=x; " H

static const struct {
	const char *name, *tags, *find, *with, *body, *header;
} repairs[] = {
	{ "list footer", TAGS H, "Joe\r\n",
	  "Joe\r\n_______________\r\nlist mailing list\r\nhttp://list.example/\r\n",
	  "footer", NULL },
	{ "footer behind two dashes", TAGS H, "Joe\r\n",
	  "Joe\r\n\r\n-- \r\nunsubscribe\r\n", "footer", NULL },
	{ "trailing blanks", SIMPLE, "Ann,\r\n", "Ann, \r\n", NULL, NULL },
	{ "CR CR LF", TAGS H, "Ann,\r\nsee", "Ann,\r\r\nsee", "line-ends", NULL },
	{ "CR alone", TAGS H, "Ann,\r\nsee", "Ann,\rsee", "line-ends", NULL },
	{ "subject tag", TAGS H, "Subject: ", "Subject: [list] ", NULL, "subject-tag" },
	{ "spam mark", TAGS H, "Subject: ", "Subject: ***SPAM*** ", NULL, "subject-tag" },
	{ "another subject", TAGS H, "Hello", "[list] Hello", NULL, NULL },
	{ "other words", TAGS H, "Joe\r\n", "Jim\r\n", NULL, NULL },
	{ "words before the footer", TAGS H, "Joe\r\n", "Jim\r\n____\r\nlist\r\n", NULL,
	  NULL },
};

TEST(dkim_repairs)
{
	for (size_t i = 0; i < COUNT(repairs); i++) {
		struct dkim_signature got = one(repairs[i].tags, SIGNER_RSA, "",
						repairs[i].find, repairs[i].with);

		test_case(repairs[i].name);
		test_int(got.code, DKIM_FAIL);
		test_str(str_c(got.body_repair), repairs[i].body);
		test_str(str_c(got.header_repair), repairs[i].header);
	}
}

TEST(dkim_repairs_blanks_that_were_added)
{
	struct signer_zone zone = { 0 };
	struct str plain = changed(STR(MAIL), "you \r\n", "you\r\n");
	struct str mail = signer_sign(SIGNER_RSA, SIGNATURE_DKIM, SIMPLE, plain);
	struct dkim_signature got;

	publish(&zone, SIGNER_RSA, "");
	got = verify(changed(mail, "you\r\n", "you \t\r\n"), &zone).items[0];
	test_str(str_c(got.body_repair), "trailing-space");
}

#define ENCODED \
	"From: joe@a.example\r\n" \
	"MIME-Version: 1.0\r\n" \
	"Content-Type: text/plain; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: 8bit\r\n" \
	"\r\n" \
	"caf\xC3\xA9\r\n"

TEST(dkim_repairs_encodings)
{
	struct signer_zone zone = { 0 };
	struct str mail = signer_sign(
	    SIGNER_RSA, SIGNATURE_DKIM,
	    TAGS "h=From:Content-Type:Content-Transfer-Encoding", STR(ENCODED));
	struct dkim_signature got;

	publish(&zone, SIGNER_RSA, "");
	mail = changed(mail, ": 8bit", ": quoted-printable");
	mail = changed(mail, "caf\xC3\xA9", "caf=C3=A9");
	got = verify(mail, &zone).items[0];
	test_int(got.code, DKIM_FAIL);
	test_str(str_c(got.body_repair), "re-encoded");
	test_str(str_c(got.header_repair), "re-encoded");
}

/* --- RFC 8463, appendix A ------------------------------------------------------------
 */

/* Only the signatures below and their keys are the RFC's data; they sign exactly this
 * mail. */
#define RFC_MAIL \
	"From: Joe SixPack <joe@football.example.com>\r\n" \
	"To: Suzie Q <suzie@shopping.example.net>\r\n" \
	"Subject: Is dinner ready?\r\n" \
	"Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n" \
	"Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n" \
	"\r\n" \
	"Hi.\r\n" \
	"\r\n" \
	"We lost the game.  Are you hungry yet?\r\n" \
	"\r\n" \
	"Joe.\r\n"

#define RFC_ED25519 \
	"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n" \
	" d=football.example.com; i=@football.example.com;\r\n" \
	" q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n" \
	" subject : date : message-id : from : subject : date;\r\n" \
	" bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n" \
	" b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n" \
	" Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"

#define RFC_RSA \
	"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n" \
	" d=football.example.com; i=@football.example.com;\r\n" \
	" q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n" \
	" date : message-id : from : subject : date;\r\n" \
	" bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n" \
	" b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n" \
	" DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n" \
	" dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n"

TEST(rfc_8463_samples)
{
	struct signer_zone zone = { 0 };
	struct dkim_results got;

	signer_publish(&zone, "brisbane._domainkey.football.example.com",
		       STR("v=DKIM1; k=ed25519; "
			   "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));
	signer_publish(
	    &zone, "test._domainkey.football.example.com",
	    STR("v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
		"iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
		"DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
		"Ip3G+2kryOTIKT+l/K4w3QIDAQAB"));
	got = verify(STR(RFC_ED25519 RFC_RSA RFC_MAIL), &zone);
	test_int(got.count, 2);
	for (uint32_t i = 0; i < got.count; i++) {
		test_int(got.items[i].body_hash, DKIM_PART_GOOD);
		test_int(got.items[i].signature, DKIM_PART_GOOD);
		test_int(got.items[i].code, DKIM_PASS);
		test_true(got.items[i].from_oversigned);
	}
}
