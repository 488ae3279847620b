/* check/shown_list.c - see shown_list.h. */
#include "check/shown_list.h"

static void add(struct arena *arena, struct shown_pages *pages, const struct visit *visit,
		const struct page_facts *page, struct str href)
{
	struct shown *shown = &pages->items[pages->count];
	struct url url;

	*shown = (struct shown){
		.visit = visit, .page = page, .href = href, .in_browser = true
	};
	if (!url_parse(arena, href, NULL, &url))
		return;
	host_parse(arena, url.host, &shown->host);
	pages->count++;
}

static const struct view *view_of(const struct inspection *in, const struct visit *visit)
{
	for (uint32_t i = 0; in->views && i < in->views->count; i++)
		if (in->views->items[i].visit == visit && in->views->items[i].read)
			return &in->views->items[i];
	return NULL;
}

void shown_pages(const struct inspection *in, const struct visit *visit,
		 struct shown_pages *ret)
{
	const struct view *view = view_of(in, visit);
	const struct visit_hop *hop = visit_end(visit);

	ret->count = 0;
	for (uint32_t i = 0; view && i < view->page_count; i++)
		add(in->arena, ret, visit, &view->pages[i], view->page_urls[i]);
	if (hop && hop->page)
		ret->items[ret->count++] = (struct shown){ .visit = visit,
							   .page = hop->page,
							   .href = hop->href,
							   .host = hop->host };
}

const struct shown *shown_with_form(const struct shown_pages *pages)
{
	for (uint32_t i = 0; i < pages->count; i++)
		if (pages->items[i].page->form_count)
			return &pages->items[i];
	return pages->count ? &pages->items[0] : NULL;
}

struct finding *finding_for_shown(struct inspection *in, const struct check *self,
				  const struct shown *shown)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "host", shown->host.ascii);
	finding_str(finding, "url", shown->href);
	finding_at_link(finding, shown->visit->link);
	return finding;
}

bool shown_is_live(const struct shown *shown)
{
	return shown->in_browser || shown->visit->state == VISIT_LIVE;
}
