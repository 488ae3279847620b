/* auth/signature_test.c */
#include "auth/signature.h"
#include "base/limits.h"
#include "base/test.h"

#define BH "bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; "
#define GOOD "v=1; a=rsa-sha256; d=a.example; s=x; h=From:To; " BH "b=QUJD"

static void parse(const char *value, enum signature_kind kind, struct signature *ret)
{
	struct field *field = arena_new_of(test_arena(), struct field);
	struct str raw = test_copy_str(arena_printf(test_arena(), "X: %s\r\n", value));

	*field = (struct field){ .raw = raw,
				 .name = str_sub(raw, 0, 1),
				 .value = str_sub(raw, 2, raw.n - 2) };
	signature_parse(test_arena(), field, kind, ret);
}

static const struct {
	const char *name, *value;
	enum signature_state state;
	const char *problem;
} cases[] = {
	{ "usual", GOOD, SIGNATURE_USABLE, NULL },
	{ "simple alone", GOOD "; c=simple", SIGNATURE_USABLE, NULL },
	{ "relaxed alone", GOOD "; c=relaxed", SIGNATURE_USABLE, NULL },
	{ "no version", "a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "it has no version (v=)" },
	{ "other version", "v=2; a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its version (v=) is not 1" },
	{ "no d=", "v=1; a=rsa-sha256; s=x; h=From; " BH "b=QUJD", SIGNATURE_UNREADABLE,
	  "it names no domain (d=)" },
	{ "no s=", "v=1; a=rsa-sha256; d=a.example; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "it names no selector (s=)" },
	{ "no h=", "v=1; a=rsa-sha256; d=a.example; s=x; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "it names no header fields (h=)" },
	{ "no bh=", "v=1; a=rsa-sha256; d=a.example; s=x; h=From; b=QUJD",
	  SIGNATURE_UNREADABLE, "it holds no body hash (bh=)" },
	{ "no b=", "v=1; a=rsa-sha256; d=a.example; s=x; h=From; " BH,
	  SIGNATURE_UNREADABLE, "it holds no signature (b=)" },
	{ "no a=", "v=1; d=a.example; s=x; h=From; " BH "b=QUJD", SIGNATURE_UNREADABLE,
	  "it names no algorithm (a=)" },
	{ "unknown algorithm", "v=1; a=rsa-md5; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its algorithm is unknown" },
	{ "unknown form", GOOD "; c=nofws", SIGNATURE_UNREADABLE,
	  "its canonical form is unknown" },
	{ "unknown form of the body", GOOD "; c=relaxed/nofws", SIGNATURE_UNREADABLE,
	  "its canonical form is unknown" },
	{ "not for the DNS", GOOD "; q=http/well-known", SIGNATURE_UNREADABLE,
	  "its key is not to be found in the DNS (q=)" },
	{ "for the DNS among others", GOOD "; q=http/well-known:dns/txt",
	  SIGNATURE_USABLE, NULL },
	{ "the same tag twice", GOOD "; d=b.example", SIGNATURE_UNREADABLE,
	  "a tag stands there twice" },
	{ "From not covered",
	  "v=1; a=rsa-sha256; d=a.example; s=x; h=To:Subject; " BH "b=QUJD",
	  SIGNATURE_UNLAWFUL, "it does not cover From (h=)" },
	{ "From in any case", "v=1; a=rsa-sha256; d=a.example; s=x; h=FROM; " BH "b=QUJD",
	  SIGNATURE_USABLE, NULL },
	{ "identity below", GOOD "; i=joe@sub.a.example", SIGNATURE_USABLE, NULL },
	{ "identity elsewhere", GOOD "; i=joe@b.example", SIGNATURE_UNLAWFUL,
	  "its identity (i=) is outside the domain that signs (d=)" },
	{ "identity that only ends alike", GOOD "; i=joe@xa.example", SIGNATURE_UNLAWFUL,
	  "its identity (i=) is outside the domain that signs (d=)" },
	{ "identity without an at sign", GOOD "; i=a.example", SIGNATURE_UNREADABLE,
	  "its identity (i=) is no address" },
	{ "expires before it is made", GOOD "; t=100; x=99", SIGNATURE_UNREADABLE,
	  "its expiry (x=) is not after its time (t=)" },
	{ "expires when it is made", GOOD "; t=100; x=100", SIGNATURE_UNREADABLE,
	  "its expiry (x=) is not after its time (t=)" },
	{ "expires a second later", GOOD "; t=100; x=101", SIGNATURE_USABLE, NULL },
	{ "time is no number", GOOD "; t=soon", SIGNATURE_UNREADABLE,
	  "its time (t=) is no number" },
	{ "negative length", GOOD "; l=-1", SIGNATURE_UNREADABLE,
	  "its length (l=) is no number" },
	{ "body hash too long", "v=1; a=rsa-sha1; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its body hash (bh=) has not the length of such a hash" },
	{ "body hash too short",
	  "v=1; a=rsa-sha256; d=a.example; s=x; h=From; bh=QUJD; b=QUJD",
	  SIGNATURE_UNREADABLE, "its body hash (bh=) has not the length of such a hash" },
	{ "body hash no base64",
	  "v=1; a=rsa-sha256; d=a.example; s=x; h=From; bh=<47D>; b=QUJD",
	  SIGNATURE_UNREADABLE, "its body hash (bh=) is no base64" },
	{ "folded b=", "v=1; a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QU\r\n\tJD ",
	  SIGNATURE_USABLE, NULL },
	{ "bracket in the domain",
	  "v=1; a=rsa-sha256; d=legit.example(.evil.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its domain (d=) is no domain name" },
	{ "quote in the domain",
	  "v=1; a=rsa-sha256; d=legit.example\"a.evil.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its domain (d=) is no domain name" },
	{ "empty label", "v=1; a=rsa-sha256; d=a..example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its domain (d=) is no domain name" },
	{ "blank in the selector",
	  "v=1; a=rsa-sha256; d=a.example; s=x y; h=From; " BH "b=QUJD",
	  SIGNATURE_UNREADABLE, "its selector (s=) is no name" },
};

TEST(signatures_are_read)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct signature got;

		test_case(cases[i].name);
		parse(cases[i].value, SIGNATURE_DKIM, &got);
		test_str(str_c(got.problem), cases[i].problem);
		test_int(got.state, cases[i].state);
	}
}

TEST(signatures_say_where_their_key_is)
{
	struct signature got;

	parse("v=1; a=rsa-sha256; d=A.Example; s=X.y; h=From; " BH "b=QUJD",
	      SIGNATURE_DKIM, &got);
	test_str(got.query_name, "x.y._domainkey.a.example");
	test_str(got.identity, "@A.Example");
	parse("v=1; a=rsa-sha256; d=\xE4\xBE\x8B.example; s=x; h=From; " BH "b=QUJD",
	      SIGNATURE_DKIM, &got);
	test_str(got.query_name, "x._domainkey.xn--fsq.example");
}

TEST(signatures_with_a_nul_ask_for_nothing)
{
	struct str raw = test_copy_str(STR(
	    "X: v=1; a=rsa-sha256; d=a.example; s=x\0.evil; h=From; " BH "b=QUJD\r\n"));
	struct field field = { .raw = raw, .value = str_sub(raw, 2, raw.n - 2) };
	struct signature got;

	signature_parse(test_arena(), &field, SIGNATURE_DKIM, &got);
	test_int(got.state, SIGNATURE_UNREADABLE);
	test_int(got.query_name.n, 0);
}

TEST(signatures_leave_their_b_out)
{
	struct signature got;

	parse(GOOD " \r\n\tREVG", SIGNATURE_DKIM, &got);
	test_str(got.left_out, "QUJD \r\n\tREVG");
	test_str(got.bytes, "ABCDEF");
}

TEST(signatures_with_ten_thousand_names)
{
	struct str value =
	    STR("v=1; a=rsa-sha256; d=a.example; s=x; " BH "b=QUJD; h=from");
	struct signature got;

	for (int i = 0; i < 10000; i++)
		value = arena_concat(test_arena(), value, STR(":aa"));
	value = arena_concat(test_arena(), value, STR("\0"));
	parse(value.p, SIGNATURE_DKIM, &got);
	test_int(got.name_count, LIMIT_SIGNED_NAMES);
	test_int(got.state, SIGNATURE_UNREADABLE);
}

static const struct {
	const char *name, *value;
	enum signature_kind kind;
	const char *problem;
} arc[] = {
	{ "message signature",
	  "i=1; a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_ARC_MESSAGE, NULL },
	{ "no instance", "a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_ARC_MESSAGE, "its instance (i=) is no number from 1 to 50" },
	{ "instance 0", "i=0; a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_ARC_MESSAGE, "its instance (i=) is no number from 1 to 50" },
	{ "instance 51", "i=51; a=rsa-sha256; d=a.example; s=x; h=From; " BH "b=QUJD",
	  SIGNATURE_ARC_MESSAGE, "its instance (i=) is no number from 1 to 50" },
	{ "seal", "i=1; cv=none; a=rsa-sha256; d=a.example; s=x; b=QUJD",
	  SIGNATURE_ARC_SEAL, NULL },
	{ "seal with h=", "i=1; cv=none; a=rsa-sha256; d=a.example; s=x; h=From; b=QUJD",
	  SIGNATURE_ARC_SEAL, "a seal must not name header fields or a body hash" },
	{ "seal without cv=", "i=1; a=rsa-sha256; d=a.example; s=x; b=QUJD",
	  SIGNATURE_ARC_SEAL, "its verdict on the chain (cv=) is none, or unknown" },
	{ "seal without t=", "i=2; cv=Pass; a=rsa-sha256; d=a.example; s=x; b=QUJD",
	  SIGNATURE_ARC_SEAL, NULL },
};

TEST(signatures_of_arc)
{
	for (size_t i = 0; i < COUNT(arc); i++) {
		struct signature got;

		test_case(arc[i].name);
		parse(arc[i].value, arc[i].kind, &got);
		test_str(str_c(got.problem), arc[i].problem);
	}
}
