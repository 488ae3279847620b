/* record/links_fuzz.c - a message; small tables, so that a few words reach every branch.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "record/link.h"
#include "record/tables_rows.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD
	  "b1\tみほん銀行\tMihon Bank\tみほん銀行|Mihon "
	  "Bank|mihon\tmihon.example|mihon.*\t"
	  "bank\tJP\t2026-11-21\n"
	  "b2\tオーク\tOak\tOak|~oak\t~oak.example\tretail\tJP\t2026-11-21\n" },
	{ "domains.txt", TABLE_HEAD "s.example\tshortener\tShort\n"
				    ".p.example\tuser-content\tPages\n"
				    "d.example/forms\tuser-content\tForms\n"
				    "m.example\tmailer\tMailer\n" },
	{ "wrappers.txt",
	  TABLE_HEAD "w.example\t/\tquery:u\tpercent\tvendor\tt\tW\n"
		     "r.example\t/r/\tafter:/r/\tpercent\tredirector\tlabel\tR\n"
		     "b.example\t/\tquery:u\tbase64\ttracker\t-\tB\n"
		     "f.example\t/\tfragment\tbare\tvendor\t-\tF\n"
		     "g.*\t/url\tquery:q\tpercent\tredirector\t-\tG\n"
		     "o.example\t/\topaque\t-\ttracker\t-\tO\n" },
	{ "genuine-urls.txt",
	  TABLE_HEAD "b1\thttps://www.mihon.example/R?funccode=1013&nextfunc=1013\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

static void judge_link(const struct link *link, uint32_t n, size_t size)
{
	assert(link->n == n && link->seen && link->where && link->written.n);
	assert(link->offset <= size && link->length <= size - link->offset);
	assert(link->chain_count <= LINK_CHAIN &&
	       link->likeness_count <= LIKENESSES_PER_LINK);
	assert(!(link->flags & LINK_WRAPPED) == (link->chain_count == 0));
	assert(!(link->flags & LINK_RECIPIENT) || link->token.text.n);
	assert(!(link->flags & LINK_TEXT_DIFFERS) || link->text_host.n);
	assert(!(link->flags & LINK_NESTED) || link->nested.n);
	for (uint32_t flag = 1; flag <= link->flags; flag <<= 1)
		assert(!(link->flags & flag) || link_flag_name(flag));
	if (link->flags & LINK_BROKEN)
		return;
	assert(link->url.scheme.n && ascii_is_all(link_target(link)->href));
	for (uint32_t i = 0; i < link->likeness_count; i++)
		assert(link->likenesses[i].genuine.n &&
		       likeness_name(link->likenesses[i].how));
}

static void judge_view(const struct part_view *view, const struct links *links)
{
	assert(view->inside_link <= links->count && view->document);
	assert(utf8_is_valid(view->document->text));
	assert(utf8_is_valid(view->document->hidden_text));
}

/* To whom the mail went; whose tokens are looked for. */
static struct identity recipients[] = {
	{ .role = ID_DELIVERED_TO, .text = STR("joe@example.org") },
	{ .role = ID_TO, .text = STR("ann.smith+x@example.org") },
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct identities ids = { .items = recipients, .count = COUNT(recipients) };
	struct str own = STR("circulo.example.org");
	struct site site = { .given = true, .own_domains = { &own, 1, 1 } };
	/* As a worker has it: what needs more memory ends it. */
	struct arena *arena = arena_new(LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * size);
	struct message *message =
	    message_parse(arena, str_make((const char *)data, size), NULL);
	struct links links;

	links_gather(arena, message, &ids, &site, tables(), &links);
	assert(links.count <= LIMIT_LINKS);
	for (uint32_t i = 0; i < links.count; i++)
		judge_link(&links.items[i], i + 1, size);
	for (uint32_t i = 0; i < links.view_count; i++)
		judge_view(&links.views[i], &links);
	arena_free(arena);
	return 0;
}
