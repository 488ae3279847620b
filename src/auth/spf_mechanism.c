/* auth/spf_mechanism.c - the mechanisms, one function each (RFC 7208, 5). */
#include "auth/spf_run.h"

#include "base/limits.h"
#include "record/dns_name.h"

enum spf_code spf_term_error(struct spf_run *run, struct spf_step *step,
			     enum spf_code code, const char *reason)
{
	step->outcome = "error";
	step->reason = reason;
	if (!run->result->problem) {
		run->result->problem = reason;
		run->result->problem_at = step->term;
	}
	return code;
}

static enum spf_code no_match(struct spf_step *step, const char *reason)
{
	step->outcome = "no-match";
	step->reason = reason;
	return SPF_NONE;
}

static enum spf_code match(struct spf_run *run, struct spf_step *step, int range,
			   const char *reason)
{
	step->outcome = "match";
	step->reason = reason;
	run->result->addresses_log2 = range;
	return SPF_PASS;
}

enum spf_code spf_missing(struct spf_run *run, struct spf_step *step,
			  enum spf_found found)
{
	if (found == SPF_UNASKED)
		return spf_term_error(
		    run, step, SPF_UNCHECKED,
		    N_("the answer to its question is not there: it was "
		       "not asked"));
	return spf_term_error(run, step, SPF_TEMPERROR,
			      N_("its question brought no usable answer"));
}

/* RFC 7208, 4.6.4: over all records of one check. */
static bool count_term(struct spf_run *run)
{
	return ++run->result->terms_used <= LIMIT_SPF_TERMS_ASKING;
}

static enum spf_code too_many(struct spf_run *run, struct spf_step *step)
{
	return spf_term_error(run, step, SPF_PERMERROR,
			      N_("more than 10 terms ask the DNS"));
}

/* A term that finds nothing counts once, however many names it asked for: the RFC limits
 * such terms. */
static enum spf_code nothing_found(struct spf_run *run, struct spf_step *step,
				   const char *reason)
{
	if (++run->result->void_lookups > LIMIT_SPF_VOID)
		return spf_term_error(run, step, SPF_PERMERROR,
				      N_("more than 2 terms find nothing in the DNS"));
	return no_match(step, reason);
}

/* The names behind %{p}; the first use is one question more. */
static enum spf_code prepare_p(struct spf_run *run, struct spf_step *step)
{
	enum spf_found found;

	if (!run->counted_p && !count_term(run))
		return too_many(run, step);
	run->counted_p = true;
	found = spf_validate(run, step);
	if (found == SPF_UNASKED)
		return spf_missing(run, step, found);
	return SPF_PASS;
}

enum spf_code spf_target(struct spf_run *run, const struct spf_term *term,
			 struct str domain, struct spf_step *step, struct str *ret)
{
	struct str name = domain;

	if (!count_term(run))
		return too_many(run, step);
	run->spec = term->domain;
	if (term->domain.n) {
		enum spf_code code = SPF_PASS;

		if (spf_macro_uses(term->domain, 'p'))
			code = prepare_p(run, step);
		if (code != SPF_PASS || run->waits)
			return code;
		if (!spf_expand(run, domain, term->domain, &name))
			return spf_term_error(run, step, SPF_PERMERROR,
					      N_("its macros grow beyond any name"));
		name = spf_macro_name(name);
		step->expanded = name;
	}
	*ret = name;
	return SPF_PASS;
}

/* --- records ------------------------------------------------------------------------
 */

struct records {
	const struct dns_record **items;
	uint32_t count;
};

/* The records of that type at the term's name. SPF_PASS: there are some, or, where it
 * waits, nobody knows yet; else what comes of the term. `none` says that there are none.
 */
static enum spf_code ask_target(struct spf_run *run, const struct spf_term *term,
				struct str domain, struct spf_step *step, uint16_t type,
				const char *none, struct records *ret)
{
	enum spf_found found;
	enum spf_code code;
	struct str name;

	code = spf_target(run, term, domain, step, &name);
	if (code != SPF_PASS || run->waits)
		return code;
	found = spf_ask(run, step, type, dns_name_quote(run->arena, name), &ret->items,
			&ret->count);
	if (found == SPF_VOID)
		return nothing_found(run, step, none);
	if (found != SPF_FOUND)
		return spf_missing(run, step, found);
	return SPF_PASS;
}

/* --- addresses ------------------------------------------------------------------------
 */

static struct ip_net net_of(const struct spf_run *run, const struct dns_record *record,
			    const struct spf_term *term)
{
	struct ip_net net = { .ip.kind = run->query->ip.kind };

	memcpy(net.ip.bytes, record->data.p, record->data.n);
	net.bits = net.ip.kind == IP_V6 ? term->bits6 : term->bits4;
	return net;
}

static bool holds_client(const struct spf_run *run, const struct records *addresses,
			 const struct spf_term *term)
{
	for (uint32_t i = 0; i < addresses->count; i++) {
		struct ip_net net = net_of(run, addresses->items[i], term);

		if (ip_in_net(&run->query->ip, &net))
			return true;
	}
	return false;
}

static int address_bits(const struct spf_run *run)
{
	return run->query->ip.kind == IP_V6 ? 128 : 32;
}

static int range_of(const struct spf_run *run, const struct spf_term *term)
{
	return run->query->ip.kind == IP_V6 ? 128 - term->bits6 : 32 - term->bits4;
}

static enum spf_code run_ip(struct spf_run *run, const struct spf_term *term,
			    struct str domain, struct spf_step *step)
{
	(void)domain;
	if (term->net.ip.kind != run->query->ip.kind)
		return no_match(step, N_("the client's address is of the other family"));
	if (!ip_in_net(&run->query->ip, &term->net))
		return no_match(step, N_("the client is not in this network"));
	return match(run, step, address_bits(run) - term->net.bits,
		     N_("the client is in this network"));
}

static enum spf_code run_all(struct spf_run *run, const struct spf_term *term,
			     struct str domain, struct spf_step *step)
{
	(void)term, (void)domain;
	return match(run, step, address_bits(run), N_("it matches every client"));
}

static enum spf_code run_a(struct spf_run *run, const struct spf_term *term,
			   struct str domain, struct spf_step *step)
{
	struct records addresses;
	enum spf_code code =
	    ask_target(run, term, domain, step, spf_address_type(run),
		       N_("the name has no address of the client's family"), &addresses);

	if (code != SPF_PASS || run->waits)
		return code;
	if (holds_client(run, &addresses, term))
		return match(run, step, range_of(run, term),
			     N_("the name has the client's address, or one near it"));
	return no_match(step, N_("the client's address is not among those of the name"));
}

static bool is_no_host(const struct dns_record *mx)
{
	return str_eq(mx->data, STR("."));
}

static enum spf_found ask_for_exchanger(struct spf_run *run, struct spf_step *step,
					const struct dns_record *mx, struct records *ret)
{
	return spf_ask(run, step, spf_address_type(run), mx->data, &ret->items,
		       &ret->count);
}

/* All at once; what they bring is looked at one after the other. */
static void ask_for_exchangers(struct spf_run *run, struct spf_step *step,
			       const struct records *mx)
{
	struct records addresses;

	for (uint32_t i = 0; i < mx->count && i < LIMIT_SPF_NAMES; i++)
		if (!is_no_host(mx->items[i]))
			ask_for_exchanger(run, step, mx->items[i], &addresses);
}

static enum spf_code try_exchangers(struct spf_run *run, const struct spf_term *term,
				    struct spf_step *step, const struct records *mx)
{
	bool any = false, host = false;

	for (uint32_t i = 0; i < mx->count; i++) {
		struct records addresses;
		enum spf_found found;

		if (is_no_host(mx->items[i]))
			continue;
		if (i == LIMIT_SPF_NAMES)
			return spf_term_error(run, step, SPF_PERMERROR,
					      N_("it has more than 10 mail exchangers"));
		host = true;
		found = ask_for_exchanger(run, step, mx->items[i], &addresses);
		if (found == SPF_UNASKED || found == SPF_BROKEN)
			return spf_missing(run, step, found);
		any |= found == SPF_FOUND;
		if (found == SPF_FOUND && holds_client(run, &addresses, term))
			return match(run, step, range_of(run, term),
				     N_("a mail exchanger has the client's address, or "
					"one near it"));
	}
	if (host && !any)
		return nothing_found(
		    run, step,
		    N_("no mail exchanger has an address of the client's "
		       "family"));
	return no_match(step, N_("no mail exchanger has the client's address"));
}

static enum spf_code run_mx(struct spf_run *run, const struct spf_term *term,
			    struct str domain, struct spf_step *step)
{
	struct records mx;
	enum spf_code code = ask_target(run, term, domain, step, DNS_MX,
					N_("the name has no mail exchanger"), &mx);

	if (code != SPF_PASS || run->waits)
		return code;
	ask_for_exchangers(run, step, &mx);
	if (run->waits)
		return SPF_TEMPERROR;
	return try_exchangers(run, term, step, &mx);
}

/* --- names
 * ------------------------------------------------------------------------------- */

/* As the names of answers are written. */
static struct str canonical(struct spf_run *run, struct str raw)
{
	struct question question = { 0 };

	question_dns(run->arena, DNS_PTR, dns_name_quote(run->arena, raw), &question);
	return question.name;
}

static enum spf_code run_ptr(struct spf_run *run, const struct spf_term *term,
			     struct str domain, struct spf_step *step)
{
	enum spf_found found;
	enum spf_code code;
	struct str name;

	code = spf_target(run, term, domain, step, &name);
	if (code != SPF_PASS || run->waits)
		return code;
	run->spec = STR("");
	found = spf_validate(run, step);
	if (found == SPF_VOID)
		return nothing_found(run, step, N_("the client's address has no name"));
	if (found == SPF_UNASKED || run->waits)
		return spf_missing(run, step, found);
	/* RFC 7208, 5.5: an error is no match. */
	if (found == SPF_BROKEN)
		return no_match(step,
				N_("the name of the client's address cannot be found"));
	name = canonical(run, name);
	for (uint32_t i = 0; i < run->validated_count; i++)
		if (name.n && str_is_domain_or_below(run->validated[i], name))
			return match(run, step, -1,
				     N_("a name of the client's address lies there, and "
					"leads back to it"));
	return no_match(step, N_("no name of the client's address that leads back to it "
				 "lies there"));
}

/* A name that does not depend on the client is there for all of them. */
static bool asks_about_client(struct str spec)
{
	return spf_macro_uses(spec, 'i') || spf_macro_uses(spec, 'p') ||
	       spf_macro_uses(spec, 'h');
}

/* RFC 7208, 5.7: A, also for a client with IPv6. */
static enum spf_code run_exists(struct spf_run *run, const struct spf_term *term,
				struct str domain, struct spf_step *step)
{
	struct records addresses;
	enum spf_code code = ask_target(run, term, domain, step, DNS_A,
					N_("there is no such name"), &addresses);

	if (code != SPF_PASS || run->waits)
		return code;
	return match(run, step, asks_about_client(term->domain) ? -1 : address_bits(run),
		     N_("there is such a name"));
}

/* RFC 7208, 5.2: the table of what an included result does. */
static enum spf_code run_include(struct spf_run *run, const struct spf_term *term,
				 struct str domain, struct spf_step *step)
{
	enum spf_code code;
	struct str name;

	code = spf_target(run, term, domain, step, &name);
	if (code != SPF_PASS || run->waits)
		return code;
	code = spf_check_host(run, name, (uint16_t)(step->depth + 1));
	switch (code) {
	case SPF_PASS:
		step->outcome = "match";
		step->reason = N_("the included record passes the client");
		return SPF_PASS;
	case SPF_NONE:
		return spf_term_error(run, step, SPF_PERMERROR,
				      N_("the included domain publishes no SPF record"));
	case SPF_TEMPERROR:
	case SPF_PERMERROR:
	case SPF_UNCHECKED:
		return spf_term_error(run, step, code,
				      N_("the included record could not be evaluated"));
	default:
		run->result->addresses_log2 = -1;
		return no_match(step, N_("the included record does not pass the client"));
	}
}

enum spf_code spf_mechanism(struct spf_run *run, const struct spf_term *term,
			    struct str domain, struct spf_step *step)
{
	switch (term->kind) {
	case SPF_TERM_ALL:
		return run_all(run, term, domain, step);
	case SPF_TERM_INCLUDE:
		return run_include(run, term, domain, step);
	case SPF_TERM_A:
		return run_a(run, term, domain, step);
	case SPF_TERM_MX:
		return run_mx(run, term, domain, step);
	case SPF_TERM_PTR:
		return run_ptr(run, term, domain, step);
	case SPF_TERM_EXISTS:
		return run_exists(run, term, domain, step);
	default:
		return run_ip(run, term, domain, step);
	}
}
