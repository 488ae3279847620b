/* The first line is a URL, the rest are rows of the table. */
#include "link/wrapper.h"

#include <stdlib.h>

static const char *const usual[] = {
	"google.*\t/url\tquery:q\tpercent\tredirector\t-\tA",
	"urldefense.com\t/v2/\tquery:u\tproofpoint2\tvendor\tc:2\tB",
	"urldefense.com\t/v3/\tafter:/v3/__\tproofpoint3\tvendor\t-\tB",
	"translate.goog\t/\thost\ttranslate\tproxy\tlabel\tC",
	"a.example\t/\tpath:2\tpercent\tvendor\t-\tD",
	"a.example\t/s/\tsegment:1\tinside64\ttracker\t-\tD",
	"b.example\t/\tquery:u\tbase64:2\tredirector\t-\tE",
	"c.example\t/\tafter:___\tcheckpoint\tvendor\t-\tF",
	"d.example\t/\tsegment:1\tbare\ttracker\t-\tG",
	"e.example\t/\tfragment\thex\ttracker\t-\tH",
	"*\t/ls/\topaque:upn\t-\ttracker\t-\tI",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, first = text, row;
	struct arena *arena = arena_new(64u << 20);
	struct wrapper_rules rules = { 0 };
	struct unwrapped step;
	struct url url;
	struct err err;

	str_split(&text, '\n', &first);
	for (size_t i = 0; i < COUNT(usual); i++) {
		if (!wrapper_rule_read(arena, str_c(usual[i]), &rules, &err))
			abort();
	}
	while (text.p && str_split(&text, '\n', &row))
		wrapper_rule_read(arena, row, &rules, &err);
	wrapper_rules_sort(arena, &rules);
	url_parse(arena, first, NULL, &url);
	for (int i = 0; i < 10 && wrapper_undo(arena, &rules, &url, &step); i++) {
		if (!step.opaque && str_find(step.target, ':') == STR_NPOS)
			abort();
		if (step.opaque || !url_parse(arena, step.target, NULL, &url))
			break;
	}
	arena_free(arena);
	return 0;
}
