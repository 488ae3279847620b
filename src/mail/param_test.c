/* mail/param_test.c */
#include "mail/param.h"
#include "base/limits.h"
#include "base/test.h"

#include <stdlib.h>

/* "value|name=value|name=value" */
static struct str summary(struct str value, const char *defect)
{
	struct arena *arena = test_arena();
	struct defects defects = { .arena = arena, .input = value };
	struct params params;
	struct str out;

	params_parse(arena, value, &defects, &params);
	out = params.value;
	for (uint32_t i = 0; i < params.count; i++) {
		out = arena_concat(arena, out, STR("|"));
		out = arena_concat(arena, out, params.items[i].name);
		out = arena_concat(arena, out, STR("="));
		out = arena_concat(arena, out, params.items[i].value);
	}
	if (!*defect)
		test_int(defects.count, 0);
	else if (!defect_has(&defects, defect))
		test_str(STR("no such defect"), defect);
	for (uint32_t i = 0; i < defects.count; i++)
		test_true(defect_explain(defects.items[i].id) != NULL);
	return out;
}

static const struct {
	const char *name, *value, *summary, *defect;
} cases[] = {
	{ "type", " Text/HTML; charset=UTF-8", "text/html|charset=UTF-8", "" },
	{ "no parameter", "text/plain", "text/plain", "" },
	{ "trailing semicolon", "text/plain;", "text/plain", "" },
	{ "quoted", "a/b; boundary=\"x; y\"; c=d", "a/b|boundary=x; y|c=d", "" },
	{ "quoted pair", "a/b; c=\"x\\\"y\\\\z\"", "a/b|c=x\"y\\z", "" },
	{ "folded", "a/b;\r\n\tc=d;\r\n e=\"f\r\n g\"", "a/b|c=d|e=f g", "" },
	{ "blanks around =", "a/b; c = d", "a/b|c=d", "" },
	{ "comments", "text/plain (x;y); charset=us-ascii (a; b); c=d",
	  "text/plain|charset=us-ascii|c=d", "" },
	{ "blank in type", "text / plain; a=b", "text/plain|a=b", "" },
	{ "no semicolon", "text/html charset=utf-8", "text/html|charset=utf-8",
	  "mime.param-no-semicolon" },
	{ "no second semicolon", "text/html; charset=utf-8 format=flowed",
	  "text/html|charset=utf-8|format=flowed", "mime.param-no-semicolon" },
	{ "comma", "a/b; boundary=x, boundary=y", "a/b|boundary=x|boundary=y",
	  "mime.param-no-semicolon" },
	{ "comma within", "a/b; boundary=x,y", "a/b|boundary=x,y",
	  "mime.param-needs-quotes" },
	{ "file name with blanks", "attachment; filename=my own file.txt; x=y",
	  "attachment|filename=my own file.txt|x=y", "mime.param-blank" },
	{ "boundary with a blank", "a/b; boundary=x y", "a/b|boundary=x",
	  "mime.param-blank" },
	{ "open quote", "a/b; boundary=\"x", "a/b|boundary=x", "mime.param-open-quote" },
	{ "after the quote", "a/b; boundary=\"x\"y; c=d", "a/b|boundary=x|c=d",
	  "mime.param-after-quote" },
	{ "no value", "a/b; nonsense; c=d", "a/b|c=d", "mime.param-no-value" },
	{ "doubled", "a/b; c=1; c=2", "a/b|c=1|c=2", "" },
	{ "extended", "x; filename*=utf-8'en'%e2%82%ac.txt", "x|filename=\u20ac.txt",
	  "" },
	{ "extended without a charset", "x; filename*=a%20b", "x|filename=a b",
	  "mime.param-no-charset" },
	{ "continued", "x; filename*0=\"a b\"; filename*1=c", "x|filename=a bc", "" },
	{ "continued, out of order",
	  "x; filename*1=c; other=1; filename*0*=us-ascii''%61; filename*2*=%64",
	  "x|filename=acd|other=1", "" },
	{ "continued with a gap", "x; filename*0=a; filename*2=c", "x|filename=ac",
	  "mime.param-continuation" },
	{ "continued twice", "x; filename*0=a; filename*0=b", "x|filename=a",
	  "mime.param-continuation" },
	{ "empty", "", "", "" },
	{ "only a semicolon", ";;;", "", "" },
	{ "comment never closed", "a/b; c=d (e", "a/b|c=d", "" },
	{ "broken percent", "x; a*=utf-8''%4", "x|a=%4", "" },
	{ "boundary is never decoded", "a/b; boundary==?us-ascii?q?x?=",
	  "a/b|boundary==?us-ascii?q?x?=", "mime.param-needs-quotes" },
	{ "name with an encoded word", "a/b; name=\"=?utf-8?q?x=20y?=\"", "a/b|name=x y",
	  "mime.param-encoded-word" },
};

TEST(parameters_are_read_as_clients_do)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].name);
		test_str(summary(test_copy(cases[i].value), cases[i].defect),
			 cases[i].summary);
	}
}

TEST(parameters_are_got_by_name_and_number)
{
	struct params params;

	params_parse(test_arena(), STR("a/b; Boundary=\"1\"; c=d; BOUNDARY=2"), NULL,
		     &params);
	test_str(params_get(&params, STR("boundary"), 0)->value, "1");
	test_str(params_get(&params, STR("boundary"), 0)->raw, "\"1\"");
	test_str(params_get(&params, STR("boundary"), 1)->value, "2");
	test_true(!params_get(&params, STR("boundary"), 2));
	test_true(params_get(&params, STR("boundary"), 0)->quoted);
}

TEST(too_many_parameters_are_said)
{
	struct str piece = STR("; a*99=b");
	size_t count = LIMIT_PARAMETERS * 4;
	char *many = malloc(count * piece.n);
	struct str value = { many, count * piece.n };
	struct defects defects = { .arena = test_arena(), .input = value };
	struct params params;

	for (size_t i = 0; i < count; i++)
		memcpy(many + i * piece.n, piece.p, piece.n);
	params_parse(test_arena(), value, &defects, &params);
	test_true(defect_has(&defects, "limit.parameters"));
	test_int(params.count, 1);
	free(many);
}
