/* mail/address_test.c */
#include "mail/address.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdio.h>

static struct str joined(struct str all, const char *between, struct str more)
{
	return arena_printf(test_arena(), "%.*s%s%.*s", STR_ARG(all),
			    all.n ? between : "", STR_ARG(more));
}

static struct str defect_ids(const struct defects *defects)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < defects->count; i++)
		all = joined(all, " ", str_c(defects->items[i].id));
	return all;
}

/* "name <address>" of each mailbox, "group: " in front where it stands in one. */
static struct str list_text(const struct address_list *list)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < list->count; i++) {
		const struct mailbox *m = &list->items[i];
		struct str one =
		    arena_printf(test_arena(), "%.*s%s%.*s%s<%.*s>", STR_ARG(m->group),
				 m->group.n ? ": " : "", STR_ARG(m->name),
				 m->name.n ? " " : "", STR_ARG(m->address));

		all = joined(all, " | ", one);
	}
	return all;
}

static struct str others_text(const struct address_list *list)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < list->other_count; i++)
		all = joined(all, " ",
			     arena_printf(test_arena(), "%s=%.*s", list->others[i].rule,
					  STR_ARG(list->others[i].mailbox.address)));
	return all;
}

static void parse(struct str value, struct defects *defects, struct address_list *list)
{
	*defects = (struct defects){ .arena = test_arena(), .input = value };
	address_parse(test_arena(), value, defects, list);
}

static const struct {
	const char *name, *value, *list;
} lawful[] = {
	{ "bare", "a@b.example", "<a@b.example>" },
	{ "brackets", "<a@b.example>", "<a@b.example>" },
	{ "name", "John Doe <jdoe@machine.example>", "John Doe <jdoe@machine.example>" },
	{ "quoted name", "\"Q. Public, Joe\" <joe@b.example>",
	  "Q. Public, Joe <joe@b.example>" },
	{ "quoted pairs in the name", "\"The \\\"Big\\\" \\Box\" <a@b.example>",
	  "The \"Big\" Box <a@b.example>" },
	{ "padding in the name is left to the raw name", "\"a   \" <a@b.example>",
	  "a <a@b.example>" },
	{ "name without a blank", "Joe<a@b.example>", "Joe <a@b.example>" },
	{ "domain in capitals", "Joe@B.Example", "<Joe@b.example>" },
	{ "two", "a@b.example, Joe <c@d.example>", "<a@b.example> | Joe <c@d.example>" },
	{ "folded", "a@b.example,\r\n\tJoe\r\n <c@d.example>\r\n",
	  "<a@b.example> | Joe <c@d.example>" },
	{ "empty group", "Undisclosed recipients:;", "" },
	{ "group", "Friends: a@b.example, Joe <c@d.example>;, e@f.example",
	  "Friends: <a@b.example> | Friends: Joe <c@d.example> | <e@f.example>" },
	{ "groups without a comma", "A:a@b.example;B:c@d.example;",
	  "A: <a@b.example> | B: <c@d.example>" },
	{ "comments round the parts", "(x)a(y)@(z)b.example(w)", "<a@b.example>" },
	{ "nested comment", "a@b.example (a(b\\)(c))d)", "<a@b.example>" },
	{ "comment with specials", "Joe (,;<>@:\") <a@b.example>", "Joe <a@b.example>" },
	{ "comment inside the name", "John (x) Doe <a@b.example>",
	  "John Doe <a@b.example>" },
	{ "quoted local part, needless", "\"john.doe\"@b.example",
	  "<john.doe@b.example>" },
	{ "quoted local part", "\"john doe\"@b.example", "<\"john doe\"@b.example>" },
	{ "quoted pairs in the local part", "\"\\j\\o\\\"e\"@b.example",
	  "<\"jo\\\"e\"@b.example>" },
	{ "at in a quoted local part", "\"a@b\"@c.example", "<\"a@b\"@c.example>" },
	{ "empty quoted local part", "\"\"@c.example", "<\"\"@c.example>" },
	{ "all of atext", "!#$%&'*+-/=?^_`{|}~@b.example",
	  "<!#$%&'*+-/=?^_`{|}~@b.example>" },
	{ "no dot in the domain", "a@localhost", "<a@localhost>" },
	{ "literal", "a@[192.0.2.1]", "<a@[192.0.2.1]>" },
	{ "literal of IPv6", "a@[IPv6:2001:db8::1]", "<a@[ipv6:2001:db8::1]>" },
	{ "internationalised", "用户@例子.example", "<用户@例子.example>" },
	{ "UTF-8 name", "山田太郎 <a@b.example>", "山田太郎 <a@b.example>" },
	{ "encoded name", "=?utf-8?b?5bGx55Sw?= <a@b.example>", "山田 <a@b.example>" },
	{ "encoded name in pieces", "=?utf-8?q?a?= =?utf-8?q?=E5=B1=B1?= <a@b.example>",
	  "a山 <a@b.example>" },
};

TEST(address_parse_reads_the_grammar)
{
	for (size_t i = 0; i < COUNT(lawful); i++) {
		struct address_list list;
		struct defects defects;

		test_case(lawful[i].name);
		parse(test_copy(lawful[i].value), &defects, &list);
		test_str_n(list_text(&list), str_c(lawful[i].list));
		test_str_n(others_text(&list), STR(""));
		test_true(list.lawful);
		for (uint32_t k = 0; k < defects.count; k++)
			test_true(
			    !str_starts(str_c(defects.items[k].id), STR("address.")));
		for (uint32_t k = 0; k < list.count; k++)
			test_true(list.items[k].lawful);
	}
}

static const struct {
	const char *name, *value, *list, *defects;
} odd[] = {
	{ "dot in the name", "Joe Q. Public <a@b.example>", "Joe Q. Public <a@b.example>",
	  "address.obsolete" },
	{ "blanks round dots", "<a . b @ c . example>", "<a.b@c.example>",
	  "address.obsolete" },
	{ "quoted words with dots", "\"a\".b.\"c\"@d.example", "<a.b.c@d.example>",
	  "address.obsolete" },
	{ "route", "<@x.example,@y.example:a@b.example>", "<a@b.example>",
	  "address.obsolete" },
	{ "empty elements", "a@b.example,, ,c@d.example", "<a@b.example> | <c@d.example>",
	  "address.empty-element" },
	{ "comma in the name", "Doe, John <a@b.example>", "Doe, John <a@b.example>",
	  "address.comma-in-name address.special" },
	{ "comma and an underscore", "Microsoft account team ,_<a@b.example>",
	  "Microsoft account team ,_ <a@b.example>",
	  "address.comma-in-name address.special" },
	{ "comma, but no name", "joe, a@b.example", "<joe> | <a@b.example>",
	  "address.no-domain" },
	{ "colon in the name", "Re: you <a@b.example>", "Re: you <a@b.example>",
	  "address.special" },
	{ "at in the name", "joe @ work <a@b.example>", "joe @ work <a@b.example>",
	  "address.special" },
	{ "brackets in the name", "[News] (x) <a@b.example>", "[News] <a@b.example>",
	  "address.special" },
	{ "bracket never closed in the name", "[News <a@b.example>",
	  "[News <a@b.example>", "address.special" },
	{ "quote never closed", "\"Joe <a@b.example>", "\"Joe <a@b.example>",
	  "address.special" },
	{ "comment never closed in the name", "Joe (x <a@b.example>",
	  "Joe (x <a@b.example>", "address.special" },
	{ "backslash in the name", "A\\B <a@b.example>", "A\\B <a@b.example>",
	  "address.special" },
	{ "two quoted names", "\"a\" \"b\" <a@b.example>", "a b <a@b.example>", "" },
	{ "semicolons as Outlook writes", "a@b.example; c@d.example",
	  "<a@b.example> | <c@d.example>", "address.semicolon" },
	{ "group never closed", "Friends: a@b.example, c@d.example",
	  "Friends: <a@b.example> | Friends: <c@d.example>", "address.group-open" },
	{ "group in a group", "A: B: a@b.example;;", "B: <a@b.example>",
	  "address.group-nested" },
	{ "bracket never closed", "Joe <a@b.example", "Joe <a@b.example>",
	  "address.angle-open" },
	{ "bracket never closed, another follows", "Joe <a@b.example, Ann <c@d.example>",
	  "Joe <a@b.example> | Ann <c@d.example>", "address.angle-open" },
	{ "doubled brackets", "<<a@b.example>>", "<a@b.example>", "address.brackets" },
	{ "stray bracket", "a@b.example>", "<a@b.example>", "address.brackets" },
	{ "name without brackets", "Joe Doe a@b.example", "Joe Doe <a@b.example>",
	  "address.brackets" },
	{ "mailto", "<mailto:a@b.example>", "<a@b.example>", "address.special" },
	{ "mailto, bare", "mailto:a@b.example", "<a@b.example>", "address.special" },
	{ "local part alone", "root", "<root>", "address.no-domain" },
	{ "words alone", "The Big Bank", "The Big Bank <>", "address.missing" },
	{ "a word that is no local part", "\"Bank\"", "Bank <>", "address.missing" },
	{ "a comma alone in brackets", "Joe <,>", "Joe <>",
	  "address.special address.missing" },
	{ "a comma behind the address", "<a@b.example,>", "<a@b.example>",
	  "address.special" },
	{ "empty brackets", "Joe <>", "Joe <>", "address.missing" },
	{ "nothing", "", "", "address.missing" },
	{ "a dot too many", "a..b@c.example", "<a..b@c.example>", "address.dots" },
	{ "dot first", ".a@c.example", "<.a@c.example>", "address.dots" },
	{ "dot last", "a.@c.example", "<a.@c.example>", "address.dots" },
	{ "dots in the domain", "a@b..example", "<a@b..example>", "address.dots" },
	{ "final dot", "a@B.example.", "<a@b.example>", "address.trailing-dot" },
	{ "no local part", "@b.example", "<@b.example>", "address.local-missing" },
	{ "no domain", "a@", "<a@>", "address.domain-missing" },
	{ "junk behind a literal", "a@[192.0.2.1]x", "<a@[192.0.2.1]x>", "address.junk" },
	{ "literal of a name", "a@[b.example]", "<a@[b.example]>", "address.literal" },
	{ "literal of IPv6 without its tag", "a@[::1]", "<a@[::1]>", "address.literal" },
	{ "literal never closed", "a@[192.0.2.1", "<a@[192.0.2.1>", "address.special" },
	{ "backslash in the local part", "a\\b@c.example", "<a\\b@c.example>",
	  "address.special" },
	{ "two words before the at", "a b@c.example", "a <b@c.example>",
	  "address.brackets" },
	{ "quoted string glued to a word", "a\"b\"@c.example", "<ab@c.example>",
	  "address.junk" },
	{ "control", "a\001b@c.example", "<a\001b@c.example>",
	  "address.control address.special" },
	{ "shift of ISO-2022-JP in an address", "\x1B$B@b\n@c.example",
	  "<\x1B$B@b@c.example>", "address.control" },
	{ "raw Latin-1 address", "\xE9@c.example", "<\xE9@c.example>",
	  "address.eight-bit" },
};

TEST(address_parse_reads_what_is_found_and_says_so)
{
	for (size_t i = 0; i < COUNT(odd); i++) {
		struct address_list list;
		struct defects defects;

		test_case(odd[i].name);
		parse(test_copy(odd[i].value), &defects, &list);
		test_str_n(list_text(&list), str_c(odd[i].list));
		test_str_n(defect_ids(&defects), str_c(odd[i].defects));
		test_int(list.lawful, odd[i].defects[0] == 0);
	}
}

static const struct {
	const char *name, *value, *list, *others;
} readings[] = {
	{ "route", "<@x.example,@y.example:a@b.example>", "<a@b.example>",
	  "route-as-address=@x.example" },
	{ "bare address before an angle", "a@bank.example <x@evil.example>",
	  "a@bank.example <x@evil.example>",
	  "first-of-two=a@bank.example name-address=a@bank.example" },
	{ "the same address twice says nothing", "a@b.example <a@B.example>",
	  "a@b.example <a@b.example>", "" },
	{ "two angles", "<a@b.example><x@evil.example>", "<a@b.example>",
	  "last-angle=x@evil.example" },
	{ "three angles", "<a@b.example> <c@d.example><e@f.example>", "<a@b.example>",
	  "last-angle=c@d.example last-angle=e@f.example" },
	{ "empty angle first", "<> <a@b.example>", "<> <a@b.example>", "" },
	{ "text behind", "<a@b.example> x@evil.example", "<a@b.example>",
	  "trailing-address=x@evil.example" },
	{ "a full-width address in a name", "info\uFF20us\uFF0Eexample <x@evil.example>",
	  "info\uFF20us\uFF0Eexample <x@evil.example>", "name-address=info@us.example" },
	{ "stops and hyphens of other sorts in a name",
	  "info\uFE6Bus\u2010a\u3002ex\u200Bample <x@evil.example>",
	  "info\uFE6Bus\u2010a\u3002ex\u200Bample <x@evil.example>",
	  "name-address=info@us-a.example" },
	{ "a sign for a name's place", "佐伯\uFF20経理 <x@evil.example>",
	  "佐伯\uFF20経理 <x@evil.example>", "" },
	{ "address in the quoted name", "\"ceo@us.example\" <x@evil.example>",
	  "ceo@us.example <x@evil.example>", "name-address=ceo@us.example" },
	{ "address in an encoded name", "=?utf-8?q?ceo=40us.example?= <x@evil.example>",
	  "ceo@us.example <x@evil.example>", "decoded-word=ceo@us.example" },
	{ "address only in an encoded word", "=?utf-8?b?PGFAYi5leGFtcGxlPg==?=",
	  "<a@b.example> <>", "decoded-word=a@b.example" },
	{ "encoded NUL after a false address",
	  "=?utf-8?q?a=40bank.example=00?=@evil.example",
	  "<=?utf-8?q?a=40bank.example=00?=@evil.example>",
	  "decoded-word=a@bank.example cut-at-nul=a@bank.example" },
	{ "comma behind a backslash", "<a@b.example>\\, <x@evil.example>",
	  "<a@b.example>", "last-angle=x@evil.example quoted-comma=x@evil.example" },
	{ "comma behind a backslash, bare", "a@b.example\\,x@evil.example",
	  "<a@b.example\\,x@evil.example>",
	  "first-at=a@b.example quoted-comma=a@b.example quoted-comma=x@evil.example" },
	{ "two ats", "a@b.example@c.example", "<a@b.example@c.example>",
	  "first-at=a@b.example" },
	{ "two bare ones without a comma", "a@b.example c@d.example", "<a@b.example>",
	  "missing-comma=c@d.example" },
	{ "list in one angle", "<a@b.example, c@d.example>", "<a@b.example>",
	  "angle-list=c@d.example" },
	{ "address in a comment", "<a@b.example> (c@d.example)", "<a@b.example>",
	  "comment-address=c@d.example" },
	{ "comment never closed in the domain", "a@b.example(.c.example", "<a@b.example>",
	  "comment-as-text=a@b.example(.c.example" },
	{ "zero width in the domain", "a@bank\u200B.example", "<a@bank\u200B.example>",
	  "invisible-removed=a@bank.example" },
};

TEST(address_parse_keeps_what_other_readers_see)
{
	for (size_t i = 0; i < COUNT(readings); i++) {
		struct address_list list;
		struct defects defects;

		test_case(readings[i].name);
		parse(test_copy(readings[i].value), &defects, &list);
		test_str_n(list_text(&list), str_c(readings[i].list));
		test_str_n(others_text(&list), str_c(readings[i].others));
	}
}

TEST(address_parse_bears_nul)
{
	struct address_list list;
	struct defects defects;

	parse(test_copy_str(STR("a@bank.example\0@evil.example")), &defects, &list);
	test_str_n(list.items[0].domain, STR("evil.example"));
	test_true(defect_has(&defects, "address.nul"));
	test_str_n(others_text(&list),
		   STR("first-at=a@bank.example cut-at-nul=a@bank.example"));
}

TEST(address_parse_knows_the_lengths_of_smtp)
{
	char text[400];
	struct address_list list;
	struct defects defects;

	for (int n = 64; n <= 65; n++) {
		int length = snprintf(text, sizeof text, "%0*d@b.example", n, 1);

		parse(test_copy_str(str_make(text, (size_t)length)), &defects, &list);
		test_int(list.lawful, n == 64);
		length = snprintf(text, sizeof text, "a@%0*d.example", n - 1, 1);
		parse(test_copy_str(str_make(text, (size_t)length)), &defects, &list);
		test_int(list.lawful, n == 64);
	}
}

TEST(an_address_that_reads_as_an_encoded_word_is_not_lawful)
{
	struct address_list list;
	struct defects defects;

	parse(test_copy("=?utf-8?q?a @?=.example"), &defects, &list);
	test_str_n(list_text(&list), STR("<=?utf-8?q?a@?=.example>"));
	test_true(!list.items[0].lawful);
	parse(test_copy("=?utf-8 @q.example"), &defects, &list);
	test_true(list.items[0].lawful);
}

TEST(mailbox_fields_say_where_things_stood)
{
	struct str value =
	    test_copy("\"Q, J\" <@x.example:J@B.example> (the (old) name)");
	struct address_list list;
	struct defects defects;
	struct mailbox *m;

	parse(value, &defects, &list);
	m = &list.items[0];
	test_str(m->raw_name, "\"Q, J\"");
	test_str(m->local, "J");
	test_str(m->domain, "b.example");
	test_str(m->route, "@x.example");
	test_str(m->comment, "the (old) name");
	test_str_n(m->raw, value);
	test_true(!m->bare && !m->name_is_word);
	parse(test_copy("=?us-ascii?q?Joe?= <a@b.example>"), &defects, &list);
	test_true(list.items[0].name_is_word && list.items[0].name_needless);
	test_true(str_within(defects.input, list.items[0].address));
}

/* Bytes of raw Japanese that look like specials. */
TEST(raw_japanese_names_hide_no_specials)
{
	struct address_list list;
	struct defects defects;

	/* ISO-2022-JP; the second character's bytes are "!<". */
	parse(test_copy("\x1B$B%j!<%k\x1B(B <a@b.example>"), &defects, &list);
	test_int(list.count, 1);
	test_str(list.items[0].address, "a@b.example");
	test_str(list.items[0].name, "リール");
	/* Shift_JIS; the second byte of the first character is a backslash. */
	parse(test_copy("\x83\x5C\x83\x8B\x83\x66\x83\x42\x83\x93\x83\x4F <a@b.example>"),
	      &defects, &list);
	test_int(list.count, 1);
	test_str(list.items[0].address, "a@b.example");
	test_str(list.items[0].name, "ソルディング");
	test_true(!defect_has(&defects, "address.special"));
}

static const struct {
	const char *value, *address; /* NULL: the null path */
} paths[] = {
	{ " <a@b.example> ", "a@b.example" },
	{ "a@b.example", "a@b.example" },
	{ "<@x.example:a@B.example>", "a@b.example" },
	{ "<>", NULL },
	{ " < > ", NULL },
	{ "", NULL },
	{ "<root>", "root" },
};

TEST(address_parse_path_knows_the_null_path)
{
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct mailbox m;

		test_case(paths[i].value);
		test_int(
		    address_parse_path(test_arena(), test_copy(paths[i].value), NULL, &m),
		    paths[i].address != NULL);
		test_str(m.address, paths[i].address ? paths[i].address : "");
	}
}

/* One megabyte of each; a quadratic reader would need hours. */
TEST(address_parse_is_linear)
{
	static char noise[1 << 20];
	static const char *const pieces[] = {
		",",	";",	":",	  "(",	    ")",      "<",	    ">",
		"\"",	"[",	"@",	  "\\",	    ".",      " ",	    "a:",
		"a:;",	"a,",	"a;",	  "a ",	    "<>",     "()",	    "\"\"",
		"a@b,", "a@b ", "<a@b>",  "<a@b>,", "<a,",    "a,b@c,<d,",  "(a",
		"(a)",	"((a)", "\"a,",	  "[a",	    "=?a?q?", "=?a?q?b?= ", "@a:",
		"<@a:", "\\,",	"a@b\\,", "\x1B$B", "\xE9",   "\x83\x5C",   "a@",
		"<(",	"\0",	"< ",
	};

	for (size_t i = 0; i < COUNT(pieces); i++) {
		size_t n = strlen(pieces[i]) ? strlen(pieces[i]) : 1;
		struct arena *arena = arena_new(0);
		struct address_list list;

		for (size_t at = 0; at + n <= sizeof noise; at += n)
			memcpy(noise + at, pieces[i], n);
		test_case(pieces[i]);
		address_parse(arena, str_make(noise, sizeof noise / n * n), NULL, &list);
		test_true(list.count <= LIMIT_ADDRESSES);
		test_true(arena_used(arena) < sizeof noise * 16);
		arena_free(arena);
	}
}

/* Blanks before something that is looked at again and again. */
TEST(address_parse_trims_once)
{
	static char noise[1 << 20];

	for (const char *c = ":<>,;@(\"[\\."; *c; c++) {
		struct arena *arena = arena_new(0);
		struct address_list list;

		memset(noise, ' ', sizeof noise / 2);
		memset(noise + sizeof noise / 2, *c, sizeof noise / 2);
		address_parse(arena, str_make(noise, sizeof noise), NULL, &list);
		noise[0] = 'a';
		address_parse(arena, str_make(noise, sizeof noise), NULL, &list);
		test_true(list.count <= LIMIT_ADDRESSES);
		arena_free(arena);
	}
}

TEST(an_encoded_word_in_quotes_is_decoded_and_noted)
{
	struct address_list list;
	struct defects defects;

	parse(test_copy("\"=?utf-8?q?a=C3=A9?=\" <a@b.example>"), &defects, &list);
	test_str(list.items[0].name, "aé");
	test_true(defect_has(&defects, "word.in-quotes"));
	parse(test_copy("\"a\" =?utf-8?q?=C3=A9?= <a@b.example>"), &defects, &list);
	test_true(!defect_has(&defects, "word.in-quotes"));
}
