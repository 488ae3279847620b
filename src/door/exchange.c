/* door/exchange.c - see exchange.h. */
#include "door/exchange.h"

#include "base/limits.h"
#include "mail/base64.h"

#include <stdlib.h>

/* --- lines of ours ------------------------------------------------------------------ */

static void add_certificate(struct arena *arena, struct exchange *exchange,
			    struct str text)
{
	struct base64_result result;
	char *bytes;

	if (exchange->certificate_count >= LIMIT_CHAIN)
		return;
	bytes = arena_bytes(arena, base64_room(text.n));
	base64_read(text, bytes, &result);
	ARENA_GROW(arena, exchange->certificates, exchange->certificate_count,
		   exchange->certificate_cap);
	exchange->certificates[exchange->certificate_count++] =
	    str_make(bytes, result.length);
}

static void read_ours(struct arena *arena, struct str line, struct exchange *ret)
{
	struct str value = line, key = str_take_word(&value);
	struct {
		struct str key;
		struct str *to;
	} rows[] = {
		{ STR("address"), &ret->address }, { STR("tls"), &ret->tls },
		{ STR("alpn"), &ret->alpn },	   { STR("verify"), &ret->verify },
		{ STR("cut"), &ret->cut },
	};

	value = str_trim(value);
	if (str_eq(key, STR("certificate")))
		add_certificate(arena, ret, value);
	else if (str_eq(key, STR("fields-cut")))
		ret->fields_cut = true;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(key, rows[i].key))
			*rows[i].to = value;
}

/* --- what the peer sent --------------------------------------------------------------
 */

static bool is_token(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!ascii_is_alnum(name.p[i]) && !strchr("!#$%&'*+-.^_`|~", name.p[i]))
			return false;
	return name.n > 0;
}

static void add_field(struct arena *arena, struct exchange *exchange, struct str line)
{
	struct str name, value;

	if (!str_cut(line, ':', &name, &value) || !is_token(name))
		return;
	if (exchange->field_count >= LIMIT_HTTP_FIELDS) {
		exchange->fields_cut = true;
		return;
	}
	ARENA_GROW(arena, exchange->fields, exchange->field_count, exchange->field_cap);
	exchange->fields[exchange->field_count++] =
	    (struct exchange_field){ arena_lower(arena, name), str_trim(value) };
}

/* "HTTP/1.1 302 Found" */
static bool read_status(struct str line, struct exchange *ret)
{
	struct str rest = line, version = str_take_word(&rest);
	uint32_t status;

	if (!str_starts(version, STR("HTTP/")) ||
	    !str_to_u32(str_take_word(&rest), &status) || status > 999)
		return false;
	ret->version = version;
	ret->status = status;
	return true;
}

/* The next line and its end; false where none ends. */
static bool take_line(struct str *rest, struct str *ret)
{
	if (!str_cut(*rest, '\n', ret, rest))
		return false;
	if (ret->n && ret->p[ret->n - 1] == '\r')
		ret->n--;
	return true;
}

void exchange_read(struct arena *arena, struct str bytes, struct exchange *ret)
{
	struct str rest = bytes, line;

	*ret = (struct exchange){ .body = bytes, .status = 200 };
	if (!str_starts(bytes, STR("HTTP/")) && !str_starts(bytes, STR(":")))
		return;
	ret->status = 0;
	ret->framed = true;
	ret->body = str_skip(bytes, bytes.n);
	if (take_line(&rest, &line) && !read_status(line, ret))
		rest = bytes; /* of a handshake alone */
	while (take_line(&rest, &line)) {
		if (line.n == 0) {
			ret->body = rest;
			return;
		}
		if (line.p[0] == ':')
			read_ours(arena, str_skip(line, 1), ret);
		else
			add_field(arena, ret, line);
	}
}

struct str exchange_field(const struct exchange *exchange, struct str name)
{
	for (uint32_t i = 0; i < exchange->field_count; i++)
		if (str_eq(exchange->fields[i].name, name))
			return exchange->fields[i].value;
	return STR_NONE;
}

/* --- writing -------------------------------------------------------------------------
 */

static void add_value(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] && value.p[i] != '\r' && value.p[i] != '\n')
			buf_add_char(out, value.p[i]);
	buf_add_char(out, '\n');
}

static void add_ours(struct buf *out, const char *key, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(out, ":%s ", key);
	add_value(out, value);
}

void exchange_write(struct buf *out, const struct exchange *exchange)
{
	if (exchange->status)
		buf_printf(
		    out, "%.*s %u\n",
		    STR_ARG(exchange->version.n ? exchange->version : STR("HTTP/1.1")),
		    exchange->status);
	add_ours(out, "address", exchange->address);
	add_ours(out, "tls", exchange->tls);
	add_ours(out, "alpn", exchange->alpn);
	add_ours(out, "verify", exchange->verify);
	add_ours(out, "cut", exchange->cut);
	if (exchange->fields_cut)
		buf_add_c(out, ":fields-cut\n");
	for (uint32_t i = 0; i < exchange->certificate_count; i++) {
		buf_add_c(out, ":certificate ");
		base64_add(out, exchange->certificates[i]);
		buf_add_char(out, '\n');
	}
	for (uint32_t i = 0; i < exchange->field_count; i++) {
		const struct exchange_field *field = &exchange->fields[i];

		if (!is_token(field->name))
			continue;
		buf_add(out, field->name);
		buf_add_c(out, ": ");
		add_value(out, field->value);
	}
	buf_add_char(out, '\n');
	buf_add(out, exchange->body);
}
