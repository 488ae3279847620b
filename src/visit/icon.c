/* visit/icon.c - the icon of a page that stands where a link leads. */
#include "visit/part.h"

#include "base/digest.h"
#include "mail/base64.h"

enum { LINE = 76 }; /* of base64, as MIME and those services break it */

static const struct visit_hop *page_of(const struct visit *visit)
{
	const struct visit_hop *hop = visit_end(visit);

	return visit->state == VISIT_LIVE && hop && hop->page ? hop : NULL;
}

/* What the page names, else where browsers look. */
static bool find_url(struct arena *arena, const struct visit_hop *hop, struct url *ret)
{
	struct str named = hop->page->icon;

	return url_parse(arena, named.n ? named : STR("/favicon.ico"), &hop->url, ret);
}

/* NULL: it may be asked for. */
static const char *forbids(const struct visits *visits, const struct visit *visit,
			   const struct visit_hop *hop, const struct url *url)
{
	struct str reason;

	if (!str_eq(url->host, hop->url.host) || url->port != hop->url.port ||
	    !str_eq(url->scheme, hop->url.scheme))
		return N_("it lies on another host, which was not asked");
	if (visit_forbids(visits, url, &hop->host, STR(""), &reason))
		return N_("asking was not allowed");
	if (visit->requests == visit->share)
		return N_("the requests that one message may cause are used up");
	return NULL;
}

static int32_t murmur_of(struct str bytes)
{
	struct buf text, lines;
	struct str rest;
	int32_t sum;

	buf_init(&text, 0);
	buf_init(&lines, 0);
	base64_add(&text, bytes);
	for (rest = buf_peek(&text); rest.n; rest = str_skip(rest, LINE)) {
		buf_add(&lines, str_sub(rest, 0, LINE));
		buf_add_char(&lines, '\n');
	}
	sum = digest_murmur(buf_peek(&lines));
	buf_fini(&text);
	buf_fini(&lines);
	return sum;
}

static void read_icon(struct visits *visits, struct visit_icon *icon)
{
	struct exchange exchange;

	if (icon->answer->status != ANSWER_ANSWERED) {
		icon->why = icon->answer->status == ANSWER_NOT_RECORDED
				? N_("not among the recorded answers")
				: N_("nobody answered in time, or with an icon");
		return;
	}
	exchange_read(visits->arena, icon->answer->bytes, &exchange);
	if (exchange.status != 200 || exchange.body.n == 0 || exchange.cut.n ||
	    page_is_html(exchange_field(&exchange, STR("content-type")), exchange.body)) {
		icon->why = N_("there is none");
		return;
	}
	icon->known = true;
	icon->size = exchange.body.n;
	digest_sha256(exchange.body, icon->sha256);
	icon->murmur = murmur_of(exchange.body);
}

bool visit_find_icon(struct visits *visits, struct visit *visit)
{
	const struct visit_hop *hop = page_of(visit);
	struct visit_icon *icon = &visit->icon;
	struct question question;
	struct url url;

	if (icon->done || !hop || visits->plan)
		return true;
	if (!icon->asked) {
		if (!find_url(visits->arena, hop, &url))
			return icon->done = true;
		icon->href = url.href;
		icon->why = forbids(visits, visit, hop, &url);
		icon->done = icon->why != NULL;
		if (icon->done)
			return true;
		visit->requests++;
		icon->asked = true;
	}
	if (!question_http(visits->arena, icon->href, &question)) {
		icon->why = N_("asking was not allowed");
		return icon->done = true;
	}
	door_purpose(visits->door, PURPOSE_VISIT);
	icon->answer = door_ask(visits->door, &question);
	if (!icon->answer)
		return false;
	read_icon(visits, icon);
	return icon->done = true;
}
