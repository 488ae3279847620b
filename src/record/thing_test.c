#include "record/thing.h"

#include "base/test.h"

#include <string.h>

static const struct {
	const char *name, *input, *kind, *text, *url;
} cases[] = {
	{ "a name", "example.com", "name", "example.com", "https://example.com/" },
	{ "upper case, final dot", "  Mail.EXAMPLE.com. ", "name", "mail.example.com",
	  "https://mail.example.com/" },
	{ "international", "例え.jp", "name", "xn--r8jz45g.jp",
	  "https://xn--r8jz45g.jp/" },
	{ "its ASCII form", "xn--r8jz45g.jp", "name", "xn--r8jz45g.jp",
	  "https://xn--r8jz45g.jp/" },
	{ "ideographic dots", "example。co。jp", "name", "example.co.jp",
	  "https://example.co.jp/" },
	{ "defanged", "example[.]co[.]jp", "name", "example.co.jp",
	  "https://example.co.jp/" },
	{ "the dot spelt", "example (dot) com", "name", "example.com",
	  "https://example.com/" },
	{ "a service's label", "_dmarc.example.com", "name", "_dmarc.example.com",
	  "https://_dmarc.example.com/" },
	{ "in quotes, in a list", "\"example.com\",", "name", "example.com",
	  "https://example.com/" },
	{ "a port", "example.com:8443", "name", "example.com",
	  "https://example.com:8443/" },
	{ "the port of HTTP", "example.com:80", "name", "example.com",
	  "http://example.com/" },
	{ "a mailbox", "joe.black@mail.example.com", "name", "mail.example.com",
	  "https://mail.example.com/" },
	{ "a mailbox with a name", "Joe Black <joe[@]example[.]com>", "name",
	  "example.com", "https://example.com/" },
	{ "mailto", "mailto:joe@example.com?subject=a", "name", "example.com",
	  "https://example.com/" },
	{ "an address", "192.0.2.7", "address", "192.0.2.7", "" },
	{ "defanged address", "192.0.2[.]7", "address", "192.0.2.7", "" },
	{ "address in brackets", "[192.0.2.7]", "address", "192.0.2.7", "" },
	{ "address with a port", "192.0.2.7:25", "address", "192.0.2.7", "" },
	{ "full-width address", "１９２.０.２.７", "address", "192.0.2.7", "" },
	{ "IPv6", "2001:DB8:0::1", "address", "2001:db8::1", "" },
	{ "IPv6 as SMTP has it", "[IPv6:2001:db8::1]", "address", "2001:db8::1", "" },
	{ "IPv6 with a port", "[2001:db8::1]:443", "address", "2001:db8::1", "" },
	{ "mapped IPv4", "::ffff:192.0.2.7", "address", "192.0.2.7", "" },
	{ "a link", "https://Example.com/a?b=c#d", "url", "https://example.com/a?b=c#d",
	  "https://example.com/a?b=c#d" },
	{ "a defanged link", "hxxps[:]//example[.]com/a", "url", "https://example.com/a",
	  "https://example.com/a" },
	{ "a link in angles", "<http://example.com/>", "url", "http://example.com/",
	  "http://example.com/" },
	{ "a link without a scheme", "example.com/login", "url",
	  "https://example.com/login", "https://example.com/login" },
	{ "a link to an address", "http://192.0.2.7/a", "url", "http://192.0.2.7/a",
	  "http://192.0.2.7/a" },
	{ "an address as one number", "http://3221225991/", "url", "http://192.0.2.7/",
	  "http://192.0.2.7/" },
	{ "another scheme: its host", "ftp://ftp.example.com/pub", "name",
	  "ftp.example.com", "https://ftp.example.com/" },
	{ "an address with a path", "192.0.2.7/login", "url", "https://192.0.2.7/login",
	  "https://192.0.2.7/login" },
	{ "a network", "192.0.2.0/24", NULL, "network", "" },
	{ "a network of IPv6", "2001:db8::/32", NULL, "network", "" },
	{ "nothing", "  ", NULL, "nothing", "" },
	{ "nothing in brackets", "<>", NULL, "nothing", "" },
	{ "a word", "localhost", NULL, "one word", "" },
	{ "a sentence", "who are you", NULL, "neither", "" },
	{ "a number", "12345", NULL, "neither", "" },
	{ "empty label", "a..example.com", NULL, "neither", "" },
	{ "a label too long",
	  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com",
	  NULL, "neither", "" },
	{ "a link without a host", "file:///etc/passwd", NULL, "no host", "" },
	{ "a link that no browser opens", "https://exa mple.com/", NULL, "no browser",
	  "" },
	{ "a script", "javascript:alert(1)", NULL, "neither", "" },
};

TEST(thing_reads_what_people_write)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct thing thing;

		test_case(cases[i].name);
		thing_read(test_arena(), test_copy(cases[i].input), &thing);
		test_str(str_c(thing_kind_name(thing.kind)),
			 cases[i].kind ? cases[i].kind : "");
		test_str(thing.url, cases[i].url);
		if (cases[i].kind)
			test_str(thing.text, cases[i].text);
		else
			test_true(thing.why && strstr(thing.why, cases[i].text));
		test_true((thing.kind == THING_NONE) == (thing.why != NULL));
	}
}

TEST(thing_of_any_length_ends)
{
	static char text[100000];

	memset(text, 'a', sizeof text - 1);
	for (size_t i = 7; i < sizeof text - 1; i += 8)
		text[i] = '.';
	for (size_t n = 1; n < sizeof text; n = n * 3 + 1) {
		struct thing thing;

		thing_read(test_arena(), test_copy_str(str_make(text, n)), &thing);
		test_true(thing.kind == THING_NONE || thing.host.ascii.n <= 253);
	}
}
