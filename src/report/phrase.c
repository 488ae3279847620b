/* report/phrase.c - see phrase.h. */
#include "report/phrase.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "check/check.h"
#include "mail/date.h"
#include "report/inert.h"
#include "report/outside.h"

static unsigned flags_of(const struct report_options *options)
{
	return options->defang ? INERT_LINE | INERT_DEFANG : INERT_LINE;
}

/* What was written behind `from` is cut to `columns`. */
static void cut_to(struct buf *out, size_t from, size_t columns)
{
	struct str written = str_skip(buf_peek(out), from);

	if (written.n <= columns || inert_width(written) <= columns)
		return;
	out->n = from + inert_fit(written, columns - 1).n;
	buf_add(out, STR("…"));
}

void phrase_outside(const struct report_options *options, struct str text, size_t columns,
		    struct buf *out)
{
	size_t from = out->n;
	struct buf masked;

	if (columns == 0)
		columns = LIMIT_VALUE_SHOWN;
	buf_init(&masked, 0);
	if (options->redaction) {
		outside_add_raw(options, text, &masked);
		text = buf_peek(&masked);
	}
	/* More bytes than columns need: what cannot be shown is not worked on. */
	inert_add(out, utf8_front(text, columns * 4), flags_of(options));
	buf_fini(&masked);
	cut_to(out, from, columns);
}

static void add_time(const struct inspection *in, int64_t utc, struct buf *out)
{
	char text[DATE_TEXT];

	buf_add(out, date_iso(utc, text));
	if (!in || !in->path.zone_known || in->path.zone_minutes == 0)
		return;
	buf_add(out, STR(" ("));
	buf_add(out, date_iso_at(utc, in->path.zone_minutes, text));
	buf_add_char(out, ')');
}

static void add_list(const struct report_options *options, const struct value *value,
		     struct buf *out)
{
	/* TRANSLATORS: what stands between the items of a list. */
	const char *comma = phrase_text(options, N_(", "));

	for (uint32_t i = 0; i < value->count; i++) {
		if (i)
			buf_add_c(out, comma);
		if (i == LIMIT_LIST_SHOWN) {
			buf_add(out, STR("…"));
			return;
		}
		phrase_outside(options, value->items[i], 0, out);
	}
}

/* Of the message, which published reports keep to themselves. */
static bool tells_place(const struct value *value)
{
	return strcmp(value->key, "offset") == 0 || strcmp(value->key, "length") == 0;
}

void phrase_value(const struct inspection *in, const struct report_options *options,
		  const struct value *value, struct buf *out)
{
	switch (value->kind) {
	case VALUE_STR:
		phrase_outside(options, value->str, 0, out);
		break;
	case VALUE_INT:
		if (tells_place(value) && !outside_identifies(options)) {
			buf_add_char(out, '-');
			break;
		}
		buf_add_int(out, value->number);
		break;
	case VALUE_BOOL:
		buf_add_c(out,
			  phrase_text(options, value->number ? N_("yes") : N_("no")));
		break;
	case VALUE_TIME:
		add_time(in, value->number, out);
		break;
	case VALUE_LIST:
		add_list(options, value, out);
		break;
	case VALUE_WORD:
		buf_add_c(out, phrase_text(options, value->word));
		break;
	}
}

/* The value called `key` and `ending`; no NUL is in either. */
static const struct value *find(const struct value *values, uint32_t count,
				struct str key, const char *ending)
{
	for (uint32_t i = 0; i < count; i++)
		if (values[i].key[0] == key.p[0] &&
		    strncmp(values[i].key, key.p, key.n) == 0 &&
		    strcmp(values[i].key + key.n, ending) == 0)
			return &values[i];
	return NULL;
}

/* Names that differ by language come as "brand" and "brand_ja": the report's own wins. */
static const struct value *find_in(const struct report_options *options,
				   const struct value *values, uint32_t count,
				   struct str key)
{
	const struct value *own = NULL;

	if (strcmp(options->catalogue->language, "ja") == 0)
		own = find(values, count, key, "_ja");
	if (own && (own->str.n || own->count))
		return own;
	return find(values, count, key, "");
}

static bool is_key(struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		if (!ascii_is_alnum(key.p[i]) && key.p[i] != '_')
			return false;
	return key.n > 0;
}

/* "{key}" at the start of `rest`: replace it and step over it. */
static bool replace_key(const struct inspection *in, const struct report_options *options,
			const struct value *values, uint32_t count, struct str *rest,
			struct buf *out)
{
	const struct value *value;
	struct str key, after;
	size_t from = out->n;

	if (!str_cut(str_skip(*rest, 1), '}', &key, &after) || !is_key(key))
		return false;
	value = find_in(options, values, count, key);
	if (value)
		phrase_value(in, options, value, out);
	if (out->n == from)
		buf_add_char(out, '-');
	*rest = after;
	return true;
}

void phrase_add(const struct inspection *in, const struct report_options *options,
		const char *msgid, const struct value *values, uint32_t count,
		struct buf *out)
{
	struct str rest = str_c(phrase_text(options, msgid));

	while (rest.n) {
		struct str plain = str_until(rest, '{');

		buf_add(out, plain);
		rest = str_skip(rest, plain.n);
		if (rest.n && !replace_key(in, options, values, count, &rest, out)) {
			buf_add_char(out, '{');
			rest = str_skip(rest, 1);
		}
	}
}

void phrase_statement(const struct inspection *in, const struct report_options *options,
		      const struct statement *statement, struct buf *out)
{
	if (statement->msgid)
		phrase_add(in, options, statement->msgid, statement->values,
			   statement->value_count, out);
}

void report_title(const struct finding *finding, const struct report_options *options,
		  struct buf *out)
{
	phrase_add(finding->in, options, finding->check->title, finding->values,
		   finding->value_count, out);
}

void report_detail(const struct finding *finding, const struct report_options *options,
		   struct buf *out)
{
	const char *detail = finding->check->details[finding->variant];

	if (detail)
		phrase_add(finding->in, options, detail, finding->values,
			   finding->value_count, out);
}
