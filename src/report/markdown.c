/* report/markdown.c - see markdown.h: the first lines, then the sections in their order.
 */
#include "report/markdown.h"

#include "check/check.h"
#include "report/headline.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/redact.h"
#include "report/text.h"
#include "report/tlp.h"

static void add_statement(struct markdown *md, const struct statement *statement)
{
	if (!statement->msgid)
		return;
	phrase_statement(md->in, &md->options, statement, &md->page.text);
	markdown_text_made(md);
	buf_add(md->out, STR("\n\n"));
}

static void add_head(struct markdown *md)
{
	const struct verdict *verdict = &md->in->verdict;

	buf_add(md->out, STR("# "));
	headline(md->in, &md->options, &md->page.text);
	markdown_text_made(md);
	buf_add(md->out, STR("\n\n**"));
	markdown_our(md, text_class(verdict->class_));
	buf_add(md->out, STR("** "));
	add_statement(md, &verdict->summary);
	add_statement(md, &verdict->sender);
	add_statement(md, &verdict->content);
}

/* How it was made, so that a reader can tell what it can know. */
static void add_run(struct markdown *md)
{
	buf_add(md->out, STR("\n---\n\n"));
	buf_add_c(md->out, md->options.tlp->label);
	buf_add(md->out, STR(" · mekiki "));
	buf_add_c(&md->page.text, md->options.tool_version);
	markdown_text_made(md);
	buf_add(md->out, STR(" · "));
	buf_add_c(&md->page.text, md->options.contact);
	markdown_text_made(md);
	buf_add(md->out, STR(" · "));
	text_time(&md->page, md->in->env->clock);
	markdown_text_made(md);
	if (md->options.redaction) {
		const struct value name = {
			.key = "profile",
			.kind = VALUE_STR,
			.str = redaction_profile(md->options.redaction)->name,
		};

		buf_add(md->out, STR(" · "));
		phrase_add(md->in, &md->options, N_("masked by the profile {profile}"),
			   &name, 1, &md->page.text);
		markdown_text_made(md);
	}
	buf_add_char(md->out, '\n');
}

static void write_markdown(const struct inspection *in,
			   const struct report_options *options, struct buf *out)
{
	struct markdown md = { .in = in, .options = *options, .out = out };

	md.options.defang = true;
	md.options.colour = false;
	page_init(&md.page, in, &md.options, out);
	add_head(&md);
	if (options->verbose >= 0) {
		markdown_findings(&md);
		markdown_identities(&md);
		markdown_path(&md);
		markdown_links(&md);
		markdown_timeline(&md);
		markdown_limits(&md);
		markdown_indicators(&md);
		markdown_revisions(&md);
	}
	add_run(&md);
	page_fini(&md.page);
}

const struct report_format report_markdown = {
	.name = "markdown",
	.summary = N_("a report for a blog or a wiki"),
	.write = write_markdown,
};
