/* report/text_reputation.c - see text_reputation.h. */
#include "report/text_reputation.h"

#include "report/phrase.h"

enum { LEFT = 2, COLUMN = 28, DEEPER = 4, SHOWN = 3 };

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, 0, &page->text);
}

static const char *state_text(enum reputation_state state)
{
	switch (state) {
	case REPUTATION_LISTED:
		return N_("listed");
	case REPUTATION_NOT_LISTED:
		return N_("not listed");
	case REPUTATION_ERROR:
		return N_("error of the list, which says nothing");
	case REPUTATION_NO_ANSWER:
		return N_("no answer");
	default:
		return N_("not asked");
	}
}

static const char *by_text(enum copy_by by)
{
	switch (by) {
	case COPY_BY_URL:
		return N_("this page");
	case COPY_BY_HOST:
		return N_("another page of the host");
	default:
		return N_("the same query under another host");
	}
}

static void add_hit(struct page *page, const struct reputation_hit *hit)
{
	buf_add(&page->text, STR("; "));
	if (hit->meaning) {
		ours(page, hit->meaning);
		buf_add(&page->text, STR(" ("));
		outside(page, hit->code);
		buf_add_char(&page->text, ')');
		return;
	}
	ours(page, by_text(hit->by));
	buf_add(&page->text, STR(": "));
	outside(page, hit->what);
	if (hit->date.n) {
		buf_add_char(&page->text, ' ');
		outside(page, hit->date);
	}
	if (hit->text.n) {
		buf_add_char(&page->text, ' ');
		outside(page, hit->text);
	}
}

static void add_entry(struct page *page, const struct reputation_entry *entry)
{
	bool all = page->options->verbose > 0;

	page_label(page, DEEPER, COLUMN, str_c(entry->list->name), STYLE_DIM);
	ours(page, state_text(entry->state));
	if (entry->why) {
		buf_add(&page->text, STR(": "));
		ours(page, entry->why);
	}
	for (uint32_t i = 0; i < entry->hit_count && (all || i < SHOWN); i++)
		add_hit(page, &entry->hits[i]);
	if (entry->hit_count > SHOWN && !all)
		buf_printf(&page->text, " (+%u)", entry->hit_count - SHOWN);
	if (entry->as_of.n) {
		buf_add(&page->text, STR(" ["));
		outside(page, entry->as_of);
		buf_add_char(&page->text, ']');
	}
	page_wrap_made(page, COLUMN, COLUMN,
		       entry->state == REPUTATION_LISTED ? STYLE_ODD : STYLE_PLAIN);
}

/* Without -v only what somebody holds against it, and what went wrong. */
static bool is_shown(const struct page *page, const struct reputation_entry *entry)
{
	return page->options->verbose > 0 || entry->state != REPUTATION_NOT_LISTED ||
	       entry->hit_count > 0;
}

static void add_subject(struct page *page, uint32_t index)
{
	const struct reputation *reputation = page->in->reputation;
	bool named = false;

	for (uint32_t i = 0; i < reputation->entry_count; i++) {
		const struct reputation_entry *entry = &reputation->entries[i];

		if (entry->subject != index || !is_shown(page, entry))
			continue;
		if (!named) {
			buf_add_repeat(page->out, ' ', LEFT);
			outside(page, reputation->subjects[index].text);
			page_wrap_made(page, LEFT, LEFT + 2, STYLE_STRONG);
		}
		named = true;
		add_entry(page, entry);
	}
}

/* Each list, and how often it had nothing. */
static void add_not_listed(struct page *page)
{
	const struct reputation *reputation = page->in->reputation;
	const struct site *site = reputation->query.site;
	const char *between = "";

	for (uint32_t i = 0; i < site->list_count; i++) {
		uint32_t n = 0;

		for (uint32_t k = 0; k < reputation->entry_count; k++)
			n += reputation->entries[k].list == site->lists[i] &&
			     reputation->entries[k].state == REPUTATION_NOT_LISTED;
		if (n == 0)
			continue;
		if (!*between) {
			ours(page, N_("not listed"));
			buf_add(&page->text, STR(": "));
		}
		buf_printf(&page->text, "%s%s %u", between, site->lists[i]->name, n);
		between = ", ";
	}
	if (!*between)
		return;
	buf_add(&page->text, STR(". "));
	ours(page, N_("That is no sign of innocence: a fresh deceit is on no list yet."));
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_PLAIN);
}

void text_reputation(struct page *page)
{
	const struct reputation *reputation = page->in->reputation;

	if (!reputation || !reputation->done || reputation->entry_count == 0)
		return;
	page_heading(page, N_("What lists say"));
	for (uint32_t i = 0; i < reputation->subject_count; i++)
		add_subject(page, i);
	add_not_listed(page);
}
