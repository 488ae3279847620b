/* door/question.c - see question.h. */
#include "door/question.h"

#include "base/limits.h"
#include "link/url.h"
#include "record/dns.h"
#include "record/dns_name.h"

#include <stdio.h>

/* The least that each kind of question tells somebody. What is answered on this machine
 * (tables, history, decoders) tells nobody. */
static const struct {
	const char *name;
	enum contact contact;
} kinds[QUESTION_KINDS] = {
	[QUESTION_DNS] = { "dns", CONTACT_LOOKUP },
	[QUESTION_WHOIS] = { "whois", CONTACT_LOOKUP },
	[QUESTION_RDAP] = { "rdap", CONTACT_LOOKUP },
	[QUESTION_TLS] = { "tls", CONTACT_VISIT },
	[QUESTION_HTTP] = { "http", CONTACT_VISIT },
	[QUESTION_GEO] = { "geo", CONTACT_OFFLINE },
	[QUESTION_LIST] = { "list", CONTACT_LOOKUP },
	[QUESTION_HISTORY] = { "history", CONTACT_OFFLINE },
	[QUESTION_BROWSE] = { "browse", CONTACT_BROWSE },
	[QUESTION_MEDIA] = { "media", CONTACT_OFFLINE },
	[QUESTION_LOG] = { "log", CONTACT_OFFLINE },
};

/* --- DNS -----------------------------------------------------------------------------
 */

/* "dns TXT " */
static size_t write_type(uint16_t type, char text[QUESTION_DNS_TEXT])
{
	const char *known = dns_type_name(type);
	size_t n;

	if (!known)
		return (size_t)snprintf(text, 16, "dns TYPE%u ", type);
	n = strlen(known);
	memcpy(text, "dns ", 4);
	memcpy(text + 4, known, n);
	text[4 + n] = ' ';
	return n + 5;
}

size_t question_dns_write(uint16_t type, struct str name, char text[QUESTION_DNS_TEXT])
{
	size_t n = write_type(type, text), length = dns_name_write(name, text + n);

	return length ? n + length : 0;
}

bool question_dns(struct arena *arena, uint16_t type, struct str name,
		  struct question *ret)
{
	char text[QUESTION_DNS_TEXT];
	size_t n = question_dns_write(type, name, text), start;

	if (n == 0)
		return false;
	*ret = (struct question){
		.kind = QUESTION_DNS,
		.contact = kinds[QUESTION_DNS].contact,
		.text = arena_str(arena, str_make(text, n)),
		.dns_type = type,
	};
	start = 5 + str_find(str_skip(ret->text, 4), ' ');
	ret->name = str_skip(ret->text, start);
	return true;
}

/* "TYPE NAME"; whatever stands behind the type is the name. */
static bool read_dns(struct arena *arena, struct str rest, struct question *ret)
{
	uint16_t type = dns_type_find(str_take_word(&rest));

	return type && question_dns(arena, type, str_trim(rest), ret);
}

/* --- the others ----------------------------------------------------------------------
 */

enum { PORT_WHOIS = 43 };

static bool is_line(struct str text, size_t most)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return false;
	return text.n > 0 && text.n <= most && str_trim(text).n == text.n;
}

/* A host as URLs write it: a name in ASCII and lower case, "192.0.2.1", "[2001:db8::1]".
 */
static bool read_host(struct arena *arena, struct str text, struct str *ret)
{
	struct ip ip;

	if (!is_line(text, LIMIT_HOST_BYTES) || str_find(text, ' ') != STR_NPOS)
		return false;
	if (ip_parse(text, &ip)) {
		*ret = ip_text(arena, &ip);
		if (ip.kind == IP_V6)
			*ret = arena_printf(arena, "[%.*s]", STR_ARG(*ret));
		return true;
	}
	if (text.p[text.n - 1] == '.')
		text.n--;
	*ret = arena_lower(arena, text);
	for (size_t i = 0; i < ret->n; i++)
		if (!ascii_is_alnum(ret->p[i]) && !strchr("-._", ret->p[i]))
			return false;
	return ret->n > 0;
}

/* "host", "host:43", "[2001:db8::1]:43"; `*port` stays where none is said. */
static bool read_peer(struct arena *arena, struct str text, struct str *ret_host,
		      uint16_t *port)
{
	size_t bracket = str_rfind(text, ']'), colon = str_rfind(text, ':');
	uint32_t number;

	if (colon != STR_NPOS && (bracket == STR_NPOS || colon > bracket)) {
		struct str digits = str_skip(text, colon + 1);

		if (!str_to_u32(digits, &number) || number == 0 || number > UINT16_MAX)
			return false;
		*port = (uint16_t)number;
		text = str_sub(text, 0, colon);
	}
	return read_host(arena, text, ret_host);
}

static void begin(enum question_kind kind, struct question *ret)
{
	*ret = (struct question){ .kind = kind, .contact = kinds[kind].contact };
}

/* Complete: the text is the kind and the `count` words behind it. */
static bool finish(struct arena *arena, struct str first, struct str second,
		   struct question *ret)
{
	const char *kind = kinds[ret->kind].name;

	ret->text = second.n ? arena_printf(arena, "%s %.*s %.*s", kind, STR_ARG(first),
					    STR_ARG(second))
			     : arena_printf(arena, "%s %.*s", kind, STR_ARG(first));
	return ret->text.n <= LIMIT_QUESTION_BYTES;
}

bool question_whois(struct arena *arena, struct str server, uint16_t port,
		    struct str query, struct question *ret)
{
	struct str peer;

	begin(QUESTION_WHOIS, ret);
	if (!read_host(arena, server, &ret->name) || !is_line(query, LIMIT_WHOIS_QUERY))
		return false;
	ret->port = port ? port : PORT_WHOIS;
	ret->subject = arena_str(arena, query);
	peer = ret->port == PORT_WHOIS
		   ? ret->name
		   : arena_printf(arena, "%.*s:%u", STR_ARG(ret->name), ret->port);
	return finish(arena, peer, ret->subject, ret);
}

/* What a browser would send for `text`: no fragment, no user name. */
static bool read_url(struct arena *arena, struct str text, struct question *ret)
{
	struct url url;

	if (!url_parse(arena, text, NULL, &url) || !url_is_http(&url) || url.username.n ||
	    url.password.n)
		return false;
	ret->name = url.host;
	ret->port = url.port >= 0		       ? (uint16_t)url.port
		    : str_eq(url.scheme, STR("https")) ? 443
						       : 80;
	ret->subject = str_until(url.href, '#');
	return is_line(ret->subject, LIMIT_QUESTION_BYTES);
}

bool question_rdap(struct arena *arena, struct str url, struct question *ret)
{
	begin(QUESTION_RDAP, ret);
	return read_url(arena, url, ret) && finish(arena, ret->subject, STR_NONE, ret);
}

bool question_browse(struct arena *arena, struct str url, struct question *ret)
{
	begin(QUESTION_BROWSE, ret);
	return read_url(arena, url, ret) && finish(arena, ret->subject, STR_NONE, ret);
}

bool question_http(struct arena *arena, struct str url, struct question *ret)
{
	begin(QUESTION_HTTP, ret);
	return read_url(arena, url, ret) && finish(arena, STR("GET"), ret->subject, ret);
}

bool question_tls(struct arena *arena, struct str host, uint16_t port,
		  struct question *ret)
{
	begin(QUESTION_TLS, ret);
	if (!read_host(arena, host, &ret->name) || port == 0)
		return false;
	ret->port = port;
	return finish(arena, arena_printf(arena, "%.*s:%u", STR_ARG(ret->name), port),
		      STR_NONE, ret);
}

bool question_geo(struct arena *arena, const struct ip *ip, struct question *ret)
{
	begin(QUESTION_GEO, ret);
	if (ip->kind == IP_NONE)
		return false;
	ret->subject = ip_text(arena, ip);
	return finish(arena, ret->subject, STR_NONE, ret);
}

bool question_list(struct arena *arena, struct str list, struct str key,
		   struct question *ret)
{
	begin(QUESTION_LIST, ret);
	if (!is_line(list, LIMIT_HOST_BYTES) || str_find(list, ' ') != STR_NPOS ||
	    !is_line(key, LIMIT_QUESTION_BYTES))
		return false;
	ret->name = arena_str(arena, list);
	ret->subject = arena_str(arena, key);
	return finish(arena, ret->name, ret->subject, ret);
}

/* The hex of a SHA-256. */
static bool is_sum(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (ascii_hex(text.p[i]) < 0 || ascii_lower(text.p[i]) != text.p[i])
			return false;
	return text.n == 64;
}

static bool is_kind(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_alpha(text.p[i]) && text.p[i] != '-')
			return false;
	return text.n > 0 && text.n <= 32;
}

bool question_media(struct arena *arena, struct str sha256, const char *kind,
		    struct str payload, struct question *ret)
{
	begin(QUESTION_MEDIA, ret);
	if (!is_sum(sha256) || !is_kind(str_c(kind)))
		return false;
	ret->name = arena_str(arena, sha256);
	ret->subject = arena_str(arena, str_c(kind));
	ret->payload = payload;
	return finish(arena, ret->name, ret->subject, ret);
}

bool question_log(struct arena *arena, struct str keys, struct question *ret)
{
	begin(QUESTION_LOG, ret);
	if (!is_line(keys, LIMIT_QUESTION_BYTES))
		return false;
	ret->subject = arena_str(arena, keys);
	return finish(arena, ret->subject, STR_NONE, ret);
}

/* --- reading -------------------------------------------------------------------------
 */

static bool read_whois(struct arena *arena, struct str rest, struct question *ret)
{
	struct str peer = str_take_word(&rest), host;
	uint16_t port = PORT_WHOIS;

	return read_peer(arena, peer, &host, &port) &&
	       question_whois(arena, host, port, str_trim(rest), ret);
}

static bool read_tls(struct arena *arena, struct str rest, struct question *ret)
{
	struct str host;
	uint16_t port = 443;

	return read_peer(arena, rest, &host, &port) &&
	       question_tls(arena, host, port, ret);
}

static bool read_http(struct arena *arena, struct str rest, struct question *ret)
{
	return str_eat(&rest, STR("GET ")) && question_http(arena, str_trim(rest), ret);
}

static bool read_geo(struct arena *arena, struct str rest, struct question *ret)
{
	struct ip ip;

	return ip_parse(rest, &ip) && question_geo(arena, &ip, ret);
}

static bool read_list(struct arena *arena, struct str rest, struct question *ret)
{
	struct str list = str_take_word(&rest);

	return question_list(arena, list, str_trim(rest), ret);
}

static bool read_media(struct arena *arena, struct str rest, struct question *ret)
{
	struct str sum = str_take_word(&rest);
	const char *kind = arena_printf(arena, "%.*s%c", STR_ARG(str_trim(rest)), 0).p;

	return question_media(arena, sum, kind, STR_NONE, ret);
}

typedef bool read_question(struct arena *arena, struct str rest, struct question *ret);

/* Kinds without a reader keep what stands behind them. */
static read_question *const readers[QUESTION_KINDS] = {
	[QUESTION_DNS] = read_dns,	 [QUESTION_WHOIS] = read_whois,
	[QUESTION_RDAP] = question_rdap, [QUESTION_TLS] = read_tls,
	[QUESTION_HTTP] = read_http,	 [QUESTION_GEO] = read_geo,
	[QUESTION_LIST] = read_list,	 [QUESTION_BROWSE] = question_browse,
	[QUESTION_MEDIA] = read_media,	 [QUESTION_LOG] = question_log,
};

static bool read_plain(struct arena *arena, enum question_kind kind, struct str rest,
		       struct question *ret)
{
	begin(kind, ret);
	return finish(arena, rest, STR_NONE, ret);
}

bool question_read(struct arena *arena, struct str text, struct question *ret)
{
	struct str rest = text, word = str_take_word(&rest);

	rest = str_trim(rest);
	if (rest.n == 0)
		return false;
	for (int i = 0; i < QUESTION_KINDS; i++)
		if (str_eq(word, str_c(kinds[i].name)))
			return readers[i]
				   ? readers[i](arena, rest, ret)
				   : read_plain(arena, (enum question_kind)i, rest, ret);
	return false;
}
