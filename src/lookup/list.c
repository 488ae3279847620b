/* lookup/list.c - questions to reputation lists that are no plain questions of the DNS:
 * local copies, which are read before the lock; Safe Browsing; URLhaus; and lists whose
 * names hold a customer's key.
 *
 * Keys come with the setup and go out only to their list: the question does not have
 * them, and neither has the answer that we hand back. */
#include "lookup/lookup.h"

#include "base/json.h"
#include "base/scoped.h"
#include "lookup/fetch.h"
#include "lookup/list_file.h"
#include "record/blocklist.h"
#include "record/dns.h"
#include "reputation/hashes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define N_(text) text

enum {
	LISTS_MOST = 16,
	/* Where Safe Browsing does not say how long an answer may be kept. */
	PREFIX_TTL = 300,
	PREFIX_AT_ONCE = 4,
	PREFIXES_MOST = 30,
	/* URLhaus takes links up and down within minutes. */
	POST_TTL = 300,
	POST_AT_ONCE = 2,
	LOGS_TTL = 86400, /* certificates of the past stay */
};

/* What is configured of one list. */
struct configured {
	const struct blocklist *list;
	struct str key;		/* of the setup; empty: none */
	struct list_file *copy; /* NULL: none */
	bool unreadable;	/* there is none, though one was named */
};

struct lists {
	struct lookup *lookup;
	struct configured items[LISTS_MOST];
	unsigned count;
};

static const struct configured *find(const struct lists *lists,
				     const struct blocklist *list)
{
	static const struct configured nothing;

	for (unsigned i = 0; i < lists->count; i++)
		if (lists->items[i].list == list)
			return &lists->items[i];
	return &nothing;
}

static void refuse(struct inquiry *inquiry, const char *reason)
{
	struct told told = { .status = ANSWER_NOT_ALLOWED, .reason = str_c(reason) };

	inquiry_tell(inquiry, &told);
}

/* --- copies ---------------------------------------------------------------------------
 */

static void ask_copy(struct inquiry *inquiry, const struct configured *of)
{
	struct told told = { .status = ANSWER_ANSWERED, .ttl = LIMIT_CACHE_LONGEST };
	struct arena *arena;
	struct buf out;

	if (!of->copy || of->unreadable) { /* half of it would be no copy */
		refuse(inquiry, of->unreadable
				    ? N_("the copy of this list cannot be read "
					 "(list-file)")
				    : N_("no copy of this list is configured "
					 "(list-file)"));
		return;
	}
	arena = arena_new(0);
	if (!arena)
		abort();
	buf_init(&out, LIMIT_ANSWER_BYTES);
	list_file_answer(of->copy, arena, inquiry->question.subject, &out);
	told.bytes = buf_peek(&out);
	told.from =
	    arena_printf(arena, "copy of %.*s", STR_ARG(list_file_as_of(of->copy)));
	inquiry_tell(inquiry, &told);
	buf_fini(&out);
	arena_free(arena);
}

/* --- lists with a key in their name ----------------------------------------------------
 */

/* {"codes":["127.0.0.2"],"ttl":60} of the packet, which has the key in it. */
static bool write_codes(struct arena *arena, struct str packet, struct buf *out,
			uint64_t *ret_ttl)
{
	const struct dns_record **records;
	struct dns_packet read;
	struct json json;
	uint32_t count;
	struct err err;

	if (!dns_read(arena, packet, &read, &err) ||
	    !dns_select(arena, &read, DNS_A, &records, &count, NULL, NULL))
		return false;
	*ret_ttl = 0;
	json_init(&json, out);
	json_object(&json);
	json_key(&json, "codes");
	json_array(&json);
	for (uint32_t i = 0; i < count; i++) {
		const uint8_t *b = (const uint8_t *)records[i]->data.p;

		if (*ret_ttl == 0 || records[i]->ttl < *ret_ttl)
			*ret_ttl = records[i]->ttl;
		if (records[i]->data.n == 4)
			json_str(&json, arena_printf(arena, "%u.%u.%u.%u", b[0], b[1],
						     b[2], b[3]));
	}
	json_array_end(&json);
	json_key_int(&json, "ttl", (int64_t)*ret_ttl);
	json_object_end(&json);
	return true;
}

static void keyed_told(void *arg, const struct told *dns)
{
	struct inquiry *inquiry = arg;
	struct arena *arena = arena_new(0);
	struct told told = { .status = dns->status,
			     .reason = dns->reason,
			     .from = dns->from,
			     .ttl = dns->ttl };
	struct buf out;

	if (!arena)
		abort();
	buf_init(&out, LIMIT_ANSWER_BYTES);
	if (told.status == ANSWER_ANSWERED &&
	    !write_codes(arena, dns->bytes, &out, &told.ttl)) {
		told.status = ANSWER_FAILED;
		told.reason = STR(N_("the resolver's answer cannot be read"));
		buf_clear(&out);
	}
	told.bytes = buf_peek(&out);
	inquiry_tell(inquiry, &told);
	buf_fini(&out);
	arena_free(arena);
}

/* "7.2.0.192" of an address, a domain as it is; false: neither. */
static bool keyed_label(struct arena *arena, struct str subject, struct str *ret)
{
	static const char digits[] = "0123456789abcdef";
	char nibbles[63];
	struct ip ip;

	*ret = subject;
	if (!ip_parse(subject, &ip))
		return str_find(subject, ' ') == STR_NPOS;
	if (ip.kind == IP_V4) {
		*ret = arena_printf(arena, "%u.%u.%u.%u", ip.bytes[3], ip.bytes[2],
				    ip.bytes[1], ip.bytes[0]);
		return true;
	}
	memset(nibbles, '.', sizeof nibbles);
	for (size_t i = 0; i < 16; i++) {
		nibbles[4 * i] = digits[ip.bytes[15 - i] & 15];
		nibbles[4 * i + 2] = digits[ip.bytes[15 - i] >> 4];
	}
	*ret = arena_str(arena, str_make(nibbles, sizeof nibbles));
	return true;
}

/* "7.2.0.192.KEY.zen.dq.spamhaus.net" */
static void ask_keyed(struct inquiry *inquiry, const struct configured *of)
{
	struct lookup *lookup = inquiry->lookup;
	struct arena *arena;
	struct question question;
	struct str label;

	if (of->key.n == 0) {
		refuse(inquiry, N_("no key of this list is configured (list-key)"));
		return;
	}
	arena = arena_new(0);
	if (!arena)
		abort();
	if (keyed_label(arena, inquiry->question.subject, &label) &&
	    question_dns(arena, DNS_A,
			 arena_printf(arena, "%.*s.%.*s.%s", STR_ARG(label),
				      STR_ARG(of->key), of->list->id),
			 &question))
		lookup_ask(lookup, &question, keyed_told, inquiry);
	else
		refuse(inquiry, N_("this is no question"));
	arena_free(arena);
}

/* --- Safe Browsing ---------------------------------------------------------------------
 */

/* "0a1b2c3d" as base64 for URLs, without its padding. False: it is none. */
static bool add_prefix(struct str hex, struct buf *url)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint64_t bits = 0;

	if (hex.n != 8)
		return false;
	for (size_t i = 0; i < 8; i++) {
		if (ascii_hex(hex.p[i]) < 0)
			return false;
		bits = bits << 4 | (uint64_t)ascii_hex(hex.p[i]);
	}
	bits <<= 4; /* 32 bits are five digits of six, and two bits */
	buf_add_c(url, "&hashPrefixes=");
	for (int shift = 30; shift >= 0; shift -= 6)
		buf_add_char(url, alphabet[bits >> shift & 63]);
	return true;
}

static bool add_prefixes(struct str list, struct buf *url)
{
	struct str hex;
	unsigned n = 0;

	while (str_split(&list, ',', &hex))
		if (++n > PREFIXES_MOST || !add_prefix(hex, url))
			return false;
	return n > 0;
}

static void prefix_left(void *arg)
{
	inquiry_start(arg);
}

/* How long an answer may be kept stands in it (the service's terms ask to honour it), so
 * it has to be read here; what it lists is read by whoever asked. */
static uint64_t prefix_lifetime(struct str body)
{
	struct arena *arena = arena_new(0);
	struct full_hashes hashes;
	uint64_t seconds = 0;

	if (!arena)
		abort();
	if (hashes_read(arena, body, &hashes))
		seconds = hashes.cache_seconds;
	arena_free(arena);
	return seconds ? seconds : PREFIX_TTL;
}

static void prefix_done(void *arg, const struct fetch_result *result)
{
	struct told told = { .status = result->status,
			     .reason = str_c(result->reason),
			     .from = result->exchange.address };
	struct buf bytes;

	buf_init(&bytes, LIMIT_ANSWER_BYTES);
	if (result->exchange.status)
		exchange_write(&bytes, &result->exchange);
	told.bytes = buf_peek(&bytes);
	if (result->status == ANSWER_ANSWERED && result->exchange.status == 200)
		told.ttl = prefix_lifetime(result->exchange.body);
	inquiry_tell(arg, &told);
	buf_fini(&bytes);
}

static void ask_prefixes(struct inquiry *inquiry, const struct configured *of)
{
	struct fetch_request request = {
		.host = str_c(of->list ? of->list->host : ""),
		.port = 443,
		.accept = "application/x-protobuf, application/json;q=0.5",
		.trusted = true,
		.at_once = PREFIX_AT_ONCE,
	};
	struct buf url;

	if (of->key.n == 0) {
		refuse(inquiry, N_("no key of this list is configured (list-key)"));
		return;
	}
	buf_init(&url, LIMIT_QUESTION_BYTES);
	buf_printf(&url, "https://%s/v5/hashes:search?key=%.*s", of->list->host,
		   STR_ARG(of->key));
	if (add_prefixes(inquiry->question.subject, &url)) {
		request.url = buf_peek(&url);
		fetch_begin(inquiry->lookup, &request, prefix_left, prefix_done, inquiry);
	} else {
		refuse(inquiry, N_("this is no question"));
	}
	buf_fini(&url);
}

/* --- URLhaus ---------------------------------------------------------------------------
 */

static bool is_unreserved(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
}

static void add_form_value(struct buf *form, struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if (is_unreserved(value.p[i]))
			buf_add_char(form, value.p[i]);
		else
			buf_printf(form, "%%%02X", (unsigned char)value.p[i]);
}

static void post_done(void *arg, const struct fetch_result *result)
{
	fetch_tell(arg, result,
		   result->status == ANSWER_ANSWERED && result->exchange.status == 200
		       ? POST_TTL
		       : 0);
}

/* "url=https%3A%2F%2F…", "host=a.example"; the key goes in a field of the head. */
static void ask_post(struct inquiry *inquiry, const struct configured *of)
{
	struct str subject = inquiry->question.subject;
	bool url = str_find_str(subject, STR("://")) != STR_NPOS;
	struct fetch_request request = {
		.host = str_c(of->list ? of->list->host : ""),
		.port = 443,
		.accept = "application/json",
		.trusted = true,
		.at_once = POST_AT_ONCE,
	};
	struct buf address, form, field;

	if (of->key.n == 0) {
		refuse(inquiry, N_("no key of this list is configured (list-key)"));
		return;
	}
	buf_init(&address, LIMIT_QUESTION_BYTES);
	buf_init(&form, 4 * LIMIT_QUESTION_BYTES);
	buf_init(&field, LIMIT_QUESTION_BYTES);
	buf_printf(&address, "https://%s/v1/%s/", of->list->host, url ? "url" : "host");
	buf_add_c(&form, url ? "url=" : "host=");
	add_form_value(&form, subject);
	buf_printf(&field, "Auth-Key: %.*s", STR_ARG(of->key));
	request.url = buf_peek(&address);
	request.form = buf_peek(&form);
	request.field = buf_peek(&field);
	fetch_begin(inquiry->lookup, &request, prefix_left, post_done, inquiry);
	buf_fini(&address);
	buf_fini(&form);
	buf_fini(&field);
}

/* --- logs of certificates
 * ----------------------------------------------------------------
 */

static void logs_done(void *arg, const struct fetch_result *result)
{
	fetch_tell(arg, result,
		   result->status == ANSWER_ANSWERED && result->exchange.status == 200
		       ? LOGS_TTL
		       : 0);
}

/* "https://crt.sh/?q=a.example&output=json" */
static void ask_logs(struct inquiry *inquiry, const struct blocklist *list)
{
	struct fetch_request request = {
		.host = str_c(list->host),
		.port = 443,
		.accept = "application/json",
		.trusted = true,
		.at_once = 1,
		.spacing_ms = LIMIT_PAST_SPACING_MS,
	};
	struct buf address;

	buf_init(&address, 4 * LIMIT_QUESTION_BYTES);
	buf_printf(&address, "https://%s/?q=", list->host);
	add_form_value(&address, inquiry->question.subject);
	buf_add_c(&address, "&output=json");
	request.url = buf_peek(&address);
	fetch_begin(inquiry->lookup, &request, prefix_left, logs_done, inquiry);
	buf_fini(&address);
}

/* --- a question
 * -------------------------------------------------------------------------
 */

static void ask(struct inquiry *inquiry)
{
	const struct lists *lists = inquiry->lookup->own[QUESTION_LIST];
	const struct blocklist *list = blocklist_find(inquiry->question.name);
	const struct configured *of = find(lists, list);

	inquiry_start(inquiry);
	if (!list || list->means == LIST_BY_DNS)
		refuse(inquiry, N_("mekiki cannot ask that yet"));
	else if (list->means == LIST_BY_COPY)
		ask_copy(inquiry, of);
	else if (list->means == LIST_BY_KEYED_DNS)
		ask_keyed(inquiry, of);
	else if (list->means == LIST_BY_LOGS)
		ask_logs(inquiry, list);
	else if (list->means == LIST_BY_POST)
		ask_post(inquiry, of);
	else
		ask_prefixes(inquiry, of);
}

/* --- before the lock
 * --------------------------------------------------------------------
 */

static struct configured *entry_of(struct lists *lists, struct str id, struct err *err)
{
	const struct blocklist *list = blocklist_find(id);

	if (!list) {
		err_set(err, ERR_USAGE, "list", "no list \"%.*s\" is known", STR_ARG(id));
		return NULL;
	}
	for (unsigned i = 0; i < lists->count; i++)
		if (lists->items[i].list == list)
			return &lists->items[i];
	if (lists->count == LISTS_MOST)
		return NULL;
	lists->items[lists->count].list = list;
	return &lists->items[lists->count++];
}

/* A key becomes part of a name or of a URL. */
static bool is_key(struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		if (!ascii_is_alnum(key.p[i]) && key.p[i] != '-' && key.p[i] != '_')
			return false;
	return key.n > 0 && key.n <= 128;
}

static bool take_keys(struct lists *lists, struct str lines, struct err *err)
{
	struct str line;

	while (str_split(&lines, '\n', &line)) {
		struct str id = str_take_word(&line), key = str_trim(line);
		struct configured *of;

		if (id.n == 0)
			continue;
		of = entry_of(lists, id, err);
		if (!of)
			return false;
		if (!is_key(key))
			return err_set(err, ERR_USAGE, "list-key",
				       "what stands behind \"%.*s\" is no key",
				       STR_ARG(id));
		of->key = key;
	}
	return true;
}

static bool read_copy(int fd, struct buf *text)
{
	char bytes[65536];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(text, str_make(bytes, (size_t)n));
	return n == 0 && !text->full;
}

/* Without it the other lists, and the DNS, go on. */
static void take_copy(struct configured *of, const char *path)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	char as_of[16] = "";
	struct buf text;
	struct tm day;
	bool ok;

	buf_init(&text, LIMIT_LIST_COPY);
	ok = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	     read_copy(fd, &text);
	if (ok && gmtime_r(&status.st_mtime, &day))
		strftime(as_of, sizeof as_of, "%Y-%m-%d", &day);
	if (ok && !of->copy)
		of->copy = list_file_new(of->list->id);
	if (!ok || !list_file_add(of->copy, buf_peek(&text), str_c(as_of)))
		of->unreadable = true;
	buf_fini(&text);
}

static bool take_copies(struct lists *lists, struct str lines, struct err *err)
{
	struct str line;
	char path[4096];

	while (str_split(&lines, '\n', &line)) {
		struct str id = str_take_word(&line);
		struct configured *of;

		if (id.n == 0)
			continue;
		of = entry_of(lists, id, err);
		if (!of)
			return false;
		snprintf(path, sizeof path, "%.*s", STR_ARG(str_trim(line)));
		take_copy(of, path);
	}
	for (unsigned i = 0; i < lists->count; i++)
		if (lists->items[i].copy)
			list_file_index(lists->items[i].copy);
	return true;
}

static bool prepare(struct lookup *lookup, struct err *err)
{
	struct lists *lists = calloc(1, sizeof *lists);

	if (!lists)
		abort();
	lists->lookup = lookup;
	lookup->own[QUESTION_LIST] = lists;
	return fetch_prepare(lookup, err) &&
	       take_keys(lists, lookup->setup.list_keys, err) &&
	       take_copies(lists, lookup->setup.lists, err);
}

const struct lookup_kind lookup_list = {
	.kind = QUESTION_LIST,
	.prepare = prepare,
	.ask = ask,
};
