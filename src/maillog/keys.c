/* maillog/keys.c - see keys.h. */
#include "maillog/keys.h"

#include "base/buf.h"
#include "record/maillog.h"

static const char *const names[LOG_KEY_KINDS] = {
	[LOG_KEY_ID] = "id",	       [LOG_KEY_MESSAGE_ID] = "message-id",
	[LOG_KEY_CLIENT] = "client",   [LOG_KEY_HELO] = "helo",
	[LOG_KEY_NETWORK] = "network",
};

const char *log_key_name(enum log_key_kind kind)
{
	return names[kind];
}

/* A value that stands on half of all lines says nothing. */
static bool tells(enum log_key_kind kind, struct str value)
{
	struct ip_net net;
	struct ip ip;

	switch (kind) {
	case LOG_KEY_ID:
		return maillog_is_queue_id(value);
	case LOG_KEY_CLIENT:
		return ip_parse(value, &ip);
	case LOG_KEY_NETWORK:
		return ip_net_parse(value, &net);
	case LOG_KEY_HELO:
		return value.n >= LIMIT_LOG_LEAST && value.p[0] != '[' &&
		       str_find(value, '.') != STR_NPOS;
	default:
		return value.n >= LIMIT_LOG_LEAST && value.n <= LIMIT_LOG_VALUE;
	}
}

void log_keys_add(struct log_keys *keys, enum log_key_kind kind, struct str value)
{
	if (value.n > LIMIT_LOG_VALUE || !tells(kind, value) ||
	    keys->count >= LIMIT_LOG_KEYS)
		return;
	for (uint32_t i = 0; i < keys->count; i++)
		if (keys->items[i].kind == kind && str_eq(keys->items[i].value, value))
			return;
	keys->items[keys->count++] = (struct log_key){ kind, value };
}

void log_keys_add_client(struct arena *arena, struct log_keys *keys, const struct ip *ip)
{
	struct ip net = *ip;
	unsigned keep = ip->kind == IP_V4 ? 3 : 8;

	if (ip->kind == IP_NONE)
		return;
	log_keys_add(keys, LOG_KEY_CLIENT, ip_text(arena, ip));
	/* Our own machines would be found everywhere. */
	if (ip_is_private(ip))
		return;
	memset(net.bytes + keep, 0, sizeof net.bytes - keep);
	log_keys_add(
	    keys, LOG_KEY_NETWORK,
	    arena_printf(arena, "%.*s/%u", STR_ARG(ip_text(arena, &net)), keep * 8));
}

bool log_keys_question(struct arena *arena, const struct log_keys *keys,
		       struct question *ret)
{
	struct buf text;
	bool ok;

	buf_init(&text, LIMIT_QUESTION_BYTES - 8);
	for (uint32_t kind = 0; kind < LOG_KEY_KINDS; kind++)
		for (uint32_t i = 0; i < keys->count; i++) {
			if (keys->items[i].kind != kind)
				continue;
			buf_printf(&text, "%s%s=", text.n ? " " : "", names[kind]);
			for (size_t b = 0; b < keys->items[i].value.n; b++) {
				char c = keys->items[i].value.p[b];

				if (c > ' ' && c < 0x7f && c != '%')
					buf_add_char(&text, c);
				else
					buf_printf(&text, "%%%02X", (unsigned char)c);
			}
		}
	ok = text.n && !text.full && question_log(arena, buf_peek(&text), ret);
	buf_fini(&text);
	return ok;
}

static struct str unescape(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool whole = text.n - i > 2;
		int high = whole ? ascii_hex(text.p[i + 1]) : -1;
		int low = whole ? ascii_hex(text.p[i + 2]) : -1;

		if (text.p[i] == '%' && high >= 0 && low >= 0) {
			out[n++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[n++] = text.p[i];
		}
	}
	return str_make(out, n);
}

bool log_keys_read(struct arena *arena, struct str text, struct log_keys *ret)
{
	struct str word, key, value;

	*ret = (struct log_keys){ 0 };
	str_eat(&text, STR("log "));
	while ((word = str_take_word(&text)).n) {
		uint32_t kind = 0;

		if (!str_cut(word, '=', &key, &value))
			return false;
		while (kind < LOG_KEY_KINDS && !str_eq(key, str_c(names[kind])))
			kind++;
		if (kind == LOG_KEY_KINDS)
			return false;
		log_keys_add(ret, (enum log_key_kind)kind, unescape(arena, value));
	}
	return ret->count > 0;
}
