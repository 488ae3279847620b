/* check/from_no_domain.c - behind the @ of From stands nothing that could be a domain. */
#include "check/identity_list.h"

#include "link/host.h"

static bool can_be_a_domain(struct arena *arena, struct str domain)
{
	struct str before, last;

	if (!str_cut_last(domain, '.', &before, &last) || before.n == 0)
		return false;
	for (size_t i = 0; i < last.n; i++)
		if (ascii_is_digit(last.p[i]))
			return str_starts(last, STR("xn--"));
	return last.n > 1 && host_registrable(arena, domain).n > 0;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;

	if (!from || !came_from_outside(in) || str_starts(from->domain, STR("[")) ||
	    can_be_a_domain(in->arena, from->domain))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", from->domain);
	finding_at_field(finding, from->field);
}

const struct check check_from_no_domain = {
	.id = "from.no-domain",
	.title = N_("The address in From cannot exist: {domain} is no domain"),
	.details = { N_("Behind the @ stands {domain}. No name of that form can be "
			"registered, so nobody can be answered there, and neither SPF "
			"nor DMARC has anything to look at.") },
	.means = N_("Who does not want an answer writes anything; and a name that cannot "
		    "exist has no owner who forbids its use."),
	.wrong = N_("Devices and programs of a house write from names of the house "
		    "alone, such as root@localhost, when nobody set them up."),
	.cites = "RFC 5321, 2.3.5; RFC 5322, 3.4.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
