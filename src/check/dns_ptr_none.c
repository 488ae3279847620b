/* check/dns_ptr_none.c - the client's address has no reverse name today. */
#include "check/survey_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct survey_address *client = survey_outside_client(in);
	const struct hop *hop = origin_hop(in);
	struct finding *finding;

	if (!client || !fact_is_empty(&client->ptr))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "ip", client->text);
	/* Already counted where our own server saw the same; who logged in sits at home.
	 */
	if ((hop && hop->received.rdns_unknown) || in->path.origin.auth_user.n)
		finding_severity(finding, SEVERITY_NOTE);
	if (hop)
		finding_at_hop(finding, hop->n);
}

const struct check check_dns_ptr_none = {
	.id = "dns.ptr-none",
	.title = N_("The client {ip} has no reverse name"),
	.details = { N_("Asked for the names of {ip}, the DNS says that none is "
			"published.") },
	.means = N_("Mail servers almost always have a reverse name, and large receivers "
		    "refuse those that have none."),
	.wrong = N_("It may have had one when the message came: networks take names away "
		    "when a machine is given up."),
	.cites = "RFC 1912, 2.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
