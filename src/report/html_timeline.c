/* report/html_timeline.c - everything in the case that has a time, in one order, in UTC
 * and in the zones of recipient and sender, with who says so. */
#include "report/html.h"

#include "mail/date.h"
#include "report/text.h"
#include "timeline/timeline.h"

static bool has(const struct html *html)
{
	return !html->in->thing && timeline_of(html->in)->count > 0;
}

static bool sender_differs(const struct timeline *timeline)
{
	return timeline->has_sender &&
	       (!timeline->has_recipient ||
		timeline->sender_minutes != timeline->recipient_minutes);
}

/* --- the head --------------------------------------------------------------------------
 */

static void write_arrival(struct html *html, const struct timeline *timeline)
{
	const char *weekday = timeline_weekday_text(timeline->weekday);
	const struct holiday *holiday = timeline->holiday;
	bool japanese = strcmp(html->options->catalogue->language, "ja") == 0;

	if (!timeline->arrived || !weekday)
		return;
	html_begin(html, TAG_P, NULL);
	html_our(html, N_("Arrived"));
	html_text(html, ": ");
	html_time(html, timeline->arrived);
	html_text(html, ", ");
	html_our(html, weekday);
	if (holiday) {
		html_text(html, ", ");
		html_outside(html, japanese ? holiday->name_ja : holiday->name_en, 0);
	}
	html_end(html, TAG_P);
}

/* "+09:00", behind whose it is. */
static void write_zone(struct html *html, const char *msgid, int minutes)
{
	unsigned far = (unsigned)(minutes < 0 ? -minutes : minutes);

	html_begin(html, TAG_TH, NULL);
	html_attribute(html, HAS_SCOPE, "col");
	html_our(html, msgid);
	buf_printf(&html->page.text, " %c%02u:%02u", minutes < 0 ? '-' : '+', far / 60,
		   far % 60);
	html_made(html);
	html_end(html, TAG_TH);
}

static void write_head(struct html *html, const struct timeline *timeline)
{
	static const char *const heads[] = { "UTC", NULL };
	static const char *const rest[] = { N_("what happened"), N_("who says so") };

	html_table_open(html, N_("Timeline"), heads);
	if (timeline->has_recipient)
		write_zone(html, N_("to"), timeline->recipient_minutes);
	if (sender_differs(timeline))
		write_zone(html, N_("from"), timeline->sender_minutes);
	for (size_t i = 0; i < COUNT(rest); i++) {
		html_begin(html, TAG_TH, NULL);
		html_attribute(html, HAS_SCOPE, "col");
		html_our(html, rest[i]);
		html_end(html, TAG_TH);
	}
	html_table_body(html);
}

/* --- rows ------------------------------------------------------------------------------
 */

/* "2023-01-01 12:41:04" of "2023-01-01T12:41:04…", the day alone where no more is known.
 */
static void make_clock(struct html *html, struct str iso, bool date_only)
{
	buf_add(&html->page.text, str_sub(iso, 0, 10));
	if (date_only)
		return;
	buf_add_char(&html->page.text, ' ');
	buf_add(&html->page.text, str_sub(iso, 11, 19));
}

static void write_utc(struct html *html, const struct moment *moment)
{
	char text[DATE_TEXT];
	struct str iso = date_iso(moment->utc, text);

	html_begin(html, TAG_TH, "when");
	html_attribute(html, HAS_SCOPE, "row");
	html_begin(html, TAG_TIME, NULL);
	buf_add(&html->page.text, moment->date_only ? str_sub(iso, 0, 10) : iso);
	html_attribute_made(html, HAS_DATETIME);
	make_clock(html, iso, moment->date_only);
	html_made(html);
	html_end(html, TAG_TIME);
	if (moment->zone_open)
		html_text(html, " ?");
	html_end(html, TAG_TH);
}

/* The clock alone where the day is that of UTC. */
static void write_there(struct html *html, const struct moment *moment, int minutes)
{
	char text[DATE_TEXT], utc[DATE_TEXT];
	struct str there = date_iso_at(moment->utc, minutes, text);
	bool same_day =
	    str_eq(str_sub(there, 0, 10), str_sub(date_iso(moment->utc, utc), 0, 10));

	html_begin(html, TAG_TD, "when");
	if (!moment->date_only) {
		buf_add(&html->page.text, same_day ? STR("") : str_sub(there, 5, 10));
		buf_add(&html->page.text, same_day ? STR("") : STR(" "));
		buf_add(&html->page.text, str_sub(there, 11, 19));
		html_made(html);
	}
	html_end(html, TAG_TD);
}

static void write_moment(struct html *html, const struct timeline *timeline,
			 const struct moment *moment)
{
	html_begin(html, TAG_TR,
		   moment->impossible ? "impossible"
		   : moment->due      ? "due"
				      : NULL);
	write_utc(html, moment);
	if (timeline->has_recipient)
		write_there(html, moment, timeline->recipient_minutes);
	if (sender_differs(timeline))
		write_there(html, moment, timeline->sender_minutes);
	html_begin(html, TAG_TD, NULL);
	html_statement(html, &moment->what);
	if (moment->impossible) {
		html_begin(html, TAG_P, "warn");
		html_our(html, N_("cannot be so:"));
		html_text(html, " ");
		html_our(html, moment->impossible);
		html_end(html, TAG_P);
	}
	html_end(html, TAG_TD);
	html_begin(html, TAG_TD, NULL);
	html_grade(html, moment->grade);
	html_text(html, " ");
	html_outside(html, moment->who, 60);
	html_end(html, TAG_TD);
	html_end(html, TAG_TR);
}

static void write(struct html *html)
{
	const struct timeline *timeline = timeline_of(html->in);

	write_arrival(html, timeline);
	html_picture(html, "timeline");
	write_head(html, timeline);
	for (uint32_t i = 0; i < timeline->count; i++)
		write_moment(html, timeline, &timeline->moments[i]);
	html_end_table(html);
	if (timeline->left_out) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html, N_("… and {count} more, which are not kept"),
			       timeline->left_out);
		html_end(html, TAG_P);
	}
}

const struct html_section html_timeline = {
	.id = "timeline",
	.title = N_("Timeline"),
	.has = has,
	.write = write,
};
