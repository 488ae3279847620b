/* door/question_test.c */
#include "door/question.h"

#include "base/test.h"

#define SUM "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const struct {
	const char *text, *canonical; /* NULL: no question */
	enum question_kind kind;
	enum contact contact;
	const char *name, *subject;
	uint16_t port;
} cases[] = {
	{ "dns TXT Example.COM.", "dns TXT example.com", QUESTION_DNS, CONTACT_LOOKUP,
	  "example.com", "", 0 },
	{ "dns NONSENSE example.com", NULL, 0, 0, "", "", 0 },
	{ "whois WHOIS.nic.example  example.com/e",
	  "whois whois.nic.example example.com/e", QUESTION_WHOIS, CONTACT_LOOKUP,
	  "whois.nic.example", "example.com/e", 43 },
	{ "whois whois.example:4343 n + 192.0.2.1",
	  "whois whois.example:4343 n + 192.0.2.1", QUESTION_WHOIS, CONTACT_LOOKUP,
	  "whois.example", "n + 192.0.2.1", 4343 },
	{ "whois [2001:DB8::1] x", "whois [2001:db8::1] x", QUESTION_WHOIS,
	  CONTACT_LOOKUP, "[2001:db8::1]", "x", 43 },
	{ "whois whois.example", NULL, 0, 0, "", "", 0 },
	{ "whois whois.example x\ny", NULL, 0, 0, "", "", 0 },
	{ "whois who/is x", NULL, 0, 0, "", "", 0 },
	{ "whois whois.example:0 x", NULL, 0, 0, "", "", 0 },
	{ "rdap https://RDAP.example/domain/a.example",
	  "rdap https://rdap.example/domain/a.example", QUESTION_RDAP, CONTACT_LOOKUP,
	  "rdap.example", "https://rdap.example/domain/a.example", 443 },
	{ "rdap file:///etc/passwd", NULL, 0, 0, "", "", 0 },
	{ "http GET http://Example.com:8080#top", "http GET http://example.com:8080/",
	  QUESTION_HTTP, CONTACT_VISIT, "example.com", "http://example.com:8080/", 8080 },
	{ "http GET https://user@example.com/", NULL, 0, 0, "", "", 0 },
	{ "http POST https://example.com/", NULL, 0, 0, "", "", 0 },
	{ "tls Example.com", "tls example.com:443", QUESTION_TLS, CONTACT_VISIT,
	  "example.com", "", 443 },
	{ "tls [2001:db8::1]:8443", "tls [2001:db8::1]:8443", QUESTION_TLS, CONTACT_VISIT,
	  "[2001:db8::1]", "", 8443 },
	{ "tls example.com:99999", NULL, 0, 0, "", "", 0 },
	{ "geo 192.0.2.1", "geo 192.0.2.1", QUESTION_GEO, CONTACT_OFFLINE, "",
	  "192.0.2.1", 0 },
	{ "geo example.com", NULL, 0, 0, "", "", 0 },
	{ "list jpcert https://a.example/", "list jpcert https://a.example/",
	  QUESTION_LIST, CONTACT_LOOKUP, "jpcert", "https://a.example/", 0 },
	{ "browse https://a.example", "browse https://a.example/", QUESTION_BROWSE,
	  CONTACT_BROWSE, "a.example", "https://a.example/", 443 },
	{ "media " SUM " image-pair", "media " SUM " image-pair", QUESTION_MEDIA,
	  CONTACT_OFFLINE, SUM, "image-pair", 0 },
	{ "media abc pdf", NULL, 0, 0, "", "", 0 },
	{ "media " SUM, NULL, 0, 0, "", "", 0 },
	{ "media " SUM " pdf x", NULL, 0, 0, "", "", 0 },
	{ "nonsense x", NULL, 0, 0, "", "", 0 },
	{ "dns", NULL, 0, 0, "", "", 0 },
};

TEST(questions_are_read_and_written_the_same)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct question got, again;
		bool ok = question_read(test_arena(), test_copy(cases[i].text), &got);

		test_case(cases[i].text);
		test_int(ok, cases[i].canonical != NULL);
		if (!ok || !cases[i].canonical)
			continue;
		test_str(got.text, cases[i].canonical);
		test_int(got.kind, cases[i].kind);
		test_int(got.contact, cases[i].contact);
		test_str(got.name, cases[i].name);
		test_str(got.subject, cases[i].subject);
		test_int(got.port, cases[i].port);
		test_true(question_read(test_arena(), got.text, &again));
		test_str_n(again.text, got.text);
	}
}
