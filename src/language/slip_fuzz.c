/* language/slip_fuzz.c - any text to the readers of language; any row to the table. The
 * first byte says how many lines at the front are rows. */
#include "language/slip.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const own[][4] = {
	{ "word", "サービス", "-", "x" },     { "word", "詐欺", "-", "x" },
	{ "glyph", "詐", "許", "x" },	      { "mark", "サ", "ザ", "x" },
	{ "glyph", "ー", "一", "x" },	      { "real", "皇后", "-", "x" },
	{ "zh", "た后", "た後", "x" },	      { "zh", "点击", "クリック", "x" },
	{ "form", "お诧び", "お詫び", "x" },  { "ja", "あなたの", "-", "x" },
	{ "opener", "ご不便", "-", "x" },     { "en", "whom is", "who is", "x" },
	{ "bait", "kindly click", "-", "x" }, { "term", "botnet", "-", "x" },
};

static void read_row(struct arena *arena, struct str line, struct usages *usages)
{
	struct str columns[4];

	for (int i = 0; i < 4; i++)
		if (!str_split(&line, '\t', &columns[i]))
			return;
	usage_read(arena, columns, usages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str text = { (const char *)data, size }, line;
	struct passage passage = { .where = "text" };
	struct passages passages = { 0 };
	struct usages usages = { 0 };
	struct slips slips;
	unsigned rows = size ? data[0] % 4 : 0;

	text = str_skip(text, 1);
	for (size_t i = 0; i < COUNT(own); i++) {
		struct str columns[4];

		for (int k = 0; k < 4; k++)
			columns[k] = str_c(own[i][k]);
		usage_read(arena, columns, &usages);
	}
	while (rows-- && str_split(&text, '\n', &line))
		read_row(arena, line, &usages);
	usage_finish(arena, &usages);
	passage.text = text.p ? text : STR("");
	passages_add(arena, &passages, &passage);
	slips_find(arena, &passages, &usages, &slips);
	assert(slips.count <= SLIP_KINDS * LIMIT_SLIPS);
	for (uint32_t i = 0; i < slips.count; i++) {
		const struct slip *slip = &slips.items[i];

		assert(slip->start < slip->end && slip->end <= slip->passage->text.n);
		assert(slip->found.n);
	}
	arena_free(arena);
	return 0;
}
