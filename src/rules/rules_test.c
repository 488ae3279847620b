/* rules/rules_test.c - what rules see, what they say, and what is refused. */
#include "rules/rules.h"

#include "base/limits.h"
#include "base/test.h"

#include <stdio.h>
#include <stdlib.h>

/* A file with this text, until the end of the program. */
static struct str rule_file(const char *name, const char *text)
{
	static char directory[64];
	struct str path;
	FILE *file;

	if (!directory[0]) {
		snprintf(directory, sizeof directory, "/tmp/mekiki-rules-XXXXXX");
		test_true(mkdtemp(directory) != NULL);
	}
	path = arena_printf(test_arena(), "%s/%s", directory, name);
	file = fopen(path.p, "w");
	test_true(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
	return path;
}

static const struct str variables[] = { STR("mekiki_url_shortener"),
					STR("mekiki_brand_not_official") };

static bool open_text(const char *text, struct rules **ret, struct err *err)
{
	return rules_open(test_arena(), rule_file("one.yar", text), variables,
			  COUNT(variables), ret, err);
}

/* What matched points into the rules: they are closed when the next ones are opened. */
static struct rules *opened;

static void close_opened(void)
{
	rules_close(opened);
	opened = NULL;
}

static void apply(const char *text, const struct rules_subject *subject,
		  struct rules_result *ret)
{
	struct rules *rules;
	struct err err;

	close_opened();
	*ret = (struct rules_result){ 0 };
	if (!open_text(text, &rules, &err)) {
		test_str(str_c(err.what), "");
		return;
	}
	rules->apply(rules, test_arena(), subject, ret);
	opened = rules;
}

TEST(rules_variable_names_a_check)
{
	test_str(rules_variable(test_arena(), STR("url.text-differs")),
		 "mekiki_url_text_differs");
}

static const struct {
	const char *name, *text, *why;
} refused[] = {
	{ "no rule at all", "rule a { condition: }", "line 1: syntax error" },
	{ "an unknown name", "\n\nrule a { condition: mekiki_no_such_thing }",
	  "line 3: undefined identifier" },
	{ "a severity that is none",
	  "rule a { meta: mekiki_severity = \"high\" condition: true }",
	  "mekiki_severity is note" },
	{ "a module that opens files",
	  "import \"magic\" rule a { condition: magic.type() == \"x\" }", "\"magic\"" },
	{ "a module that looks at the clock",
	  "import \"time\" rule a { condition: time.now() > 0 }", "\"time\"" },
	{ "a file that is not there", "include \"nowhere.yar\"", "" },
	{ "compiled elsewhere", "YARA\x14", "compiled already" },
};

TEST(rules_open_says_what_is_wrong)
{
	struct rules *rules;
	struct err err;

	if (!rules_built_in()) {
		test_true(!open_text("rule a { condition: true }", &rules, &err));
		test_true(strstr(err.what, "without libyara") != NULL);
		return;
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		test_case(refused[i].name);
		memset(&err, 0, sizeof err);
		test_true(!open_text(refused[i].text, &rules, &err));
		test_true(strstr(err.what, refused[i].why) != NULL);
	}
	test_case("no such file");
	test_true(
	    !rules_open(test_arena(), STR("/nowhere/a.yar"), NULL, 0, &rules, &err));
	test_true(err.kind == ERR_FILE && strcmp(err.where, "/nowhere/a.yar") == 0);
}

TEST(rules_say_where_they_match)
{
	static const struct rules_target targets[] = {
		{ "message", 0, STR("a pear and an apple"), STR(""),
		  STR("message/rfc822") },
		{ "part", 2, STR("apple"), STR("fruit.html"), STR("text/html") },
	};
	struct rules_subject subject = { .targets = targets,
					 .target_count = COUNT(targets) };
	struct rules_result got;

	if (!rules_built_in())
		return;
	apply(
	    "rule fruit : sweet red { meta: description = \"of a tree\"\n"
	    "  mekiki_severity = \"caution\" strings: $a = \"apple\" $p = \"pear\"\n"
	    "  condition: any of them }\n"
	    "rule page { strings: $a = \"apple\"\n"
	    "  condition: $a and mekiki_place == \"part\" and extension == \".html\" }\n"
	    "rule nothing { strings: $k = \"kiwi\" condition: $k }\n",
	    &subject, &got);
	test_int(got.count, 2);
	test_str(got.matches[0].rule, "fruit");
	test_str(got.matches[0].file, "one.yar");
	test_str(got.matches[0].description, "of a tree");
	test_int(got.matches[0].severity, RULE_CAUTION);
	test_int(got.matches[0].tag_count, 2);
	test_int(got.matches[0].hit_count, 3);
	test_str(got.matches[0].hits[0].string, "$a");
	test_int((int)got.matches[0].hits[0].offset, 14);
	test_int((int)got.matches[0].hits[0].length, 5);
	test_int(got.matches[0].hits[2].target, 1);
	test_str(got.matches[1].rule, "page");
	test_int(got.matches[1].hit_count, 1);
	test_int(got.matches[1].hits[0].target, 1);
	test_true(got.cut == NULL);
	close_opened();
}

TEST(rules_know_what_was_found)
{
	static const struct rules_target target = { "message", 0, STR("x"), STR(""),
						    STR("") };
	static const struct str found[] = { STR("mekiki_url_shortener") };
	static const char text[] =
	    "rule both { condition: mekiki_url_shortener and "
	    "not mekiki_brand_not_official }\n"
	    "rule words { condition: mekiki_from_domain == \"a.example\" and "
	    "mekiki_subject contains \"two\" }\n";
	struct rules_subject subject = { .targets = &target,
					 .target_count = 1,
					 .sender_domain = STR("a.example"),
					 .subject = { "one\0two", 7 },
					 .found = found,
					 .found_count = 1 };
	struct rules_result got;

	if (!rules_built_in())
		return;
	apply(text, &subject, &got);
	test_int(got.count, 2);
	/* Of another message nothing is left over. */
	subject = (struct rules_subject){ .targets = &target, .target_count = 1 };
	apply(text, &subject, &got);
	test_int(got.count, 0);
	close_opened();
}

TEST(rules_files_are_known_by_their_sums)
{
	struct rules *rules;
	struct err err;

	if (!rules_built_in())
		return;
	rule_file("inner.yar", "rule inner { condition: true }\n");
	test_true(open_text("include \"inner.yar\"\nrule outer { condition: inner }\n",
			    &rules, &err));
	test_int(rules->count, 2);
	test_true(str_find_str(rules->manifest, STR(" one.yar\n")) == 64);
	test_true(str_ends(rules->manifest, STR(" inner.yar\n")));
	rules_close(rules);
}

TEST(rules_stop_at_so_many_pieces)
{
	static struct rules_target targets[LIMIT_RULE_TARGETS + 2];
	struct rules_subject subject = { .targets = targets,
					 .target_count = COUNT(targets) };
	struct rules_result got;

	if (!rules_built_in())
		return;
	for (size_t i = 0; i < COUNT(targets); i++)
		targets[i] =
		    (struct rules_target){ "part", 1, STR("x"), STR(""), STR("") };
	apply("rule x { strings: $x = \"x\" condition: $x }", &subject, &got);
	test_int(got.count, 1);
	test_int(got.matches[0].hit_count, LIMIT_RULE_HITS);
	test_true(got.matches[0].hits_cut);
	test_int(got.left, 2);
	test_true(got.cut != NULL);
	close_opened();
}
