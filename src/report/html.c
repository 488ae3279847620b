/* report/html.c - the document around the sections; see html.h. */
#include "report/html.h"

#include "base/digest.h"
#include "mail/base64.h"
#include "report/html_css.h"

#include <stdio.h>

static const struct html_section *const sections[] = {
	&html_findings, &html_identities, &html_path,		&html_log,
	&html_links,	&html_words,	  &html_timeline,	&html_owners,
	&html_visits,	&html_reputation, &html_authentication, &html_attachments,
	&html_desks,	&html_indicators, &html_notes,		&html_limits,
	&html_notebook, &html_history,	  &html_answers,	&html_run,
};

/* "'sha256-…'" of the one style sheet that may apply. */
static void add_style_source(struct buf *out)
{
	char hex[65], bytes[32];

	digest_sha256(html_css, hex);
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(ascii_hex(hex[2 * i]) << 4 | ascii_hex(hex[2 * i + 1]));
	buf_add(out, STR("'sha256-"));
	base64_add(out, str_make(bytes, sizeof bytes));
	buf_add_char(out, '\'');
}

/* Nothing is loaded and nothing runs, whatever stands below; pictures only out of the
 * file itself. */
static void write_policy(struct html *html)
{
	struct buf *text = &html->page.text;

	html_begin(html, TAG_META, NULL);
	html_attribute(html, HAS_HTTP_EQUIV, "Content-Security-Policy");
	buf_add(text, STR("default-src 'none'; style-src "));
	add_style_source(text);
	buf_add(text, STR("; img-src data:; base-uri 'none'; form-action 'none'"));
	html_attribute_made(html, HAS_CONTENT);
}

static void write_meta(struct html *html, const char *name, const char *value)
{
	html_begin(html, TAG_META, NULL);
	html_attribute(html, HAS_NAME, name);
	html_attribute(html, HAS_CONTENT, value);
}

static void write_style(struct html *html)
{
	buf_add(html->out, STR(">\n<style>"));
	buf_add(html->out, html_css);
	buf_add(html->out, STR("</style"));
}

static void write_head(struct html *html, void (*title)(struct html *))
{
	html_begin(html, TAG_HEAD, NULL);
	html_begin(html, TAG_META, NULL);
	html_attribute(html, HAS_CHARSET, "utf-8");
	write_policy(html);
	write_meta(html, "viewport", "width=device-width, initial-scale=1");
	write_meta(html, "referrer", "no-referrer");
	write_meta(html, "robots", "noindex");
	write_meta(html, "color-scheme", "light dark");
	write_meta(html, "generator", "mekiki");
	/* What stands in a <title> is text, whatever it looks like. */
	write_style(html);
	html_begin(html, TAG_TITLE, NULL);
	title(html);
	html_made(html);
	html_text(html, " – mekiki");
	html_end(html, TAG_TITLE);
	html_end(html, TAG_HEAD);
}

static void write_link_to(struct html *html, const char *class_, const char *id)
{
	html_begin(html, TAG_A, class_);
	buf_printf(&html->page.text, "#%s", id);
	html_attribute_made(html, HAS_HREF);
}

static void write_contents(struct html *html)
{
	html_begin(html, TAG_NAV, "contents");
	html_attribute_our(html, HAS_ARIA_LABEL, N_("Contents"));
	html_begin(html, TAG_UL, NULL);
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (!sections[i]->has(html))
			continue;
		html_begin(html, TAG_LI, NULL);
		write_link_to(html, NULL, sections[i]->id);
		html_our(html, sections[i]->title);
		html_end(html, TAG_A);
		html_end(html, TAG_LI);
	}
	html_end(html, TAG_UL);
	html_end(html, TAG_NAV);
}

static void write_section(struct html *html, const struct html_section *section)
{
	char heading[64];

	snprintf(heading, sizeof heading, "%s-title", section->id);
	html_begin(html, TAG_SECTION, NULL);
	html_attribute(html, HAS_ID, section->id);
	html_attribute(html, HAS_ARIA_LABELLEDBY, heading);
	html_begin(html, TAG_H2, NULL);
	html_attribute(html, HAS_ID, heading);
	html_our(html, section->title);
	html_end(html, TAG_H2);
	section->write(html);
	html_end(html, TAG_SECTION);
}

static void write_footer(struct html *html)
{
	html_begin(html, TAG_FOOTER, NULL);
	html_begin(html, TAG_P, NULL);
	html_our(html, N_("Four grades: observed by us; vouched by somebody we trust; "
			  "claimed by the sender; guessed. Links and addresses are "
			  "written so that nobody follows them by accident. Links "
			  "marked ↗ lead out of this page."));
	html_end(html, TAG_P);
	html_begin(html, TAG_P, NULL);
	html_text(html, "mekiki ");
	html_text(html, html->options->tool_version);
	html_text(html, " · ");
	html_time(html, html->in->env->clock);
	html_end(html, TAG_P);
	html_end(html, TAG_FOOTER);
}

static void write_body(struct html *html, void (*head)(struct html *))
{
	html_begin(html, TAG_BODY, NULL);
	write_link_to(html, "skip", "main");
	html_our(html, N_("Skip to the evidence"));
	html_end(html, TAG_A);
	head(html);
	write_contents(html);
	html_begin(html, TAG_MAIN, NULL);
	html_attribute(html, HAS_ID, "main");
	for (size_t i = 0; i < COUNT(sections); i++)
		if (sections[i]->has(html))
			write_section(html, sections[i]);
	html_end(html, TAG_MAIN);
	write_footer(html);
	html_end(html, TAG_BODY);
}

/* The document of a message or of a thing: they differ in their first screen. */
struct document {
	void (*title)(struct html *);
	void (*head)(struct html *);
};

static void write_document(const struct inspection *in,
			   const struct report_options *options,
			   const struct document *document, struct buf *out)
{
	struct html html;

	html_init(&html, in, options, out);
	buf_add(out, STR("<!DOCTYPE html>\n"));
	html_begin(&html, TAG_HTML, NULL);
	html_attribute(&html, HAS_LANG, options->catalogue->language);
	write_head(&html, document->title);
	write_body(&html, document->head);
	html_end(&html, TAG_HTML);
	buf_add_char(out, '\n');
	html_fini(&html);
}

static void write_message(const struct inspection *in,
			  const struct report_options *options, struct buf *out)
{
	static const struct document message = { html_headline, html_head };

	write_document(in, options, &message, out);
}

static void write_thing(const struct inspection *in, const struct report_options *options,
			struct buf *out)
{
	static const struct document thing = { html_thing_title, html_thing_head };

	write_document(in, options, &thing, out);
}

const struct report_format report_html = {
	.name = "html",
	.summary = N_("a page for a browser, one file: asks nobody, runs nothing"),
	.write = write_message,
	.write_thing = write_thing,
};
