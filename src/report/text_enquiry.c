/* report/text_enquiry.c - see text_enquiry.h. */
#include "report/text_enquiry.h"

#include "check/registry_list.h"
#include "report/phrase.h"

enum { COLUMN = 20, DEEPER = 4, NAMES_SHOWN = 6 };

static void begin(struct page *page, const char *label)
{
	if (page->rows)
		page->rows->begin(page->rows->arg, label);
	else
		page_label(page, DEEPER, COLUMN, page_our(page, label), STYLE_DIM);
}

static void end(struct page *page)
{
	if (page->rows)
		page->rows->end(page->rows->arg, page);
	else
		page_wrap_made(page, COLUMN, COLUMN, STYLE_PLAIN);
}

static void ours(struct page *page, const char *msgid)
{
	buf_add(&page->text, page_our(page, msgid));
}

static void outside(struct page *page, struct str text)
{
	phrase_outside(page->options, text, LIMIT_VALUE_SHOWN, &page->text);
}

/* --- the way ---------------------------------------------------------------------------
 */

static const char *state_text(enum enquiry_state state)
{
	static const char *const texts[ENQUIRY_STATES] = {
		[ENQUIRY_UNASKED] = N_("not asked"),
		[ENQUIRY_WAITING] = N_("not asked"),
		[ENQUIRY_NO_SERVER] = N_("no server is named for it"),
		[ENQUIRY_NO_ANSWER] = N_("no answer"),
		[ENQUIRY_UNREADABLE] = N_("the answer cannot be read"),
		[ENQUIRY_RETIRED] = N_("port 43 is shut: RDAP has taken its place"),
		[ENQUIRY_REFUSED] = N_("refused"),
		[ENQUIRY_THROTTLED] = N_("asked too often"),
		[ENQUIRY_NOT_FOUND] = N_("no such registration"),
		[ENQUIRY_RESERVED] = N_("reserved: nobody can have it"),
		[ENQUIRY_FOUND] = N_("found"),
	};

	return texts[state];
}

static void add_state(struct page *page, enum enquiry_state state, const char *why)
{
	ours(page, state_text(state));
	if (!why)
		return;
	buf_add_c(&page->text, ": ");
	ours(page, why);
}

static void step_line(struct page *page, const struct enquiry_step *step)
{
	begin(page, N_("asked"));
	buf_add_c(&page->text, step->rdap ? "RDAP " : "WHOIS ");
	outside(page, step->server);
	buf_add_c(&page->text, ": ");
	if (step->state == ENQUIRY_FOUND && (step->points_on || step->peer == PEER_ROOT))
		ours(page, N_("names who knows"));
	else
		add_state(page, step->state, step->why);
	end(page);
}

/* Which server said what: for whoever wants to know. */
static void way(struct page *page, const struct enquiry *enquiry)
{
	for (uint32_t i = 0; page->options->verbose > 0 && i < enquiry->step_count; i++)
		step_line(page, &enquiry->steps[i]);
}

/* False: there is something to tell. Of what was not asked only the patient hear. */
static bool is_told(struct page *page, const char *label, const struct enquiry *enquiry,
		    const char *why)
{
	enum enquiry_state state = enquiry ? enquiry->state : ENQUIRY_UNASKED;

	if (state == ENQUIRY_FOUND)
		return false;
	if (state > ENQUIRY_WAITING || page->options->verbose > 0) {
		begin(page, label);
		add_state(page, state, enquiry ? enquiry->why : why);
		end(page);
	}
	if (enquiry)
		way(page, enquiry);
	return true;
}

/* --- domains ---------------------------------------------------------------------------
 */

static void add_day(struct page *page, const struct registry_time *time)
{
	buf_add(&page->text, day_text(page->in->arena, time->utc));
}

static const char *stage_text(enum registration_stage stage)
{
	switch (stage) {
	case STAGE_HELD:
		return N_("on hold: out of the DNS");
	case STAGE_EXPIRED:
		return N_("its term is over");
	case STAGE_AUTO_RENEWED:
		return N_("renewed by itself, may still be given back");
	case STAGE_REDEMPTION:
		return N_("given up; its holder can still have it back");
	case STAGE_TO_BE_SUSPENDED:
		return N_("given up; suspended from the end of the month");
	case STAGE_SUSPENDED:
		return N_("given up and suspended");
	case STAGE_PENDING_DELETE:
		return N_("being deleted");
	default:
		return NULL;
	}
}

static void term_line(struct page *page, const struct registry_facts *facts,
		      const struct registration_life *life)
{
	const char *stage = stage_text(life->stage);

	if (!facts->created.ok && !facts->expires.ok && !stage)
		return;
	begin(page, N_("registered"));
	if (facts->created.ok)
		add_day(page, &facts->created);
	if (facts->expires.ok) {
		buf_add_c(&page->text, facts->created.ok ? " – " : "– ");
		add_day(page, &facts->expires);
	}
	if (stage) {
		buf_add_c(&page->text, "; ");
		ours(page, stage);
	}
	end(page);
}

static void registrar_line(struct page *page, const struct registry_facts *facts)
{
	if (!facts->registrar.n)
		return;
	begin(page, N_("registrar"));
	outside(page, facts->registrar);
	for (uint32_t i = 0; i < facts->abuse_count; i++)
		if (facts->abuse[i].of == REGISTRY_REGISTRAR && facts->abuse[i].email.n) {
			buf_add_c(&page->text, "; ");
			outside(page, facts->abuse[i].email);
			break;
		}
	end(page);
}

static const char *standing_text(const struct registry_contact *registrant)
{
	bool redacted = false, privacy = false;

	for (unsigned i = 0; i < REGISTRY_FIELDS; i++) {
		redacted |= registrant->fields[i].standing == REGISTRY_REDACTED;
		privacy |= registrant->fields[i].standing == REGISTRY_PRIVACY;
	}
	return privacy	  ? N_("a privacy service stands in for the owner")
	       : redacted ? N_("redacted")
			  : NULL;
}

static void registrant_line(struct page *page, const struct registry_contact *registrant)
{
	static const enum registry_field order[] = {
		REGISTRY_ORGANIZATION, REGISTRY_NAME,	 REGISTRY_EMAIL,
		REGISTRY_STATE,	       REGISTRY_COUNTRY,
	};
	const char *between = "", *standing = standing_text(registrant);

	if (!registry_contact_known(registrant) && !standing)
		return;
	begin(page, N_("registrant"));
	for (size_t i = 0; i < COUNT(order); i++) {
		const struct registry_value *value = &registrant->fields[order[i]];

		if (!is_shown(value))
			continue;
		buf_add_c(&page->text, between);
		outside(page, value->text);
		between = ", ";
	}
	if (standing) {
		buf_add_c(&page->text, between[0] ? "; " : "");
		ours(page, standing);
	}
	end(page);
}

static void conflict_lines(struct page *page, const struct registration *registration)
{
	for (uint32_t i = 0;
	     page->options->verbose > 0 && i < registration->conflict_count; i++) {
		const struct registration_conflict *conflict =
		    &registration->conflicts[i];

		begin(page, N_("they differ"));
		buf_add_c(&page->text, registration_source_name(conflict->kept_from));
		buf_add_c(&page->text, ": ");
		outside(page, conflict->kept);
		buf_add_c(&page->text, "; ");
		buf_add_c(&page->text, registration_source_name(conflict->other_from));
		buf_add_c(&page->text, ": ");
		outside(page, conflict->other);
		end(page);
	}
}

/* --- certificates of the past ----------------------------------------------------------
 */

/* Names below the domain itself say little; the patient hear them all. */
static bool is_name_told(const struct page *page, struct str name, struct str domain)
{
	str_eat(&name, STR("*."));
	return page->options->verbose > 0 || !str_is_domain_or_below(name, domain);
}

static void past_names(struct page *page, const struct ct_history *history,
		       struct str domain)
{
	uint32_t most = page->options->verbose > 0 ? history->name_count : NAMES_SHOWN;
	uint32_t told = 0;

	for (uint32_t i = 0; i < history->name_count; i++) {
		if (!is_name_told(page, history->names[i], domain) || told++ >= most)
			continue;
		if (told == 1)
			begin(page, N_("names on them"));
		else
			buf_add_c(&page->text, ", ");
		outside(page, history->names[i]);
	}
	if (told == 0)
		return;
	if (told > most)
		buf_printf(&page->text, " (+%u)", told - most);
	if (history->names_cut)
		buf_add_c(&page->text, " …");
	end(page);
}

/* "Google Trust Services LLC" of "C=US, O=Google Trust Services LLC, CN=GTS CA 1P5"; the
 * whole where there is no organization, "-" for nothing. */
static struct str organization(struct str issuer)
{
	size_t at = str_find_str(issuer, STR(", O="));
	struct str rest;

	if (issuer.n == 0)
		return STR("-");
	if (at == STR_NPOS)
		return issuer;
	rest = str_skip(issuer, at + 4);
	return str_eat_char(&rest, '"') ? str_until(rest, '"') : str_until(rest, ',');
}

static void past_found(struct page *page, const struct ct_history *history)
{
	struct arena *arena = page->in->arena;
	const struct value values[] = {
		{ .key = "count", .kind = VALUE_INT, .number = history->certificates },
		{ .key = "first",
		  .kind = VALUE_STR,
		  .str = history->dated ? day_text(arena, history->first) : STR("-") },
		{ .key = "last",
		  .kind = VALUE_STR,
		  .str = history->dated ? day_text(arena, history->last) : STR("-") },
		{ .key = "issuer",
		  .kind = VALUE_STR,
		  .str = organization(history->first_issuer) },
	};

	phrase_add(page->in, page->options,
		   history->cut
		       ? N_("of the newest {count} the oldest is valid from {first}, "
			    "the latest from {last}; older ones were not told")
		   : history->certificates == 1
		       ? N_("one, valid from {first}, by {issuer}")
		       : N_("the first valid from {first}, by {issuer}; {count} in all, "
			    "the latest from {last}"),
		   values, COUNT(values), &page->text);
}

/* What was not asked about only the patient hear, and where it was to be asked. */
static void past_lines(struct page *page, uint32_t domain)
{
	const struct past *past = past_of(page->in->pasts, domain);

	if (!past || (past->state <= PAST_WAITING && page->options->verbose < 1))
		return;
	begin(page, N_("certificates"));
	switch (past->state) {
	case PAST_FOUND:
		past_found(page, &past->history);
		break;
	case PAST_NONE:
		ours(page, N_("none was ever logged"));
		break;
	default:
		ours(page,
		     past->state == PAST_NO_ANSWER ? N_("no answer") : N_("not asked"));
		if (past->why) {
			buf_add_c(&page->text, ": ");
			ours(page, past->why);
		}
	}
	end(page);
	if (past->state == PAST_FOUND)
		past_names(page, &past->history, page->in->survey->domains[domain].name);
}

static void registration_lines(struct page *page, uint32_t domain)
{
	const struct enquired_domain *at;
	const struct registration *registration;

	if (!page->in->enquiries)
		return;
	at = &page->in->enquiries->domains[domain];
	if (is_told(page, N_("registered"), at->enquiry, at->why))
		return;
	registration = &at->enquiry->registration;
	term_line(page, &registration->facts, &at->life);
	registrar_line(page, &registration->facts);
	registrant_line(page, &registration->registrant);
	conflict_lines(page, registration);
	way(page, at->enquiry);
}

void text_registration(struct page *page, uint32_t domain)
{
	registration_lines(page, domain);
	past_lines(page, domain);
}

/* --- addresses -------------------------------------------------------------------------
 */

static void holder_line(struct page *page, const struct held *one)
{
	struct str parts[] = { held_name(one->network), one->network->range,
			       one->network->country };
	const char *between = "";
	uint32_t asn = held_asn(one);

	begin(page, N_("holder"));
	for (size_t i = 0; i < COUNT(parts); i++) {
		if (!parts[i].n)
			continue;
		buf_add_c(&page->text, between);
		outside(page, parts[i]);
		between = ", ";
	}
	if (asn)
		buf_printf(&page->text, "%sAS%u", between, asn);
	end(page);
}

static void abuse_line(struct page *page, const struct held *one)
{
	struct str mailbox = held_abuse(one);
	const char *registry = national_registry(domain_of(mailbox));

	if (!mailbox.n)
		return;
	begin(page, N_("abuse desk"));
	outside(page, mailbox);
	if (registry) {
		buf_printf(&page->text, " (%s: ", registry);
		ours(page, N_("a registry, not the hoster"));
		buf_add_char(&page->text, ')');
	}
	end(page);
}

static void place_line(struct page *page, const struct geo_answers *places)
{
	const char *between = "";

	for (uint32_t i = 0; i < places->count; i++) {
		const struct geo_answer *answer = &places->items[i];

		if (!answer->country.n)
			continue;
		if (!between[0])
			begin(page, N_("registered in"));
		buf_add_c(&page->text, between);
		outside(page, place_text(page->in->arena, answer));
		between = "; ";
	}
	if (!between[0])
		return;
	if (places->disagree) {
		buf_add_c(&page->text, between);
		ours(page, N_("the databases disagree"));
	}
	end(page);
}

void text_holder(struct page *page, uint32_t address)
{
	const struct enquired_address *at;
	struct held one;

	if (!page->in->enquiries)
		return;
	at = &page->in->enquiries->addresses[address];
	place_line(page, &at->places);
	if (is_told(page, N_("holder"), at->enquiry, at->why) || !at->enquiry->network)
		return;
	one = (struct held){ .at = at,
			     .enquiry = at->enquiry,
			     .network = at->enquiry->network };
	holder_line(page, &one);
	abuse_line(page, &one);
	way(page, at->enquiry);
}
