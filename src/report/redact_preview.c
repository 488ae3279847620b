/* report/redact_preview.c - see redact_preview.h. */
#include "report/redact_preview.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "report/inert.h"
#include "report/json_key.h"
#include "report/page.h"
#include "report/phrase.h"
#include "report/redact.h"

enum { LEFT = 2, MASK = 34 };

/* --- text
 * --------------------------------------------------------------------------------
 */

static void add_row(struct page *page, const struct redact_tally *row)
{
	buf_add_repeat(page->out, ' ', LEFT);
	inert_add(&page->text, row->mask, INERT_LINE);
	page_cell_made(page, MASK - LEFT - 1, STYLE_STRONG);
	buf_add_char(page->out, ' ');
	buf_printf(&page->text, "%llu × ", (unsigned long long)row->times);
	inert_add(&page->text, utf8_front(row->word, LIMIT_VALUE_SHOWN), INERT_LINE);
	page_wrap_made(page, MASK, MASK, STYLE_PLAIN);
}

static void add_kind(struct page *page, const struct redact_tally *rows, uint32_t count,
		     enum redact_kind kind)
{
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		if (rows[i].kind != kind || !rows[i].times)
			continue;
		if (!any)
			page_heading(page, redact_kind_text(kind));
		any = true;
		add_row(page, &rows[i]);
	}
}

static void as_page(const struct inspection *in, const struct report_options *options,
		    struct buf *out)
{
	const struct redact_profile *profile = redaction_profile(options->redaction);
	const struct redact_tally *rows;
	uint32_t count = redaction_tally(options->redaction, &rows);
	struct page page;

	page_init(&page, in, options, out);
	inert_add(&page.text, in->input.name, INERT_LINE);
	buf_add(&page.text, STR("  →  "));
	inert_add(&page.text, profile->name, INERT_LINE);
	page_wrap_made(&page, 0, 2, STYLE_STRONG);
	page_wrap(&page, 0, 0,
		  page_our(&page, N_("This page names what the report masks: it is for "
				     "you, not for those who read the report.")),
		  STYLE_ODD);
	for (int kind = 0; kind < REDACT_KINDS; kind++)
		add_kind(&page, rows, count, (enum redact_kind)kind);
	page_heading(&page, N_("Left as it is"));
	for (int kind = 0; kind < REDACT_KINDS; kind++) {
		if (redact_hides(profile, (enum redact_kind)kind))
			continue;
		buf_add_repeat(page.out, ' ', LEFT);
		page_wrap(&page, LEFT, LEFT,
			  page_our(&page, redact_kind_text((enum redact_kind)kind)),
			  STYLE_PLAIN);
	}
	buf_add_repeat(page.out, ' ', LEFT);
	page_wrap(&page, LEFT, LEFT,
		  page_our(&page, N_("and whatever no rule names: read the report "
				     "before it is published")),
		  STYLE_PLAIN);
	if (redact_hides(profile, REDACT_HASHES)) {
		page_heading(&page, N_("Left out"));
		buf_add_repeat(page.out, ' ', LEFT);
		page_wrap(&page, LEFT, LEFT,
			  page_our(&page, redact_kind_text(REDACT_HASHES)), STYLE_PLAIN);
	}
	page_newline(&page);
	page_fini(&page);
}

/* --- JSON
 * --------------------------------------------------------------------------------
 */

static void as_json(const struct inspection *in, const struct report_options *options,
		    struct buf *out)
{
	const struct redact_profile *profile = redaction_profile(options->redaction);
	const struct redact_tally *rows;
	uint32_t count = redaction_tally(options->redaction, &rows);
	struct json json;

	json_init(&json, out);
	json_object(&json);
	json_key_int(&json, "schema", 1);
	json_key_str(&json, "input", in->input.name);
	json_key_str(&json, "redaction", profile->name);
	json_key(&json, "masked");
	json_array(&json);
	for (uint32_t i = 0; i < count; i++) {
		if (!rows[i].times)
			continue;
		json_object(&json);
		json_key_c(&json, "kind", redact_kind_name(rows[i].kind));
		json_key_str(&json, "mask", rows[i].mask);
		json_key_str(&json, "word", rows[i].word);
		json_key_int(&json, "times", (int64_t)rows[i].times);
		json_object_end(&json);
	}
	json_array_end(&json);
	json_key(&json, "kinds");
	json_object(&json);
	for (int kind = 0; kind < REDACT_KINDS; kind++)
		json_key_c(&json, redact_kind_name((enum redact_kind)kind),
			   !redact_hides(profile, (enum redact_kind)kind) ? "whole"
			   : kind == REDACT_HASHES			  ? "left-out"
									  : "masked");
	json_object_end(&json);
	json_object_end(&json);
	buf_add_char(out, '\n');
}

void redact_preview(const struct inspection *in, const struct report_options *options,
		    bool one_line, struct buf *out)
{
	if (one_line)
		as_json(in, options, out);
	else
		as_page(in, options, out);
}
