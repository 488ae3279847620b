/* auth/canonical_test.c */
#include "auth/canonical.h"
#include "base/buf.h"
#include "base/test.h"

static void collect(void *arg, struct str bytes)
{
	buf_add(arg, bytes);
}

static struct str take(struct buf *out)
{
	struct str copy = arena_str(test_arena(), buf_peek(out));

	buf_fini(out);
	return copy;
}

static struct str body_to(struct str body, bool relaxed, uint64_t limit,
			  struct canonical *c)
{
	struct buf out;

	buf_init(&out, 0);
	canonical_begin(c, collect, &out, limit);
	canonical_body(c, body, relaxed);
	return take(&out);
}

static struct str body_of(struct str body, bool relaxed)
{
	struct canonical c;
	struct str got = body_to(body, relaxed, CANONICAL_ALL, &c);

	test_int(c.length, got.n);
	test_true(c.cut == NULL);
	return got;
}

static const struct {
	const char *name, *body, *simple, *relaxed;
} bodies[] = {
	{ "RFC 6376, 3.4.5", " C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n",
	  " C\r\nD E\r\n" },
	{ "empty", "", "\r\n", "" },
	{ "empty lines alone", "\r\n\r\n", "\r\n", "" },
	{ "blanks alone", "  \t", "  \t\r\n", "" },
	{ "lines of blanks alone", " \r\n\t\r\n \r\n", " \r\n\t\r\n \r\n", "" },
	{ "no line end at the end", "a\r\nb", "a\r\nb\r\n", "a\r\nb\r\n" },
	{ "line of blanks in the middle", "a\r\n \t \r\nb\r\n", "a\r\n \t \r\nb\r\n",
	  "a\r\n\r\nb\r\n" },
	{ "blanks in front", "\t a\r\n", "\t a\r\n", " a\r\n" },
	{ "a tab alone", "a\tb\r\n", "a\tb\r\n", "a b\r\n" },
	{ "last line of blanks", "a\r\n  ", "a\r\n  \r\n", "a\r\n" },
	{ "LF alone", "a\n\nb \nc\n\n", "a\r\n\r\nb \r\nc\r\n", "a\r\n\r\nb\r\nc\r\n" },
	{ "LF in front", "\n\na\n", "\r\n\r\na\r\n", "\r\n\r\na\r\n" },
	{ "CRLF in front", "\r\n\r\na\r\n", "\r\n\r\na\r\n", "\r\n\r\na\r\n" },
	{ "CR CR LF", "a\r\r\nb\r\r\n", "a\r\r\nb\r\r\n", "a\r\r\nb\r\r\n" },
	{ "a lone CR is a byte", "a\rb\r\n", "a\rb\r\n", "a\rb\r\n" },
	{ "blanks before a lone CR", "a \rb\r\n", "a \rb\r\n", "a \rb\r\n" },
	{ "one space between words stays", "a b c d e f g h i j k l m n o p q\r\n",
	  "a b c d e f g h i j k l m n o p q\r\n",
	  "a b c d e f g h i j k l m n o p q\r\n" },
	{ "two spaces far in a line",
	  "0123456789012345678901234567890123456789  x\r\nend\r\n",
	  "0123456789012345678901234567890123456789  x\r\nend\r\n",
	  "0123456789012345678901234567890123456789 x\r\nend\r\n" },
};

TEST(canonical_bodies)
{
	for (size_t i = 0; i < COUNT(bodies); i++) {
		test_case(bodies[i].name);
		test_str(body_of(test_copy(bodies[i].body), false), bodies[i].simple);
		test_str(body_of(test_copy(bodies[i].body), true), bodies[i].relaxed);
	}
}

TEST(canonical_nul_is_a_byte)
{
	test_str_n(body_of(test_copy_str(STR("a\0  b\r\n")), true), STR("a\0 b\r\n"));
	test_str_n(body_of(test_copy_str(STR("a\0  b\r\n")), false), STR("a\0  b\r\n"));
}

/* The same, line by line as RFC 6376 tells it, with no thought of speed. */
static struct str slow_body(struct str body, bool relaxed)
{
	struct buf out;
	struct str rest = body, line;
	size_t full = 0; /* bytes up to the last line that counts */

	buf_init(&out, 0);
	while (rest.n && str_split(&rest, '\n', &line)) {
		bool ended = rest.p != NULL, blank = false;

		if (ended && line.n && line.p[line.n - 1] == '\r')
			line.n--;
		for (size_t i = 0; i < line.n; i++) {
			if (relaxed && (line.p[i] == ' ' || line.p[i] == '\t')) {
				blank = true;
				continue;
			}
			if (blank)
				buf_add_char(&out, ' ');
			blank = false;
			buf_add_char(&out, line.p[i]);
		}
		buf_add(&out, STR("\r\n"));
		if (out.n - full > 2 && !str_ends(buf_peek(&out), STR("\r\n\r\n")))
			full = out.n;
	}
	out.n = full;
	if (out.n == 0 && !relaxed)
		buf_add(&out, STR("\r\n"));
	return take(&out);
}

static struct str any_body(uint32_t *seed)
{
	static const char letters[] = "ab  \t\r\n\n";
	size_t n = (*seed = *seed * 1664525 + 1013904223) >> 26;
	char *p = arena_bytes(test_arena(), n + 2);
	size_t at = 0;

	while (at < n) {
		char c = letters[(*seed = *seed * 1664525 + 1013904223) >> 29];

		if (c == '\n' && *seed & 1 << 20)
			p[at++] = '\r';
		p[at++] = c;
	}
	return str_make(p, at);
}

TEST(canonical_body_is_what_the_slow_way_gives)
{
	uint32_t seed = 1;

	for (int i = 0; i < 4000; i++) {
		struct str body = any_body(&seed);

		for (int relaxed = 0; relaxed < 2; relaxed++)
			test_str_n(body_of(body, relaxed), slow_body(body, relaxed));
	}
}

TEST(canonical_long_bodies)
{
	struct buf body;
	struct str copy;

	buf_init(&body, 0);
	for (int i = 0; i < 3000; i++)
		buf_printf(&body, "line %d%s of  text \t with blanks%s", i,
			   i % 7 ? ""
				 : " xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
			   i % 3   ? "\r\n"
			   : i % 2 ? " \r\n"
				   : "\n");
	copy = take(&body);
	for (int relaxed = 0; relaxed < 2; relaxed++)
		test_str_n(body_of(copy, relaxed), slow_body(copy, relaxed));
}

/* Cut anywhere, the sink gets the front of the whole, and the cut lies in the source
 * where the first byte that is left out comes from. */
TEST(canonical_limits)
{
	struct str body = test_copy("ab  c\n\r\nd \te\r\nf\r\n\r\n");
	static const size_t cuts[] = { 0, 1, 2,	 4,  5,	 5,  6,	 7,
				       8, 9, 11, 12, 13, 14, 15, 15 };

	for (int relaxed = 0; relaxed < 2; relaxed++) {
		struct str whole = body_of(body, relaxed);

		for (uint64_t limit = 0; limit <= whole.n; limit++) {
			struct canonical c;
			struct str got = body_to(body, relaxed, limit, &c);

			test_str_n(got, str_sub(whole, 0, limit));
			test_int(c.length, whole.n);
			if (limit == whole.n)
				test_true(c.cut == NULL);
			else if (relaxed && limit < COUNT(cuts))
				test_int(c.cut - body.p, cuts[limit]);
		}
	}
}

TEST(canonical_limit_beyond_the_body)
{
	struct canonical c;

	test_str(body_to(test_copy("a\r\n"), false, 100, &c), "a\r\n");
	test_int(c.length, 3);
	test_true(c.cut == NULL);
	test_str(body_to(test_copy(""), false, 0, &c), "");
	test_int(c.length, 2);
}

static const struct {
	const char *name, *raw, *simple, *relaxed;
} fields[] = {
	{ "RFC 6376, A", "A: X\r\n", "A: X\r\n", "a:X\r\n" },
	{ "RFC 6376, B", "B : Y\t\r\n\tZ  \r\n", "B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n" },
	{ "folded right behind the colon", "Subject:\r\n abc\r\n", "Subject:\r\n abc\r\n",
	  "subject:abc\r\n" },
	{ "empty", "Subject:\r\n", "Subject:\r\n", "subject:\r\n" },
	{ "blanks alone", "Subject:  \t\r\n", "Subject:  \t\r\n", "subject:\r\n" },
	{ "LF alone", "Subject: a\n b\n", "Subject: a\r\n b\r\n", "subject:a b\r\n" },
	{ "no line end", "Subject: a", "Subject: a\r\n", "subject:a\r\n" },
	{ "a fold of blanks", "Subject: a\r\n \r\n b\r\n", "Subject: a\r\n \r\n b\r\n",
	  "subject:a b\r\n" },
	{ "colons in the value", "Date: 10:20 :30\r\n", "Date: 10:20 :30\r\n",
	  "date:10:20 :30\r\n" },
	{ "bytes beyond ASCII", "Subject: \xE3\x81\x82  \xFF\r\n",
	  "Subject: \xE3\x81\x82  \xFF\r\n", "subject:\xE3\x81\x82 \xFF\r\n" },
	{ "a lone CR is a byte", "Subject: a\rb \r\n", "Subject: a\rb \r\n",
	  "subject:a\rb\r\n" },
};

static struct str field_of(struct str raw, bool relaxed)
{
	struct canonical c;
	struct buf out;

	buf_init(&out, 0);
	canonical_begin(&c, collect, &out, CANONICAL_ALL);
	canonical_field(&c, raw, relaxed);
	canonical_end(&c);
	return take(&out);
}

TEST(canonical_fields)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		test_case(fields[i].name);
		test_str(field_of(test_copy(fields[i].raw), false), fields[i].simple);
		test_str(field_of(test_copy(fields[i].raw), true), fields[i].relaxed);
	}
}

static const struct {
	const char *name, *before, *b, *after, *simple, *relaxed;
} signatures[] = {
	{ "at the end", "DKIM-Signature: v=1; b=", " ab\r\n cd", "\r\n",
	  "DKIM-Signature: v=1; b=", "dkim-signature:v=1; b=" },
	{ "in the middle", "DKIM-Signature: v=1;\r\n\tb=", "ab cd ", ";\r\n d=x\r\n",
	  "DKIM-Signature: v=1;\r\n\tb=;\r\n d=x", "dkim-signature:v=1; b=; d=x" },
	{ "blanks around the equals sign", "DKIM-Signature: b =", " ab", "; d=x\r\n",
	  "DKIM-Signature: b =; d=x", "dkim-signature:b =; d=x" },
	{ "empty", "DKIM-Signature: b=", "", ";d=x\n", "DKIM-Signature: b=;d=x",
	  "dkim-signature:b=;d=x" },
};

TEST(canonical_signature_fields)
{
	for (size_t i = 0; i < COUNT(signatures); i++) {
		struct str raw = test_copy_str(
		    arena_printf(test_arena(), "%s%s%s", signatures[i].before,
				 signatures[i].b, signatures[i].after));
		struct str b =
		    str_sub(raw, strlen(signatures[i].before),
			    strlen(signatures[i].before) + strlen(signatures[i].b));

		test_case(signatures[i].name);
		for (int relaxed = 0; relaxed < 2; relaxed++) {
			struct canonical c;
			struct buf out;

			buf_init(&out, 0);
			canonical_begin(&c, collect, &out, CANONICAL_ALL);
			canonical_signature_field(&c, raw, b, relaxed);
			canonical_end(&c);
			test_str(take(&out),
				 relaxed ? signatures[i].relaxed : signatures[i].simple);
		}
	}
}
