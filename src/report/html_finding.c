/* report/html_finding.c - all findings, the gravest first, each with its grade, its place
 * in the source and what it means. */
#include "report/html.h"

#include "check/check.h"
#include "report/outside.h"
#include "report/text.h"

enum { PLACES_SHOWN = 6 };

static const char *const marks[] = {
	[SEVERITY_ADVERSE] = "finding adverse",
	[SEVERITY_CAUTION] = "finding caution",
	[SEVERITY_NOTE] = "finding note",
	[SEVERITY_ESTABLISHED] = "finding established",
};

static bool is_limit(const struct finding *finding)
{
	return str_starts(str_c(finding->check->id), STR("limit."));
}

static void write_places(struct html *html, const struct finding *finding)
{
	if (!outside_identifies(html->options) || html->in->thing)
		return;
	for (uint32_t i = 0; i < finding->evidence_count && i < PLACES_SHOWN; i++) {
		html_text(html, " @");
		html_number(html, finding->evidence[i].offset);
	}
	if (finding->evidence_count > PLACES_SHOWN)
		html_text(html, " …");
}

/* What it means and how it can be wrong are the check's own words; they fold away. */
static void write_meaning(struct html *html, const struct check *check)
{
	if (!check->means && !check->wrong)
		return;
	html_begin(html, TAG_DETAILS, "why");
	html_begin(html, TAG_SUMMARY, NULL);
	html_our(html, N_("what this means, and how it can be wrong"));
	html_end(html, TAG_SUMMARY);
	if (check->means) {
		html_begin(html, TAG_P, NULL);
		html_our(html, check->means);
		html_end(html, TAG_P);
	}
	if (check->wrong) {
		html_begin(html, TAG_P, NULL);
		html_our(html, check->wrong);
		html_end(html, TAG_P);
	}
	html_end(html, TAG_DETAILS);
}

static void write_finding(struct html *html, uint32_t n)
{
	const struct finding *finding = html->in->findings[n];

	html_begin(html, TAG_LI, marks[finding->severity]);
	html_attribute_number(html, HAS_ID, "finding-", n + 1);
	html_begin(html, TAG_H4, NULL);
	report_title(finding, html->options, &html->page.text);
	html_made(html);
	html_end(html, TAG_H4);
	report_detail(finding, html->options, &html->page.text);
	if (html->page.text.n) {
		html_begin(html, TAG_P, NULL);
		html_made(html);
		html_end(html, TAG_P);
	}
	html_begin(html, TAG_P, "meta");
	html_grade(html, finding->grade);
	html_text(html, " ");
	html_begin(html, TAG_CODE, NULL);
	html_text(html, finding->check->id);
	html_end(html, TAG_CODE);
	write_places(html, finding);
	html_end(html, TAG_P);
	write_meaning(html, finding->check);
	html_end(html, TAG_LI);
}

static void write_severity(struct html *html, enum severity severity)
{
	const struct inspection *in = html->in;
	bool any = false;

	for (uint32_t i = 0; i < in->finding_count; i++) {
		if (in->findings[i]->severity != severity || is_limit(in->findings[i]))
			continue;
		if (!any) {
			html_begin(html, TAG_H3, NULL);
			html_our(html, text_severity(severity));
			html_end(html, TAG_H3);
			html_begin(html, TAG_UL,
				   severity == SEVERITY_ADVERSE ? "findings"
								: "findings side");
		}
		any = true;
		write_finding(html, i);
	}
	if (any)
		html_end(html, TAG_UL);
}

static bool has_severity(const struct html *html, enum severity first, enum severity last)
{
	const struct inspection *in = html->in;

	for (uint32_t i = 0; i < in->finding_count; i++)
		if (in->findings[i]->severity >= first &&
		    in->findings[i]->severity <= last && !is_limit(in->findings[i]))
			return true;
	return false;
}

static bool has(const struct html *html)
{
	return has_severity(html, SEVERITY_ADVERSE, SEVERITY_CAUTION) ||
	       html->in->verdict.share_count || html->in->findings_dropped;
}

static void write(struct html *html)
{
	write_severity(html, SEVERITY_ADVERSE);
	write_severity(html, SEVERITY_CAUTION);
	if (html->in->verdict.share_count)
		html_fold_text(html, N_("The score, and what each finding adds to it"),
			       text_shares);
	if (html->in->findings_dropped) {
		html_begin(html, TAG_P, NULL);
		html_our_count(html, N_("{count} further findings were not kept."),
			       html->in->findings_dropped);
		html_end(html, TAG_P);
	}
}

const struct html_section html_findings = {
	.id = "findings",
	.title = N_("What was found"),
	.has = has,
	.write = write,
};

/* --- what speaks neither for nor against it --------------------------------------------
 * There are many, and who reads the page wants names, path and places first. */

static bool has_notes(const struct html *html)
{
	return has_severity(html, SEVERITY_NOTE, SEVERITY_ESTABLISHED);
}

static void write_notes(struct html *html)
{
	write_severity(html, SEVERITY_NOTE);
	write_severity(html, SEVERITY_ESTABLISHED);
}

const struct html_section html_notes = {
	.id = "notes",
	.title = N_("What else was noted"),
	.has = has_notes,
	.write = write_notes,
};
