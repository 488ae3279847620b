/* record/link_judge.c - what a URL alone tells: where it leads, and what is odd about it.
 */
#include "record/link_judge.h"

#include "base/utf8.h"

/* --- reading ---------------------------------------------------------------------- */

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Mail has no page whose address "//host/…" could continue; mail programs take it for
 * the web. A bare "www.example.com/…" is opened by some as well (AUTH 27). */
static bool read_without_scheme(const struct link_view *view, struct link *link)
{
	struct str written = link->written, shown;

	if (written.n > 2 && is_slash(written.p[0]) && is_slash(written.p[1]))
		return url_parse(view->arena, written, &view->scheme_relative,
				 &link->url);
	if (text_shows_url(view->arena, written, &shown) != SHOWS_URL ||
	    str_starts(shown, STR("mailto:")))
		return false;
	return url_parse(view->arena, shown, NULL, &link->url);
}

static void read_host(const struct link_view *view, const struct url *url,
		      struct host *ret)
{
	struct link_hosts *hosts = view->hosts;
	uint32_t slot;

	if (url->host.n == 0 || url->host_kind == URL_HOST_OPAQUE)
		return;
	for (uint32_t i = 0; i < LINK_HOSTS; i++) {
		if (str_eq(hosts->name[i], url->host)) {
			*ret = hosts->host[i];
			return;
		}
	}
	host_parse(view->arena, url->host, ret);
	slot = hosts->next++ % LINK_HOSTS;
	hosts->name[slot] = url->host;
	hosts->host[slot] = *ret;
}

static void read_url(const struct link_view *view, const struct url *base,
		     struct link *link)
{
	struct arena *arena = view->arena;

	if (!url_parse(arena, link->written, base, &link->url)) {
		if (!read_without_scheme(view, link)) {
			link->flags |= LINK_BROKEN;
			return;
		}
		link->flags |= LINK_ODD_SPELLING;
	}
	read_host(view, &link->url, &link->host);
}

/* --- oddities -------------------------------------------------------------------------
 */

static bool has_label(struct str host, struct str prefix)
{
	struct str label;

	while (str_split(&host, '.', &label))
		if (str_starts(label, prefix))
			return true;
	return false;
}

static bool mixes_scripts(const struct host *host)
{
	struct str rest = host->unicode, label;

	if (ascii_is_all(host->unicode))
		return false;
	while (str_split(&rest, '.', &label))
		if (host_mixed_script(label))
			return true;
	return false;
}

static bool is_usual_scheme(struct str scheme)
{
	static const struct str usual[] = { STR("http"), STR("https"), STR("mailto") };

	for (size_t i = 0; i < COUNT(usual); i++)
		if (str_eq(scheme, usual[i]))
			return true;
	return false;
}

static void flag_host(struct link *link, const struct url *url, const struct host *host)
{
	if (url->host_kind == URL_HOST_IPV4 || url->host_kind == URL_HOST_IPV6)
		link->flags |= LINK_NUMERIC_HOST;
	if (url->host_kind == URL_HOST_DOMAIN && has_label(url->host, STR("xn--")))
		link->flags |= LINK_PUNYCODE;
	if (host->ok && mixes_scripts(host))
		link->flags |= LINK_MIXED_SCRIPT;
	if (url->port >= 0)
		link->flags |= LINK_PORT;
	if (str_eq(url->scheme, STR("http")))
		link->flags |= LINK_PLAIN_HTTP;
}

static void flag_spelling(const struct link_view *view, struct link *link)
{
	const struct url *url = &link->url;

	if (url->odd & (URL_ODD_USERINFO | URL_ODD_MANY_AT) &&
	    url_is_special(url->scheme))
		link->flags |= LINK_USERINFO;
	if (url->odd & (URL_ODD_HOST_ENCODED | URL_ODD_HOST_MAPPED | URL_ODD_NUMBER_FORM))
		link->flags |= LINK_HOST_ENCODED;
	if (url->odd & (URL_ODD_CONTROL | URL_ODD_BACKSLASH | URL_ODD_SLASHES))
		link->flags |= LINK_ODD_SPELLING;
	if (!is_usual_scheme(url->scheme))
		link->flags |= LINK_SCHEME;
	if (url_readings_differ(view->arena, link->written, url, &link->rfc3986_host))
		link->flags |= LINK_READING_DIFFERS;
}

/* --- whose place it is ---------------------------------------------------------------
 */

static void flag_class(const struct link_view *view, struct link *link)
{
	const struct host *host = link_target_host(link);
	const struct domain_class *class_;

	if (!host->ok || host->is_address)
		return;
	class_ = tables_class_link(view->tables, host->ascii, link_target(link)->path);
	if (!class_)
		return;
	if (str_eq(class_->class_, STR("shortener")))
		link->flags |= LINK_SHORTENER;
	else if (str_eq(class_->class_, STR("user-content")) ||
		 str_eq(class_->class_, STR("hoster")))
		link->flags |= LINK_SHARED_HOST;
	else if (str_eq(class_->class_, STR("mailer")))
		link->flags |= LINK_TRACKER;
	else
		return;
	link->shared = class_;
}

/* --- wrappers --------------------------------------------------------------------------
 */

static uint32_t flag_of_wrapper(const struct unwrapped *wrapper)
{
	switch (wrapper->kind) {
	case WRAPPER_SHORTENER:
		return LINK_SHORTENER;
	case WRAPPER_TRACKER:
		return LINK_TRACKER;
	case WRAPPER_REDIRECTOR:
	case WRAPPER_PROXY: /* lends its name as well */
		return LINK_REDIRECTOR;
	default:
		return 0;
	}
}

static bool was_there(const struct link *link, struct str href)
{
	if (str_eq(link->url.href, href))
		return true;
	for (uint32_t i = 0; i < link->chain_count; i++)
		if (str_eq(link->chain[i].url.href, href))
			return true;
	return false;
}

static void add_step(const struct link_view *view, struct link *link,
		     const struct link_step *step)
{
	uint32_t count = link->chain_count;
	struct link_step *more;

	/* One step is the rule; room is doubled where there are more. */
	if ((count & (count - 1)) == 0) {
		more =
		    arena_alloc_array(view->arena, count ? count * 2 : 1, sizeof *more);
		if (count)
			memcpy(more, link->chain, count * sizeof *more);
		link->chain = more;
	}
	link->chain[link->chain_count++] = *step;
	link->flags |= LINK_WRAPPED;
}

static bool undo_step(const struct link_view *view, const struct url *outer,
		      struct unwrapped *ret)
{
	if (url_is_http(outer))
		return wrapper_undo(view->arena, &view->tables->wrappers, outer, ret);
	*ret = (struct unwrapped){ .kind = WRAPPER_PROGRAM, .name = outer->scheme };
	return url_carried(view->arena, outer, &ret->target);
}

/* One wrapper undone; false where there is nothing more to undo. What merely holds a URL
 * in its query ("?return=https://…") goes to its own host, and stays there. */
static bool undo_one(const struct link_view *view, struct link *link)
{
	const struct url *outer = link_target(link);
	struct link_step step = { 0 };

	if (!undo_step(view, outer, &step.wrapper))
		return false;
	if (step.wrapper.name.n == 0) {
		link->flags |= LINK_NESTED;
		link->nested = step.wrapper.target;
		return false;
	}
	link->flags |= flag_of_wrapper(&step.wrapper);
	if (step.wrapper.opaque) {
		link->opaque = step.wrapper.name;
		return false;
	}
	if (link->chain_count == LINK_CHAIN) {
		link->chain_cut = true;
		return false;
	}
	if (!url_parse(view->arena, step.wrapper.target, outer, &step.url) ||
	    was_there(link, step.url.href))
		return false;
	read_host(view, &step.url, &step.host);
	add_step(view, link, &step);
	return true;
}

const struct url *link_target(const struct link *link)
{
	return link->chain_count ? &link->chain[link->chain_count - 1].url : &link->url;
}

const struct host *link_target_host(const struct link *link)
{
	return link->chain_count ? &link->chain[link->chain_count - 1].host : &link->host;
}

void link_judge(const struct link_view *view, const struct url *base, struct link *link)
{
	read_url(view, base, link);
	if (link->flags & LINK_BROKEN)
		return;
	flag_spelling(view, link);
	while (undo_one(view, link))
		;
	flag_host(link, link_target(link), link_target_host(link));
	flag_class(view, link);
	if (link_target_host(link)->ok &&
	    site_is_own_domain(view->site, link_target_host(link)->ascii))
		link->flags |= LINK_OWN;
}

/* --- likeness
 * --------------------------------------------------------------------------- */

static void flag_likeness(struct link *link, const struct likeness *likeness)
{
	if (likeness->how == LIKENESS_OFFICIAL)
		link->flags |= likeness->brand ? LINK_OFFICIAL : LINK_OWN;
	else
		link->flags |= likeness->brand ? LINK_BRAND : LINK_OWN_NAME;
}

void link_find_likeness(const struct link_view *view, struct link *link)
{
	const struct host *host = link_target_host(link);
	struct likeness found[LIKENESSES_PER_LINK];
	uint32_t count;

	if (link->flags & LINK_BROKEN || !host->ok)
		return;
	count = likeness_find(view->arena, view->tables, view->site, link_target(link),
			      host, found, LIKENESSES_PER_LINK);
	for (uint32_t i = 0; i < count; i++)
		flag_likeness(link, &found[i]);
	if (link->chain_count && link->host.ok && count < LIKENESSES_PER_LINK)
		count += likeness_find(view->arena, view->tables, view->site, &link->url,
				       &link->host, found + count,
				       LIKENESSES_PER_LINK - count);
	link->likenesses = arena_copy_array(view->arena, found, count, sizeof *found);
	link->likeness_count = count;
}

/* --- names
 * ---------------------------------------------------------------------------------
 */

const char *link_flag_name(uint32_t flag)
{
	static const char *const names[] = {
		"text-differs", "userinfo",	"reading-differs",
		"host-encoded", "numeric-host", "punycode",
		"mixed-script", "port",		"plain-http",
		"shortener",	"wrapped",	"redirector",
		"tracker",	"shared-host",	"recipient-token",
		"scheme",	"hidden",	"loads",
		"form",		"defanged",	"brand",
		"own-name",	"official",	"own",
		"broken",	"odd-spelling", "nested",
	};
	unsigned bit = flag ? (unsigned)__builtin_ctz(flag) : 32;

	return bit < COUNT(names) ? names[bit] : NULL;
}
