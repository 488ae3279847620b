/* report/case_page.c - see case_page.h. */
#include "report/case_page.h"

#include "base/json.h"
#include "case/history.h"
#include "case/notebook.h"
#include "mail/date.h"
#include "report/inert.h"
#include "report/json_key.h"
#include "report/json_notebook.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text.h"
#include "report/text_notebook.h"
#include "verdict/verdict.h"

/* --- what is due -----------------------------------------------------------------------
 */

/* The first of its sites that is to be looked at again; false: none is any more. */
static bool next_due(const struct inspection *in, int64_t *ret)
{
	const struct history *history = in->history;
	bool any = false;

	for (uint32_t i = 0; i < history->sighting_count; i++) {
		int64_t utc, after;

		if (!sighting_due(history, history->sightings[i].site, &utc, &after) ||
		    (any && utc >= *ret))
			continue;
		*ret = utc;
		any = true;
	}
	return any;
}

bool case_is_due(const struct inspection *in)
{
	int64_t utc = 0;

	return next_due(in, &utc) && utc <= in->env->clock;
}

static bool is_first_of_site(const struct history *history, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(history->sightings[i].site, history->sightings[n].site))
			return false;
	return true;
}

/* Is the `n`-th sighting the first of a site that is due? */
static bool is_due(const struct inspection *in, uint32_t n, int64_t *ret_utc,
		   int64_t *ret_after)
{
	return is_first_of_site(in->history, n) &&
	       sighting_due(in->history, in->history->sightings[n].site, ret_utc,
			    ret_after) &&
	       *ret_utc <= in->env->clock;
}

/* --- its state
 * ---------------------------------------------------------------------------
 */

/* Of all its sites by the latest look: what is there counts most. */
static const char *state_of(const struct inspection *in, const struct case_gist *gist)
{
	const struct history *history = in->history;
	uint32_t last = history->revision_count;
	const struct sighting *best = NULL;

	if (!gist->finished)
		return "unfinished";
	for (uint32_t i = 0; i < history->sighting_count; i++) {
		const struct sighting *sighting = &history->sightings[i];

		if (sighting->revision == last &&
		    (!best || sighting->state < best->state ||
		     (best->state == SITE_LIVE && sighting->back)))
			best = sighting;
	}
	if (!best)
		return NULL;
	return best->back ? "back" : site_state_name(best->state);
}

static int64_t last_look(const struct inspection *in)
{
	const struct history *history = in->history;

	return history->revisions[history->revision_count - 1].utc;
}

/* --- text
 * --------------------------------------------------------------------------------
 */

static const char *state_words(const char *state)
{
	static const struct {
		const char *state, *words;
	} rows[] = {
		{ "unfinished", N_("unfinished") },
		{ "live", N_("live") },
		{ "resolves", N_("name resolves") },
		{ "dormant", N_("dormant") },
		{ "parked", N_("parked") },
		{ "blocked", N_("blocked") },
		{ "gone", N_("gone") },
		{ "back", N_("back") },
	};

	for (size_t i = 0; state && i < COUNT(rows); i++)
		if (strcmp(rows[i].state, state) == 0)
			return rows[i].words;
	return "-";
}

/* Of a message its subject; what was looked up. No pointer: there is none. */
static struct str subject_of(const struct inspection *in)
{
	if (in->thing)
		return in->thing->text;
	return in->message->subject_given ? in->message->subject.text : STR_NONE;
}

static void add_name_and_subject(struct page *page, size_t room)
{
	const struct inspection *in = page->in;
	size_t start = page->text.n, used;

	phrase_outside(page->options, in->input.name, room / 2, &page->text);
	used = inert_width(str_skip(buf_peek(&page->text), start));
	if (!subject_of(in).n || used + 4 >= room)
		return;
	buf_add(&page->text, STR("  "));
	phrase_outside(page->options, subject_of(in), room - used - 2, &page->text);
}

static void cell(struct page *page, struct str text, size_t columns, enum style style)
{
	buf_add(&page->text, text);
	page_cell_made(page, columns, style);
	page_add(page, STR("  "), STYLE_PLAIN);
}

/* To the minute, in UTC: rows of a table are compared. */
static struct str minute(int64_t utc, char out[DATE_TEXT])
{
	struct str text = date_iso(utc, out);

	if (text.n != 20)
		return text;
	out[16] = 'Z';
	return str_make(out, 17);
}

enum { CLASS = 12, STATE = 13, TIME = 17 };

void case_card_as_text(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out)
{
	char last[DATE_TEXT], due[DATE_TEXT];
	int64_t utc = 0;
	struct page page;

	page_init(&page, in, options, out);
	cell(&page, gist->judged ? page_our(&page, text_class(gist->class_)) : STR("-"),
	     CLASS, STYLE_PLAIN);
	cell(&page, page_our(&page, state_words(state_of(in, gist))), STATE, STYLE_PLAIN);
	cell(&page, minute(last_look(in), last), TIME, STYLE_PLAIN);
	cell(&page, next_due(in, &utc) ? minute(utc, due) : STR("-"), TIME,
	     case_is_due(in) ? STYLE_ODD : STYLE_PLAIN);
	add_name_and_subject(&page, 100);
	page_add(&page, buf_peek(&page.text), STYLE_PLAIN);
	page_newline(&page);
	page_fini(&page);
}

void case_page_as_text(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out)
{
	struct page page;

	page_init(&page, in, options, out);
	add_name_and_subject(&page, page.width - 2);
	page_add(&page, buf_peek(&page.text), STYLE_STRONG);
	buf_clear(&page.text);
	page_newline(&page);
	page_add(&page, STR("  "), STYLE_PLAIN);
	page_add(&page,
		 gist->judged ? page_our(&page, text_class(gist->class_)) : STR("-"),
		 STYLE_PLAIN);
	page_add(&page, STR(", "), STYLE_PLAIN);
	page_add(&page, page_our(&page, state_words(state_of(in, gist))), STYLE_PLAIN);
	page_newline(&page);
	text_notebook(&page);
	text_sites(&page, true);
	text_history(&page, true);
	page_fini(&page);
}

static const char *span_words(int64_t after)
{
	return after == 3600	? N_("{site}: an hour after the first look, since {utc}")
	       : after == 86400 ? N_("{site}: a day after the first look, since {utc}")
				: N_("{site}: a week after the first look, since {utc}");
}

bool case_due_as_text(const struct inspection *in, const struct report_options *options,
		      struct buf *out)
{
	struct page page;

	if (!case_is_due(in))
		return false;
	page_init(&page, in, options, out);
	add_name_and_subject(&page, page.width - 2);
	page_add(&page, buf_peek(&page.text), STYLE_STRONG);
	buf_clear(&page.text);
	page_newline(&page);
	for (uint32_t i = 0; i < in->history->sighting_count; i++) {
		struct value values[2] = { { .key = "site",
					     .str = in->history->sightings[i].site },
					   { .key = "utc", .kind = VALUE_TIME } };
		int64_t after;

		if (!is_due(in, i, &values[1].number, &after))
			continue;
		phrase_add(in, options, span_words(after), values, 2, &page.text);
		page_add(&page, STR("  "), STYLE_PLAIN);
		page_wrap_made(&page, 2, 4, STYLE_PLAIN);
	}
	page_fini(&page);
	return true;
}

/* --- JSON
 * --------------------------------------------------------------------------------
 */

static void add_card(struct json *json, const struct inspection *in,
		     const struct case_gist *gist)
{
	int64_t utc = 0;
	bool any = next_due(in, &utc);

	json_key_int(json, "schema", 1);
	json_key_text(json, "name", in->input.name);
	json_key_c(json, "sha256", in->input.sha256);
	json_key_text(json, "subject", subject_of(in));
	json_key_c(json, "class", gist->judged ? verdict_class_name(gist->class_) : NULL);
	json_key_c(json, "state", state_of(in, gist));
	json_key_int(json, "revisions", in->history->revision_count);
	json_key_int(json, "entries", in->notebook->count);
	json_key_time(json, "last_looked_at", last_look(in), true);
	json_key_time(json, "next_due", utc, any);
	json_key_bool(json, "due", any && utc <= in->env->clock);
}

void case_card_as_json(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out)
{
	struct json json;

	(void)options;
	json_init(&json, out);
	json_object(&json);
	add_card(&json, in, gist);
	json_object_end(&json);
	buf_add_char(out, '\n');
}

void case_page_as_json(const struct inspection *in, const struct case_gist *gist,
		       const struct report_options *options, struct buf *out)
{
	struct json json;

	json_init(&json, out);
	json_object(&json);
	add_card(&json, in, gist);
	json_key(&json, "notebook");
	json_notebook(&json, in);
	json_key(&json, "history");
	json_history(&json, in, options);
	json_key(&json, "sightings");
	json_sightings(&json, in);
	json_object_end(&json);
	buf_add_char(out, '\n');
}

bool case_due_as_json(const struct inspection *in, const struct report_options *options,
		      struct buf *out)
{
	struct json json;

	(void)options;
	if (!case_is_due(in))
		return false;
	json_init(&json, out);
	json_object(&json);
	json_key_int(&json, "schema", 1);
	json_key_text(&json, "name", in->input.name);
	json_key_c(&json, "sha256", in->input.sha256);
	json_key(&json, "due");
	json_array(&json);
	for (uint32_t i = 0; i < in->history->sighting_count; i++) {
		int64_t utc, after;

		if (!is_due(in, i, &utc, &after))
			continue;
		json_object(&json);
		json_key_host(&json, "site", in->history->sightings[i].site);
		json_key_time(&json, "since", utc, true);
		json_key_int(&json, "seconds_after_first_look", after);
		json_object_end(&json);
	}
	json_array_end(&json);
	json_object_end(&json);
	buf_add_char(out, '\n');
	return true;
}
