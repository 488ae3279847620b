/* record/thing.c - see thing.h. */
#include "record/thing.h"

#include "record/maillog.h"

#include "base/limits.h"
#include "link/extract.h"
#include "link/url.h"

#define N_(text) text

static void refuse(struct thing *thing, const char *why)
{
	*thing = (struct thing){ .why = why };
}

/* --- what stands around it -------------------------------------------------------- */

static bool is_pair(char open, char close)
{
	static const char pairs[] = "<>\"\"''``()";

	for (const char *p = pairs; *p; p += 2)
		if (p[0] == open && p[1] == close)
			return true;
	return false;
}

/* Quotes and brackets around the whole, and the comma that a list leaves behind. Those of
 * an IPv6 address are its own. */
static struct str bare(struct str text)
{
	text = str_trim(text);
	str_eat(&text, STR("\xEF\xBB\xBF"));
	for (;;) {
		struct str before = text;

		while (text.n && (text.p[text.n - 1] == ',' || text.p[text.n - 1] == ';'))
			text = str_trim(str_sub(text, 0, text.n - 1));
		if (text.n >= 2 && is_pair(text.p[0], text.p[text.n - 1]))
			text = str_trim(str_sub(text, 1, text.n - 1));
		if (text.n == before.n)
			return text;
	}
}

/* --- names and addresses ------------------------------------------------------------ */

static bool is_host_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

/* A name that somebody can have published. */
static bool is_published_form(struct str name)
{
	struct str rest = name, label;

	if (name.n > LIMIT_HOST_BYTES)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!is_host_byte(name.p[i]))
			return false;
	while (rest.p && str_split(&rest, '.', &label))
		if (label.n == 0 || label.n > 63)
			return false;
	return name.n && name.p[name.n - 1] != '.';
}

static void be_address(struct arena *arena, const struct ip *ip, struct thing *ret)
{
	*ret = (struct thing){ .kind = THING_ADDRESS, .ip = *ip };
	ret->text = ip_text(arena, ip);
}

/* The site of a name, for a visit. */
static struct str site_of(struct arena *arena, struct str name, uint32_t port)
{
	if (port == 80)
		return arena_printf(arena, "http://%.*s/", STR_ARG(name));
	if (port == 0 || port == 443)
		return arena_printf(arena, "https://%.*s/", STR_ARG(name));
	return arena_printf(arena, "https://%.*s:%u/", STR_ARG(name), port);
}

static void be_name(struct arena *arena, struct str name, uint32_t port,
		    struct thing *ret)
{
	struct host host;
	struct ip ip;

	if (ip_parse(name, &ip)) {
		be_address(arena, &ip, ret);
		return;
	}
	host_parse(arena, name, &host);
	if (host.is_address && ip_parse(host.ascii, &ip)) {
		be_address(arena, &ip, ret);
		return;
	}
	if (!host.ok || !is_published_form(host.ascii)) {
		refuse(ret, N_("this is neither a name, nor an address, nor a link"));
		return;
	}
	if (str_find(host.ascii, '.') == STR_NPOS) {
		refuse(ret, N_("one word alone is no name that can be looked up: "
			       "write it in full, like example.com"));
		return;
	}
	*ret = (struct thing){ .kind = THING_NAME, .text = host.ascii, .host = host };
	ret->url = site_of(arena, host.ascii, port);
}

/* "example.com:8443", "[2001:db8::1]:443"; more colons are an address. */
static bool cut_port(struct str text, struct str *ret_host, uint32_t *ret_port)
{
	struct str host, port;

	return str_cut_last(text, ':', &host, &port) && str_to_u32(port, ret_port) &&
	       *ret_port > 0 && *ret_port <= 65535 && host.n &&
	       (str_find(host, ':') == STR_NPOS || host.p[host.n - 1] == ']') &&
	       (*ret_host = host, true);
}

static void read_name(struct arena *arena, struct str text, struct thing *ret)
{
	uint32_t port = 0;
	struct str host;
	struct ip ip;

	if (!ip_parse(text, &ip) && cut_port(text, &host, &port))
		text = host;
	be_name(arena, text, port, ret);
}

/* --- links ---------------------------------------------------------------------------
 */

static void be_url(struct arena *arena, const struct url *url, struct thing *ret)
{
	struct thing host;

	be_name(arena, url->host, 0, &host);
	if (host.kind == THING_NONE || !url_is_http(url)) {
		*ret = host; /* of other schemes the host is what can be looked up */
		return;
	}
	*ret = (struct thing){ .kind = THING_URL, .host = host.host, .ip = host.ip };
	ret->text = ret->url = url->href;
}

static void read_url(struct arena *arena, struct str text, struct thing *ret)
{
	struct url url;

	if (!url_parse(arena, text, NULL, &url))
		refuse(ret, N_("no browser opens this link"));
	else if (url.host_kind == URL_HOST_NONE || url.host_kind == URL_HOST_EMPTY)
		refuse(ret, N_("this link names no host"));
	else
		be_url(arena, &url, ret);
}

/* --- what it is ------------------------------------------------------------------------
 */

static bool is_network(struct str text)
{
	struct ip_net net;

	return str_find(text, '/') != STR_NPOS && ip_net_parse(text, &net);
}

static bool has_scheme(struct str text)
{
	size_t colon = str_find_str(text, STR("://"));

	for (size_t i = 0; colon != STR_NPOS && i < colon; i++)
		if (!ascii_is_alnum(text.p[i]) && !memchr("+-.", text.p[i], 3))
			return false;
	return colon != STR_NPOS && colon > 0;
}

/* "joe@example.com", "Joe <joe@example.com>": what is behind the last "@". */
static bool cut_mailbox(struct str text, struct str *ret_domain)
{
	struct str before, inside;

	if (str_cut(text, '<', &before, &inside))
		text = str_until(inside, '>');
	str_eat(&text, STR("mailto:"));
	text = str_until(text, '?');
	return str_find(text, '/') == STR_NPOS &&
	       str_cut_last(text, '@', &before, ret_domain);
}

/* "example.com/login", as people copy it. */
static bool is_bare_link(struct str text)
{
	struct str host = str_until(text, '/');

	return host.n < text.n && host.n &&
	       (str_find(host, '.') != STR_NPOS || host.p[0] == '[');
}

static void read_queue_id(struct str text, struct thing *ret)
{
	if (!maillog_is_queue_id(text)) {
		refuse(ret, N_("this is no queue id of a mail server"));
		return;
	}
	ret->kind = THING_QUEUE_ID;
	ret->text = text;
}

void thing_read(struct arena *arena, struct str text, struct thing *ret)
{
	struct str domain;

	*ret = (struct thing){ 0 };
	text = bare(str_sub(text, 0, LIMIT_THING_BYTES + 1));
	if (text.n == 0) {
		refuse(ret, N_("nothing stands there"));
		return;
	}
	if (text.n > LIMIT_THING_BYTES) {
		refuse(ret, N_("it is too long for a name, an address or a link"));
		return;
	}
	if (str_eat(&text, STR("queue-id "))) {
		read_queue_id(text, ret);
		return;
	}
	text = text_refanged(arena, text);
	if (is_network(text))
		refuse(ret, N_("this is a whole network: name one address of it"));
	else if (has_scheme(text))
		read_url(arena, text, ret);
	else if (cut_mailbox(text, &domain))
		read_name(arena, domain, ret);
	else if (is_bare_link(text))
		read_url(arena, arena_concat(arena, STR("https://"), text), ret);
	else
		read_name(arena, text, ret);
}

const char *thing_kind_name(enum thing_kind kind)
{
	static const char *const names[THING_KINDS] = {
		[THING_NAME] = "name",
		[THING_ADDRESS] = "address",
		[THING_URL] = "url",
		[THING_QUEUE_ID] = "queue-id",
	};

	return names[kind];
}
