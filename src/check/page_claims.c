/* check/page_claims.c - see page_claims.h. */
#include "check/page_claims.h"

#include "check/brand_claim.h"
#include "check/visit_list.h"

static void read_page(struct inspection *in, const struct visit *visit,
		      const struct page_facts *page, struct str host)
{
	for (uint32_t i = 0; i < page->brand_count; i++) {
		const struct page_brand *shown = &page->brands[i];
		struct claim_place place = {
			.where = shown->in_title ? "page.title" : "page",
			.voice = VOICE_SHOWN,
			.text = shown->in_title ? page->title : shown->brand->name_en,
			.link = visit->link,
		};

		if (!brand_is_official(shown->brand, in->env->site, host))
			claims_add(in->arena, &in->claims, shown->brand, &place);
	}
}

static struct str host_of(struct arena *arena, struct str href)
{
	struct url url;

	return url_parse(arena, href, NULL, &url) ? url.host : STR_NONE;
}

static void read_view(struct inspection *in, const struct view *view)
{
	struct str host = host_of(in->arena, view->browsed.final);

	for (uint32_t k = 0; k < view->page_count; k++)
		read_page(in, view->visit, &view->pages[k], host);
}

void page_claims_find(struct inspection *in)
{
	const struct visit *visit = NULL;
	struct claims_context context;

	while ((visit = visit_next(in, visit)))
		if (visit_page(visit))
			read_page(in, visit, visit_page(visit),
				  visit_end(visit)->host.ascii);
	for (uint32_t i = 0; in->views && i < in->views->count; i++)
		if (in->views->items[i].read)
			read_view(in, &in->views->items[i]);
	claims_context_of(in, &context);
	claims_judge(in->arena, &in->claims, &context);
}
