/* report/plan.c - see plan.h. */
#include "report/plan.h"

#include "base/limits.h"
#include "report/json_auth.h"
#include "report/json_key.h"
#include "report/phrase.h"
#include "report/text_auth.h"

enum { ASKED, ANSWERED, REFUSED, FATES };

/* Of each fate, whether it takes the door a step further. */
static int fate_of(const struct planned *planned)
{
	if (!planned->answer)
		return ASKED;
	return planned->answer->status == ANSWER_NOT_ALLOWED ? REFUSED : ANSWERED;
}

/* Purposes of all that would be asked: from their answers further questions may come. */
static uint32_t open_purposes(const struct planned *items, uint32_t count)
{
	uint32_t purposes = 0;

	for (uint32_t i = 0; i < count; i++)
		if (fate_of(&items[i]) == ASKED)
			purposes |= items[i].purposes;
	return purposes;
}

/* --- text ------------------------------------------------------------------------- */

static void add_purposes(struct page *page, uint32_t purposes)
{
	const char *between = "";

	for (int i = 0; i < PURPOSES; i++) {
		if (!(purposes >> i & 1))
			continue;
		buf_add_c(&page->text, between);
		buf_add(&page->text, page_our(page, purpose_rows[i].text));
		between = "; ";
	}
}

static void add_question(struct page *page, struct arena *arena,
			 const struct planned *planned)
{
	buf_add_repeat(page->out, ' ', 2);
	phrase_outside(page->options, planned->question->text, LIMIT_REPORT_STRING,
		       &page->text);
	page_wrap_made(page, 2, 6, STYLE_PLAIN);
	buf_add_repeat(page->out, ' ', 6);
	add_purposes(page, planned->purposes);
	if (fate_of(planned) == REFUSED && planned->answer->reason.n) {
		buf_add_c(&page->text, ": ");
		text_reason(page, arena, planned->answer->reason);
	}
	page_wrap_made(page, 6, 6, STYLE_DIM);
}

static void add_questions(struct page *page, struct arena *arena, const char *title,
			  const struct planned *items, uint32_t count, int fate)
{
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		if (fate_of(&items[i]) != fate)
			continue;
		if (!any)
			page_heading(page, title);
		any = true;
		add_question(page, arena, &items[i]);
	}
}

static void add_rules(struct page *page, uint32_t purposes)
{
	bool any = false;

	for (int i = 0; i < PURPOSES; i++) {
		if (!(purposes >> i & 1) || !purpose_rows[i].follow)
			continue;
		if (!any)
			page_heading(page, N_("What may follow from the answers"));
		any = true;
		buf_add_repeat(page->out, ' ', 2);
		buf_add(&page->text, page_our(page, purpose_rows[i].text));
		buf_add_c(&page->text, ": ");
		buf_add(&page->text, page_our(page, purpose_rows[i].follow));
		page_wrap_made(page, 2, 4, STYLE_PLAIN);
	}
}

void plan_text(struct page *page, struct arena *arena, struct str input,
	       struct door *door, const char *remark)
{
	static const char *const titles[FATES] = {
		[ASKED] = N_("Would be asked"),
		[ANSWERED] = N_("Answered without asking"),
		[REFUSED] = N_("Would not be asked"),
	};
	struct planned *items = NULL;
	uint32_t count = door ? door_plan(door, &items) : 0;

	phrase_outside(page->options, input, LIMIT_REPORT_STRING, &page->text);
	page_wrap_made(page, 0, 2, STYLE_STRONG);
	if (remark)
		page_wrap(page, 0, 2, page_our(page, remark), STYLE_ODD);
	for (int fate = 0; fate < FATES; fate++)
		add_questions(page, arena, titles[fate], items, count, fate);
	add_rules(page, open_purposes(items, count));
	page_newline(page);
	page_wrap(page, 0, 0,
		  page_our(page, count ? N_("Nothing was asked, and nothing left the "
					    "machine.")
				       : N_("There is nothing to ask, and nothing left "
					    "the machine.")),
		  STYLE_PLAIN);
}

/* --- JSON ------------------------------------------------------------------------- */

static void json_question(struct json *json, const struct planned *planned)
{
	static const char *const names[FATES] = { "asked", "answered", "refused" };
	int fate = fate_of(planned);

	json_object(json);
	json_key_str(json, "question", planned->question->text);
	json_key_c(json, "would_be", names[fate]);
	json_key_text(json, "reason",
		      fate == REFUSED ? planned->answer->reason : STR_NONE);
	json_key(json, "purposes");
	json_purposes(json, planned->purposes);
	json_object_end(json);
}

void plan_json(struct json *json, const struct report_options *options, struct str input,
	       struct door *door, const char *remark)
{
	struct planned *items = NULL;
	uint32_t count = door ? door_plan(door, &items) : 0;
	uint32_t purposes = open_purposes(items, count);

	json_object(json);
	json_key_str(json, "input", input);
	json_key_c(json, "contact", options->contact);
	json_key_c(json, "remark", remark);
	json_key(json, "questions");
	json_array(json);
	for (uint32_t i = 0; i < count; i++)
		json_question(json, &items[i]);
	json_array_end(json);
	json_key(json, "may_follow");
	json_array(json);
	for (int i = 0; i < PURPOSES; i++) {
		if (!(purposes >> i & 1) || !purpose_rows[i].follow)
			continue;
		json_object(json);
		json_key_c(json, "purpose", purpose_rows[i].name);
		json_key_c(json, "rule", purpose_rows[i].follow);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}
