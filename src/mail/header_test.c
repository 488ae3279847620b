/* mail/header_test.c */
#include "mail/header.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdlib.h>

/* What a header was read as: "Name=value;" for each field, then "|" and the body. */
static struct str summary(struct str bytes, unsigned style, const char *defect)
{
	struct arena *arena = test_arena();
	struct defects defects = { .arena = arena, .input = bytes };
	struct header_options options = { .style = style };
	struct header header;
	struct str body = header_parse_as(arena, bytes, &options, &defects, &header);
	struct str out = STR("");

	for (uint32_t i = 0; i < header.count; i++) {
		const struct field *field = &header.fields[i];

		test_true(str_within(bytes, field->raw));
		out = arena_concat(arena, out, field->name);
		out = arena_concat(arena, out, STR("="));
		out = arena_concat(arena, out, field_unfold(arena, field->value));
		out = arena_concat(arena, out, STR(";"));
	}
	out = arena_concat(arena, out, STR("|"));
	if (!*defect)
		test_int(defects.count, 0);
	else if (!defect_has(&defects, defect))
		test_str(STR("no such defect"), defect);
	for (uint32_t i = 0; i < defects.count; i++)
		test_true(defect_explain(defects.items[i].id) != NULL);
	test_int(header.raw.n + body.n, (long long)bytes.n);
	return arena_concat(arena, out, body);
}

static const struct {
	const char *name, *bytes, *summary, *defect;
} cases[] = {
	{ "crlf", "A: b\r\nC:d\r\n\r\nbody\r\n", "A=b;C=d;|body\r\n", "" },
	{ "lf", "A: b\nC:d\n\nbody\n", "A=b;C=d;|body\n", "" },
	{ "folded", "A: b\r\n\tc\r\n d\r\nE: f\r\n\r\n", "A=b\tc d;E=f;|", "" },
	{ "empty value", "A:\r\nB: \r\n\r\nx", "A=;B=;|x", "" },
	{ "no header at all", "\r\nbody", "|body", "" },
	{ "never ends", "A: b\r\nC: d", "A=b;C=d;|", "header.no-empty-line" },
	{ "nothing", "", "|", "header.no-empty-line" },
	{ "blank before the colon", "A : b\r\n\r\nx", "A=b;|x",
	  "header.space-before-colon" },
	{ "a line that is no field", "A: b\r\nDear you,\r\nC: d\r\n",
	  "A=b;|Dear you,\r\nC: d\r\n", "header.broken-by-line" },
	{ "line of blanks", "A: b\r\n \t\r\nC: d\r\n\r\nx", "A=b;C=d;|x",
	  "header.blank-fold" },
	{ "envelope line in front", "From a@b Mon Jan 1\nA: b\n\nx", "A=b;|x",
	  "header.envelope-line" },
	{ "envelope line within", "A: b\n>From a@b Mon Jan 1\nC: d\n\nx", "A=b;C=d;|x",
	  "header.envelope-line" },
	{ "first line folded", " A: b\r\nC: d\r\n\r\nx", "A=b;C=d;|x",
	  "header.leading-blank" },
	{ "lone CR before a field", "A: b\rC: d\r\n\r\nx", "A=b;C=d;|x", "line.bare-cr" },
	{ "lone CR in a value", "A: b\rc\r\n\r\nx", "A=bc;|x", "line.bare-cr" },
	{ "lone CR only", "A: b\rC: d\r\rx", "A=b;C=d;|x", "line.bare-cr" },
	{ "two CRs and a LF", "A: b\r\r\nC: d\r\r\n\r\nx", "A=b;C=d;|x",
	  "line.doubled-cr" },
	{ "body begins with a line feed", "A: b\r\n\r\n\nx", "A=b;|\nx", "" },
	{ "control in front of a name", "A: b\r\n\001C: d\r\n\r\nx", "A=b;\001C=d;|x",
	  "header.control-in-name" },
	{ "a name is not text", "A: b\r\nDear you: c\r\n\r\nx",
	  "A=b;|Dear you: c\r\n\r\nx", "header.broken-by-line" },
	{ "a fold with a field in it", "A: b\r\n From: c\r\n\r\nx", "A=b From: c;|x",
	  "header.folded-field" },
	{ "a fold with a list of names", "A: h=To:\r\n From:Date\r\n\r\nx",
	  "A=h=To: From:Date;|x", "" },
	{ "a fold with a list of names and blanks",
	  "A: h=to:\r\n\tcontent-type: content-transfer-encoding: x-b;\r\n\r\nx",
	  "A=h=to:\tcontent-type: content-transfer-encoding: x-b;;|x", "" },
	{ "a fold with a field that names no fields",
	  "A: b\r\n content-type: d;\r\n\r\nx", "A=b content-type: d;;|x",
	  "header.folded-field" },
	{ "a parenthesis in a name", "X-(a): b\r\n\r\nx", "X-(a)=b;|x", "" },
	{ "a parenthesis in a name that matters", "Content-T(y)pe: b\r\n\r\nx",
	  "Content-T(y)pe=b;|x", "header.comment-in-name" },
	{ "nothing but blanks", " ", "|", "header.blank-fold" },
};

TEST(a_name_may_be_folded_from_its_colon)
{
	struct defects defects = { .arena = test_arena() };
	struct header header;
	struct str rest;

	rest = header_parse(test_arena(),
			    STR("To: b@c\r\nFrom\r\n : a@b.example\r\n more\r\nX: y\r\n"
				"\r\nbody"),
			    &defects, &header);
	test_str(rest, "body");
	test_int(header.count, 3);
	test_str(header.fields[1].name, "From");
	test_str(str_trim(header.fields[1].value), "a@b.example\r\n more");
	test_int(defects.count, 1);
	/* A word alone and a line that begins with a colon are text. */
	header_parse(test_arena(), STR("To: b@c\r\nHello\r\n : there\r\n"), &defects,
		     &header);
	test_int(header.count, 1);
}

TEST(header_is_split_as_most_clients_do)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(summary(test_copy(cases[i].bytes), 0, cases[i].defect),
			 cases[i].summary);
	}
}

static const struct {
	const char *name, *bytes;
	unsigned style;
	const char *summary, *defect;
} other_readers[] = {
	{ "CR is data", "A: b\rC: d\r\n\r\nx", HEADER_CR_IS_DATA, "A=bC: d;|x",
	  "line.bare-cr" },
	{ "every CR ends a line", "A: b\rc\r\n\r\nx", HEADER_CR_ENDS_LINE,
	  "A=b;|c\r\n\r\nx", "header.broken-by-line" },
	{ "blanks end", "A: b\r\n \r\nC: d\r\n\r\nx", HEADER_BLANK_ENDS,
	  "A=b;|C: d\r\n\r\nx", "header.blank-fold" },
	{ "lines skipped", "A: b\r\nhello\r\nC: d\r\n\r\nx", HEADER_SKIPS_LINES,
	  "A=b;C=d;|x", "" },
	{ "LF is data", "A: b\nC: d\r\n\r\nx", HEADER_LF_IS_DATA, "A=bC: d;|x", "" },
	{ "exact names", "A : b\r\nC: d\r\n\r\nx", HEADER_NAME_EXACT, "C=d;|x",
	  "header.space-before-colon" },
	{ "folded field", "A: b\r\n Content-Type: d\r\n\r\nx", HEADER_FOLD_IS_FIELD,
	  "A=b;Content-Type=d;|x", "header.folded-field" },
	{ "early blank", "\r\nA: b\r\n\r\nx", HEADER_EARLY_BLANK_SKIPPED, "A=b;|x", "" },
	{ "controls skipped", "A: b\r\n\001C: d\r\n\r\nx", HEADER_CONTROL_SKIPPED,
	  "A=b;C=d;|x", "" },
};

TEST(other_readers_differ_in_one_thing)
{
	for (size_t i = 0; i < COUNT(other_readers); i++) {
		test_case(other_readers[i].name);
		test_str(summary(test_copy(other_readers[i].bytes),
				 other_readers[i].style, other_readers[i].defect),
			 other_readers[i].summary);
	}
}

static bool at_b(const void *arg, struct str line)
{
	return str_eq(line, *(const struct str *)arg);
}

TEST(an_open_boundary_ends_the_header)
{
	struct str bytes = test_copy("A: b\r\n--x:\r\nC: d\r\n\r\n"),
		   boundary = STR("--x:");
	struct header_options options = { .stop = at_b, .arg = &boundary };
	struct header header;
	struct str rest = header_parse_as(test_arena(), bytes, &options, NULL, &header);

	test_int(header.count, 1);
	test_true(str_starts(rest, boundary));
}

TEST(every_known_name_is_known)
{
	for (int i = FIELD_OTHER + 1; i < FIELD_NAMES; i++) {
		const char *text = field_name_text((enum field_name)i);

		test_true(text != NULL);
		test_case(text);
		test_int(field_name_of(str_c(text)), i);
		test_int(field_name_of(arena_lower(test_arena(), str_c(text))), i);
	}
	test_int(field_name_of(STR("X-Other")), FIELD_OTHER);
	test_int(field_name_of(STR("Frog")), FIELD_OTHER);
	test_int(field_name_of(STR("")), FIELD_OTHER);
	test_true(field_name_text(FIELD_OTHER) == NULL);
}

TEST(fields_are_found_by_name)
{
	struct header header;
	const struct field *field;

	header_parse(test_arena(), test_copy("X-a: 1\nTo: 2\nx-A: 3\nTO: 4\n\n"), NULL,
		     &header);
	field = header_first(&header, FIELD_TO);
	test_str(field->value, " 2");
	field = header_next(&header, field);
	test_str(field->value, " 4");
	test_true(header_next(&header, field) == NULL);
	field = header_first_named(&header, STR("X-A"));
	field = header_next(&header, field);
	test_str(field->value, " 3");
	test_int(header_count(&header, FIELD_TO), 2);
	test_true(header_first(&header, FIELD_FROM) == NULL);
}

TEST(too_many_fields_are_said)
{
	size_t count = LIMIT_HEADER_FIELDS + 10;
	char *many = malloc(count * 5);
	struct str bytes = { many, count * 5 };
	struct defects defects = { .arena = test_arena(), .input = bytes };
	struct header header;

	for (size_t i = 0; i < count; i++)
		memcpy(many + i * 5, "A: b\n", 5);
	header_parse(test_arena(), bytes, &defects, &header);
	test_int(header.count, LIMIT_HEADER_FIELDS);
	test_true(defect_has(&defects, "limit.header-fields"));
	test_int((long long)header.raw.n, (long long)bytes.n);
	free(many);
}
