/* mail/msgid_test.c */
#include "mail/msgid.h"
#include "base/test.h"

static const struct {
	const char *name, *value, *id, *domain, *defect; /* NULL: none */
} cases[] = {
	{ "plain", " <20230101.1@Mail.Example>", "20230101.1@Mail.Example",
	  "mail.example", NULL },
	{ "folded", "\r\n <a@b.example>\r\n", "a@b.example", "b.example", NULL },
	{ "comment behind", "<a@b.example> (added by mx)", "a@b.example", "b.example",
	  NULL },
	{ "comment before", "(x) <a@b.example>", "a@b.example", "b.example", NULL },
	{ "no brackets", "a@b.example", "a@b.example", "b.example",
	  "field.msgid-no-brackets" },
	{ "never closed", "<a@b.example", "a@b.example", "b.example",
	  "field.msgid-no-brackets" },
	{ "doubled brackets", "<<a@b.example>>", "a@b.example", "b.example",
	  "field.msgid-no-brackets" },
	{ "no at", "<12345>", "12345", "", "field.msgid-no-at" },
	{ "nothing right", "<12345@>", "12345@", "", "field.msgid-no-at" },
	{ "nothing left", "<@b.example>", "@b.example", "", "field.msgid-no-at" },
	{ "two ats", "<a@b@c.example>", "a@b@c.example", "c.example", NULL },
	{ "literal", "<1@[192.0.2.1]>", "1@[192.0.2.1]", "[192.0.2.1]", NULL },
	{ "blank inside", "<a b@c.example>", "a b@c.example", "c.example",
	  "field.msgid-odd-byte" },
	{ "two ids", "<a@b.example> <c@d.example>", "a@b.example", "b.example",
	  "field.msgid-extra-text" },
	{ "empty", "  ", "", "", "field.msgid-empty" },
	{ "empty brackets", "<>", "", "", "field.msgid-empty" },
	{ "comment never closed", "(a <a@b>", "", "", "field.msgid-empty" },
};

TEST(msgid_parse_reads_with_or_without_brackets)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str value = test_copy(cases[i].value);
		struct defects defects = { .arena = test_arena(), .input = value };
		struct msgid got;

		test_case(cases[i].name);
		msgid_parse(test_arena(), value, &defects, &got);
		test_str(got.id, cases[i].id);
		test_str(got.domain, cases[i].domain);
		test_int(defects.count > 0, cases[i].defect != NULL);
		if (cases[i].defect)
			test_true(defect_has(&defects, cases[i].defect));
	}
}

TEST(msgid_parse_bears_nul)
{
	struct str value = test_copy_str(STR("<a\0b@c.example>"));
	struct defects defects = { .arena = test_arena(), .input = value };
	struct msgid got;

	msgid_parse(test_arena(), value, &defects, &got);
	test_str_n(got.id, STR("a\0b@c.example"));
	test_true(defect_has(&defects, "field.msgid-odd-byte"));
}
