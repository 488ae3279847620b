/* check/limit_registrant.c - a registrant is not the sender. */
#include "check/registry_list.h"

static void run(struct inspection *in, const struct check *self)
{
	struct pieces domains = { 0 };
	struct registered one;
	struct finding *finding;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		if ((one.domain->roles & SEEN_SENDERS) &&
		    registry_contact_known(one.registrant))
			pieces_add(in->arena, &domains, one.domain->name);
	if (domains.count == 0 || !in->path.origin.ip.n)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "domains", domains.items, domains.count);
	finding_str(finding, "ip", in->path.origin.ip);
}

const struct check check_limit_registrant = {
	.id = "limit.registrant",
	.title = N_("Who registered a domain need not be who sent the message"),
	.details = { N_(
	    "The registrant of {domains} is what somebody told a registrar. Observed is "
	    "that the message came from {ip}; who sat behind it is not.") },
	.means =
	    N_("Names are registered with other people's data, sold, and broken into."),
	.wrong = N_("Nothing is claimed here."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
