/* auth/spf_ask.c - how an SPF evaluation asks. */
#include "auth/spf_run.h"

#include "base/limits.h"
#include "record/dns_name.h"

uint16_t spf_address_type(const struct spf_run *run)
{
	return run->query->ip.kind == IP_V6 ? DNS_AAAA : DNS_A;
}

/* --- what must not be asked --------------------------------------------------------- */

/* Letters and digits alone, in lower case: "ann@example.com" and "ann=example.com" and
 * "ann-example-com" are one. */
static struct str bare(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
			out[n++] = ascii_lower(s.p[i]);
	return str_make(out, n);
}

/* Is `word` a word of `text`, as "ann" is of "bounce-ann+7"? */
static bool has_word(struct str text, struct str word)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && (ascii_is_alnum(text.p[i]) || text.p[i] < 0))
			continue;
		if (word.n && str_eq_nocase(str_sub(text, start, i), word))
			return true;
		start = i + 1;
	}
	return false;
}

/* A recipient's whole address in the name in whatever form, or his local part as a word
 * of the sender's, where that goes into the name. */
static bool is_secret(const struct spf_run *run, struct str name)
{
	const struct spf_query *query = run->query;
	bool carries_local =
	    spf_macro_uses(run->spec, 'l') || spf_macro_uses(run->spec, 's');

	for (uint32_t i = 0; i < query->secret_count; i++) {
		struct str secret = query->secrets[i], word = secret, domain;
		struct str key = bare(run->arena, secret);
		bool whole = str_cut_last(secret, '@', &word, &domain);

		if (whole && key.n &&
		    str_find_str(bare(run->arena, name), key) != STR_NPOS)
			return true;
		if (carries_local && whole && key.n &&
		    str_find_str(bare(run->arena, run->local), key) != STR_NPOS)
			return true;
		if (carries_local && has_word(run->local, word))
			return true;
	}
	return false;
}

/* --- one question --------------------------------------------------------------------
 */

static void note_answer(struct spf_run *run, struct spf_step *step,
			const struct answer *answer)
{
	for (uint32_t i = 0; i < step->answer_count; i++)
		if (step->answers[i] == answer)
			return;
	ARENA_GROW(run->arena, step->answers, step->answer_count, step->answer_cap);
	step->answers[step->answer_count++] = answer;
}

static const struct answer *put_question(struct spf_run *run, uint16_t type,
					 struct str name)
{
	struct question question;

	if (run->query->secret_count && is_secret(run, name) &&
	    question_dns(run->arena, type, name, &question))
		return door_forbid(run->door, &question, door_carries_recipient);
	return door_ask_dns(run->door, type, name);
}

static enum spf_found read_answer(struct arena *arena, const struct answer *answer,
				  uint16_t type, struct spf_reading *ret)
{
	struct dns_packet packet;
	struct err err;

	if (answer_is_unasked(answer))
		return SPF_UNASKED;
	if (!answer_is_known(answer) || answer->dnssec == DNSSEC_BOGUS)
		return SPF_BROKEN;
	if (answer->status != ANSWER_ANSWERED)
		return SPF_VOID;
	/* A truncated packet would be a part of the truth. */
	if (!dns_read(arena, answer->bytes, &packet, &err) || packet.truncated ||
	    !dns_select(arena, &packet, type, &ret->records, &ret->count, NULL, NULL))
		return SPF_BROKEN;
	return ret->count ? SPF_FOUND : SPF_VOID;
}

struct spf_reading *spf_ask_reading(struct spf_run *run, struct spf_step *step,
				    uint16_t type, struct str name)
{
	const struct answer *answer = put_question(run, type, name);
	struct spf_reading *reading;

	if (!answer) {
		run->waits = true;
		return NULL;
	}
	if (step)
		note_answer(run, step, answer);
	reading = answer->kept[ANSWER_READ_BY_SPF];
	if (reading)
		return reading;
	reading = arena_new_of(door_arena(run->door), struct spf_reading);
	reading->found = read_answer(door_arena(run->door), answer, type, reading);
	door_keep(run->door, answer, ANSWER_READ_BY_SPF, reading);
	return reading;
}

enum spf_found spf_ask(struct spf_run *run, struct spf_step *step, uint16_t type,
		       struct str name, const struct dns_record ***ret,
		       uint32_t *ret_count)
{
	const struct spf_reading *reading = spf_ask_reading(run, step, type, name);

	*ret_count = reading ? reading->count : 0;
	if (!reading)
		return SPF_WAIT;
	*ret = reading->records;
	return reading->found;
}

/* --- the names of an address
 * ------------------------------------------------------------
 */

/* "1.2.0.192.in-addr.arpa" */
static struct str reverse_name(struct spf_run *run)
{
	struct spf_macro_values values = { .ip = &run->query->ip };
	struct str name = STR("");

	spf_macro_expand(run->arena, STR("%{ir}.%{v}.arpa"), &values, &name);
	return name;
}

/* SPF_FOUND: it does. */
static enum spf_found leads_back(struct spf_run *run, struct spf_step *step,
				 struct str name)
{
	const struct dns_record **records;
	enum spf_found found;
	uint32_t count;

	found = spf_ask(run, step, spf_address_type(run), name, &records, &count);
	for (uint32_t i = 0; i < count; i++)
		if (memcmp(records[i]->data.p, run->query->ip.bytes,
			   records[i]->data.n) == 0)
			return SPF_FOUND;
	return found == SPF_FOUND ? SPF_VOID : found;
}

enum spf_found spf_validate(struct spf_run *run, struct spf_step *step)
{
	const struct dns_record **names;
	enum spf_found found;
	bool unasked = false;
	uint32_t count;

	found = spf_ask(run, step, DNS_PTR, reverse_name(run), &names, &count);
	if (found != SPF_FOUND || run->validated_known)
		return found;
	if (count > LIMIT_SPF_NAMES)
		count = LIMIT_SPF_NAMES;
	run->validated = arena_alloc_array(run->arena, count, sizeof *run->validated);
	for (uint32_t i = 0; i < count; i++) {
		enum spf_found back = leads_back(run, step, names[i]->data);

		if (back == SPF_FOUND)
			run->validated[run->validated_count++] = names[i]->data;
		unasked |= back == SPF_UNASKED;
	}
	if (run->waits)
		return SPF_WAIT;
	if (unasked)
		return SPF_UNASKED;
	run->validated_known = true;
	return SPF_FOUND;
}

/* RFC 7208, 7.3: the domain itself, else a name below it, else any. */
struct str spf_validated_name(const struct spf_run *run, struct str domain)
{
	for (uint32_t i = 0; i < run->validated_count; i++)
		if (str_eq_nocase(run->validated[i], domain))
			return run->validated[i];
	for (uint32_t i = 0; i < run->validated_count; i++)
		if (str_is_domain_or_below(run->validated[i], domain))
			return run->validated[i];
	return run->validated_count ? run->validated[0] : STR("unknown");
}

bool spf_expand(struct spf_run *run, struct str domain, struct str text, struct str *ret)
{
	const struct spf_query *query = run->query;
	struct spf_macro_values values = {
		.sender = run->sender,
		.local = run->local,
		.sender_domain = run->sender_domain,
		.domain = domain,
		.ip = &query->ip,
		.validated = spf_validated_name(run, domain),
		.helo = run->helo,
		.receiver = query->receiver.n ? query->receiver : STR("unknown"),
		.clock = query->clock,
	};

	return spf_macro_expand(run->arena, text, &values, ret);
}

/* --- ahead
 * ------------------------------------------------------------------------------- */

static uint16_t first_type(const struct spf_run *run, enum spf_kind kind)
{
	switch (kind) {
	case SPF_TERM_INCLUDE:
	case SPF_TERM_REDIRECT:
		return DNS_TXT;
	case SPF_TERM_A:
		return spf_address_type(run);
	case SPF_TERM_MX:
		return DNS_MX;
	case SPF_TERM_EXISTS:
		return DNS_A;
	case SPF_TERM_PTR:
		return DNS_PTR;
	default:
		return 0;
	}
}

static void ask_one_ahead(struct spf_run *run, const struct spf_term *term, uint16_t type,
			  struct str domain)
{
	struct str name = domain;

	/* The names behind %{p} are asked for when its term is reached. */
	if (spf_macro_uses(term->domain, 'p'))
		return;
	if (term->kind == SPF_TERM_PTR)
		name = reverse_name(run);
	else if (term->domain.n && !spf_expand(run, domain, term->domain, &name))
		return;
	run->spec = term->kind == SPF_TERM_PTR ? STR("") : term->domain;
	name = dns_name_quote(run->arena, spf_macro_name(name));
	if (type == DNS_TXT && !spf_is_domain(name))
		return;
	if (!put_question(run, type, name))
		run->waits = true;
}

/* What the terms of a record will ask goes out at once, as far as their number allows:
 * answers come in one journey instead of ten. They are waited for even where an earlier
 * term decides, so that what was asked does not depend on who answers first. */
void spf_ask_ahead(struct spf_run *run, const struct spf_record *record,
		   struct str domain)
{
	uint32_t left = LIMIT_SPF_TERMS_ASKING - run->result->terms_used;

	for (uint32_t i = 0; i < record->count && left; i++) {
		const struct spf_term *term = &record->terms[i];
		uint16_t type = first_type(run, term->kind);

		if (term->kind == SPF_TERM_ALL)
			return;
		if (type == 0 || term == record->redirect)
			continue;
		ask_one_ahead(run, term, type, domain);
		left--;
	}
	if (record->redirect && left)
		ask_one_ahead(run, record->redirect, DNS_TXT, domain);
}
