/* report/text_visit.c - see text_visit.h. */
#include "report/text_visit.h"

#include "check/link_list.h"
#include "report/phrase.h"
#include "report/text.h"

enum { LEFT = 2, COLUMN = 6, DEEPER = 8, TITLE = 60, LEFT_SHOWN = 8 };

static const char *const state_texts[VISIT_STATES] = {
	[VISIT_WAITING] = N_("not visited"),
	[VISIT_LIVE] = N_("a page stands there"),
	[VISIT_GONE] = N_("the server says that there is no such page"),
	[VISIT_ABSENT] = N_("no such page, says the server to a request without what "
			    "tells of the recipient"),
	[VISIT_DORMANT] = N_("the server is there and answers with nothing"),
	[VISIT_PARKED] = N_("the page of a name without a site"),
	[VISIT_BLOCKED] = N_("we are kept out"),
	[VISIT_REFUSED] = N_("no connection is accepted"),
	[VISIT_NO_ANSWER] = N_("no answer"),
	[VISIT_NO_NAME] = N_("there is no such name"),
	[VISIT_LED_AWAY] = N_("it leads on, and was not followed to the end"),
	[VISIT_NOT] = N_("not visited"),
};

static const char *const asks_texts[PAGE_ASKS] = {
	[ASKS_PASSWORD] = N_("a password"),
	[ASKS_CARD] = N_("a payment card"),
	[ASKS_CODE] = N_("a code of one use"),
	[ASKS_MAIL] = N_("a mail address"),
	[ASKS_PHONE] = N_("a telephone number"),
	[ASKS_BIRTH] = N_("a day of birth"),
	[ASKS_ADDRESS] = N_("a postal address"),
	[ASKS_NAME] = N_("a name or user name"),
	[ASKS_FILE] = N_("a file"),
	[ASKS_OTHER] = NULL,
};

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

/* "{label}: " */
static void label(struct page *page, const char *msgid)
{
	ours(page, msgid);
	buf_add(&page->text, STR(": "));
}

static void add_asks(struct page *page, uint32_t asks)
{
	const char *between = "";

	for (size_t i = 0; i < PAGE_ASKS; i++) {
		if (!(asks >> i & 1) || !asks_texts[i])
			continue;
		buf_add_c(&page->text, between);
		ours(page, asks_texts[i]);
		between = ", ";
	}
}

static void add_why(struct page *page, const struct visit *visit)
{
	if (visit->why) {
		buf_add(&page->text, STR(": "));
		ours(page, visit->why);
	}
	if (visit->reason.n) {
		buf_add(&page->text, STR(" ("));
		text_outside(page, visit->reason, 0);
		buf_add_char(&page->text, ')');
	}
}

static uint32_t all_asks(const struct page_facts *facts)
{
	uint32_t asks = 0;

	for (uint32_t i = 0; i < facts->form_count; i++)
		asks |= facts->forms[i].asks;
	return asks & ~(1u << ASKS_OTHER);
}

static void add_page(struct page *page, const struct page_facts *facts)
{
	if (facts->title.n) {
		buf_add(&page->text, STR(" \""));
		text_outside(page, facts->title, TITLE);
		buf_add_char(&page->text, '"');
	}
	if (all_asks(facts)) {
		buf_add(&page->text, STR("; "));
		label(page, N_("it asks for"));
		add_asks(page, all_asks(facts));
	}
}

void text_visit_state(struct page *page, const struct visit *visit)
{
	const struct visit_hop *hop = visit_end(visit);

	ours(page, state_texts[visit->state]);
	if (hop && hop->page && visit->state == VISIT_LIVE)
		add_page(page, hop->page);
	add_why(page, visit);
}

/* --- the first screen ------------------------------------------------------------------
 */

static void add_where(struct page *page, const struct visit *visit)
{
	const struct visit_hop *hop = visit_end(visit);

	if (!hop || str_eq(hop->host.ascii, link_target_host(visit->link)->ascii))
		return;
	text_outside(page, hop->host.ascii, 0);
	buf_add(&page->text, STR(": "));
}

void text_visit_of(struct page *page, size_t indent, struct str domain)
{
	const struct visits *visits = page->in->visits;

	for (uint32_t i = 0; visits && i < visits->count; i++) {
		const struct visit *visit = &visits->items[i];

		if (!str_eq(link_domain(visit->link), domain) ||
		    visit->state == VISIT_NOT)
			continue;
		buf_add_repeat(page->out, ' ', indent);
		buf_add(&page->text, STR("→ "));
		add_where(page, visit);
		text_visit_state(page, visit);
		page_line_made(page, indent, STYLE_PLAIN);
	}
}

/* --- all of them ----------------------------------------------------------------------
 */

static void line(struct page *page, size_t indent, enum style style)
{
	buf_add_repeat(page->out, ' ', indent);
	page_wrap_made(page, indent, indent + 2, style);
}

static void add_hop(struct page *page, const struct visit_hop *hop)
{
	const struct exchange *exchange = &hop->exchange;

	if (hop->by)
		buf_printf(&page->text, "(%s) ", page_lead_name(hop->by));
	text_outside(page, hop->href, 0);
	line(page, COLUMN, STYLE_PLAIN);
	if (!hop->answer || hop->answer->status != ANSWER_ANSWERED)
		return;
	buf_printf(&page->text, "%u, %zu ", exchange->status, exchange->body.n);
	ours(page, N_("bytes"));
	buf_printf(&page->text, ", SHA-256 %s", hop->sha256);
	if (exchange->address.n) {
		buf_add(&page->text, STR(", "));
		text_outside(page, exchange->address, 0);
	}
	line(page, DEEPER, STYLE_DIM);
}

static void add_handshake(struct page *page, const struct handshake *handshake)
{
	const struct certificate *own;

	if (handshake->count == 0)
		return;
	own = &handshake->chain[0];
	label(page, N_("Certificate"));
	text_outside(page, own->subject.text, 0);
	buf_add(&page->text, STR("; "));
	label(page, N_("issued by"));
	text_outside(page, own->issuer.text, 0);
	if (own->first != CERTIFICATE_NO_TIME && own->last != CERTIFICATE_NO_TIME) {
		buf_add(&page->text, STR("; "));
		text_time(page, own->first);
		buf_add(&page->text, STR(" – "));
		text_time(page, own->last);
	}
	buf_add(&page->text, STR("; "));
	text_outside(page, handshake->protocol, 0);
	buf_add_char(&page->text, ' ');
	text_outside(page, handshake->cipher, 0);
	line(page, DEEPER, STYLE_DIM);
}

static void add_form(struct page *page, const struct page_form *form)
{
	label(page, N_("Form, asks for"));
	add_asks(page, form->asks);
	buf_add(&page->text, STR(" → "));
	text_outside(page, form->action, 0);
	line(page, DEEPER, STYLE_PLAIN);
}

static void add_dead(struct page *page, const struct page_facts *facts)
{
	if (facts->dead_count == 0)
		return;
	label(page, N_("Looks like links and is none"));
	for (uint32_t i = 0; i < facts->dead_count; i++) {
		if (i)
			buf_add(&page->text, STR(", "));
		text_outside(page, facts->dead[i], 0);
	}
	line(page, DEEPER, STYLE_PLAIN);
}

static void add_icon(struct page *page, const struct visit_icon *icon)
{
	if (!icon->known)
		return;
	label(page, N_("Icon"));
	text_outside(page, icon->href, 0);
	buf_printf(&page->text, ", SHA-256 %s, mmh3 %d", icon->sha256, icon->murmur);
	line(page, DEEPER, STYLE_DIM);
}

static void add_seen(struct page *page, const struct visit *visit)
{
	int64_t at;

	if (!visit_seen_at(visit, &at))
		return;
	label(page, N_("The site has seen a request from this machine at"));
	text_time(page, at);
	line(page, COLUMN, STYLE_DIM);
}

static void add_visit(struct page *page, const struct visit *visit)
{
	const struct visit_hop *hop = visit_end(visit);

	buf_printf(&page->text, "%u", visit->link->n);
	page_label(page, LEFT, COLUMN, buf_peek(&page->text), STYLE_DIM);
	buf_clear(&page->text);
	text_visit_state(page, visit);
	page_wrap_made(page, COLUMN, COLUMN, STYLE_STRONG);
	for (uint32_t i = 0; i < visit->hop_count; i++)
		add_hop(page, &visit->hops[i]);
	for (uint32_t i = 0; i < visit->handshake_count; i++)
		add_handshake(page, &visit->handshakes[i]);
	for (uint32_t i = 0; hop && hop->page && i < hop->page->form_count; i++)
		add_form(page, &hop->page->forms[i]);
	if (hop && hop->page)
		add_dead(page, hop->page);
	add_icon(page, &visit->icon);
	add_seen(page, visit);
}

void text_visits(struct page *page)
{
	const struct visits *visits = page->in->visits;

	if (!visits || visits->count + visits->left_count == 0)
		return;
	page_heading(page, N_("Visits"));
	for (uint32_t i = 0; i < visits->count; i++)
		add_visit(page, &visits->items[i]);
	for (uint32_t i = 0; i < visits->left_count && i < LEFT_SHOWN; i++) {
		const struct visit_left *left = &visits->left[i];

		text_outside(page, link_target_host(left->link)->ascii, 0);
		buf_add(&page->text, STR(": "));
		ours(page, N_("not visited"));
		buf_add(&page->text, STR(": "));
		ours(page, left->why);
		line(page, LEFT, STYLE_DIM);
	}
}
