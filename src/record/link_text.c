/* record/link_text.c - does a link's text show another place than it leads to? (ATTACKS
 * UR-01)
 *
 * Wrappers are undone first: what the text shows is compared with where the click ends.
 * That the link's domain is the sender's own is no excuse (AUTH 28). */
#include "record/link_judge.h"

#include "record/brand.h"
#include "record/visual.h"

/* Both official domains of one brand: genuine mail shows one and leads to the other. */
static bool are_of_one_brand(const struct link_view *view, struct str a, struct str b)
{
	const struct brand *brand = brand_of_domain(view->tables, a);

	return brand && brand == brand_of_domain(view->tables, b);
}

static bool are_both_own(const struct link_view *view, struct str a, struct str b)
{
	return site_is_own_domain(view->site, a) && site_is_own_domain(view->site, b);
}

static bool is_same_place(const struct link_view *view, const struct host *shown,
			  const struct host *host)
{
	if (!host->ok || str_eq(shown->ascii, host->ascii))
		return host->ok;
	if (shown->registrable_domain.n &&
	    str_eq(shown->registrable_domain, host->registrable_domain))
		return true;
	return are_of_one_brand(view, shown->ascii, host->ascii) ||
	       are_both_own(view, shown->ascii, host->ascii);
}

/* Shown as an address: it may open a mail to it, and only to it. */
static bool mail_differs(struct str shown, struct str target)
{
	shown = str_until(str_skip(shown, STR("mailto:").n), '?');
	target = str_until(target, '?');
	return str_find(target, '@') != STR_NPOS && !str_eq_nocase(shown, target);
}

void link_compare_text(const struct link_view *view, struct link *link)
{
	const struct url *target = link_target(link);
	struct str shown_url;
	enum text_shown shows;
	struct url url;
	struct str text = link->text;
	struct host shown;

	if (text.n == 0 || link->flags & LINK_BROKEN)
		return;
	if (visual_is_turned(text))
		text = visual_order(view->arena, text);
	shows = text_shows_url(view->arena, text, &shown_url);
	if (shows == SHOWS_NOTHING)
		return;
	if (!url_parse(view->arena, shown_url, NULL, &url))
		return;
	if (str_eq(url.scheme, STR("mailto"))) {
		if (str_eq(target->scheme, STR("mailto")) &&
		    mail_differs(url.href, target->path)) {
			link->flags |= LINK_TEXT_DIFFERS;
			link->text_host =
			    str_skip(url.path, str_rfind(url.path, '@') + 1);
		}
		return;
	}
	if (!url_is_http(target) || url.host.n == 0)
		return;
	host_parse(view->arena, url.host, &shown);
	/* "index.html", "Node.js": a word with a dot is no place where no registry has
	 * such names. */
	if (!shown.ok || (!shown.is_address && shown.registrable_domain.n == 0))
		return;
	/* Among words only our own name is taken for a place: people write of sites. */
	if (shows == SHOWS_NAME_IN_WORDS && !site_is_own_domain(view->site, shown.ascii))
		return;
	if (is_same_place(view, &shown, link_target_host(link)))
		return;
	/* The wrapper itself may be what is shown. */
	if (link->chain_count && is_same_place(view, &shown, &link->host))
		return;
	link->flags |= LINK_TEXT_DIFFERS;
	link->text_host = shown.ascii;
}
