/* report/text_timeline.c - see text_timeline.h. */
#include "report/text_timeline.h"

#include "mail/date.h"
#include "report/phrase.h"
#include "report/text.h"
#include "timeline/timeline.h"

/* "2023-01-01 12:41:04", and as much for a clock of another day, "01-02 00:41:04". */
enum { LEFT = 2, UTC = 21, CLOCK = 16, SENTENCE = 6 };

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

/* The last column ends where its text does. */
static void end_row(struct page *page)
{
	struct buf *out = page->out;

	while (out->n && out->p[out->n - 1] == ' ')
		out->n--;
	page_newline(page);
}

/* --- the head --------------------------------------------------------------------------
 */

static void add_zone(struct page *page, const char *msgid, int minutes)
{
	unsigned far = (unsigned)(minutes < 0 ? -minutes : minutes);

	ours(page, msgid);
	buf_printf(&page->text, " %c%02u:%02u", minutes < 0 ? '-' : '+', far / 60,
		   far % 60);
	page_cell_made(page, CLOCK, STYLE_DIM);
}

static bool sender_differs(const struct timeline *timeline)
{
	return timeline->has_sender &&
	       (!timeline->has_recipient ||
		timeline->sender_minutes != timeline->recipient_minutes);
}

static void add_head(struct page *page, const struct timeline *timeline)
{
	buf_add_repeat(page->out, ' ', LEFT);
	buf_add(&page->text, STR("UTC"));
	page_cell_made(page, UTC, STYLE_DIM);
	if (timeline->has_recipient)
		add_zone(page, N_("to"), timeline->recipient_minutes);
	if (sender_differs(timeline))
		add_zone(page, N_("from"), timeline->sender_minutes);
	end_row(page);
}

static void add_arrival(struct page *page, const struct timeline *timeline)
{
	const char *weekday = timeline_weekday_text(timeline->weekday);
	const struct holiday *holiday = timeline->holiday;
	bool japanese = strcmp(page->options->catalogue->language, "ja") == 0;

	if (!timeline->arrived || !weekday)
		return;
	ours(page, N_("Arrived"));
	buf_add(&page->text, STR(": "));
	text_time(page, timeline->arrived);
	buf_add(&page->text, STR(", "));
	ours(page, weekday);
	if (holiday) {
		buf_add(&page->text, STR(", "));
		buf_add(&page->text, japanese ? holiday->name_ja : holiday->name_en);
	}
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_PLAIN);
}

/* --- rows
 * --------------------------------------------------------------------------------
 */

/* "2023-01-01 12:41:04" of "2023-01-01T12:41:04Z". */
static struct str day_and_time(struct str iso, char out[DATE_TEXT])
{
	size_t n = str_find(iso, 'T') == STR_NPOS ? iso.n : str_find(iso, 'T') + 9;

	if (n > iso.n)
		n = iso.n;
	memcpy(out, iso.p, n);
	if (n > str_find(iso, 'T'))
		out[str_find(iso, 'T')] = ' ';
	return str_make(out, n);
}

/* The clock alone where the day is that of UTC. */
static void add_clock(struct page *page, const struct moment *moment, int minutes)
{
	char utc_text[DATE_TEXT], text[DATE_TEXT];
	struct str utc = date_iso(moment->utc, utc_text);
	struct str there = date_iso_at(moment->utc, minutes, text);
	size_t at = str_find(there, 'T');

	if (!moment->date_only && at != STR_NPOS) {
		if (!str_eq(str_until(utc, 'T'), str_until(there, 'T')))
			buf_printf(&page->text, "%.*s ", 5, there.p + at - 5);
		buf_add(&page->text, str_sub(there, at + 1, at + 9));
	}
	page_cell_made(page, CLOCK, STYLE_DIM);
}

static void add_utc(struct page *page, const struct moment *moment)
{
	char text[DATE_TEXT], iso[DATE_TEXT];
	struct str utc = date_iso(moment->utc, iso);

	buf_add(&page->text,
		moment->date_only ? str_until(utc, 'T') : day_and_time(utc, text));
	if (moment->zone_open)
		buf_add(&page->text, STR(" ?"));
	page_cell_made(page, UTC, STYLE_STRONG);
}

/* The sentence, with who says so behind it. */
static void add_sentence(struct page *page, const struct moment *moment)
{
	phrase_statement(page->in, page->options, &moment->what, &page->text);
	buf_add(&page->text, STR(" ["));
	ours(page, text_grade(moment->grade));
	buf_add(&page->text, STR(": "));
	text_outside(page, moment->who, 60);
	buf_add_char(&page->text, ']');
	buf_add_repeat(page->out, ' ', SENTENCE);
	page_wrap_made(page, SENTENCE, SENTENCE, STYLE_PLAIN);
}

static void add_moment(struct page *page, const struct timeline *timeline,
		       const struct moment *moment)
{
	buf_add_repeat(page->out, ' ', LEFT);
	add_utc(page, moment);
	if (timeline->has_recipient)
		add_clock(page, moment, timeline->recipient_minutes);
	if (sender_differs(timeline))
		add_clock(page, moment, timeline->sender_minutes);
	end_row(page);
	add_sentence(page, moment);
	if (!moment->impossible)
		return;
	buf_add_repeat(page->out, ' ', SENTENCE);
	buf_add(&page->text, STR("! "));
	ours(page, N_("cannot have been so"));
	buf_add(&page->text, STR(": "));
	ours(page, moment->impossible);
	page_wrap_made(page, SENTENCE, SENTENCE + 2, STYLE_ODD);
}

static void add_left_out(struct page *page, const struct timeline *timeline)
{
	struct value value = {
		.key = "count",
		.kind = VALUE_INT,
		.number = (int64_t)timeline->left_out,
	};

	if (!timeline->left_out)
		return;
	phrase_add(page->in, page->options, N_("… and {count} more moments"), &value, 1,
		   &page->text);
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
}

void text_timeline(struct page *page)
{
	const struct timeline *timeline = timeline_of(page->in);

	if (timeline->count == 0)
		return;
	page_heading(page, N_("Timeline"));
	add_arrival(page, timeline);
	add_head(page, timeline);
	for (uint32_t i = 0; i < timeline->count; i++)
		add_moment(page, timeline, &timeline->moments[i]);
	add_left_out(page, timeline);
}
