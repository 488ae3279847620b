/* report/changes_text.c - what changed, for people. */
#include "base/limits.h"
#include "check/check.h"
#include "report/changes.h"
#include "report/inert.h"
#include "report/page.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"

enum { LEFT = 2, DEEPER = 4 };

static void line_made(struct page *page, size_t indent, enum style style)
{
	buf_add_repeat(page->out, ' ', indent);
	page_wrap_made(page, indent, indent + 2, style);
}

/* --- verdict --------------------------------------------------------------------------
 */

static void add_class(struct page *page, const struct verdict *verdict)
{
	buf_add(&page->text, page_our(page, text_class(verdict->class_)));
	buf_printf(&page->text, " (%.2f)", verdict->score);
}

static void add_verdict(struct page *page, const struct changes *changes)
{
	page_newline(page);
	if (changes_none(changes)) {
		buf_add(&page->text,
			page_our(page, N_("No change: what is found and judged is the "
					  "same.")));
		line_made(page, LEFT, STYLE_STRONG);
	}
	if (changes->now.in->thing) /* about it nothing is judged */
		return;
	buf_add(&page->text, page_our(page, N_("Verdict")));
	buf_add(&page->text, STR(": "));
	add_class(page, &changes->then.in->verdict);
	if (changes->verdict) {
		buf_add(&page->text, STR(" → "));
		add_class(page, &changes->now.in->verdict);
	}
	line_made(page, LEFT, changes->verdict ? STYLE_STRONG : STYLE_PLAIN);
}

/* --- findings
 * --------------------------------------------------------------------------- */

static void add_detail(struct page *page, const struct judgement *side,
		       const struct finding *finding, const char *when)
{
	if (when) {
		buf_add(&page->text, page_our(page, when));
		buf_add(&page->text, STR(": "));
	}
	buf_add_char(&page->text, '[');
	buf_add(&page->text, page_our(page, text_severity(finding->severity)));
	buf_add(&page->text, STR(", "));
	buf_add(&page->text, page_our(page, text_grade(finding->grade)));
	buf_add(&page->text, STR("] "));
	report_detail(finding, side->options, &page->text);
	line_made(page, DEEPER, STYLE_PLAIN);
}

static void add_title(struct page *page, const struct judgement *side,
		      const struct finding *finding, struct str sign)
{
	buf_add(&page->text, sign);
	report_title(finding, side->options, &page->text);
	buf_printf(&page->text, "  %s", finding->check->id);
	line_made(page, LEFT, STYLE_STRONG);
}

static void add_finding(struct page *page, const struct changes *changes,
			const struct changed_finding *changed)
{
	const struct finding *then = changed->then, *now = changed->now;

	if (!now) {
		add_title(page, &changes->then, then, STR("- "));
		add_detail(page, &changes->then, then, NULL);
	} else if (!then) {
		add_title(page, &changes->now, now, STR("+ "));
		add_detail(page, &changes->now, now, NULL);
	} else {
		add_title(page, &changes->now, now, STR("~ "));
		add_detail(page, &changes->then, then, N_("then"));
		add_detail(page, &changes->now, now, N_("now"));
	}
}

static void add_findings(struct page *page, const struct changes *changes)
{
	if (changes->finding_count == 0)
		return;
	page_heading(page, N_("Findings: - gone, + new, ~ changed"));
	for (uint32_t i = 0; i < changes->finding_count; i++)
		add_finding(page, changes, &changes->findings[i]);
}

/* --- answers, tables
 * --------------------------------------------------------------------- */

static void add_answer(struct page *page, const struct answer *answer)
{
	struct str summary;

	if (!answer) {
		buf_add(&page->text, page_our(page, N_("not asked")));
		return;
	}
	summary = answer_summary(page->in->arena, answer);
	phrase_outside(page->options, summary, 60, &page->text);
}

static void add_answers(struct page *page, const struct changes *changes)
{
	if (changes->answer_count == 0)
		return;
	page_heading(page, N_("Answers"));
	for (uint32_t i = 0; i < changes->answer_count; i++) {
		const struct changed_answer *changed = &changes->answers[i];

		phrase_outside(page->options,
			       (changed->then ? changed->then : changed->now)->question,
			       0, &page->text);
		buf_add(&page->text, STR(": "));
		add_answer(page, changed->then);
		buf_add(&page->text, STR(" → "));
		add_answer(page, changed->now);
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

static void add_date(struct page *page, const struct table_info *info)
{
	if (info)
		phrase_outside(page->options, info->as_of, 0, &page->text);
	else
		buf_add_char(&page->text, '-');
}

static void add_tables(struct page *page, const struct changes *changes)
{
	if (changes->table_count == 0)
		return;
	page_heading(page, N_("Tables"));
	for (uint32_t i = 0; i < changes->table_count; i++) {
		const struct changed_table *changed = &changes->tables[i];

		phrase_outside(page->options,
			       (changed->then ? changed->then : changed->now)->name, 0,
			       &page->text);
		buf_add(&page->text, STR(": "));
		add_date(page, changed->then);
		buf_add(&page->text, STR(" → "));
		add_date(page, changed->now);
		line_made(page, LEFT, STYLE_PLAIN);
	}
}

static void add_versions(struct page *page, const struct changes *changes)
{
	const char *then = changes->then.options->tool_version;
	const char *now = changes->now.options->tool_version;

	if (strcmp(then, now) == 0)
		return;
	page_newline(page);
	buf_add(&page->text, STR("mekiki: "));
	outside_add_inert(page->options, str_c(then), INERT_LINE, &page->text);
	buf_add(&page->text, STR(" → "));
	outside_add_inert(page->options, str_c(now), INERT_LINE, &page->text);
	line_made(page, LEFT, STYLE_PLAIN);
}

void changes_as_text(const struct changes *changes, struct buf *out)
{
	const struct inspection *in = changes->now.in;
	struct page page;

	page_init(&page, in, changes->now.options, out);
	buf_add(&page.text, STR("mekiki  "));
	phrase_outside(page.options, outside_name(page.options, in->input.name),
		       page.width - 10, &page.text);
	line_made(&page, 0, STYLE_DIM);
	add_verdict(&page, changes);
	add_findings(&page, changes);
	add_answers(&page, changes);
	add_tables(&page, changes);
	add_versions(&page, changes);
	page_newline(&page);
	page_fini(&page);
}
