/* report/html_history.c - when the case was looked at, what people added or took back
 * (更新履歴), and in what state each site was found. */
#include "report/html.h"

#include "case/history.h"
#include "case/notebook.h"
#include "report/text_notebook.h"

static bool has(const struct html *html)
{
	const struct notebook *notebook = html->in->notebook;

	return html->in->history &&
	       (html->in->history->revision_count > 1 || (notebook && notebook->count));
}

/* --- the history -----------------------------------------------------------------------
 */

static void begin_row(struct html *html, int64_t utc)
{
	html_begin(html, TAG_TR, NULL);
	html_begin(html, TAG_TD, "when");
	html_time(html, utc);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
}

static void end_row(struct html *html, struct str who)
{
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_outside(html, who, 0);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write_revision(struct html *html, const struct history_revision *revision)
{
	begin_row(html, revision->utc);
	html_our(html, !revision->finished ? N_("an examination broke off")
		       : revision->n == 1  ? N_("case made, first examination")
					   : N_("examined again"));
	html_text(html, " · ");
	html_outside(html, revision->contact, 0);
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_text(html, "mekiki ");
	html_outside(html, revision->tool_version, 0);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write_change(struct html *html, const struct entry *entry)
{
	uint32_t about = entry->kind == ENTRY_WITHDRAWN ? entry->about : entry->n;

	begin_row(html, entry->utc);
	html_our(html, text_entry_kind(entry->kind));
	html_text(html, " ");
	html_begin(html, TAG_A, NULL);
	html_attribute_number(html, HAS_HREF, "#entry-", about);
	html_text(html, "#");
	html_number(html, about);
	html_end(html, TAG_A);
	end_row(html, entry->author);
}

static void write_history(struct html *html)
{
	static const char *const heads[] = { N_("when"), N_("what changed"),
					     N_("by whom"), NULL };
	const struct history *history = html->in->history;
	const struct notebook *notebook = html->in->notebook;
	uint32_t at = 0;

	html_table(html, N_("Revision history"), heads);
	for (uint32_t i = 0; i < history->revision_count; i++) {
		write_revision(html, &history->revisions[i]);
		for (; notebook && at < notebook->count &&
		       notebook->entries[at].revision <= i + 1;
		     at++)
			write_change(html, &notebook->entries[at]);
	}
	html_end_table(html);
}

/* --- sites -----------------------------------------------------------------------------
 */

static const char *state_text(const struct sighting *sighting)
{
	static const char *const texts[SITE_STATES] = {
		[SITE_LIVE] = N_("live"),	[SITE_RESOLVES] = N_("name resolves"),
		[SITE_DORMANT] = N_("dormant"), [SITE_PARKED] = N_("parked"),
		[SITE_BLOCKED] = N_("blocked"), [SITE_GONE] = N_("gone"),
	};

	return sighting->back ? N_("back") : texts[sighting->state];
}

static void write_sites(struct html *html)
{
	static const char *const heads[] = { N_("when"), N_("site"), N_("state"), NULL };
	const struct history *history = html->in->history;

	if (history->sighting_count == 0)
		return;
	html_table(html, N_("Sites over time"), heads);
	for (uint32_t i = 0; i < history->sighting_count; i++) {
		const struct sighting *sighting = &history->sightings[i];

		begin_row(html, sighting->utc);
		html_outside(html, sighting->site, 0);
		html_end(html, TAG_TD);
		html_begin(html, TAG_TD, NULL);
		html_our(html, state_text(sighting));
		html_end(html, TAG_TD);
		html_end(html, TAG_TR);
	}
	html_end_table(html);
}

static void write(struct html *html)
{
	write_history(html);
	write_sites(html);
}

const struct html_section html_history = {
	.id = "history",
	.title = N_("History of this case"),
	.has = has,
	.write = write,
};
