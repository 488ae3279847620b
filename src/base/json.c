/* base/json.c - see json.h. */
#include "base/json.h"

#include "base/utf8.h"

void json_init(struct json *json, struct buf *out)
{
	*json = (struct json){ .out = out };
}

static void value_begins(struct json *json)
{
	if (json->need_comma)
		buf_add_char(json->out, ',');
	json->need_comma = true;
}

static void open_nest(struct json *json, char c)
{
	value_begins(json);
	buf_add_char(json->out, c);
	json->need_comma = false;
}

static void close_nest(struct json *json, char c)
{
	buf_add_char(json->out, c);
	json->need_comma = true;
}

void json_object(struct json *json)
{
	open_nest(json, '{');
}
void json_object_end(struct json *json)
{
	close_nest(json, '}');
}
void json_array(struct json *json)
{
	open_nest(json, '[');
}
void json_array_end(struct json *json)
{
	close_nest(json, ']');
}

void json_key(struct json *json, const char *key)
{
	value_begins(json);
	buf_add_char(json->out, '"');
	buf_add_c(json->out, key);
	buf_add(json->out, STR("\":"));
	json->need_comma = false;
}

/* Bytes that stand for themselves: printable ASCII less quote and backslash. */
static size_t plain_run(struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\')
			break;
		i++;
	}
	return i;
}

static void escape_one(struct buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		buf_add(out, STR("\\\""));
		break;
	case '\\':
		buf_add(out, STR("\\\\"));
		break;
	case '\n':
		buf_add(out, STR("\\n"));
		break;
	case '\r':
		buf_add(out, STR("\\r"));
		break;
	case '\t':
		buf_add(out, STR("\\t"));
		break;
	default:
		buf_printf(out, "\\u%04x", c);
	}
}

void json_str(struct json *json, struct str s)
{
	struct buf *out = json->out;

	value_begins(json);
	buf_add_char(out, '"');
	while (s.n) {
		size_t n = plain_run(s);
		unsigned char c;

		buf_add(out, str_sub(s, 0, n));
		s = str_skip(s, n);
		if (s.n == 0)
			break;
		c = (unsigned char)s.p[0];
		if (c < 0x80) {
			escape_one(out, c);
			n = 1;
		} else if (utf8_decode(s, &n) >= 0) {
			buf_add(out, str_sub(s, 0, n));
		} else {
			n = 1;
			buf_printf(out, "\\\\x%02X", c);
		}
		s = str_skip(s, n);
	}
	buf_add_char(out, '"');
}

void json_c(struct json *json, const char *value)
{
	json_str_or_null(json, str_c(value));
}

void json_str_or_null(struct json *json, struct str value)
{
	if (value.p)
		json_str(json, value);
	else
		json_null(json);
}

void json_int(struct json *json, int64_t value)
{
	value_begins(json);
	buf_printf(json->out, "%lld", (long long)value);
}

void json_double(struct json *json, double value, int decimals)
{
	value_begins(json);
	buf_printf(json->out, "%.*f", decimals, value);
}

void json_bool(struct json *json, bool value)
{
	value_begins(json);
	buf_add_c(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
	value_begins(json);
	buf_add(json->out, STR("null"));
}

void json_key_str(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_str(json, value);
}
void json_key_str_or_null(struct json *json, const char *key, struct str value)
{
	json_key(json, key);
	json_str_or_null(json, value);
}
void json_key_c(struct json *json, const char *key, const char *value)
{
	json_key(json, key);
	json_c(json, value);
}
void json_key_int(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_int(json, value);
}
void json_key_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}
void json_key_null(struct json *json, const char *key)
{
	json_key(json, key);
	json_null(json);
}
