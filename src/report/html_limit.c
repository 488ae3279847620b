/* report/html_limit.c - what is not known: open questions, limits of what was done, and
 * what was looked for and not found. Each is a result. */
#include "report/html.h"

#include "check/check.h"

/* Findings that say that something is not there. */
static const char *const absent[] = {
	"auth.dkim-none",
	"auth.dmarc-none",
	"auth.spf-none",
	"flt.not-marked",
	"dns.ptr-none",
	"dns.no-mx",
	"reg.not-found",
	"reg.no-answer",
	"reg.not-published",
	"rep.not-listed",
	"infra.unrelated-to-brand",
	"text.no-action-link",
	"text.no-contact",
	"hdr.msgid-missing",
	"path.no-ptr",
	"web.not-visited",
};

static bool is_limit(const struct finding *finding)
{
	return str_starts(str_c(finding->check->id), STR("limit."));
}

static bool is_absence(const struct finding *finding)
{
	for (size_t i = 0; i < COUNT(absent); i++)
		if (strcmp(absent[i], finding->check->id) == 0)
			return true;
	return false;
}

static void write_titled(struct html *html, const struct finding *finding)
{
	html_begin(html, TAG_LI, NULL);
	html_begin(html, TAG_STRONG, NULL);
	report_title(finding, html->options, &html->page.text);
	html_made(html);
	html_end(html, TAG_STRONG);
	html_begin(html, TAG_BR, NULL);
	report_detail(finding, html->options, &html->page.text);
	html_made(html);
	html_end(html, TAG_LI);
}

static void write_those(struct html *html, const char *title,
			bool (*is_one)(const struct finding *))
{
	const struct inspection *in = html->in;
	bool any = false;

	for (uint32_t i = 0; i < in->finding_count; i++) {
		if (!is_one(in->findings[i]))
			continue;
		if (!any) {
			html_begin(html, TAG_H3, NULL);
			html_our(html, title);
			html_end(html, TAG_H3);
			html_begin(html, TAG_UL, NULL);
		}
		any = true;
		write_titled(html, in->findings[i]);
	}
	if (any)
		html_end(html, TAG_UL);
}

static void write_open(struct html *html)
{
	const struct verdict *verdict = &html->in->verdict;

	if (verdict->open_count == 0)
		return;
	html_begin(html, TAG_H3, NULL);
	html_our(html, N_("Open questions"));
	html_end(html, TAG_H3);
	html_begin(html, TAG_UL, NULL);
	for (uint32_t i = 0; i < verdict->open_count; i++) {
		html_begin(html, TAG_LI, NULL);
		html_statement(html, &verdict->open[i]);
		html_end(html, TAG_LI);
	}
	html_end(html, TAG_UL);
}

static bool has(const struct html *html)
{
	const struct inspection *in = html->in;

	for (uint32_t i = 0; i < in->finding_count; i++)
		if (is_limit(in->findings[i]) || is_absence(in->findings[i]))
			return true;
	return in->verdict.open_count > 0;
}

static void write(struct html *html)
{
	write_open(html);
	write_those(html, N_("Looked for and not found"), is_absence);
	write_those(html, N_("How far this goes"), is_limit);
}

const struct html_section html_limits = {
	.id = "limits",
	.title = N_("What is not known"),
	.has = has,
	.write = write,
};
