/* mail/authres_test.c */
#include "mail/authres.h"
#include "base/test.h"

static struct authres parse(const char *name, const char *value)
{
	struct field *field = arena_new_of(test_arena(), struct field);
	struct authres got;

	*field = (struct field){ .known = field_name_of(str_c(name)),
				 .name = str_c(name),
				 .value = test_copy(value) };
	authres_parse(test_arena(), field, NULL, &got);
	return got;
}

/* One method of a field: the n-th. */
static const struct {
	const char *name, *value, *id;
	uint32_t count, n;
	const char *method, *result, *identity, *ip, *reason;
} cases[] = {
	{ "plain", " mx.example.jp; spf=pass smtp.mailfrom=a@b.example", "mx.example.jp",
	  1, 0, "spf", "pass", "a@b.example", "", "" },
	{ "version behind the id", "mx.example.jp 1; dkim=pass header.d=b.example",
	  "mx.example.jp", 1, 0, "dkim", "pass", "b.example", "", "" },
	{ "upper case", "MX.Example.JP; SPF=Pass SMTP.MailFrom=b.example",
	  "mx.example.jp", 1, 0, "spf", "pass", "b.example", "", "" },
	{ "second of two",
	  "mx; dkim=pass header.d=a; dkim=fail reason=\"bad key\" header.d=b", "mx", 2, 1,
	  "dkim", "fail", "b", "", "bad key" },
	{ "comments everywhere",
	  "(c) mx (d) 1 (e) ; (f) spf (g) = (h) fail (i) smtp.mailfrom"
	  " (j) = (k) b.example (l)",
	  "mx", 1, 0, "spf", "fail", "b.example", "", "" },
	{ "semicolon in a comment", "mx; spf=pass (a; dkim=pass) smtp.mailfrom=b", "mx",
	  1, 0, "spf", "pass", "b", "", "" },
	{ "semicolon in quotes", "mx; spf=pass smtp.mailfrom=\"a;dkim=pass\"@b", "mx", 1,
	  0, "spf", "pass", "\"a;dkim=pass\"@b", "", "" },
	{ "a result inside a comment is none", "mx; spf=fail (dkim=pass) smtp.helo=h",
	  "mx", 1, 0, "spf", "fail", "h", "", "" },
	{ "method with a version", "mx; spf/1=pass smtp.mailfrom=b", "mx", 1, 0, "spf",
	  "pass", "b", "", "" },
	{ "angle brackets", "mx; spf=pass smtp.mailfrom=<a@b>", "mx", 1, 0, "spf", "pass",
	  "a@b", "", "" },
	{ "login", "mx; auth=pass (plain) smtp.auth=joe smtp.mailfrom=x@y", "mx", 1, 0,
	  "auth", "pass", "joe", "", "" },
	{ "DMARC with policy comment", "mx; dmarc=fail (p=REJECT sp=NONE) header.from=b",
	  "mx", 1, 0, "dmarc", "fail", "b", "", "" },
	{ "Exchange Online, no id",
	  "spf=none (sender IP is 192.0.2.7)\r\n smtp.mailfrom=b;"
	  " dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none"
	  " header.from=b;compauth=fail reason=001",
	  "", 4, 0, "spf", "none", "b", "192.0.2.7", "" },
	{ "Exchange Online, DMARC",
	  "spf=none smtp.mailfrom=b; dkim=none header.d=none;"
	  "dmarc=none action=none header.from=b;compauth=fail reason=001",
	  "", 4, 2, "dmarc", "none", "b", "", "" },
	{ "Exchange Online, compauth",
	  "spf=none smtp.mailfrom=b;compauth=fail reason=001", "", 2, 1, "compauth",
	  "fail", "", "", "001" },
	{ "Exchange before, a host between the results",
	  "spf=pass smtp.mailfrom=b; c.example;"
	  " dkim=pass header.d=b",
	  "", 2, 1, "dkim", "pass", "b", "", "" },
	{ "Google",
	  "mx.google.com;\r\n       spf=pass (google.com: domain of a@b designates"
	  " 192.0.2.7 as permitted sender) smtp.mailfrom=a@b",
	  "mx.google.com", 1, 0, "spf", "pass", "a@b", "192.0.2.7", "" },
	{ "comment never closed", "mx; spf=pass (open; dkim=pass header.d=x", "mx", 1, 0,
	  "spf", "pass", "", "", "" },
};

TEST(authres_reads_results)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct authres got = parse("Authentication-Results", cases[i].value);

		test_case(cases[i].name);
		test_str(got.authserv_id, cases[i].id);
		test_int(got.method_count, cases[i].count);
		if (got.method_count <= cases[i].n)
			continue;
		test_str(got.methods[cases[i].n].method, cases[i].method);
		test_str(got.methods[cases[i].n].result, cases[i].result);
		test_str(got.methods[cases[i].n].identity, cases[i].identity);
		test_str(got.methods[cases[i].n].client_ip, cases[i].ip);
		test_str(got.methods[cases[i].n].reason, cases[i].reason);
	}
}

TEST(authres_none_and_arc)
{
	struct authres got = parse("Authentication-Results", "mx.example.jp; none");

	test_true(got.none);
	test_int(got.method_count, 0);
	got = parse("ARC-Authentication-Results",
		    "i=2; mx.example.jp; spf=pass smtp.mailfrom=b");
	test_true(got.is_arc);
	test_int(got.arc_instance, 2);
	test_str(got.authserv_id, "mx.example.jp");
	test_int(got.method_count, 1);
	got = parse("Authentication-Results", "");
	test_int(got.method_count, 0);
	test_str(got.authserv_id, "");
}

static const struct {
	const char *name, *value, *result, *identity, *ip, *helo, *id;
} spf[] = {
	{ "policyd-spf",
	  "Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=h.example;"
	  " envelope-from=a@b.example; receiver=<UNKNOWN>",
	  "pass", "a@b.example", "192.0.2.7", "h.example", "" },
	{ "policyd-spf, HELO",
	  "Pass (helo) identity=helo; client-ip=192.0.2.7; helo=h.example;"
	  " envelope-from=<>; receiver=r.example",
	  "pass", "h.example", "192.0.2.7", "h.example", "r.example" },
	{ "quoted envelope",
	  "softfail (x) client-ip=192.0.2.7; envelope-from=\"a@b.example\";"
	  " helo=h;",
	  "softfail", "a@b.example", "192.0.2.7", "h", "" },
	{ "Exchange",
	  "Fail (protection.outlook.com: domain of b.example does not\r\n designate"
	  " 192.0.2.7 as permitted sender) receiver=protection.outlook.com;\r\n"
	  " client-ip=192.0.2.7; helo=h.example;",
	  "fail", "b.example", "192.0.2.7", "h.example", "protection.outlook.com" },
	{ "Exchange, none",
	  "None (protection.outlook.com: b.example does not designate"
	  " permitted sender hosts)",
	  "none", "b.example", "", "", "protection.outlook.com" },
	{ "Google",
	  "pass (google.com: domain of a@b.example designates 192.0.2.7 as permitted"
	  " sender) client-ip=192.0.2.7;",
	  "pass", "a@b.example", "192.0.2.7", "", "google.com" },
	{ "Google, softfail",
	  "softfail (google.com: domain of transitioning a@b.example does"
	  " not designate 192.0.2.7 as permitted sender) client-ip=192.0.2.7;",
	  "softfail", "a@b.example", "192.0.2.7", "", "google.com" },
	{ "result alone", "neutral", "neutral", "", "", "", "" },
};

TEST(authres_reads_received_spf)
{
	for (size_t i = 0; i < COUNT(spf); i++) {
		struct authres got = parse("Received-SPF", spf[i].value);

		test_case(spf[i].name);
		test_int(got.method_count, 1);
		test_true(got.is_spf);
		test_str(got.methods[0].method, "spf");
		test_str(got.methods[0].result, spf[i].result);
		test_str(got.methods[0].identity, spf[i].identity);
		test_str(got.methods[0].client_ip, spf[i].ip);
		test_str(got.helo, spf[i].helo);
		test_str(got.authserv_id, spf[i].id);
	}
}

TEST(authres_caps_its_methods)
{
	char *p = arena_bytes(test_arena(), 700000);
	size_t n = 0;
	struct field field = { .known = FIELD_AUTHENTICATION_RESULTS };
	struct defects defects = { .arena = test_arena() };
	struct authres got;

	for (n = 0; n + 8 < 700000; n += 8)
		memcpy(p + n, "a=b c=d;", 8);
	field.value = str_make(p, n);
	authres_parse(test_arena(), &field, &defects, &got);
	test_int(got.method_count, 64);
	test_true(defect_has(&defects, "limit.authres"));
}
