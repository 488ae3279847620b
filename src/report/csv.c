/* report/csv.c - see csv.h. */
#include "report/csv.h"

#include "base/limits.h"
#include "check/check.h"
#include "report/tlp.h"
#include "report/told.h"

/* --- one cell ------------------------------------------------------------------ */

/* Blanks that spreadsheets take away before they look for a formula. */
static struct str without_blanks(struct str text)
{
	while (text.n) {
		if (text.p[0] == ' ' || ascii_is_space(text.p[0]))
			text = str_skip(text, 1);
		else if (str_starts(text, STR("\u00A0")))
			text = str_skip(text, 2);
		else if (str_starts(text, STR("\u3000")))
			text = str_skip(text, 3);
		else
			break;
	}
	return text;
}

/* What begins a formula somewhere: the ASCII signs, and the full-width ones that some
 * programs take for them; blanks that lead, for they end a cell when text is split. */
static bool begins_formula(struct str text)
{
	static const struct str signs[] = {
		STR("="),      STR("+"),      STR("-"),	     STR("@"),	    STR("|"),
		STR("%"),      STR("\t"),     STR("\r"),     STR("\n"),	    STR("\uFF1D"),
		STR("\uFF0B"), STR("\uFF0D"), STR("\uFF20"), STR("\u2212"), STR("'"),
	};
	struct str shown = without_blanks(text);

	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_starts(text, signs[i]) || str_starts(shown, signs[i]))
			return true;
	return false;
}

static bool needs_quotes(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (memchr(",;\"\t\r\n", text.p[i], 6))
			return true;
	return text.n && (text.p[0] == ' ' || text.p[text.n - 1] == ' ');
}

void csv_cell(struct buf *out, struct str text)
{
	bool formula = begins_formula(text);
	bool quotes = formula || needs_quotes(text);

	if (quotes)
		buf_add_char(out, '"');
	if (formula)
		buf_add_char(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, text.p[i]);
	}
	if (quotes)
		buf_add_char(out, '"');
}

/* --- one row --------------------------------------------------------------------- */

struct writer {
	const struct report_options *options;
	struct buf *out, text;
};

static void cell_made(struct writer *w, char end)
{
	csv_cell(w->out, buf_peek(&w->text));
	buf_clear(&w->text);
	buf_add_char(w->out, end);
}

static void cell_c(struct writer *w, const char *text)
{
	buf_add_c(&w->text, text);
	cell_made(w, ',');
}

static void cell_time(struct writer *w, int64_t utc)
{
	told_time(utc, &w->text);
	cell_made(w, ',');
}

static void add_row(struct writer *w, const struct indicator *item)
{
	cell_c(w, indicator_type_words[item->type]);
	told_value(w->options, item->value, &w->text);
	cell_made(w, ',');
	told_defanged(w->options, item->value, &w->text);
	cell_made(w, ',');
	cell_c(w, indicator_role_words[item->role]);
	cell_time(w, item->first_seen);
	cell_time(w, item->last_seen);
	buf_printf(&w->text, "%d", item->confidence);
	cell_made(w, ',');
	cell_c(w, item->source);
	buf_add_c(&w->text, w->options->tlp->label);
	cell_made(w, '\r');
	buf_add_char(w->out, '\n');
}

static void write_csv(const struct inspection *in, const struct report_options *options,
		      struct buf *out)
{
	const struct indicators *list = indicators_of(in);
	struct writer w = { .options = options, .out = out };

	buf_init(&w.text, LIMIT_REPORT_BYTES);
	for (uint32_t i = 0; i < list->count; i++)
		if (told_indicator(options, &list->items[i]))
			add_row(&w, &list->items[i]);
	buf_fini(&w.text);
}

const struct report_format report_csv = {
	.name = "csv",
	.summary = N_("the indicators alone, one a line (RFC 4180)"),
	.write = write_csv,
};
