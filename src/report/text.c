/* report/text.c - the first screen; see text.h. */
#include "report/text.h"

#include "check/check.h"
#include "mail/date.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/phrase.h"
#include "report/text_lookup.h"

enum {
	SCREEN = 30,	    /* lines of a terminal, the last one for the prompt */
	HEADLINES_KEPT = 6, /* room for so many findings, however many places there are */
	PLACES_LEAST = 2,   /* lines for where it leads, however long the rest is */
	LEFT = 2,
	LABEL_MOST = 24,
};

/* --- words ----------------------------------------------------------------- */

const char *text_severity(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_ADVERSE] = N_("Speaks against it"),
		[SEVERITY_CAUTION] = N_("Odd, weak alone"),
		[SEVERITY_NOTE] = N_("Worth knowing"),
		[SEVERITY_ESTABLISHED] = N_("Established"),
	};

	return names[severity];
}

enum style text_severity_style(enum severity severity)
{
	static const enum style styles[] = {
		[SEVERITY_ADVERSE] = STYLE_BAD,
		[SEVERITY_CAUTION] = STYLE_ODD,
		[SEVERITY_NOTE] = STYLE_STRONG,
		[SEVERITY_ESTABLISHED] = STYLE_GOOD,
	};

	return styles[severity];
}

const char *text_grade(enum grade grade)
{
	static const char *const names[] = {
		[GRADE_OBSERVED] = N_("observed"),
		[GRADE_VOUCHED] = N_("vouched"),
		[GRADE_CLAIMED] = N_("claimed"),
		[GRADE_GUESSED] = N_("guessed"),
	};

	return names[grade];
}

const char *text_class(enum verdict_class class_)
{
	static const char *const names[] = {
		[VERDICT_FRAUDULENT] = N_("FRAUDULENT"),
		[VERDICT_SUSPICIOUS] = N_("SUSPICIOUS"),
		[VERDICT_UNREMARKABLE] = N_("UNREMARKABLE"),
		[VERDICT_UNDECIDED] = N_("UNDECIDED"),
	};

	return names[class_];
}

/* Nothing is green: "unremarkable" is no proof of safety. */
static enum style class_style(enum verdict_class class_)
{
	static const enum style styles[] = {
		[VERDICT_FRAUDULENT] = STYLE_BAD,
		[VERDICT_SUSPICIOUS] = STYLE_ODD,
		[VERDICT_UNREMARKABLE] = STYLE_STRONG,
		[VERDICT_UNDECIDED] = STYLE_ODD,
	};

	return styles[class_];
}

void text_outside(struct page *page, struct str text, size_t columns)
{
	phrase_outside(page->options, text, columns, &page->text);
}

/* The day is said again only where it is another one in the recipient's zone. */
void text_time(struct page *page, int64_t utc)
{
	const struct path *path = &page->in->path;
	char text[DATE_TEXT], local[DATE_TEXT];
	struct str there;

	buf_add(&page->text, date_iso(utc, text));
	if (!path->zone_known || path->zone_minutes == 0)
		return;
	there = date_iso_at(utc, path->zone_minutes, local);
	if (there.n > 11 && memcmp(text, local, 10) == 0)
		there = str_skip(there, 11);
	buf_add(&page->text, STR(" ("));
	buf_add(&page->text, there);
	buf_add_char(&page->text, ')');
}

/* --- rows ------------------------------------------------------------------ */

static const char *const labels[] = {
	N_("Who sent it"), N_("Plausible"), N_("Pretends to be"), N_("From"),
	N_("Subject"),	   N_("Date"),	    N_("Handed over by"), N_("Leads to"),
};
enum row { SENDER, CONTENT, CLAIM, FROM, SUBJECT, DATE, HANDED, LEADS };

/* The column where the rows' texts begin: behind the widest label of the language. */
static size_t indent_of(const struct page *page)
{
	size_t widest = 0;

	for (size_t i = 0; i < COUNT(labels); i++) {
		size_t width = inert_width(page_our(page, labels[i]));

		if (width > widest)
			widest = width;
	}
	return LEFT + (widest > LABEL_MOST ? LABEL_MOST : widest) + 2;
}

/* A row with what stands in page->text. */
static void row_made(struct page *page, enum row row, enum style style)
{
	size_t indent = indent_of(page);
	size_t at =
	    page_label(page, LEFT, indent, page_our(page, labels[row]), STYLE_DIM);

	page_wrap_made(page, at, indent, style);
}

static void row_statement(struct page *page, enum row row,
			  const struct statement *statement)
{
	phrase_statement(page->in, page->options, statement, &page->text);
	if (page->text.n)
		row_made(page, row, STYLE_PLAIN);
}

/* --- the verdict ------------------------------------------------------------ */

void text_name_line(struct page *page)
{
	const struct input *input = &page->in->input;

	buf_add(&page->text, STR("mekiki  "));
	text_outside(page, outside_name(page->options, input->name), page->width - 10);
	page_add(page, buf_peek(&page->text), STYLE_DIM);
	buf_clear(&page->text);
	page_newline(page);
}

static void add_class(struct page *page)
{
	const struct verdict *verdict = &page->in->verdict;
	struct str word = page_our(page, text_class(verdict->class_));
	size_t indent = LEFT + inert_width(word) + 3;

	page_newline(page);
	buf_add_repeat(page->out, ' ', LEFT);
	page_add(page, word, class_style(verdict->class_));
	buf_add_repeat(page->out, ' ', 3);
	phrase_statement(page->in, page->options, &verdict->summary, &page->text);
	page_wrap_made(page, indent, indent, STYLE_STRONG);
	page_newline(page);
}

/* --- what it pretends to be -------------------------------------------------- */

const char *text_standing(enum standing standing)
{
	switch (standing) {
	case STANDING_CONFIRMED:
		return N_("the address shown is at a domain of theirs");
	case STANDING_CONTRADICTED:
		return N_("not sent from a domain of theirs");
	default:
		return N_("whether the sender is theirs is open");
	}
}

static void add_claim(struct page *page, const struct claim *claim)
{
	bool japanese = strcmp(page->options->catalogue->language, "ja") == 0;
	const struct brand *brand = claim->brand;
	struct str name = japanese && brand->name_ja.n ? brand->name_ja : brand->name_en;

	text_outside(page, name.n ? name : brand->name_ja, 40);
	buf_add(&page->text, STR(": "));
	buf_add(&page->text, page_our(page, text_standing(claim->standing)));
	row_made(page, CLAIM, STYLE_PLAIN);
}

enum { CLAIMS_SHOWN = 2 };

static void add_claims(struct page *page)
{
	const struct claims *claims = &page->in->claims;

	uint32_t shown = 0;

	/* What is only brought up, or what a link is called, pretends nothing. */
	for (uint32_t i = 0; i < claims->count && shown < CLAIMS_SHOWN; i++) {
		if (claims->items[i].voice < VOICE_TEXT)
			continue;
		add_claim(page, &claims->items[i]);
		shown++;
	}
}

static void add_mailbox(struct page *page, const struct mailbox *box, size_t columns)
{
	if (box->name.n) {
		text_outside(page, box->name, columns / 2);
		buf_add_char(&page->text, ' ');
	}
	buf_add_char(&page->text, '<');
	text_outside(page, box->address, columns);
	buf_add_char(&page->text, '>');
}

static void add_from(struct page *page)
{
	const struct address_list *from = &page->in->message->from;

	if (from->count == 0) {
		buf_add(&page->text,
			page_our(page, N_("no From field that names anybody")));
	} else {
		add_mailbox(page, &from->items[0], page->width);
		if (from->count > 1)
			buf_printf(&page->text, " (+%u)", from->count - 1);
	}
	row_made(page, FROM, STYLE_PLAIN);
}

static void add_subject(struct page *page)
{
	const struct message *message = page->in->message;

	if (!message->subject_given)
		return;
	/* Two lines say enough; the evidence has all of it. */
	text_outside(page, message->subject.text,
		     2 * (page->width - indent_of(page)) - 2);
	row_made(page, SUBJECT, STYLE_PLAIN);
}

static void add_date(struct page *page)
{
	const struct date *date = &page->in->message->date;

	if (!date->ok)
		return;
	text_time(page, date->utc);
	row_made(page, DATE, STYLE_PLAIN);
}

/* --- who handed it over ------------------------------------------------------ */

static void add_client(struct page *page, struct str ip, struct str rdns, struct str helo)
{
	text_outside(page, ip.n ? ip : STR("-"), 0);
	if (rdns.n) {
		buf_add(&page->text, STR(" ("));
		text_outside(page, rdns, 60);
		buf_add_char(&page->text, ')');
	}
	if (helo.n && !str_eq_nocase(helo, rdns)) {
		buf_add(&page->text, STR(", HELO "));
		text_outside(page, helo, 60);
	}
}

static void add_handed_over(struct page *page)
{
	const struct path *path = &page->in->path;
	const struct hop *hop;

	if (path->boundary == 0 && path->origin.ip.n == 0)
		return;
	add_client(page, path->origin.ip, path->origin.rdns, path->origin.helo);
	if (path->origin.auth_user.n) {
		buf_add(&page->text, STR(", AUTH "));
		text_outside(page, path->origin.auth_user, 60);
	}
	if (path->boundary) {
		hop = &path->hops[path->boundary - 1];
		if (hop->received.by.n) {
			buf_add(&page->text, STR(" → "));
			text_outside(page, hop->received.by, 60);
		}
		if (hop->received.date.ok) {
			buf_add(&page->text, STR(", "));
			text_time(page, hop->received.date.utc);
		}
		buf_add(&page->text, STR(" ["));
		buf_add(&page->text, page_our(page, text_grade(hop->grade)));
		buf_add_char(&page->text, ']');
	}
	row_made(page, HANDED, STYLE_PLAIN);
}

/* --- the findings that fill the screen ---------------------------------------- */

static bool is_headline(const struct finding *finding)
{
	return finding->severity == SEVERITY_ADVERSE ||
	       finding->severity == SEVERITY_CAUTION;
}

static void add_headline(struct page *page, const struct finding *finding)
{
	bool bad = finding->severity == SEVERITY_ADVERSE;

	buf_add_repeat(page->out, ' ', LEFT);
	page_add(page, bad ? STR("! ") : STR("? "),
		 text_severity_style(finding->severity));
	report_title(finding, page->options, &page->text);
	page_line_made(page, LEFT + 2, STYLE_PLAIN);
}

static uint32_t count_headlines(const struct inspection *in)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->finding_count; i++)
		count += is_headline(in->findings[i]);
	return count;
}

/* What the screen has no room for is said to be there. */
static void add_more_line(struct page *page, uint32_t more)
{
	struct value value = { .key = "count", .kind = VALUE_INT, .number = more };

	phrase_add(page->in, page->options, N_("… and {count} more, below"), &value, 1,
		   &page->text);
	buf_add_repeat(page->out, ' ', LEFT);
	page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
}

static void add_headlines(struct page *page, size_t room)
{
	static const enum severity order[] = { SEVERITY_ADVERSE, SEVERITY_CAUTION };
	const struct inspection *in = page->in;
	uint32_t left = count_headlines(in);

	if (left == 0 || room < 3)
		return;
	page_newline(page);
	room--;
	for (size_t pass = 0; pass < COUNT(order); pass++)
		for (uint32_t i = 0; i < in->finding_count; i++) {
			if (in->findings[i]->severity != order[pass])
				continue;
			if (room == 1 && left > 1) {
				add_more_line(page, left);
				return;
			}
			add_headline(page, in->findings[i]);
			left--;
			room--;
		}
}

static uint32_t room_for_places(const struct inspection *in, size_t lines)
{
	uint32_t headlines = count_headlines(in);
	size_t kept = headlines > HEADLINES_KEPT ? HEADLINES_KEPT : headlines;

	lines += kept ? kept + 1 : 0;
	return lines + PLACES_LEAST < SCREEN - 1 ? (uint32_t)(SCREEN - 1 - lines)
						 : PLACES_LEAST;
}

static void write_text(const struct inspection *in, const struct report_options *options,
		       struct buf *out)
{
	struct page page;
	size_t start = out->n, lines;

	page_init(&page, in, options, out);
	text_name_line(&page);
	add_class(&page);
	row_statement(&page, SENDER, &in->verdict.sender);
	row_statement(&page, CONTENT, &in->verdict.content);
	page_newline(&page);
	add_claims(&page);
	add_from(&page);
	add_subject(&page);
	add_date(&page);
	add_handed_over(&page);
	text_leads_to(&page, indent_of(&page), page_our(&page, labels[LEADS]),
		      room_for_places(in, page_lines_since(&page, start)));
	lines = page_lines_since(&page, start);
	add_headlines(&page, lines + 1 < SCREEN ? SCREEN - 1 - lines : 0);
	if (options->verbose >= 0)
		text_evidence(&page);
	page_newline(&page);
	page_fini(&page);
}

const struct report_format report_text = {
	.name = "text",
	.summary = N_("a page for people: the verdict first, then the evidence"),
	.write = write_text,
	.write_thing = text_lookup,
};
