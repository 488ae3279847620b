/* report/text_notebook.c - see text_notebook.h.
 *
 * What a person wrote is that person's word: each entry says who noted it, and what
 * somebody else said stands with the name of who said it and of who reported it. It has
 * none of the four grades. */
#include "report/text_notebook.h"

#include "case/history.h"
#include "case/notebook.h"
#include "mail/date.h"
#include "report/phrase.h"

#include <stdio.h>

enum { LEFT = 2, INSIDE = 6, VALUES_MOST = 8 };

/* A sentence of ours with values, on lines of their own. */
struct line {
	struct page *page;
	struct value values[VALUES_MOST];
	uint32_t count;
};

static struct line *with_text(struct line *line, const char *key, struct str text)
{
	line->values[line->count++] =
	    (struct value){ .key = key, .kind = VALUE_STR, .str = text };
	return line;
}

static struct line *with_number(struct line *line, const char *key, int64_t number)
{
	line->values[line->count++] =
	    (struct value){ .key = key, .kind = VALUE_INT, .number = number };
	return line;
}

static void make(struct line *line, const char *msgid)
{
	struct page *page = line->page;

	phrase_add(page->in, page->options, msgid, line->values, line->count,
		   &page->text);
	line->count = 0;
}

static void say(struct line *line, const char *msgid, size_t indent, enum style style)
{
	make(line, msgid);
	buf_add_repeat(line->page->out, ' ', indent);
	page_wrap_made(line->page, indent, indent, style);
}

const char *text_entry_kind(enum entry_kind kind)
{
	static const char *const texts[ENTRY_KINDS] = {
		[ENTRY_NOTE] = N_("note"),
		[ENTRY_FINDING] = N_("looked for by hand"),
		[ENTRY_SOURCE] = N_("source"),
		[ENTRY_STATEMENT] = N_("official statement"),
		[ENTRY_RESPONSE] = N_("response"),
		[ENTRY_HYPOTHESIS] = N_("hypothesis"),
		[ENTRY_SUPPORT] = N_("speaks for it"),
		[ENTRY_AGAINST] = N_("speaks against it"),
		[ENTRY_WITHDRAWN] = N_("withdrawn"),
		[ENTRY_LETTER] = N_("letter"),
		[ENTRY_SEEN] = N_("state of the site"),
	};

	return kind < ENTRY_KINDS ? texts[kind] : N_("note");
}

/* --- days ------------------------------------------------------------------------------
 */

/* The day in the recipient's zone, before or after noon: what a history needs. */
static struct str day_of(const struct page *page, int64_t utc, char out[DATE_TEXT])
{
	const struct path *path = &page->in->path;
	struct civil civil;
	int n;

	civil_from_utc(utc, path->zone_known ? path->zone_minutes : 0, &civil);
	n = snprintf(out, DATE_TEXT, "%04d-%02d-%02d %s", (int)civil.year, civil.month,
		     civil.day, civil.hour < 12 ? "AM" : "PM");
	return str_make(out, n > 0 && n < DATE_TEXT ? (size_t)n : 0);
}

/* --- one entry
 * ---------------------------------------------------------------------------
 */

static void add_noted(struct line *line, const struct entry *entry)
{
	char day[DATE_TEXT];

	with_text(with_text(line, "author", entry->author), "day",
		  day_of(line->page, entry->utc, day));
	say(line, N_("noted by {author}, {day}"), INSIDE, STYLE_DIM);
}

static void add_withdrawn(struct line *line, const struct entry *entry)
{
	const struct entry *by =
	    notebook_find(line->page->in->notebook, entry->withdrawn);
	char day[DATE_TEXT];

	if (!by)
		return;
	with_number(with_text(with_text(line, "author", by->author), "day",
			      day_of(line->page, by->utc, day)),
		    "n", by->n);
	with_text(line, "text", by->text);
	say(line,
	    by->text.n ? N_("WITHDRAWN by {author}, {day} [{n}]: {text}")
		       : N_("WITHDRAWN by {author}, {day} [{n}]"),
	    INSIDE, STYLE_STRONG);
}

/* Who says it, and who says that he says it. */
static void add_attribution(struct line *line, const struct entry *entry)
{
	const char *msgid = NULL;

	with_text(with_text(line, "who", entry->said_by), "outlet", entry->outlet);
	with_number(line, "removes", entry->removes);
	if (entry->said_by.n && entry->outlet.n && entry->removes > 1)
		msgid = N_("according to {who}, as reported by {outlet}, at {removes} "
			   "removes");
	else if (entry->said_by.n && entry->outlet.n && entry->removes == 1)
		msgid = N_("according to {who}, as reported by {outlet}");
	else if (entry->said_by.n && entry->removes)
		msgid = N_("according to {who}, at {removes} removes");
	else if (entry->said_by.n)
		msgid = N_("according to {who}");
	else if (entry->outlet.n && entry->text.n)
		msgid = N_("according to {outlet}");
	if (msgid)
		say(line, msgid, INSIDE, STYLE_PLAIN);
	line->count = 0;
}

/* Title, outlet, date, address: as far as they are told. */
static void add_origin(struct line *line, const struct entry *entry)
{
	const struct str parts[] = { entry->title, entry->outlet, entry->when,
				     entry->url };
	struct page *page = line->page;

	for (size_t i = 0; i < COUNT(parts); i++) {
		if (parts[i].n == 0)
			continue;
		if (page->text.n)
			buf_add(&page->text, STR(", "));
		phrase_outside(page->options, parts[i], 0, &page->text);
	}
	if (page->text.n == 0)
		return;
	buf_add_repeat(page->out, ' ', INSIDE);
	page_wrap_made(page, INSIDE, INSIDE, STYLE_PLAIN);
}

static void add_head(struct line *line, const struct entry *entry, const char *msgid)
{
	with_text(with_number(line, "n", entry->n), "text", entry->text);
	say(line, msgid, LEFT, entry->withdrawn ? STYLE_DIM : STYLE_PLAIN);
}

static void add_tail(struct line *line, const struct entry *entry)
{
	add_attribution(line, entry);
	add_origin(line, entry);
	add_noted(line, entry);
	add_withdrawn(line, entry);
}

static const char *head_of(const struct entry *entry)
{
	bool open = entry->state.n == 0;

	switch (entry->kind) {
	case ENTRY_FINDING:
		if (open)
			return N_("[{n}] looked into by hand: {text}");
		return str_eq(entry->state, STR("found"))
			   ? N_("[{n}] looked for by hand, and found: {text}")
			   : N_("[{n}] looked for by hand, nothing found: {text}");
	case ENTRY_RESPONSE:
		return N_("[{n}] done about it: {text}");
	case ENTRY_SOURCE:
		return entry->text.n ? N_("*{n} {text}") : N_("*{n}");
	default:
		return N_("[{n}] {text}");
	}
}

static void add_entry(struct line *line, const struct entry *entry)
{
	add_head(line, entry, head_of(entry));
	add_tail(line, entry);
}

/* --- kinds that are shown otherwise
 * --------------------------------------------------------
 */

/* What our words for states of letters and sites are to people. */
static const char *state_word(struct str state)
{
	static const struct {
		const char *state, *words;
	} rows[] = {
		{ "drafted", N_("drafted") },	  { "sent", N_("sent") },
		{ "answered", N_("answered") },	  { "taken-down", N_("taken down") },
		{ "came-back", N_("came back") }, { "live", N_("live") },
		{ "gone", N_("gone") },		  { "dormant", N_("dormant") },
		{ "back", N_("back") },		  { "blocked", N_("blocked") },
		{ "parked", N_("parked") },	  { "closed", N_("closed") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(state, str_c(rows[i].state)))
			return rows[i].words;
	return "-";
}

static struct line *with_state(struct line *line, struct str state)
{
	line->values[line->count++] = (struct value){ .key = "state",
						      .kind = VALUE_WORD,
						      .word = state_word(state) };
	return line;
}

static void add_seen(struct line *line, const struct entry *entry)
{
	with_text(with_number(line, "n", entry->n), "site", entry->url);
	with_text(with_state(line, entry->state), "text", entry->text);
	say(line,
	    entry->text.n ? N_("[{n}] seen by hand: {site} {state}: {text}")
			  : N_("[{n}] seen by hand: {site} {state}"),
	    LEFT, entry->withdrawn ? STYLE_DIM : STYLE_PLAIN);
	add_noted(line, entry);
	add_withdrawn(line, entry);
}

static const char *state_words(enum hypothesis_state state)
{
	static const char *const words[HYPOTHESIS_STATES] = {
		[HYPOTHESIS_PROPOSED] = N_("proposed"),
		[HYPOTHESIS_SUPPORTED] = N_("supported"),
		[HYPOTHESIS_WEAKENED] = N_("weakened"),
		[HYPOTHESIS_WITHDRAWN] = N_("withdrawn"),
	};

	return words[state];
}

static void add_argument(struct line *line, const struct entry *entry)
{
	with_text(with_number(line, "n", entry->n), "text", entry->text);
	with_text(line, "author", entry->author);
	say(line,
	    entry->kind == ENTRY_SUPPORT
		? N_("+ [{n}] speaks for it: {text} (noted by {author})")
		: N_("- [{n}] speaks against it: {text} (noted by {author})"),
	    INSIDE, entry->withdrawn ? STYLE_DIM : STYLE_PLAIN);
	add_attribution(line, entry);
	add_withdrawn(line, entry);
}

static void add_hypothesis(struct line *line, const struct entry *hypothesis)
{
	const struct notebook *notebook = line->page->in->notebook;

	with_text(with_number(line, "n", hypothesis->n), "text", hypothesis->text);
	line->values[line->count++] =
	    (struct value){ .key = "state",
			    .kind = VALUE_WORD,
			    .word = state_words(hypothesis_state(hypothesis)) };
	say(line, N_("[{n}] {state}: {text}"), LEFT,
	    hypothesis->withdrawn ? STYLE_DIM : STYLE_STRONG);
	add_attribution(line, hypothesis);
	add_noted(line, hypothesis);
	for (uint32_t i = hypothesis->n; i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];

		if (entry->about == hypothesis->n &&
		    (entry->kind == ENTRY_SUPPORT || entry->kind == ENTRY_AGAINST))
			add_argument(line, entry);
	}
	add_withdrawn(line, hypothesis);
}

static void add_letter_state(struct line *line, const struct entry *entry)
{
	char day[DATE_TEXT];

	with_text(with_text(with_state(line, entry->state), "author", entry->author),
		  "day",
		  entry->when.n ? entry->when : day_of(line->page, entry->utc, day));
	with_text(with_number(line, "n", entry->n), "text", entry->text);
	say(line,
	    entry->text.n ? N_("[{n}] {day} {state} (noted by {author}): {text}")
			  : N_("[{n}] {day} {state} (noted by {author})"),
	    INSIDE, entry->withdrawn ? STYLE_DIM : STYLE_PLAIN);
	add_withdrawn(line, entry);
}

static void add_letter(struct line *line, const struct entry *letter)
{
	const struct notebook *notebook = line->page->in->notebook;

	if (letter->about)
		return;
	with_state(line, letter_state(notebook, letter));
	with_text(with_text(line, "desk", letter->outlet), "address", letter->url);
	with_text(line, "title", letter->title);
	say(line, N_("{state}: {desk} <{address}>: {title}"), LEFT, STYLE_PLAIN);
	add_letter_state(line, letter);
	for (uint32_t i = letter->n; i < notebook->count; i++)
		if (notebook->entries[i].kind == ENTRY_LETTER &&
		    notebook->entries[i].about == letter->n)
			add_letter_state(line, &notebook->entries[i]);
}

/* --- the blocks
 * ------------------------------------------------------------------------------
 */

static const struct block {
	const char *heading;
	unsigned kinds;
	void (*add)(struct line *line, const struct entry *entry);
} blocks[] = {
	{ N_("Looked for by hand"), 1u << ENTRY_FINDING, add_entry },
	{ N_("Hypotheses"), 1u << ENTRY_HYPOTHESIS, add_hypothesis },
	{ N_("Notes"), 1u << ENTRY_NOTE, add_entry },
	{ N_("Seen by hand"), 1u << ENTRY_SEEN, add_seen },
	{ N_("Official statements"), 1u << ENTRY_STATEMENT, add_entry },
	{ N_("What was done about it"), 1u << ENTRY_RESPONSE, add_entry },
	{ N_("Letters"), 1u << ENTRY_LETTER, add_letter },
	{ N_("Sources"), 1u << ENTRY_SOURCE, add_entry },
};

static void add_block(struct page *page, const struct block *block)
{
	const struct notebook *notebook = page->in->notebook;
	struct line line = { .page = page };
	bool any = false;

	for (uint32_t i = 0; i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];

		if (!(block->kinds & 1u << entry->kind))
			continue;
		if (!any) {
			page_newline(page);
			buf_add_repeat(page->out, ' ', LEFT);
			page_add(page, page_our(page, block->heading), STYLE_STRONG);
			page_newline(page);
		}
		any = true;
		block->add(&line, entry);
	}
}

void text_notebook(struct page *page)
{
	const struct notebook *notebook = page->in->notebook;

	if (!notebook || notebook->count == 0)
		return;
	page_heading(page, N_("What people add"));
	buf_add(
	    &page->text,
	    page_our(page, N_("Each entry is the word of who noted it, and no finding "
			      "of mekiki's.")));
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
	for (size_t i = 0; i < COUNT(blocks); i++)
		add_block(page, &blocks[i]);
}

/* --- sites over time
 * ---------------------------------------------------------------------------
 */

static const char *site_words(const struct sighting *sighting)
{
	static const char *const words[SITE_STATES] = {
		[SITE_LIVE] = N_("live"),	[SITE_RESOLVES] = N_("name resolves"),
		[SITE_DORMANT] = N_("dormant"), [SITE_PARKED] = N_("parked"),
		[SITE_BLOCKED] = N_("blocked"), [SITE_GONE] = N_("gone"),
	};

	return sighting->back ? N_("back") : words[sighting->state];
}

static bool is_first_of(const struct history *history, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(history->sightings[i].site, history->sightings[n].site) &&
		    str_eq(history->sightings[i].href, history->sightings[n].href))
			return false;
	return true;
}

static void add_looks(struct page *page, const struct history *history, uint32_t n)
{
	const struct sighting *first = &history->sightings[n];
	size_t head = page->text.n;

	for (uint32_t i = n; i < history->sighting_count; i++) {
		const struct sighting *look = &history->sightings[i];
		char day[DATE_TEXT];

		if (!str_eq(look->site, first->site) || !str_eq(look->href, first->href))
			continue;
		buf_add(&page->text, page->text.n == head ? STR(": ") : STR(" → "));
		buf_add(&page->text, day_of(page, look->utc, day));
		buf_add_char(&page->text, ' ');
		buf_add(&page->text, page_our(page, site_words(look)));
	}
}

/* The site with the path that was asked for; its host there may have been altered. */
static struct str name_of_site(const struct page *page, const struct sighting *sighting)
{
	struct str href = sighting->href;
	size_t at = str_find_str(href, STR("://"));

	if (at != STR_NPOS)
		href = str_skip(href, at + 3);
	at = str_find(href, '/');
	return at == STR_NPOS
		   ? sighting->site
		   : arena_concat(page->in->arena, sighting->site, str_skip(href, at));
}

void text_sites(struct page *page, bool always)
{
	const struct history *history = page->in->history;

	if (!history || history->sighting_count == 0 ||
	    (history->revision_count < 2 && !always))
		return;
	page_heading(page, N_("Sites over time"));
	for (uint32_t i = 0; i < history->sighting_count; i++) {
		const struct sighting *first = &history->sightings[i];

		if (!is_first_of(history, i))
			continue;
		phrase_outside(page->options, name_of_site(page, first), 60, &page->text);
		add_looks(page, history, i);
		buf_add_repeat(page->out, ' ', LEFT);
		page_wrap_made(page, LEFT, LEFT + 2, STYLE_PLAIN);
	}
}

/* --- 更新履歴
 * -------------------------------------------------------------------------------
 */

static void add_revision(struct line *line, const struct history_revision *revision)
{
	char day[DATE_TEXT];

	with_text(line, "day", day_of(line->page, revision->utc, day));
	with_text(with_number(line, "n", revision->n), "contact", revision->contact);
	with_text(line, "version", revision->tool_version);
	say(line,
	    !revision->finished
		? N_("{day}  examination {n} broke off (mekiki {version})")
	    : revision->n == 1
		? N_("{day}  case made, first examination ({contact}; mekiki {version})")
		: N_("{day}  examined again, revision {n} ({contact}; mekiki {version})"),
	    LEFT, STYLE_PLAIN);
}

static const char *what_was_added(const struct entry *entry)
{
	static const char *const words[ENTRY_KINDS] = {
		[ENTRY_NOTE] = N_("{day}  {author}: note [{n}] added: {text}"),
		[ENTRY_FINDING] = N_("{day}  {author}: own finding [{n}] added: {text}"),
		[ENTRY_SOURCE] = N_("{day}  {author}: source *{n} added: {text}"),
		[ENTRY_STATEMENT] = N_("{day}  {author}: statement [{n}] added: {text}"),
		[ENTRY_RESPONSE] = N_("{day}  {author}: response [{n}] added: {text}"),
		[ENTRY_HYPOTHESIS] =
		    N_("{day}  {author}: hypothesis [{n}] proposed: {text}"),
		[ENTRY_SUPPORT] =
		    N_("{day}  {author}: [{n}] added in support of [{about}]: {text}"),
		[ENTRY_AGAINST] = N_("{day}  {author}: [{n}] added against [{about}]: "
				     "{text}"),
		[ENTRY_WITHDRAWN] = N_("{day}  {author}: [{about}] withdrawn: {text}"),
		[ENTRY_LETTER] = N_("{day}  {author}: letter [{n}], {state}: {text}"),
		[ENTRY_SEEN] = N_("{day}  {author}: seen by hand [{n}], {state}: {text}"),
	};

	return words[entry->kind];
}

static void add_added(struct line *line, const struct entry *entry)
{
	char day[DATE_TEXT];
	struct str text = entry->kind == ENTRY_SEEN ? entry->url
			  : entry->title.n	    ? entry->title
			  : entry->text.n	    ? entry->text
						    : entry->url;

	with_text(line, "day", day_of(line->page, entry->utc, day));
	with_text(with_number(line, "n", entry->n), "author", entry->author);
	with_text(with_number(line, "about", entry->about), "text", text);
	with_state(line, entry->state);
	say(line, what_was_added(entry), LEFT, STYLE_PLAIN);
}

/* Revisions and the entries that were written while each was the latest. */
void text_history(struct page *page, bool always)
{
	const struct history *history = page->in->history;
	const struct notebook *notebook = page->in->notebook;
	struct line line = { .page = page };
	uint32_t entries = notebook ? notebook->count : 0, at = 0;

	if (!history || (history->revision_count + entries < 2 && !always))
		return;
	page_heading(page, N_("History of this case"));
	for (uint32_t i = 0; i < history->revision_count; i++) {
		add_revision(&line, &history->revisions[i]);
		for (; at < entries && notebook->entries[at].revision <= i + 1; at++)
			add_added(&line, &notebook->entries[at]);
	}
}
