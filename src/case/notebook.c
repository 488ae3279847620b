/* case/notebook.c - see notebook.h. */
#include "case/notebook.h"

#include "case/history.h"
#include "case/record.h"
#include "case/words.h"

#define N_(text) text

const char *const entry_kind_words[ENTRY_KINDS] = {
	[ENTRY_NOTE] = "note",		 [ENTRY_FINDING] = "finding",
	[ENTRY_SOURCE] = "source",	 [ENTRY_STATEMENT] = "statement",
	[ENTRY_RESPONSE] = "response",	 [ENTRY_HYPOTHESIS] = "hypothesis",
	[ENTRY_SUPPORT] = "support",	 [ENTRY_AGAINST] = "against",
	[ENTRY_WITHDRAWN] = "withdrawn", [ENTRY_LETTER] = "letter",
	[ENTRY_SEEN] = "seen",
};

const char *const hypothesis_state_words[HYPOTHESIS_STATES] = {
	[HYPOTHESIS_PROPOSED] = "proposed",
	[HYPOTHESIS_SUPPORTED] = "supported",
	[HYPOTHESIS_WEAKENED] = "weakened",
	[HYPOTHESIS_WITHDRAWN] = "withdrawn",
};

bool entry_kind_find(struct str word, enum entry_kind *ret)
{
	for (int i = 0; i < ENTRY_KINDS; i++)
		if (str_eq(word, str_c(entry_kind_words[i])))
			return *ret = (enum entry_kind)i, true;
	return str_eq(word, STR("withdraw")) && (*ret = ENTRY_WITHDRAWN, true);
}

const char *const *entry_states(enum entry_kind kind)
{
	static const char *const finding[] = { "found", "not-found", NULL };
	static const char *const letter[] = { "drafted",    "sent",	 "answered",
					      "taken-down", "came-back", NULL };
	static const char *const seen[] = { "live",    "gone",	 "dormant", "back",
					    "blocked", "parked", "closed",  NULL };

	switch (kind) {
	case ENTRY_FINDING:
		return finding;
	case ENTRY_LETTER:
		return letter;
	case ENTRY_SEEN:
		return seen;
	default:
		return NULL;
	}
}

/* --- dates as coarse as they are known ------------------------------------------------
 */

/* So many digits, a number from `least` to `most`. */
static bool eat_number(struct str *text, size_t digits, unsigned least, unsigned most)
{
	uint32_t number;

	if (text->n < digits || !str_to_u32(str_sub(*text, 0, digits), &number) ||
	    number < least || number > most)
		return false;
	*text = str_skip(*text, digits);
	return true;
}

static bool is_zone(struct str text)
{
	if (str_eq(text, STR("Z")))
		return true;
	return (str_eat_char(&text, '+') || str_eat_char(&text, '-')) &&
	       eat_number(&text, 2, 0, 23) && str_eat_char(&text, ':') &&
	       eat_number(&text, 2, 0, 59) && text.n == 0;
}

static bool is_time_of_day(struct str text)
{
	if (str_eq(text, STR("AM")) || str_eq(text, STR("PM")))
		return true;
	if (!eat_number(&text, 2, 0, 23) || !str_eat_char(&text, ':') ||
	    !eat_number(&text, 2, 0, 59))
		return false;
	if (str_eat_char(&text, ':') && !eat_number(&text, 2, 0, 60))
		return false;
	return text.n == 0 || is_zone(text);
}

bool entry_when_is_sane(struct str when)
{
	if (!eat_number(&when, 4, 1000, 9999))
		return false;
	if (when.n == 0)
		return true;
	if (!str_eat_char(&when, '-') || !eat_number(&when, 2, 1, 12))
		return false;
	if (when.n == 0)
		return true;
	if (!str_eat_char(&when, '-') || !eat_number(&when, 2, 1, 31))
		return false;
	if (when.n == 0)
		return true;
	return (str_eat_char(&when, ' ') || str_eat_char(&when, 'T')) &&
	       is_time_of_day(when);
}

/* --- what an entry may say -------------------------------------------------------------
 */

const struct entry *notebook_find(const struct notebook *notebook, uint32_t n)
{
	return n >= 1 && n <= notebook->count ? &notebook->entries[n - 1] : NULL;
}

static bool has_state(const struct entry *entry)
{
	const char *const *states = entry_states(entry->kind);

	if (entry->state.n == 0)
		return entry->kind != ENTRY_LETTER && entry->kind != ENTRY_SEEN;
	for (; states && *states; states++)
		if (str_eq(entry->state, str_c(*states)))
			return true;
	return false;
}

static bool says_something(const struct entry *entry)
{
	switch (entry->kind) {
	case ENTRY_SOURCE:
		return entry->title.n || entry->url.n;
	case ENTRY_SEEN:
		return entry->url.n;
	case ENTRY_WITHDRAWN:
		return true;
	case ENTRY_LETTER:
		return entry->about || entry->title.n || entry->text.n;
	default:
		return entry->text.n;
	}
}

/* What `about` has to be for that kind. */
static const char *about_trouble(const struct notebook *notebook,
				 const struct entry *entry)
{
	const struct entry *about = notebook_find(notebook, entry->about);

	if (entry->about && !about)
		return N_("it is about an entry that is not there");
	switch (entry->kind) {
	case ENTRY_SUPPORT:
	case ENTRY_AGAINST:
		return about && about->kind == ENTRY_HYPOTHESIS
			   ? NULL
			   : N_("say of which hypothesis, by the number of its entry");
	case ENTRY_WITHDRAWN:
		if (!about)
			return N_("say which entry is withdrawn, by its number");
		if (about->kind == ENTRY_WITHDRAWN)
			return N_("a withdrawal stands: write the entry again");
		return about->withdrawn ? N_("that entry was withdrawn before") : NULL;
	case ENTRY_LETTER:
		return !about || (about->kind == ENTRY_LETTER && !about->about)
			   ? NULL
			   : N_("say of which letter, by the number of its first entry");
	default:
		return NULL;
	}
}

static bool are_short(const struct entry *entry)
{
	const struct str lines[] = { entry->author, entry->title,   entry->outlet,
				     entry->url,    entry->said_by, entry->when };

	for (size_t i = 0; i < COUNT(lines); i++)
		if (lines[i].n > LIMIT_ENTRY_LINE)
			return false;
	return entry->text.n <= LIMIT_ENTRY_TEXT;
}

const char *entry_trouble(const struct notebook *notebook, const struct entry *entry)
{
	if (notebook->count >= LIMIT_CASE_ENTRIES)
		return N_("this case has as many entries as one case may have");
	if (!are_short(entry))
		return N_("a text of it is too long");
	if (entry->author.n == 0)
		return N_("say who writes it");
	if (!has_state(entry))
		return N_("an entry of this kind needs one of its states, or none");
	if (!says_something(entry))
		return N_("it says nothing");
	if (entry->when.n && !entry_when_is_sane(entry->when))
		return N_(
		    "a date is like 2021-11-15, 2021-11-15 AM or 2021-11-15 14:05Z, "
		    "as far as it is known");
	if (entry->removes > ENTRY_REMOVES_MOST)
		return N_("at so many removes nobody says it");
	return about_trouble(notebook, entry);
}

/* --- what became of entries ------------------------------------------------------------
 */

enum hypothesis_state hypothesis_state(const struct entry *hypothesis)
{
	if (hypothesis->withdrawn)
		return HYPOTHESIS_WITHDRAWN;
	if (hypothesis->against && hypothesis->against >= hypothesis->supports)
		return HYPOTHESIS_WEAKENED;
	return hypothesis->supports ? HYPOTHESIS_SUPPORTED : HYPOTHESIS_PROPOSED;
}

/* One argument more, or one less. */
static void count_argument(struct notebook *notebook, const struct entry *argument,
			   uint32_t more)
{
	struct entry *about = &notebook->entries[argument->about - 1];

	if (argument->kind == ENTRY_SUPPORT)
		about->supports += more;
	else if (argument->kind == ENTRY_AGAINST)
		about->against += more;
}

/* There is room for it, and it is in order. */
static void take(struct notebook *notebook, const struct entry *entry)
{
	struct entry *taken = &notebook->entries[notebook->count++], *about;

	*taken = *entry;
	taken->n = notebook->count;
	taken->withdrawn = taken->supports = taken->against = 0;
	if (!taken->about)
		return;
	count_argument(notebook, taken, 1);
	about = &notebook->entries[taken->about - 1];
	if (taken->kind != ENTRY_WITHDRAWN)
		return;
	about->withdrawn = taken->n;
	if (about->about)
		count_argument(notebook, about, (uint32_t)-1);
}

struct str letter_state(const struct notebook *notebook, const struct entry *letter)
{
	struct str state = letter->state;

	for (uint32_t i = letter->n; i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];

		if (entry->kind == ENTRY_LETTER && entry->about == letter->n &&
		    !entry->withdrawn)
			state = entry->state;
	}
	return state;
}

/* --- rows
 * -------------------------------------------------------------------------------
 */

static bool fail(struct err *err, const char *what)
{
	return err_set(err, ERR_DATA, "",
		       "this case is damaged, or was tampered with (an entry: %s)", what);
}

/* 9999-12-31T23:59:59Z: what dates can say. */
#define LATEST 253402300799

/* `revisions`: so many are there. */
static bool read_row(const struct case_entry *row, uint32_t revisions,
		     const struct notebook *before, struct entry *ret, struct err *err)
{
	const struct entry *last = notebook_find(before, before->count);
	const char *trouble;

	if (row->n != before->count + 1 || row->revision < 1 ||
	    row->revision > revisions || (last && row->revision < last->revision) ||
	    row->utc < 0 || row->utc > LATEST || row->about < 0 || row->about >= row->n ||
	    row->removes < 0 || row->removes > ENTRY_REMOVES_MOST)
		return fail(err, "a number");
	*ret = (struct entry){
		.n = (uint32_t)row->n,
		.revision = (uint32_t)row->revision,
		.utc = row->utc,
		.author = row->author,
		.text = row->text,
		.about = (uint32_t)row->about,
		.state = row->state,
		.title = row->title,
		.outlet = row->outlet,
		.url = row->url,
		.said_by = row->said_by,
		.when = row->when,
		.removes = (uint32_t)row->removes,
	};
	if (!entry_kind_find(row->kind, &ret->kind) ||
	    !str_eq(row->kind, str_c(entry_kind_words[ret->kind])))
		return fail(err, "its kind");
	trouble = entry_trouble(before, ret);
	return !trouble || fail(err, trouble);
}

static void notebook_init(struct arena *arena, uint32_t room, struct notebook *ret)
{
	*ret = (struct notebook){ .cap = room };
	ret->entries = arena_alloc_array(arena, room, sizeof *ret->entries);
}

/* All of them; `more` can be added. */
static bool read_all(const struct case_file *file, uint32_t more, struct notebook *ret,
		     struct err *err)
{
	const struct case_list *list = &file->lists[CASE_ENTRY];
	uint32_t revisions = file->lists[CASE_REVISION].count;
	struct entry entry;

	notebook_init(file->arena, list->count + more + 1, ret);
	for (uint32_t i = 0; i < list->count; i++) {
		if (!read_row(&list->rows[i].entry, revisions, ret, &entry, err))
			return false;
		take(ret, &entry);
	}
	return true;
}

bool notebook_read(const struct case_file *file, struct notebook *ret, struct err *err)
{
	struct notebook all;

	if (!read_all(file, 0, &all, err))
		return false;
	/* As it was then, with what was withdrawn by then; revisions never fall. */
	notebook_init(file->arena, all.count + 1, ret);
	for (uint32_t i = 0; i < all.count; i++)
		if (all.entries[i].revision <= file->revision.n)
			take(ret, &all.entries[i]);
	return true;
}

static void put_entry(struct buf *out, const struct entry *entry)
{
	struct case_entry row = {
		.revision = entry->revision,
		.n = entry->n,
		.kind = str_c(entry_kind_words[entry->kind]),
		.utc = entry->utc,
		.author = entry->author,
		.text = entry->text,
		.about = entry->about,
		.state = entry->state,
		.title = entry->title,
		.outlet = entry->outlet,
		.url = entry->url,
		.said_by = entry->said_by,
		.when = entry->when,
		.removes = entry->removes,
	};

	bundle_put(out, CASE_ENTRY, &row);
}

/* Each becomes a row of `new`. */
static bool add_all(const struct case_file *file, struct notebook *notebook,
		    const struct entry *entries, uint32_t count, struct buf *new,
		    struct err *err)
{
	bundle_begin(new);
	for (uint32_t i = 0; i < count; i++) {
		const char *trouble = entry_trouble(notebook, &entries[i]);

		if (trouble)
			return err_set(err, ERR_USAGE, "", "%s", trouble);
		take(notebook, &entries[i]);
		notebook->entries[notebook->count - 1].revision =
		    file->lists[CASE_REVISION].count;
		put_entry(new, &notebook->entries[notebook->count - 1]);
	}
	return true;
}

bool notebook_append(struct arena *arena, struct str rows, const struct entry *entries,
		     uint32_t count, struct buf *out, struct err *err)
{
	size_t start = out->n;
	struct case_file file;
	struct notebook notebook;
	struct history history;
	struct buf new;
	bool ok;

	buf_init(&new, LIMIT_CASE_BYTES);
	ok = case_read(arena, rows, &file, err) && history_read(&file, &history, err) &&
	     read_all(&file, count, &notebook, err) &&
	     add_all(&file, &notebook, entries, count, &new, err);
	if (ok && (!case_append(rows, buf_peek(&new), out) || out->full)) {
		ok = err_set(err, ERR_DATA, "", "the case would be longer than %u bytes",
			     LIMIT_CASE_BYTES);
		out->n = start;
		out->full = false;
	}
	buf_fini(&new);
	return ok;
}
