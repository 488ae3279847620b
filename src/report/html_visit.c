/* report/html_visit.c - what stands behind the links: the pages that were visited, and
 * what a browser showed of them. */
#include "report/html.h"

#include "report/outside.h"
#include "report/text_view.h"
#include "report/text_visit.h"

static bool has(const struct html *html)
{
	const struct visits *visits = html->in->visits;

	return visits && visits->count + visits->left_count;
}

static void write_hops(struct html *html, const struct visit *visit)
{
	html_begin(html, TAG_OL, NULL);
	for (uint32_t i = 0; i < visit->hop_count; i++) {
		const struct visit_hop *hop = &visit->hops[i];

		html_begin(html, TAG_LI, NULL);
		if (hop->by) {
			html_text(html, page_lead_name(hop->by));
			html_text(html, " ");
		}
		html_copy(html, hop->href);
		if (hop->answer && hop->answer->status == ANSWER_ANSWERED) {
			html_text(html, " ");
			html_number(html, hop->exchange.status);
			html_text(html, ", ");
			html_our_count(html, N_("{count} bytes"), hop->exchange.body.n);
		}
		html_end(html, TAG_LI);
	}
	html_end(html, TAG_OL);
}

static void write_visit(struct html *html, const struct visit *visit)
{
	html_begin(html, TAG_ARTICLE, "thing");
	html_begin(html, TAG_H3, NULL);
	html_our_count(html, N_("Link {count}"), visit->link->n);
	html_end(html, TAG_H3);
	html_begin(html, TAG_P, NULL);
	text_visit_state(&html->page, visit);
	html_made(html);
	html_end(html, TAG_P);
	write_hops(html, visit);
	html_end(html, TAG_ARTICLE);
}

/* A picture shows what masks were to hide. */
static void write_picture(struct html *html, const struct view *view)
{
	struct str png;

	if (!outside_identifies(html->options) ||
	    !browsed_png(html->in->arena, &view->browsed, &png))
		return;
	html_begin(html, TAG_FIGURE, "shot");
	html_png(html, png, N_("picture of the page as the browser showed it"));
	html_begin(html, TAG_FIGCAPTION, NULL);
	html_our(html, N_("The page as a browser showed it, from a picture; SHA-256:"));
	html_text(html, " ");
	html_code(html, view->browsed.picture.sha256);
	html_end(html, TAG_FIGCAPTION);
	html_end(html, TAG_FIGURE);
}

static void write(struct html *html)
{
	const struct visits *visits = html->in->visits;
	const struct views *views = html->in->views;

	for (uint32_t i = 0; i < visits->count; i++)
		write_visit(html, &visits->items[i]);
	for (uint32_t i = 0; views && i < views->count; i++)
		if (views->items[i].read)
			write_picture(html, &views->items[i]);
	html_fold_text(html, N_("Every step, certificate, form and file"), text_visits);
	html_fold_text(html, N_("What the browser saw, step by step"), text_views);
}

const struct html_section html_visits = {
	.id = "visits",
	.title = N_("What stands behind the links"),
	.has = has,
	.write = write,
};
