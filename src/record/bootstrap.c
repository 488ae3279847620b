/* record/bootstrap.c - see bootstrap.h. */
#include "record/bootstrap.h"

#include "base/json_read.h"
#include "base/limits.h"

#include <stdlib.h>

static const struct {
	const char *name, *url;
} kinds[BOOTSTRAP_KINDS] = {
	[BOOTSTRAP_DNS] = { "dns", "https://data.iana.org/rdap/dns.json" },
	[BOOTSTRAP_IPV4] = { "ipv4", "https://data.iana.org/rdap/ipv4.json" },
	[BOOTSTRAP_IPV6] = { "ipv6", "https://data.iana.org/rdap/ipv6.json" },
	[BOOTSTRAP_ASN] = { "asn", "https://data.iana.org/rdap/asn.json" },
	[BOOTSTRAP_TAG] = { "tag", "https://data.iana.org/rdap/object-tags.json" },
};

const char *bootstrap_kind_name(enum bootstrap_kind kind)
{
	return kinds[kind].name;
}

const char *bootstrap_iana_url(enum bootstrap_kind kind)
{
	return kinds[kind].url;
}

/* --- keys ----------------------------------------------------------------------------
 */

static bool has_room(const struct bootstrap *b)
{
	return b->domain_count + b->tag_count + b->net_count + b->range_count <
	       LIMIT_BOOTSTRAP;
}

static bool is_label(struct str label)
{
	for (size_t i = 0; i < label.n; i++)
		if (!ascii_is_alnum(label.p[i]) && label.p[i] != '-' && label.p[i] != '_')
			return false;
	return label.n > 0 && label.n <= 63;
}

static bool add_domain(struct arena *arena, struct str key, struct str url,
		       struct bootstrap *ret)
{
	struct str rest = key, label;

	while (str_split(&rest, '.', &label))
		if (!is_label(label))
			return false;
	ARENA_GROW(arena, ret->domains, ret->domain_count, ret->domain_cap);
	ret->domains[ret->domain_count++] =
	    (struct bootstrap_name){ arena_lower(arena, key), url };
	return true;
}

static bool add_tag(struct arena *arena, struct str key, struct str url,
		    struct bootstrap *ret)
{
	char *upper;

	if (!is_label(key) || str_find(key, '-') != STR_NPOS)
		return false;
	upper = arena_bytes(arena, key.n);
	for (size_t i = 0; i < key.n; i++)
		upper[i] = ascii_upper(key.p[i]);
	ARENA_GROW(arena, ret->tags, ret->tag_count, ret->tag_cap);
	ret->tags[ret->tag_count++] =
	    (struct bootstrap_name){ str_make(upper, key.n), url };
	return true;
}

/* The address with its bits behind the prefix cleared. */
static struct ip masked(const struct ip *ip, unsigned bits)
{
	struct ip cut = { .kind = ip->kind };
	unsigned size = ip->kind == IP_V4 ? 4 : 16;

	for (unsigned i = 0; i < size && bits; i++) {
		unsigned here = bits < 8 ? bits : 8;

		cut.bytes[i] = ip->bytes[i] & (uint8_t)(0xff00 >> here);
		bits -= here;
	}
	return cut;
}

static bool add_net(struct arena *arena, enum ip_kind kind, struct str key,
		    struct str url, struct bootstrap *ret)
{
	struct ip_net net;

	if (!ip_net_parse(key, &net) || net.ip.kind != kind)
		return false;
	net.ip = masked(&net.ip, net.bits);
	ARENA_GROW(arena, ret->nets, ret->net_count, ret->net_cap);
	ret->nets[ret->net_count++] = (struct bootstrap_net){ net, url };
	return true;
}

/* "64496", "64496-64511" */
static bool add_range(struct arena *arena, struct str key, struct str url,
		      struct bootstrap *ret)
{
	struct str first = key, last = key;
	struct bootstrap_range range = { .url = url };

	str_cut(key, '-', &first, &last);
	if (!str_to_u32(first, &range.first) || !str_to_u32(last, &range.last) ||
	    range.first > range.last)
		return false;
	ARENA_GROW(arena, ret->ranges, ret->range_count, ret->range_cap);
	ret->ranges[ret->range_count++] = range;
	return true;
}

static bool add(struct arena *arena, enum bootstrap_kind kind, struct str key,
		struct str url, struct bootstrap *ret)
{
	if (!has_room(ret))
		return false;
	switch (kind) {
	case BOOTSTRAP_DNS:
		return add_domain(arena, key, url, ret);
	case BOOTSTRAP_IPV4:
		return add_net(arena, IP_V4, key, url, ret);
	case BOOTSTRAP_IPV6:
		return add_net(arena, IP_V6, key, url, ret);
	case BOOTSTRAP_ASN:
		return add_range(arena, key, url, ret);
	default:
		return add_tag(arena, key, url, ret);
	}
}

/* --- URLs ----------------------------------------------------------------------------
 */

/* With the '/' that it shall end in (RFC 9224, 3) and that some forget. False: no URL of
 * http or https without a query. */
static bool read_url(struct arena *arena, struct str text, struct str *ret)
{
	struct str rest = text;

	if (!str_eat(&rest, STR("https://")) && !str_eat(&rest, STR("http://")))
		return false;
	if (rest.n == 0 || rest.p[0] == '/' || text.n > LIMIT_BOOTSTRAP_URL)
		return false;
	for (size_t i = 0; i < rest.n; i++)
		if (rest.p[i] <= ' ' || rest.p[i] > '~' || strchr("\"<>?#@\\", rest.p[i]))
			return false;
	*ret = str_ends(text, STR("/")) ? text : arena_concat(arena, text, STR("/"));
	return true;
}

/* --- a row of ours -------------------------------------------------------------------
 */

static bool find_kind(struct str name, enum bootstrap_kind *ret)
{
	for (int i = 0; i < BOOTSTRAP_KINDS; i++)
		if (str_eq(name, str_c(kinds[i].name))) {
			*ret = (enum bootstrap_kind)i;
			return true;
		}
	return false;
}

bool bootstrap_row(struct arena *arena, const struct str columns[3],
		   struct bootstrap *ret)
{
	struct str keys = columns[1], key, url;
	enum bootstrap_kind kind;

	if (!find_kind(columns[0], &kind) || !read_url(arena, columns[2], &url) ||
	    str_trim(keys).n == 0)
		return false;
	while ((key = str_take_word(&keys)).n)
		if (!add(arena, kind, key, url, ret))
			return false;
	return true;
}

/* --- IANA's files --------------------------------------------------------------------
 *
 * { "version": "1.0", "publication": "2026-06-01T20:00:00Z",
 *   "services": [ [ ["com"], ["https://rdap.example/"] ], … ] }
 *
 * Of tags each service begins with a list of addresses of mail.
 */

struct service {
	struct str *keys;
	uint32_t key_count, key_cap;
	struct str url;
};

static void walk_keys(struct json_walk *walk, struct service *service)
{
	service->key_count = 0;
	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		ARENA_GROW(walk->arena, service->keys, service->key_count,
			   service->key_cap);
		if (json_walk_text(walk, &service->keys[service->key_count]))
			service->key_count++;
	}
}

static void walk_urls(struct json_walk *walk, struct service *service)
{
	struct str text, url;

	service->url = STR_NONE;
	for (json_walk_open(walk, '['); json_walk_item(walk);)
		if (json_walk_text(walk, &text) && read_url(walk->arena, text, &url) &&
		    (service->url.n == 0 || (str_starts(url, STR("https:")) &&
					     !str_starts(service->url, STR("https:")))))
			service->url = url;
}

/* False: a key that is none, or too many. A service without a URL that we could ask is
 * as good as none. */
static bool walk_service(struct json_walk *walk, enum bootstrap_kind kind,
			 struct service *service, struct bootstrap *ret)
{
	unsigned n = 0, first = kind == BOOTSTRAP_TAG;

	service->key_count = 0;
	service->url = STR_NONE;
	for (json_walk_open(walk, '['); json_walk_item(walk); n++)
		if (n == first)
			walk_keys(walk, service);
		else if (n == first + 1)
			walk_urls(walk, service);
		else
			json_walk_skip(walk);
	for (uint32_t i = 0; i < service->key_count && service->url.n; i++)
		if (!add(walk->arena, kind, service->keys[i], service->url, ret))
			return false;
	return true;
}

static bool is_day(struct str text)
{
	for (size_t i = 0; i < 10 && i < text.n; i++)
		if (i == 4 || i == 7 ? text.p[i] != '-' : !ascii_is_digit(text.p[i]))
			return false;
	return text.n >= 10;
}

bool bootstrap_read_iana(struct arena *arena, enum bootstrap_kind kind, struct str json,
			 struct bootstrap *ret, struct str *ret_published,
			 struct err *err)
{
	const char *url = bootstrap_iana_url(kind);
	struct str key, published = STR_NONE, version = STR_NONE;
	struct service service = { 0 };
	bool good = true, served = false;
	struct json_walk walk;

	json_walk_init(&walk, arena, json);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
		if (str_eq(key, STR("publication"))) {
			json_walk_text(&walk, &published);
		} else if (str_eq(key, STR("version"))) {
			json_walk_text(&walk, &version);
		} else if (str_eq(key, STR("services"))) {
			served = true;
			for (json_walk_open(&walk, '['); json_walk_item(&walk);)
				good = walk_service(&walk, kind, &service, ret) && good;
		} else {
			json_walk_skip(&walk);
		}
	if (!json_walk_end(&walk))
		return err_set(err, ERR_DATA, url, "is not the JSON that RFC 9224 shows");
	if (!served || !is_day(published) || !str_starts(version, STR("1.")))
		return err_set(err, ERR_DATA, url,
			       "has no services, no date, or another version than 1");
	if (!good)
		return err_set(err, ERR_DATA, url,
			       "has a key that makes no sense, or more than %d of them",
			       LIMIT_BOOTSTRAP);
	*ret_published = str_sub(published, 0, 10);
	return true;
}

/* --- order and writing ---------------------------------------------------------------
 */

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct bootstrap_name *)a)->name,
		       ((const struct bootstrap_name *)b)->name);
}

static int net_cmp(const struct ip_net *a, const struct ip_net *b)
{
	int order = (int)a->ip.kind - (int)b->ip.kind;

	if (!order)
		order = memcmp(a->ip.bytes, b->ip.bytes, sizeof a->ip.bytes);
	return order ? order : (int)a->bits - (int)b->bits;
}

static int by_net(const void *a, const void *b)
{
	return net_cmp(&((const struct bootstrap_net *)a)->net,
		       &((const struct bootstrap_net *)b)->net);
}

static int by_first(const void *a, const void *b)
{
	const struct bootstrap_range *one = a, *two = b;

	return one->first < two->first ? -1 : one->first > two->first;
}

static void sort(void *items, size_t count, size_t size,
		 int (*compare)(const void *, const void *))
{
	if (count)
		qsort(items, count, size, compare);
}

void bootstrap_sort(struct bootstrap *b)
{
	sort(b->domains, b->domain_count, sizeof *b->domains, by_name);
	sort(b->tags, b->tag_count, sizeof *b->tags, by_name);
	sort(b->nets, b->net_count, sizeof *b->nets, by_net);
	sort(b->ranges, b->range_count, sizeof *b->ranges, by_first);
}

static void write_end(struct buf *out, struct str url)
{
	buf_add_char(out, '\t');
	buf_add(out, url);
	buf_add_char(out, '\n');
}

static void write_names(struct buf *out, enum bootstrap_kind kind,
			const struct bootstrap_name *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		buf_printf(out, "%s\t%.*s", kinds[kind].name, STR_ARG(items[i].name));
		write_end(out, items[i].url);
	}
}

static void write_net(struct buf *out, const struct bootstrap_net *item)
{
	const uint8_t *b = item->net.ip.bytes;

	if (item->net.ip.kind == IP_V4)
		buf_printf(out, "ipv4\t%u.%u.%u.%u", b[0], b[1], b[2], b[3]);
	else
		buf_printf(out, "ipv6\t%x:%x:%x:%x:%x:%x:%x:%x", b[0] << 8 | b[1],
			   b[2] << 8 | b[3], b[4] << 8 | b[5], b[6] << 8 | b[7],
			   b[8] << 8 | b[9], b[10] << 8 | b[11], b[12] << 8 | b[13],
			   b[14] << 8 | b[15]);
	buf_printf(out, "/%u", item->net.bits);
	write_end(out, item->url);
}

void bootstrap_write(struct buf *out, const struct bootstrap *b)
{
	write_names(out, BOOTSTRAP_DNS, b->domains, b->domain_count);
	for (uint32_t i = 0; i < b->net_count; i++)
		write_net(out, &b->nets[i]);
	for (uint32_t i = 0; i < b->range_count; i++) {
		buf_printf(out, "asn\t%u-%u", b->ranges[i].first, b->ranges[i].last);
		write_end(out, b->ranges[i].url);
	}
	write_names(out, BOOTSTRAP_TAG, b->tags, b->tag_count);
}

/* --- finding -------------------------------------------------------------------------
 */

static struct str find_name(const struct bootstrap_name *items, uint32_t count,
			    struct str name)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(items[mid].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < count && str_eq(items[low].name, name) ? items[low].url : STR_NONE;
}

struct str bootstrap_find_domain(const struct bootstrap *b, struct str domain)
{
	char lower[254];
	struct str name = { lower, domain.n }, before, found;

	if (domain.n >= sizeof lower)
		return STR_NONE;
	for (size_t i = 0; i < domain.n; i++)
		lower[i] = ascii_lower(domain.p[i]);
	if (str_ends(name, STR(".")))
		name.n--;
	for (;;) {
		found = find_name(b->domains, b->domain_count, name);
		if (found.n || !str_cut(name, '.', &before, &name))
			return found;
	}
}

static const struct bootstrap_net *find_net(const struct bootstrap *b,
					    const struct ip_net *net)
{
	uint32_t low = 0, high = b->net_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (net_cmp(&b->nets[mid].net, net) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->net_count && net_cmp(&b->nets[low].net, net) == 0 ? &b->nets[low]
									  : NULL;
}

struct str bootstrap_find_address(const struct bootstrap *b, const struct ip *ip)
{
	int bits = ip->kind == IP_V4 ? 32 : 128;

	for (; ip->kind != IP_NONE && bits >= 0; bits--) {
		struct ip_net net = { masked(ip, (unsigned)bits), (uint8_t)bits };
		const struct bootstrap_net *found = find_net(b, &net);

		if (found)
			return found->url;
	}
	return STR_NONE;
}

struct str bootstrap_find_number(const struct bootstrap *b, uint32_t number)
{
	uint32_t low = 0, high = b->range_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (b->ranges[mid].first <= number)
			low = mid + 1;
		else
			high = mid;
	}
	while (low-- > 0) /* honest ranges do not overlap: the first one decides */
		if (b->ranges[low].last >= number)
			return b->ranges[low].url;
	return STR_NONE;
}

struct str bootstrap_find_handle(const struct bootstrap *b, struct str handle)
{
	char upper[64];
	struct str before, tag;

	if (!str_cut_last(handle, '-', &before, &tag) || tag.n > sizeof upper)
		return STR_NONE;
	for (size_t i = 0; i < tag.n; i++)
		upper[i] = ascii_upper(tag.p[i]);
	return find_name(b->tags, b->tag_count, str_make(upper, tag.n));
}
