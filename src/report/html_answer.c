/* report/html_answer.c - every question that was asked and what came back, raw, folded.
 */
#include "report/html.h"

#include "base/utf8.h"
#include "mail/date.h"
#include "report/outside.h"
#include "report/text_auth.h"

enum { RAW_SHOWN = 6000, ANSWERS_SHOWN = 400 };

static bool has(const struct html *html)
{
	return html->in->authentication.answer_count > 0;
}

/* Packets and pictures are no text; the case keeps them. */
static bool is_text(struct str bytes)
{
	size_t length;

	if (bytes.n == 0)
		return false;
	bytes = utf8_front(bytes, RAW_SHOWN);
	for (size_t i = 0; i < bytes.n; i += length) {
		int32_t cp = utf8_decode(str_skip(bytes, i), &length);

		if (cp < 0 || (cp < 0x20 && !ascii_is_space((char)cp)))
			return false;
	}
	return true;
}

static void write_raw(struct html *html, const struct answer *answer)
{
	html_begin(html, TAG_PRE, NULL);
	html_attribute(html, HAS_TABINDEX, "0");
	html_lines(html, utf8_front(answer->bytes, RAW_SHOWN));
	html_end(html, TAG_PRE);
	if (answer->bytes.n > RAW_SHOWN) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html, N_("… and {count} bytes more, which the case has"),
			       answer->bytes.n - RAW_SHOWN);
		html_end(html, TAG_P);
	}
}

static void write_circumstances(struct html *html, const struct answer *answer)
{
	html_begin(html, TAG_P, "meta");
	html_our(html, answer_status_name(answer->status));
	if (answer->asked_at) {
		html_text(html, " · ");
		html_time(html, answer->asked_at);
	}
	if (answer->from.n) {
		html_text(html, " · ");
		html_code(html, answer->from);
	}
	html_end(html, TAG_P);
}

static void write_answer(struct html *html, const struct answer *answer)
{
	html_begin(html, TAG_LI, NULL);
	html_begin(html, TAG_DETAILS, "answer");
	html_begin(html, TAG_SUMMARY, NULL);
	html_code(html, answer->question);
	html_text(html, " → ");
	if (answer->reason.n) {
		text_reason(&html->page, html->in->arena, answer->reason);
		html_made(html);
	} else {
		html_outside(html, answer_summary(html->in->arena, answer), 160);
	}
	html_end(html, TAG_SUMMARY);
	write_circumstances(html, answer);
	if (is_text(answer->bytes))
		write_raw(html, answer);
	html_end(html, TAG_DETAILS);
	html_end(html, TAG_LI);
}

static void write(struct html *html)
{
	const struct authentication *auth = &html->in->authentication;

	html_begin(html, TAG_DETAILS, "fold");
	html_begin(html, TAG_SUMMARY, NULL);
	html_our_count(html, N_("{count} questions, each with what came back"),
		       auth->answer_count);
	html_end(html, TAG_SUMMARY);
	html_begin(html, TAG_OL, "answers");
	for (uint32_t i = 0; i < auth->answer_count && i < ANSWERS_SHOWN; i++)
		write_answer(html, auth->answers[i]);
	html_end(html, TAG_OL);
	if (auth->answer_count > ANSWERS_SHOWN) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html,
			       N_("… and {count} more, which the JSON report lists"),
			       auth->answer_count - ANSWERS_SHOWN);
		html_end(html, TAG_P);
	}
	html_end(html, TAG_DETAILS);
}

const struct html_section html_answers = {
	.id = "answers",
	.title = N_("Questions and answers"),
	.has = has,
	.write = write,
};
