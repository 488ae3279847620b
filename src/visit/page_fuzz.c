/* visit/page_fuzz.c - a page of any bytes; the first line is its Content-Type. */
#include "visit/page.h"

#include "base/limits.h"
#include "record/brand.h"
#include "record/tables_rows.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "visits.txt",
	  TABLE_HEAD "parked\ttitle\tfor sale\tr\nparked\turl\tp.example\tr\n"
		     "blocked\ttext\tdenied\tr\nnavigation\ttext\ttop\tr\n"
		     "field\tpassword\tpass\tr\nfield\tcard\tcvv\tr\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_ARENA_BASE);
	struct str input = str_make((const char *)data, size);
	struct url url;
	struct page_query query = { .tables = tables(), .url = &url };
	struct page_facts page;

	query.type = str_until(input, '\n');
	query.body = str_skip(input, query.type.n + 1);
	url_parse(arena, STR("https://a.example/d/p"), NULL, &url);
	page_read(arena, &query, &page);
	assert(page.title.n <= LIMIT_VISIT_TITLE && page.text.n <= LIMIT_VISIT_TEXT);
	assert(page.form_count <= LIMIT_VISIT_FORMS &&
	       page.dead_count <= LIMIT_VISIT_DEAD &&
	       page.brand_count <= LIMIT_VISIT_BRANDS);
	assert((page.lead.n > 0) == (page.lead_by != LEAD_NONE));
	script_location(arena, query.body);
	arena_free(arena);
	return 0;
}
