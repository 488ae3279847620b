/* report/phrase.c - see phrase.h. */
#include "report/phrase.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "check/check.h"
#include "mail/date.h"
#include "report/inert_memo.h"
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

static void add_shown(const struct report_options *options, struct str text,
		      size_t columns, struct buf *out)
{
	size_t from = out->n;

	/* More bytes than columns need: what cannot be shown is not worked on. */
	if (text.n > columns * 4)
		text = utf8_front(text, columns * 4);
	inert_memo_add(options->shown, out, text, flags_of(options));
	cut_to(out, from, columns);
}

void phrase_outside(const struct report_options *options, struct str text, size_t columns,
		    struct buf *out)
{
	struct buf masked;

	if (columns == 0)
		columns = LIMIT_VALUE_SHOWN;
	if (!options->redaction) {
		add_shown(options, text, columns, out);
		return;
	}
	buf_init(&masked, 0);
	outside_add_raw(options, text, &masked);
	add_shown(options, buf_peek(&masked), columns, out);
	buf_fini(&masked);
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

/* Is `name` made of `key` and `ending`? */
static bool is_called(const char *name, struct str key, const char *ending)
{
	for (size_t i = 0; i < key.n; i++)
		if (name[i] != key.p[i])
			return false;
	return strcmp(name + key.n, ending) == 0;
}

static const struct value *find(const struct value *values, uint32_t count,
				struct str key, const char *ending)
{
	for (uint32_t i = 0; i < count; i++)
		if (is_called(values[i].key, key, ending))
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

/* The name at the start of a piece of our text. */
static struct str key_at(const char *text)
{
	size_t n = 0;

	while (ascii_is_alnum(text[n]) || text[n] == '_')
		n++;
	return str_make(text, n);
}

void phrase_add(const struct inspection *in, const struct report_options *options,
		const char *msgid, const struct value *values, uint32_t count,
		struct buf *out)
{
	const char *rest = phrase_text(options, msgid);
	const struct value *value;
	struct str key;
	size_t from;

	for (;;) {
		const char *brace = strchrnul(rest, '{');

		buf_add(out, str_make(rest, (size_t)(brace - rest)));
		if (*brace == '\0')
			return;
		key = key_at(brace + 1);
		rest = key.p + key.n;
		if (key.n == 0 || *rest != '}') {
			buf_add(out, str_make(brace, (size_t)(rest - brace)));
			continue;
		}
		rest++;
		from = out->n;
		value = find_in(options, values, count, key);
		if (value)
			phrase_value(in, options, value, out);
		if (out->n == from)
			buf_add_char(out, '-');
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
