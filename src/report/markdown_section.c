/* report/markdown_section.c - the sections behind the first lines; those without content
 * are left out. */
#include "report/markdown.h"

#include "base/limits.h"
#include "case/notebook.h"
#include "check/check.h"
#include "mail/date.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"
#include "report/told.h"
#include "timeline/timeline.h"

static void number(struct markdown *md, uint64_t n)
{
	buf_printf(md->out, "%llu", (unsigned long long)n);
}

/* "2023-01-01 12:41 UTC": the minute is what a reader needs; CSV and JSON have more. */
static void when(struct markdown *md, int64_t utc, bool date_only)
{
	char text[DATE_TEXT];
	struct str iso = date_iso(utc, text);

	if (date_only || iso.n != STR("2023-01-01T12:41:04Z").n) {
		buf_add(md->out, str_until(iso, 'T'));
		return;
	}
	buf_add(md->out, str_sub(iso, 0, 10));
	buf_add_char(md->out, ' ');
	buf_add(md->out, str_sub(iso, 11, 19));
}

/* --- findings -------------------------------------------------------------------------
 */

static void add_finding(struct markdown *md, const struct finding *finding)
{
	buf_add(md->out, STR("- **"));
	report_title(finding, &md->options, &md->page.text);
	markdown_text_made(md);
	buf_add(md->out, STR("** "));
	report_detail(finding, &md->options, &md->page.text);
	markdown_text_made(md);
	buf_add(md->out, STR(" \\["));
	markdown_our(md, text_grade(finding->grade));
	buf_add(md->out, STR("\\] `"));
	buf_add_c(md->out, finding->check->id);
	buf_add(md->out, STR("`\n"));
}

static bool is_told_apart(const struct finding *finding)
{
	return str_starts(str_c(finding->check->id), STR("limit."));
}

void markdown_findings(struct markdown *md)
{
	const struct inspection *in = md->in;
	int last = md->options.verbose > 0 ? SEVERITY_ESTABLISHED : SEVERITY_CAUTION;

	for (int severity = SEVERITY_ADVERSE; severity <= last; severity++) {
		bool any = false;

		for (uint32_t i = 0; i < in->finding_count; i++) {
			if ((int)in->findings[i]->severity != severity ||
			    is_told_apart(in->findings[i]))
				continue;
			if (!any)
				markdown_heading(md,
						 text_severity((enum severity)severity));
			any = true;
			add_finding(md, in->findings[i]);
		}
	}
}

/* --- identities, path, links ---------------------------------------------------------
 */

void markdown_identities(struct markdown *md)
{
	static const char *const heads[] = { N_("field"), N_("what stands there"),
					     N_("relation"), N_("grade"), NULL };
	const struct identities *ids = &md->in->ids;

	if (ids->count == 0)
		return;
	markdown_heading(md, N_("Who it says it is, and what is established"));
	markdown_table(md, heads);
	for (uint32_t i = 0; i < ids->count; i++) {
		const struct identity *id = &ids->items[i];
		const char *relation = text_relation(id);

		markdown_row(md);
		text_role(&md->page, id->role);
		markdown_text_made(md);
		markdown_cell(md);
		if (id->name.n) {
			markdown_outside(md, id->name);
			buf_add_char(md->out, ' ');
		}
		markdown_code(md, id->text);
		markdown_cell(md);
		if (relation)
			markdown_our(md, relation);
		markdown_cell(md);
		markdown_our(md, text_grade(id->grade));
		markdown_row_end(md);
	}
}

static void add_client(struct markdown *md, const struct received *r)
{
	const struct str names[] = { r->helo, r->rdns, r->ip, r->auth_user };
	bool any = false;

	for (size_t i = 0; i < COUNT(names); i++) {
		if (names[i].n == 0)
			continue;
		if (any)
			buf_add(md->out, STR(", "));
		any = true;
		markdown_code(md, names[i]);
	}
	if (!any)
		buf_add_char(md->out, '-');
}

void markdown_path(struct markdown *md)
{
	static const char *const heads[] = { "#",	  N_("from"),
					     N_("to"),	  N_("time (UTC)"),
					     N_("grade"), NULL };
	const struct path *path = &md->in->path;

	if (path->count == 0)
		return;
	markdown_heading(md, N_("The path, newest hop first"));
	markdown_table(md, heads);
	for (uint32_t i = 0; i < path->count; i++) {
		const struct hop *hop = &path->hops[i];

		markdown_row(md);
		number(md, hop->n);
		markdown_cell(md);
		add_client(md, &hop->received);
		markdown_cell(md);
		markdown_code(md, hop->received.by);
		markdown_cell(md);
		if (hop->received.date.ok)
			when(md, hop->received.date.utc, false);
		markdown_cell(md);
		markdown_our(md, text_grade(hop->grade));
		if (hop->n == path->boundary) {
			buf_add(md->out, STR("; "));
			markdown_our(md, N_("↑ handed over here"));
		}
		markdown_row_end(md);
	}
}

void markdown_links(struct markdown *md)
{
	enum { SHOWN = 50 };
	static const char *const heads[] = { "#", N_("where it leads"),
					     N_("what the reader sees"), NULL };
	const struct links *links = &md->in->links;

	if (links->count == 0)
		return;
	markdown_heading(md, N_("Links"));
	markdown_table(md, heads);
	for (uint32_t i = 0; i < links->count && i < SHOWN; i++) {
		const struct link *link = &links->items[i];

		markdown_row(md);
		number(md, link->n);
		markdown_cell(md);
		markdown_code(md, link->flags & LINK_BROKEN ? link->written
							    : link_target(link)->href);
		markdown_cell(md);
		markdown_outside(md, link->text);
		markdown_row_end(md);
	}
	if (links->count > SHOWN) {
		buf_add(md->out, STR("\n… "));
		number(md, links->count - SHOWN);
		buf_add_char(md->out, '\n');
	}
}

/* --- timeline, indicators -------------------------------------------------------------
 */

void markdown_timeline(struct markdown *md)
{
	static const char *const heads[] = { N_("time (UTC)"), N_("what"),
					     N_("who says so"), N_("grade"), NULL };
	const struct timeline *timeline = timeline_of(md->in);

	if (timeline->count == 0)
		return;
	markdown_heading(md, N_("Timeline"));
	markdown_table(md, heads);
	for (uint32_t i = 0; i < timeline->count; i++) {
		const struct moment *moment = &timeline->moments[i];

		markdown_row(md);
		when(md, moment->utc, moment->date_only);
		markdown_cell(md);
		phrase_statement(md->in, &md->options, &moment->what, &md->page.text);
		markdown_text_made(md);
		if (moment->impossible) {
			buf_add(md->out, STR(" **"));
			markdown_our(md, moment->impossible);
			buf_add(md->out, STR("**"));
		}
		markdown_cell(md);
		markdown_outside(md, moment->who);
		markdown_cell(md);
		markdown_our(md, text_grade(moment->grade));
		markdown_row_end(md);
	}
}

static const char *role_text(enum indicator_role role)
{
	static const char *const texts[] = {
		[ROLE_BAD] = N_("bad"),
		[ROLE_ABUSED] = N_("abused"),
		[ROLE_VICTIM] = N_("victim"),
		[ROLE_CONTEXT] = N_("context"),
	};

	return texts[role];
}

void markdown_indicators(struct markdown *md)
{
	static const char *const heads[] = { N_("part"), N_("kind"), N_("value"),
					     N_("confidence"), NULL };
	const struct indicators *list = indicators_of(md->in);
	bool any = false;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct indicator *item = &list->items[i];

		if (!told_indicator(&md->options, item))
			continue;
		if (!any) {
			markdown_heading(md, N_("Indicators"));
			markdown_table(md, heads);
		}
		any = true;
		markdown_row(md);
		markdown_our(md, role_text(item->role));
		markdown_cell(md);
		buf_add_c(md->out, indicator_type_words[item->type]);
		markdown_cell(md);
		markdown_code(md, item->value);
		markdown_cell(md);
		number(md, (uint64_t)item->confidence);
		markdown_row_end(md);
	}
}

/* --- what is not known, and what changed ----------------------------------------------
 */

void markdown_limits(struct markdown *md)
{
	const struct inspection *in = md->in;
	bool any = false;

	for (uint32_t i = 0; i < in->verdict.open_count; i++) {
		if (!any)
			markdown_heading(md, N_("What is not known"));
		any = true;
		buf_add(md->out, STR("- "));
		phrase_statement(in, &md->options, &in->verdict.open[i], &md->page.text);
		markdown_text_made(md);
		buf_add_char(md->out, '\n');
	}
	for (uint32_t i = 0; i < in->finding_count; i++) {
		if (!is_told_apart(in->findings[i]))
			continue;
		if (!any)
			markdown_heading(md, N_("What is not known"));
		any = true;
		add_finding(md, in->findings[i]);
	}
}

/* What was added to the case, as it was added: entries are never changed. */
void markdown_revisions(struct markdown *md)
{
	const struct notebook *notebook = md->in->notebook;

	if (!notebook || notebook->count == 0)
		return;
	markdown_heading(md, N_("Revision history"));
	for (uint32_t i = 0; i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];

		buf_add(md->out, STR("- "));
		when(md, entry->utc, false);
		buf_add_char(md->out, ' ');
		markdown_outside(md, entry->title.n ? entry->title : entry->text);
		if (entry->outlet.n) {
			buf_add(md->out, STR(", "));
			markdown_outside(md, entry->outlet);
		}
		buf_add_char(md->out, '\n');
	}
}
