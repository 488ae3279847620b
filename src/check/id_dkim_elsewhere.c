/* check/id_dkim_elsewhere.c - signed by others only, as the signatures say of themselves.
 * Nothing is verified here. */
#include "base/limits.h"
#include "check/identity_list.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct identity *dkim = identity_first(&in->ids, ID_DKIM);
	struct str domains[LIMIT_EVIDENCE];
	uint32_t count = 0;
	struct finding *finding;

	if (!from || !dkim)
		return;
	for (; dkim && count < COUNT(domains); dkim = identity_next(&in->ids, dkim)) {
		if (dkim->related_to_from)
			return;
		domains[count++] = dkim->domain;
	}
	finding = finding_add(in, self);
	finding_list(finding, "domains", domains, count);
	finding_str(finding, "from", from->domain);
	finding_at_field(finding, identity_first(&in->ids, ID_DKIM)->field);
	finding_at_field(finding, from->field);
}

const struct check check_id_dkim_elsewhere = {
	.id = "id.dkim-elsewhere",
	.title = N_("Signed in other names than the sender's"),
	.details = { N_(
	    "DKIM signatures name {domains}; From is at {from}. The signatures were "
	    "not verified here.") },
	.means =
	    N_("A signature binds the domain that it names. Even if it holds, it says "
	       "nothing of the domain in From."),
	.wrong = N_("Mailing services and providers sign in their own names."),
	.cites = "RFC 6376, 3.5; RFC 7489, 3.1.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
