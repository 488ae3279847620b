/* report/html_head.c - the first screen of the page: what somebody who knows would say
 * first. */
#include "report/html.h"

#include "check/check.h"
#include "check/link_list.h"
#include "report/outside.h"
#include "report/text.h"
#include "report/text_visit.h"

enum { CLAIMS_SHOWN = 3, PLACES_SHOWN = 3 };

static const char *class_mark(enum verdict_class class_)
{
	static const char *const classes[] = {
		[VERDICT_FRAUDULENT] = "verdict fraudulent",
		[VERDICT_SUSPICIOUS] = "verdict suspicious",
		[VERDICT_UNREMARKABLE] = "verdict unremarkable",
		[VERDICT_UNDECIDED] = "verdict undecided",
	};

	return classes[class_];
}

static void write_verdict(struct html *html)
{
	const struct verdict *verdict = &html->in->verdict;

	html_begin(html, TAG_DIV, class_mark(verdict->class_));
	html_begin(html, TAG_P, "class");
	html_our(html, text_class(verdict->class_));
	html_end(html, TAG_P);
	html_begin(html, TAG_P, "summary");
	html_statement(html, &verdict->summary);
	html_end(html, TAG_P);
	html_end(html, TAG_DIV);
}

static void write_statement(struct html *html, const char *label,
			    const struct statement *statement)
{
	if (!statement->msgid)
		return;
	html_row(html, label);
	html_statement(html, statement);
	html_end_row(html);
}

static struct str name_of(const struct html *html, const struct brand *brand)
{
	bool japanese = strcmp(html->options->catalogue->language, "ja") == 0;

	return (japanese || brand->name_en.n == 0) && brand->name_ja.n ? brand->name_ja
								       : brand->name_en;
}

static void write_claims(struct html *html)
{
	const struct claims *claims = &html->in->claims;
	uint32_t shown = 0;

	for (uint32_t i = 0; i < claims->count && shown < CLAIMS_SHOWN; i++) {
		if (claims->items[i].voice < VOICE_TEXT)
			continue;
		if (shown++ == 0)
			html_row(html, N_("Pretends to be"));
		else
			html_begin(html, TAG_BR, NULL);
		html_begin(html, TAG_STRONG, NULL);
		html_outside(html, name_of(html, claims->items[i].brand), 60);
		html_end(html, TAG_STRONG);
		html_text(html, ": ");
		html_our(html, text_standing(claims->items[i].standing));
	}
	if (shown)
		html_end_row(html);
}

static void write_from(struct html *html)
{
	const struct address_list *from = &html->in->message->from;

	html_row(html, N_("From"));
	if (from->count == 0)
		html_our(html, N_("no From field that names anybody"));
	for (uint32_t i = 0; i < from->count && i < CLAIMS_SHOWN; i++) {
		if (i)
			html_begin(html, TAG_BR, NULL);
		if (from->items[i].name.n)
			html_outside(html, from->items[i].name, 120);
		html_text(html, " ");
		html_code(html, from->items[i].address);
	}
	html_text(html, " ");
	html_grade(html, GRADE_CLAIMED);
	html_end_row(html);
}

static void write_subject(struct html *html)
{
	const struct message *message = html->in->message;

	if (!message->subject_given)
		return;
	html_row(html, N_("Subject"));
	html_outside(html, message->subject.text, 300);
	html_end_row(html);
}

static void write_date(struct html *html)
{
	const struct date *date = &html->in->message->date;

	if (!date->ok)
		return;
	html_row(html, N_("Date"));
	html_time(html, date->utc);
	html_text(html, " ");
	html_grade(html, GRADE_CLAIMED);
	html_end_row(html);
}

static void write_client(struct html *html)
{
	const struct path *path = &html->in->path;

	html_code(html, path->origin.ip.n ? path->origin.ip : STR("-"));
	if (path->origin.rdns.n) {
		html_text(html, " (");
		html_code(html, path->origin.rdns);
		html_text(html, ")");
	}
	if (path->origin.helo.n && !str_eq_nocase(path->origin.helo, path->origin.rdns)) {
		html_text(html, ", HELO ");
		html_code(html, path->origin.helo);
	}
	if (path->origin.auth_user.n) {
		html_text(html, ", AUTH ");
		html_code(html, path->origin.auth_user);
	}
}

static void write_handed(struct html *html)
{
	const struct path *path = &html->in->path;
	const struct hop *hop;

	if (path->boundary == 0 && path->origin.ip.n == 0)
		return;
	html_row(html, N_("Handed over by"));
	write_client(html);
	if (path->boundary) {
		hop = &path->hops[path->boundary - 1];
		if (hop->received.date.ok) {
			html_text(html, ", ");
			html_time(html, hop->received.date.utc);
		}
		html_text(html, " ");
		html_grade(html, hop->grade);
	}
	html_end_row(html);
}

/* The page that stands behind a link, where it was visited. */
static void write_state(struct html *html, struct str domain)
{
	const struct visits *visits = html->in->visits;

	for (uint32_t i = 0; visits && i < visits->count; i++) {
		const struct visit *visit = &visits->items[i];

		if (!str_eq(link_domain(visit->link), domain) ||
		    visit->state == VISIT_NOT || visit->state == VISIT_WAITING)
			continue;
		html_begin(html, TAG_BR, NULL);
		html_text(html, "→ ");
		text_visit_state(&html->page, visit);
		html_made(html);
		return;
	}
}

/* The place of which most is to be said, of those that were not told yet. */
static const struct link *next_place(const struct html *html, const struct str *told,
				     uint32_t count)
{
	const struct link *link = NULL, *best = NULL;

	while ((link = link_next(html->in, link, 0))) {
		struct str domain = link_domain(link);
		bool twice = strncmp(link->where, "header", 6) == 0;

		for (uint32_t i = 0; i < count; i++)
			twice |= str_eq(told[i], domain);
		if (!twice && (!best || link_rank(link) > link_rank(best)))
			best = link;
	}
	return best;
}

static void write_leads(struct html *html)
{
	struct str told[PLACES_SHOWN];
	const struct link *link;
	uint32_t count = 0;

	while (count < PLACES_SHOWN && (link = next_place(html, told, count))) {
		told[count] = link_domain(link);
		if (count++ == 0)
			html_row(html, N_("Leads to"));
		else
			html_begin(html, TAG_BR, NULL);
		html_begin(html, TAG_STRONG, NULL);
		html_code(html, told[count - 1]);
		html_end(html, TAG_STRONG);
		text_link_reasons(&html->page, link);
		html_made(html);
		write_state(html, told[count - 1]);
	}
	if (count == PLACES_SHOWN && next_place(html, told, count))
		html_text(html, " …");
	if (count)
		html_end_row(html);
}

/* What an office or an administrator has to know, others not. */
static void write_audience(struct html *html)
{
	static const char *const ids[] = { "impact.audience",	 "impact.server-takeover",
					   "impact.credentials", "impact.card",
					   "impact.money",	 "impact.malware" };
	bool any = false;

	for (size_t i = 0; i < COUNT(ids); i++) {
		const struct finding *finding = inspection_find(html->in, str_c(ids[i]));

		if (!finding)
			continue;
		if (any)
			html_begin(html, TAG_BR, NULL);
		else
			html_row(html, N_("Whom it is aimed at, and what it wants"));
		any = true;
		report_detail(finding, html->options, &html->page.text);
		html_made(html);
	}
	if (any)
		html_end_row(html);
}

/* The way to a file is of no use to others. */
static struct str file_of(struct str name)
{
	size_t at = str_rfind(name, '/');

	return at == STR_NPOS ? name : str_skip(name, at + 1);
}

void html_head(struct html *html)
{
	const struct verdict *verdict = &html->in->verdict;

	html_begin(html, TAG_HEADER, "head");
	html_begin(html, TAG_P, "kicker");
	html_our(html, N_("mekiki: report on a mail"));
	html_text(html, " · ");
	html_outside(html, file_of(outside_name(html->options, html->in->input.name)),
		     80);
	if (html->options->redaction) {
		html_text(html, " · ");
		html_our(html, N_("masked for others"));
	}
	html_end(html, TAG_P);
	html_begin(html, TAG_H1, NULL);
	html_headline(html);
	html_made(html);
	html_end(html, TAG_H1);
	write_verdict(html);
	html_begin(html, TAG_DIV, "lead");
	html_begin(html, TAG_DL, "facts");
	write_statement(html, N_("Who sent it"), &verdict->sender);
	write_statement(html, N_("Plausible"), &verdict->content);
	write_claims(html);
	write_handed(html);
	write_leads(html);
	write_audience(html);
	write_from(html);
	write_subject(html);
	write_date(html);
	html_end(html, TAG_DL);
	html_advice(html);
	html_end(html, TAG_DIV);
	html_end(html, TAG_HEADER);
}
