/* auth/spf.c - check_host() (RFC 7208, 4); see spf.h.
 *
 * Read from top to bottom it is the RFC. Where an answer is on its way, run->waits is
 * set, whatever is returned then means nothing, and the whole is run again from its
 * start. check_host() calls itself for include and redirect; terms that ask are counted,
 * so it is never deeper than ten. */
#include "auth/spf_run.h"

#include "base/limits.h"
#include "link/host.h"
#include "record/dns_name.h"

const char *spf_code_name(enum spf_code code)
{
	static const char *const names[] = {
		[SPF_NONE] = "none",	       [SPF_NEUTRAL] = "neutral",
		[SPF_PASS] = "pass",	       [SPF_FAIL] = "fail",
		[SPF_SOFTFAIL] = "softfail",   [SPF_TEMPERROR] = "temperror",
		[SPF_PERMERROR] = "permerror", [SPF_UNCHECKED] = "unchecked",
	};

	return names[code];
}

const char *spf_scope_name(enum spf_scope scope)
{
	return scope == SPF_HELO ? "helo" : "mailfrom";
}

static struct spf_step *add_step(struct spf_run *run, struct str domain, uint16_t depth,
				 struct str term)
{
	struct spf_result *result = run->result;
	struct spf_step *step = arena_new_of(run->arena, struct spf_step);

	*step = (struct spf_step){
		.depth = depth, .domain = domain, .term = term, .outcome = "not-reached"
	};
	ARENA_GROW(run->arena, result->trace, result->trace_count, result->trace_cap);
	result->trace[result->trace_count++] = step;
	return step;
}

static enum spf_code problem(struct spf_run *run, enum spf_code code, const char *what,
			     struct str at)
{
	if (!run->result->problem) {
		run->result->problem = what;
		run->result->problem_at = at;
	}
	return code;
}

/* --- the record (4.3 to 4.5)
 * ------------------------------------------------------------ */

/* "[192.0.2.1]" is none. */
bool spf_is_domain(struct str domain)
{
	char text[DNS_NAME_TEXT];

	return domain.n && domain.p[0] != '[' && str_find(domain, '.') != STR_NPOS &&
	       dns_name_write(domain, text);
}

/* 4.5: exactly one record begins with "v=spf1". Other TXT records are no business of SPF.
 */
static void select_record(struct arena *arena, struct spf_reading *reading)
{
	uint32_t records = 0;

	reading->parsed = true;
	reading->code = SPF_PASS;
	for (uint32_t i = 0; i < reading->count; i++)
		if (spf_record_is(reading->records[i]->data) && ++records == 1)
			reading->text = reading->records[i]->data;
	if (records == 1) {
		spf_record_parse(arena, reading->text, &reading->record);
		return;
	}
	reading->code = records ? SPF_PERMERROR : SPF_NONE;
	reading->problem = records ? N_("the domain publishes several SPF records")
				   : N_("the domain publishes no SPF record");
}

static enum spf_code take_record(struct spf_run *run, struct str domain,
				 struct spf_reading *reading,
				 const struct spf_reading **ret)
{
	if (!reading->parsed)
		select_record(door_arena(run->door), reading);
	/* Of several the first is shown. */
	if (reading->text.p)
		*ret = reading;
	if (reading->code != SPF_PASS)
		return problem(run, reading->code, reading->problem, domain);
	return SPF_PASS;
}

/* SPF_PASS: there it is. */
static enum spf_code fetch_record(struct spf_run *run, struct str domain,
				  struct spf_step *step, const struct spf_reading **ret)
{
	struct str name = dns_name_quote(run->arena, domain);
	struct spf_reading *reading;

	if (!spf_is_domain(name))
		return problem(run, SPF_NONE,
			       N_("this is no name that could have a record"), domain);
	reading = spf_ask_reading(run, step, DNS_TXT, name);
	if (!reading)
		return SPF_TEMPERROR; /* waiting */
	switch (reading->found) {
	case SPF_FOUND:
		return take_record(run, domain, reading, ret);
	case SPF_VOID:
		return problem(run, SPF_NONE,
			       step->answers[0]->status == ANSWER_NO_SUCH_NAME
				   ? N_("there is no such domain")
				   : N_("the domain publishes no SPF record"),
			       domain);
	case SPF_UNASKED:
		return problem(run, SPF_UNCHECKED,
			       N_("the domain was not asked for its record"), domain);
	default:
		return problem(run, SPF_TEMPERROR,
			       N_("the question for its record brought no usable answer"),
			       domain);
	}
}

/* --- evaluation (4.6)
 * ------------------------------------------------------------------- */

static void list_faults(struct spf_run *run, const struct spf_record *record,
			struct str domain, uint16_t depth)
{
	for (uint32_t i = 0; i < record->count; i++) {
		struct spf_step *step =
		    add_step(run, domain, depth, record->terms[i].text);

		if (!record->terms[i].problem)
			continue;
		step->outcome = "error";
		step->reason = record->terms[i].problem;
	}
	problem(run, SPF_PERMERROR, record->problem,
		record->problem_at.n ? record->problem_at : domain);
}

static bool is_modifier(const struct spf_term *term)
{
	return term->kind == SPF_TERM_REDIRECT || term->kind == SPF_TERM_EXP ||
	       term->kind == SPF_TERM_OTHER;
}

static enum spf_code by_qualifier(char qualifier)
{
	switch (qualifier) {
	case '-':
		return SPF_FAIL;
	case '~':
		return SPF_SOFTFAIL;
	case '?':
		return SPF_NEUTRAL;
	default:
		return SPF_PASS;
	}
}

static const char *why_skipped(const struct spf_record *record,
			       const struct spf_term *term)
{
	if (term->kind == SPF_TERM_EXP)
		return N_("it only explains a fail");
	if (term->kind == SPF_TERM_OTHER)
		return N_("SPF knows no such modifier and ignores it");
	return record->has_all ? N_("a record with \"all\" does not redirect")
			       : N_("it would count if no mechanism matched");
}

/* What stands behind the term that decided. */
static void list_rest(struct spf_run *run, const struct spf_record *record, uint32_t from,
		      struct str domain, uint16_t depth)
{
	for (uint32_t i = from; i < record->count; i++) {
		const struct spf_term *term = &record->terms[i];
		struct spf_step *step = add_step(run, domain, depth, term->text);

		if (is_modifier(term)) {
			step->outcome = "skipped";
			step->reason = why_skipped(record, term);
		}
	}
}

/* 6.1: the result of another domain stands in for this one's. */
static enum spf_code follow_redirect(struct spf_run *run, const struct spf_record *record,
				     struct str domain, uint16_t depth)
{
	const struct spf_term *term = record->redirect;
	struct spf_step *step = add_step(run, domain, depth, term->text);
	enum spf_code code;
	struct str name;

	code = spf_target(run, term, domain, step, &name);
	if (code != SPF_PASS || run->waits)
		return code;
	step->outcome = "match";
	step->reason = N_("no mechanism matched: the other domain decides");
	code = spf_check_host(run, name, depth);
	if (code == SPF_NONE)
		return spf_term_error(
		    run, step, SPF_PERMERROR,
		    N_("the domain that should decide publishes no SPF record"));
	return code;
}

/* 6.2: a fail may be explained by the domain whose record decided. Whatever goes wrong,
 * there is no explanation then; nothing of it counts. */
static void explain(struct spf_run *run, const struct spf_record *record,
		    struct str domain, struct spf_step *step)
{
	const struct dns_record **found;
	struct str name, text;
	uint32_t count;

	run->spec = record->exp->domain;
	if (spf_macro_uses(record->exp->domain, 'p'))
		spf_validate(run, step);
	if (run->waits || !spf_expand(run, domain, record->exp->domain, &name))
		return;
	name = spf_macro_name(name);
	step->expanded = name;
	if (spf_ask(run, step, DNS_TXT, dns_name_quote(run->arena, name), &found,
		    &count) != SPF_FOUND ||
	    count != 1)
		return;
	text = found[0]->data;
	run->spec = STR("");
	if (!spf_macro_valid(text, true))
		return;
	if (spf_macro_uses(text, 'p'))
		spf_validate(run, step);
	if (!run->waits && spf_expand(run, domain, text, &text))
		run->result->explanation = text;
}

static void explain_fail(struct spf_run *run, const struct spf_record *record,
			 struct str domain)
{
	struct spf_result *result = run->result;

	for (uint32_t i = result->trace_count; i-- > 0;) {
		struct spf_step *step = result->trace[i];

		if (step->depth == 0 && str_eq(step->term, record->exp->text)) {
			explain(run, record, domain, step);
			if (result->explanation.n)
				step->outcome = "used";
			step->reason = result->explanation.n
					   ? N_("it explains the fail")
					   : N_("it gives no explanation");
			return;
		}
	}
}

static enum spf_code evaluate(struct spf_run *run, const struct spf_record *record,
			      struct str domain, uint16_t depth)
{
	for (uint32_t i = 0; i < record->count; i++) {
		const struct spf_term *term = &record->terms[i];
		struct spf_step *step;
		enum spf_code code;

		/* It has its place in the trace where it counts. */
		if (term == record->redirect && !record->has_all)
			continue;
		step = add_step(run, domain, depth, term->text);
		if (is_modifier(term)) {
			step->outcome = "skipped";
			step->reason = why_skipped(record, term);
			continue;
		}
		code = spf_mechanism(run, term, domain, step);
		if (run->waits)
			return code;
		if (code == SPF_NONE)
			continue;
		if (code == SPF_PASS)
			code = by_qualifier(term->qualifier);
		if (depth == 0)
			run->result->matched =
			    code < SPF_TEMPERROR ? term->text : STR("");
		list_rest(run, record, i + 1, domain, depth);
		return code;
	}
	if (record->redirect && !record->has_all)
		return follow_redirect(run, record, domain, depth);
	return SPF_NEUTRAL; /* 4.7 */
}

enum spf_code spf_check_host(struct spf_run *run, struct str domain, uint16_t depth)
{
	struct spf_result *result = run->result;
	struct spf_step *step = add_step(run, domain, depth, STR(""));
	const struct spf_reading *reading = NULL;
	const struct spf_record *record;
	enum spf_code code;

	code = fetch_record(run, domain, step, &reading);
	if (run->waits)
		return code;
	step->outcome = code == SPF_PASS ? "record" : "no-record";
	step->expanded = reading ? reading->text : STR_NONE;
	if (code != SPF_PASS) {
		step->reason = result->problem;
		return code;
	}
	if (!result->record.p)
		result->record = reading->text;
	record = &reading->record;
	if (record->problem) {
		list_faults(run, record, domain, depth);
		return SPF_PERMERROR;
	}
	door_purpose(run->door, PURPOSE_SPF_TERM);
	spf_ask_ahead(run, record, domain);
	if (run->waits)
		return SPF_TEMPERROR;
	code = evaluate(run, record, domain, depth);
	if (code == SPF_FAIL && depth == 0 && record->exp && !run->waits &&
	    !run->explained)
		explain_fail(run, record, domain);
	run->explained |= depth == 0;
	return code;
}

/* --- who is to be checked (2.3, 2.4, 4.3)
 * -------------------------------------------------- */

/* A-labels, no final dot. */
static struct str clean_domain(struct arena *arena, struct str domain)
{
	struct host host;

	if (domain.n > 1 && domain.p[domain.n - 1] == '.')
		domain.n--;
	for (size_t i = 0; i < domain.n; i++)
		if ((unsigned char)domain.p[i] >= 0x80) {
			host_parse(arena, domain, &host);
			return host.ascii.n ? host.ascii : domain;
		}
	return domain;
}

static void set_identity(struct spf_run *run)
{
	const struct spf_query *query = run->query;
	struct str domain = query->mail_from;

	run->helo = clean_domain(run->arena, query->helo);
	if (query->scope == SPF_HELO || query->mail_from.n == 0)
		domain = run->helo;
	else if (!str_cut_last(query->mail_from, '@', &run->local, &domain))
		domain = query->mail_from;
	if (run->local.n == 0)
		run->local = STR("postmaster");
	run->sender_domain = clean_domain(run->arena, domain);
	run->sender =
	    arena_concat(run->arena, arena_concat(run->arena, run->local, STR("@")),
			 run->sender_domain);
}

static const struct answer *published(const struct spf_result *result)
{
	return result->trace_count && result->trace[0]->answer_count
		   ? result->trace[0]->answers[0]
		   : NULL;
}

bool spf_check(struct arena *arena, struct door *door, const struct spf_query *query,
	       struct spf_result *ret)
{
	struct spf_result result = { .scope = query->scope, .addresses_log2 = -1 };
	struct spf_run run = {
		.arena = arena, .door = door, .query = query, .result = &result
	};

	door_purpose(door,
		     query->scope == SPF_HELO ? PURPOSE_SPF_HELO : PURPOSE_SPF_MAILFROM);
	set_identity(&run);
	result.domain = run.sender_domain;
	result.code = spf_check_host(&run, run.sender_domain, 0);
	if (run.waits)
		return false;
	if (result.code >= SPF_TEMPERROR || result.code == SPF_NONE)
		result.addresses_log2 = -1;
	else
		result.problem = NULL;
	if (!result.problem)
		result.problem_at = STR_NONE;
	result.published = published(&result);
	*ret = result;
	return true;
}
