/* report/text_lookup.c - see text_lookup.h. */
#include "report/text_lookup.h"

#include "base/limits.h"
#include "check/survey_list.h"
#include "mail/date.h"
#include "report/phrase.h"
#include "report/text.h"
#include "report/text_auth.h"
#include "report/text_enquiry.h"
#include "report/text_log.h"
#include "report/text_notebook.h"
#include "report/text_reputation.h"
#include "report/text_survey.h"
#include "report/text_view.h"
#include "report/text_visit.h"

/* The grid is that of "Who runs it" (report/text_survey.c). */
enum { LEFT = 2, DEEPER = 4, COLUMN = 20, ADDRESSES_SHOWN = 3, REFUSED_SHOWN = 6 };

/* A row with what stands in page->text. */
static void row_made(struct page *page, const char *label)
{
	size_t at;

	if (page->rows) {
		page->rows->begin(page->rows->arg, label);
		page->rows->end(page->rows->arg, page);
		return;
	}
	at = page_label(page, DEEPER, COLUMN, page_our(page, label), STYLE_DIM);
	page_wrap_made(page, at, COLUMN, STYLE_PLAIN);
}

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, 0, &page->text);
}

/* A sentence of ours with one value from outside. */
static void sentence(struct page *page, const char *msgid, const char *key,
		     struct str text)
{
	struct value value = { .key = key, .kind = VALUE_STR, .str = text };

	phrase_add(page->in, page->options, msgid, &value, 1, &page->text);
}

/* --- what it is -------------------------------------------------------------------- */

static void add_title(struct page *page)
{
	const struct thing *thing = page->in->thing;

	page_newline(page);
	buf_add_repeat(page->out, ' ', LEFT);
	phrase_outside(page->options, thing->text, LIMIT_REPORT_STRING, &page->text);
	page_wrap_made(page, LEFT, LEFT, STYLE_STRONG);
	page_newline(page);
}

/* A name in letters of its language is what people read; what is asked is the other. */
static void add_unicode(struct page *page, const struct host *host)
{
	if (str_eq(host->ascii, host->unicode))
		return;
	buf_add(&page->text, STR("; "));
	outside(page, host->unicode);
}

static void add_name(struct page *page, const struct thing *thing)
{
	const struct host *host = &thing->host;

	if (host->registrable_domain.n == 0)
		ours(page, N_("a name under which strangers register theirs"));
	else if (str_eq(host->ascii, host->registrable_domain))
		ours(page, N_("a registered domain"));
	else
		sentence(page, N_("a name of the domain {domain}"), "domain",
			 host->registrable_domain);
	add_unicode(page, host);
}

static void add_what(struct page *page)
{
	const struct thing *thing = page->in->thing;

	if (thing->kind == THING_QUEUE_ID) {
		ours(page, N_("a queue id: the mail itself is not there, only its log"));
		row_made(page, N_("what it is"));
		return;
	}
	if (thing->kind == THING_URL)
		ours(page, N_("a link"));
	if (thing->kind == THING_URL)
		buf_add(&page->text, STR("; "));
	if (thing->ip.kind != IP_NONE)
		ours(page, ip_is_private(&thing->ip)
			       ? N_("an address that is not on the Internet")
			   : thing->ip.kind == IP_V4 ? N_("an address (IPv4)")
						     : N_("an address (IPv6)"));
	else
		add_name(page, thing);
	row_made(page, N_("what it is"));
}

static void add_asked(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;
	struct value values[] = {
		{ .key = "count", .kind = VALUE_INT, .number = auth->answer_count },
		{ .key = "time", .kind = VALUE_TIME, .number = page->in->env->clock },
		{ .key = "contact",
		  .kind = VALUE_STR,
		  .str = str_c(page->options->contact) },
	};

	phrase_add(page->in, page->options,
		   auth->door ? N_("{time}, {count} questions; contact: {contact}")
			      : N_("nobody: nothing leaves the machine (offline)"),
		   values, COUNT(values), &page->text);
	row_made(page, N_("looked up"));
}

/* --- addresses and names --------------------------------------------------------------
 */

/* One answer of a registry for several addresses is told once. */
static bool is_told(const struct enquiries *enquiries, uint32_t index)
{
	for (uint32_t i = 0; enquiries && i < index; i++)
		if (enquiries->addresses[index].enquiry &&
		    enquiries->addresses[i].enquiry ==
			enquiries->addresses[index].enquiry)
			return true;
	return false;
}

static void add_address_line(struct page *page, const struct survey_address *address)
{
	uint32_t index = (uint32_t)(address - page->in->survey->addresses);

	outside(page, address->text);
	text_network(page, address->network);
	row_made(page, N_("address"));
	/* Of a network that many share they were not asked for. */
	if (!address->network || address->ptr.state != FACT_UNASKED) {
		text_reverse_names(page, address);
		row_made(page, N_("reverse name"));
	}
	if (!is_told(page->in->enquiries, index))
		text_holder(page, index);
}

/* Each address of the host with its names. */
static void add_host_addresses(struct page *page, const struct survey_host *host)
{
	const struct survey *survey = page->in->survey;
	uint32_t shown = 0;

	if (host->a.state != FACT_FOUND && host->aaaa.state != FACT_FOUND) {
		text_fact(page, &host->a);
		row_made(page, N_("address"));
		return;
	}
	if (host->a.chain_count > 1) {
		sentence(page, N_("of {name}"), "name",
			 host->a.chain[host->a.chain_count - 1]);
		row_made(page, N_("alias"));
	}
	for (uint32_t i = 0; i < survey->address_count; i++) {
		const struct survey_address *address = &survey->addresses[i];
		bool of_host = false;

		for (uint32_t k = 0; k < address->host_count; k++)
			of_host |= str_eq(address->hosts[k], host->name);
		if (!of_host)
			continue;
		if (shown++ == ADDRESSES_SHOWN && page->options->verbose < 1) {
			buf_add(&page->text, STR("…"));
			row_made(page, N_("address"));
			return;
		}
		add_address_line(page, address);
	}
}

/* --- the domain -------------------------------------------------------------------- */

static void add_servers(struct page *page, const struct survey_domain *domain)
{
	text_fact(page, &domain->facts[OF_DOMAIN_NS]);
	text_network(page, domain->name_servers);
	row_made(page, N_("name servers"));
}

static bool is_null_mx(const struct fact *mx)
{
	return mx->state == FACT_FOUND && mx->count == 1 &&
	       (mx->records[0]->data.n == 0 || str_eq(mx->records[0]->data, STR(".")));
}

static void add_mail(struct page *page, const struct fact *mx,
		     const struct network *network)
{
	if (is_null_mx(mx))
		ours(page, N_("takes none, and says so (null MX)"));
	else if (mx->state == FACT_NONE)
		ours(page, N_("no mail exchanger is published"));
	else
		text_fact(page, mx);
	if (mx->state == FACT_FOUND)
		text_network(page, network);
	row_made(page, N_("mail"));
}

/* What an SPF record says of whoever it does not list. */
static const char *spf_of_others(struct str record)
{
	struct str rest = record, term;
	bool redirects = false;

	while (rest.n && str_split(&rest, ' ', &term)) {
		if (str_eq_nocase(term, STR("-all")))
			return N_(
			    "names who may send; all others shall be refused (-all)");
		if (str_eq_nocase(term, STR("~all")))
			return N_("names who may send; all others are to be distrusted "
				  "(~all)");
		if (str_eq_nocase(term, STR("?all")))
			return N_("names who may send, and says nothing of others "
				  "(?all)");
		if (str_eq_nocase(term, STR("+all")) || str_eq_nocase(term, STR("all")))
			return N_("lets everybody send (+all)");
		redirects |= str_starts_nocase(term, STR("redirect="));
	}
	return redirects ? N_("leaves it to another name (redirect)")
			 : N_("names who may send, and says nothing of others");
}

static uint32_t count_spf(const struct fact *txt, struct str *ret)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < txt->count && txt->state == FACT_FOUND; i++) {
		struct str record = txt->records[i]->data;

		if (!str_starts_nocase(record, STR("v=spf1")) ||
		    (record.n > 6 && record.p[6] != ' '))
			continue;
		if (count++ == 0)
			*ret = record;
	}
	return count;
}

static void add_spf(struct page *page, const struct fact *txt)
{
	struct str record = STR_NONE;
	uint32_t count = count_spf(txt, &record);

	if (count > 1)
		ours(page, N_("several SPF records: none of them counts"));
	else if (count)
		ours(page, spf_of_others(record));
	else if (txt->state == FACT_FOUND || txt->state == FACT_NONE ||
		 txt->state == FACT_NO_NAME)
		ours(page, N_("none published: it does not say who may send"));
	else
		text_fact(page, txt);
	row_made(page, N_("SPF"));
}

static const char *policy_text(const struct dmarc_side *side)
{
	switch (side->policy) {
	case DMARC_P_REJECT:
		return N_("{domain}: mail in its name that fails shall be "
			  "refused (reject)");
	case DMARC_P_QUARANTINE:
		return N_("{domain}: mail in its name that fails shall be "
			  "distrusted (quarantine)");
	default:
		return N_("{domain}: mail in its name that fails is let through "
			  "(none)");
	}
}

static void add_policy(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;
	const struct dmarc_side *side;

	if (auth->dmarc_count == 0)
		return;
	side = &auth->dmarc[0].by_tree_walk;
	if (side->policy_domain.n)
		sentence(page, policy_text(side), "domain", side->policy_domain);
	else if (side->code == DMARC_TEMPERROR)
		ours(page, N_("no answer"));
	else if (side->code == DMARC_UNCHECKED)
		ours(page, N_("not asked"));
	else
		ours(page, N_("none published: it does not say what to do with mail in "
			      "its name that fails"));
	row_made(page, N_("DMARC"));
}

/* Today's, which is what whoever asks today wants to know. */
static void add_age(struct page *page, uint32_t domain)
{
	const struct enquiries *enquiries = page->in->enquiries;
	const struct enquired_domain *at = enquiries ? &enquiries->domains[domain] : NULL;
	const struct registration_life *life;
	struct value values[2] = { { .key = "age", .kind = VALUE_INT },
				   { .key = "left", .kind = VALUE_INT } };

	if (!at || !at->enquiry || at->enquiry->state != ENQUIRY_FOUND)
		return;
	life = &at->life;
	values[0].number = life->age_days;
	values[1].number = life->left_days;
	if (!life->has_age || life->age_days < 0)
		return;
	phrase_add(page->in, page->options,
		   life->has_left && life->left_days >= 0
		       ? N_("{age} days today; {left} days are left of its term")
		       : N_("{age} days today"),
		   values, 2, &page->text);
	row_made(page, N_("age"));
}

static void add_host(struct page *page, const struct survey_host *host)
{
	const struct survey_domain *domain = &page->in->survey->domains[host->domain];
	bool itself = str_eq(host->name, domain->name);

	text_registration(page, host->domain);
	add_age(page, host->domain);
	add_host_addresses(page, host);
	add_servers(page, domain);
	add_mail(page, itself ? &domain->facts[OF_DOMAIN_MX] : &host->mx,
		 itself ? domain->exchangers : NULL);
	add_spf(page, itself ? &domain->facts[OF_DOMAIN_TXT] : &host->txt);
	add_policy(page);
}

static void add_address(struct page *page, const struct survey_address *address)
{
	text_network(page, address->network);
	if (page->text.n) {
		struct str network = str_trim(buf_peek(&page->text));

		network = arena_str(page->in->arena, network);
		buf_clear(&page->text);
		buf_add(&page->text, network);
		row_made(page, N_("address"));
	}
	text_reverse_names(page, address);
	row_made(page, N_("reverse name"));
	text_holder(page, (uint32_t)(address - page->in->survey->addresses));
}

/* --- what stands there ---------------------------------------------------------------
 */

static void add_term(struct page *page, const struct certificate *own)
{
	struct value values[] = {
		{ .key = "first", .kind = VALUE_TIME, .number = own->first },
		{ .key = "last", .kind = VALUE_TIME, .number = own->last }
	};

	if (own->first == CERTIFICATE_NO_TIME || own->last == CERTIFICATE_NO_TIME)
		return;
	buf_add(&page->text, STR("; "));
	phrase_add(page->in, page->options, N_("valid {first} – {last}"), values, 2,
		   &page->text);
}

static void add_certificate(struct page *page, const struct handshake *handshake)
{
	const struct certificate *own;

	if (!handshake->count)
		return;
	own = &handshake->chain[0];
	outside(page, own->subject.text);
	buf_add(&page->text, STR("; "));
	sentence(page, N_("issued by {name}"), "name", own->issuer.text);
	add_term(page, own);
	if (!handshake->covers) {
		buf_add(&page->text, STR("; "));
		ours(page, N_("for other names than this one"));
	}
	if (handshake->verify_known && handshake->verify_code) {
		buf_add(&page->text, STR("; "));
		ours(page, N_("not trusted"));
	}
	row_made(page, N_("certificate"));
}

static void add_site(struct page *page)
{
	const struct visits *visits = page->in->visits;
	const struct visit *visit = visits && visits->count ? &visits->items[0] : NULL;

	if (!visit || visit->state == VISIT_WAITING)
		return;
	for (uint32_t i = 0; i < visit->handshake_count && i < 1; i++)
		add_certificate(page, &visit->handshakes[i]);
	text_visit_state(page, visit);
	row_made(page, N_("site"));
}

static const char *listing_text(enum reputation_state state)
{
	switch (state) {
	case REPUTATION_LISTED:
		return N_("listed");
	case REPUTATION_NOT_LISTED:
		return N_("not listed");
	case REPUTATION_ERROR:
		return N_("error of the list, which says nothing");
	case REPUTATION_NO_ANSWER:
		return N_("no answer");
	default:
		return N_("not asked");
	}
}

static bool was_told(const struct reputation *reputation, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (reputation->entries[k].list == reputation->entries[i].list)
			return true;
	return false;
}

/* Of each list the gravest that it says of anything here; all of it with -v. */
static void add_lists(struct page *page)
{
	const struct reputation *reputation = page->in->reputation;
	const char *between = "";

	for (uint32_t i = 0; reputation && i < reputation->entry_count; i++) {
		const struct reputation_entry *entry = &reputation->entries[i];
		enum reputation_state state = entry->state;

		if (was_told(reputation, i))
			continue;
		for (uint32_t k = i + 1; k < reputation->entry_count; k++)
			if (reputation->entries[k].list == entry->list &&
			    reputation->entries[k].state > state)
				state = reputation->entries[k].state;
		buf_add_c(&page->text, between);
		buf_add_c(&page->text, entry->list->name);
		buf_add(&page->text, STR(": "));
		ours(page, listing_text(state));
		between = "; ";
	}
	if (page->text.n)
		row_made(page, N_("lists"));
}

void text_lookup_rows(struct page *page)
{
	const struct survey *survey = page->in->survey;
	const struct survey_address *address;
	const struct survey_host *host;

	add_what(page);
	if (survey && survey->done) {
		host = survey_asked_host(survey);
		address = survey_asked_address(survey);
		if (host)
			add_host(page, host);
		if (address)
			add_address(page, address);
		add_site(page);
		add_lists(page);
	}
	add_asked(page);
}

/* --- what was not asked ----------------------------------------------------------------
 */

static bool was_not_asked(const struct answer *answer)
{
	return answer->status == ANSWER_NOT_ALLOWED ||
	       answer->status == ANSWER_NOT_RECORDED;
}

static void add_refused(struct page *page, const struct answer *answer)
{
	buf_add_repeat(page->out, ' ', LEFT);
	phrase_outside(page->options, answer->question, LIMIT_REPORT_STRING, &page->text);
	if (answer->reason.n) {
		buf_add(&page->text, STR(": "));
		text_reason(page, page->in->arena, answer->reason);
	}
	page_wrap_made(page, LEFT, LEFT + 2, STYLE_PLAIN);
}

static void add_not_asked(struct page *page)
{
	const struct authentication *auth = &page->in->authentication;
	uint32_t count = 0;

	for (uint32_t i = 0; i < auth->answer_count; i++) {
		if (!was_not_asked(auth->answers[i]))
			continue;
		if (count++ == 0)
			page_heading(page, N_("Not asked"));
		if (count <= REFUSED_SHOWN)
			add_refused(page, auth->answers[i]);
	}
	if (count > REFUSED_SHOWN) {
		struct value value = { .key = "count",
				       .kind = VALUE_INT,
				       .number = count - REFUSED_SHOWN };

		phrase_add(page->in, page->options,
			   N_("… and {count} more (-v shows all answers)"), &value, 1,
			   &page->text);
		buf_add_repeat(page->out, ' ', LEFT);
		page_wrap_made(page, LEFT, LEFT, STYLE_DIM);
	}
}

/* As in a test: nobody shall take it for the world. */
static void add_connect_map(struct page *page)
{
	page_newline(page);
	buf_add_repeat(page->out, ' ', LEFT);
	ours(page, N_("Connections"));
	buf_add(&page->text, STR(": "));
	ours(page, N_("led to this machine by a connect-map, as in a test"));
	page_wrap_made(page, LEFT, LEFT + 2, STYLE_ODD);
}

/* --- the whole ------------------------------------------------------------------------
 */

void text_lookup(const struct inspection *in, const struct report_options *options,
		 struct buf *out)
{
	struct page page;

	page_init(&page, in, options, out);
	text_name_line(&page);
	add_title(&page);
	text_lookup_rows(&page);
	if (options->verbose >= 0) {
		text_findings(&page);
		add_not_asked(&page);
		text_log(&page);
		text_views(&page); /* a browser was asked for in so many words */
		text_notebook(&page);
		text_sites(&page, false);
		text_history(&page, false);
	}
	if (options->verbose > 0) {
		text_survey(&page);
		text_visits(&page);
		text_reputation(&page);
		text_answers(&page);
	}
	if (in->env->connect_map)
		add_connect_map(&page);
	page_newline(&page);
	page_fini(&page);
}
