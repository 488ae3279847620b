/* check/id_other_address_quoted.c - the conversation that it goes on with was held with
 * an address of the same name at another domain. */
#include "check/address_in.h"
#include "check/identity_list.h"
#include "check/names_alike.h"

#include "link/host.h"

enum { ELSEWHERE, LOOKS_ALIKE };
/* "t.ueda", not "info", which every house has. */
enum { LEAST_LOCAL = 4, LINES_ABOVE = 2, ADDRESSES = 64 };

static bool is_personal(const struct inspection *in, struct str local)
{
	return local.n >= LEAST_LOCAL && !tables_is_role_account(in->env->tables, local);
}

/* The same name elsewhere: not here, and not at our own side. */
static bool is_other(const struct inspection *in, const struct identity *from,
		     struct str local, struct str address)
{
	struct str name, domain, registrable;

	if (!str_cut_last(address, '@', &name, &domain) || !str_eq_nocase(name, local) ||
	    site_is_own_domain(in->env->site, domain))
		return false;
	registrable = host_registrable(in->arena, domain);
	return registrable.n && !str_eq_nocase(registrable, from->registrable);
}

/* Who wrote stands above what he wrote. */
static size_t with_attribution(struct str text, size_t start)
{
	uint32_t lines = 0;

	while (start && (text.p[start - 1] != '\n' || lines++ < LINES_ABOVE))
		start--;
	return start;
}

struct search {
	const struct inspection *in;
	const struct identity *from;
	struct str local;
	uint32_t left; /* addresses that are still looked at */
	bool here;     /* the address of From was found as well */
};

static struct str search_quotation(struct search *s, struct str text)
{
	struct str found = STR_NONE;

	while (s->left && text.n) {
		size_t at = str_find(text, '@');
		struct str address;

		if (at == STR_NPOS)
			break;
		s->left--;
		address = address_at(text, at);
		text = str_skip(text, at + 1);
		if (str_eq_nocase(address, s->from->text))
			s->here = true;
		else if (!found.n && is_other(s->in, s->from, s->local, address))
			found = address;
	}
	return found;
}

static struct str search_passage(struct search *s, const struct passage *passage)
{
	struct str found = STR_NONE;

	for (uint32_t i = 0; i < passage->quoted.count; i++) {
		const struct quotation *quotation = &passage->quoted.items[i];
		size_t start = with_attribution(passage->text, quotation->start);
		struct str address =
		    search_quotation(s, str_sub(passage->text, start, quotation->end));

		if (!found.n)
			found = address;
	}
	return found;
}

/* The same name under another ending is told by everybody, and houses have several. */
static bool domains_look_alike(struct inspection *in, const struct identity *from,
			       struct str quoted)
{
	struct str local, domain, here = str_until(from->registrable, '.'), there;

	if (!str_cut_last(quoted, '@', &local, &domain))
		return false;
	there = str_until(host_registrable(in->arena, domain), '.');
	return !str_eq_nocase(here, there) && names_look_alike(here, there);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct search s = { .in = in, .from = from, .left = ADDRESSES };
	const struct passage *passage = NULL;
	struct str found = STR_NONE, domain;
	struct finding *finding;

	if (!from || from->own || mailing_list(in) ||
	    !str_cut_last(from->text, '@', &s.local, &domain) ||
	    !is_personal(in, s.local))
		return;
	for (uint32_t i = 0; i < in->passages.count && !found.n; i++) {
		passage = &in->passages.items[i];
		found = search_passage(&s, passage);
	}
	/* Both in one conversation: he has two mailboxes, and his partners know it. */
	if (!found.n || s.here)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "quoted", found);
	finding_str(finding, "from", from->text);
	if (domains_look_alike(in, from, found)) {
		finding_variant(finding, LOOKS_ALIKE);
		finding_severity(finding, SEVERITY_ADVERSE);
	}
	finding_at_passage(finding, passage, str_offset(passage->text, found),
			   str_offset(passage->text, found) + found.n);
}

const struct check check_id_other_address_quoted = {
	.id = "id.other-address-quoted",
	.title =
	    N_("The conversation that it quotes was held with {quoted}, not with the "
	       "sender's address"),
	.details = { N_("It comes from {from}. What it quotes names {quoted}: the same "
			"name before the @, at another domain."),
		     N_("It comes from {from}. What it quotes names {quoted}: the same "
			"name before the @, at a domain that differs from the sender's "
			"by "
			"a letter, or by letters that look alike.") },
	.means = N_("Who has read somebody's mail goes on with it under a domain that "
		    "looks like the right one. The old address stands in the quotation, "
		    "where nobody looks at it again."),
	.wrong = N_("People answer from their other mailbox, and houses change their "
		    "domains. A call to a number that was known before tells."),
	.cites = "IC3 PSA I-091124; IPA, business e-mail compromise",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
