/* timeline/notebook.c - what people noted in the case. */
#include "case/notebook.h"

#include "mail/date.h"
#include "timeline/gather.h"

static const char *const sentences[ENTRY_KINDS] = {
	[ENTRY_NOTE] = N_("Noted by {author}: {text}"),
	[ENTRY_FINDING] = N_("Looked for by {author}: {text}"),
	[ENTRY_SOURCE] = N_("{said_by}, in {outlet}: {title}"),
	[ENTRY_STATEMENT] = N_("Statement of {said_by}: {text}"),
	[ENTRY_RESPONSE] = N_("Answer of {said_by}: {text}"),
	[ENTRY_HYPOTHESIS] = N_("Supposed by {author}: {text}"),
	[ENTRY_SUPPORT] = N_("For supposition {about}: {text}"),
	[ENTRY_AGAINST] = N_("Against supposition {about}: {text}"),
	[ENTRY_WITHDRAWN] = N_("Entry {about} was withdrawn: {text}"),
	[ENTRY_LETTER] = N_("Letter, {state}: {text}"),
	[ENTRY_SEEN] = N_("State of the site, {state}: {text}"),
};

/* What the analyst writes is his; what others said stays theirs. */
static enum grade grade_of(enum entry_kind kind)
{
	return kind == ENTRY_SOURCE || kind == ENTRY_STATEMENT || kind == ENTRY_RESPONSE
		   ? GRADE_CLAIMED
	       : kind == ENTRY_HYPOTHESIS ? GRADE_GUESSED
					  : GRADE_VOUCHED;
}

/* "2021-11-15", "2021-11-15 AM", "2021-11-15 14:05+09:00". A month or a year alone has no
 * place in an order of days: false. */
static bool read_when(struct gather *gather, struct str text, int64_t *ret_utc,
		      bool *ret_day)
{
	struct str rest = str_trim(text), day = str_take_word(&rest);
	int32_t offset;

	rest = str_trim(rest);
	*ret_day = false;
	if (rest.n && ascii_is_digit(rest.p[0]) &&
	    civil_from_iso(
		arena_printf(gather->in->arena, "%.*sT%.*s", STR_ARG(day), STR_ARG(rest)),
		ret_utc, &offset))
		return true;
	*ret_day = day.n == STR("2021-11-15").n;
	return civil_from_iso(day, ret_utc, &offset);
}

static struct str or_text(struct str text, struct str other)
{
	return text.n ? text : other.n ? other : STR("-");
}

static void add_entry(struct gather *gather, const struct entry *entry)
{
	int64_t at = entry->utc;
	bool day = false;
	struct moment *moment;

	if (entry->kind >= ENTRY_KINDS || !sentences[entry->kind])
		return;
	if (entry->when.n && !read_when(gather, entry->when, &at, &day))
		at = entry->utc, day = false;
	moment = moment_add(gather, at, "note", grade_of(entry->kind),
			    or_text(entry->said_by, entry->author));
	moment->date_only = day;
	moment->due = true; /* people may note what is to come */
	moment_text(moment, sentences[entry->kind]);
	moment_str(gather, moment, "author", or_text(entry->author, STR("-")));
	moment_str(gather, moment, "said_by", or_text(entry->said_by, entry->author));
	moment_str(gather, moment, "outlet", or_text(entry->outlet, entry->url));
	moment_str(gather, moment, "title", or_text(entry->title, entry->text));
	moment_str(gather, moment, "text", or_text(entry->text, entry->title));
	moment_str(gather, moment, "state", or_text(entry->state, STR("-")));
	moment_int(gather, moment, "about", entry->about);
}

void gather_notebook(struct gather *gather)
{
	const struct notebook *notebook = gather->in->notebook;

	for (uint32_t i = 0; notebook && i < notebook->count; i++)
		add_entry(gather, &notebook->entries[i]);
}
