/* check/id_aligned.c - the envelope sender is of the domain shown in From. */
#include "check/identity_list.h"

enum { SAME_ADDRESS, SAME_DOMAIN };

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	struct finding *finding;

	if (!from || !path || !path->related_to_from)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, str_eq_nocase(from->text, path->text) ? SAME_ADDRESS
								       : SAME_DOMAIN);
	finding_str(finding, "from", from->text);
	finding_str(finding, "return_path", path->text);
	finding_str(finding, "domain", from->registrable);
	finding_grade(finding, path->grade);
	finding_at_field(finding, from->field);
	finding_at_field(finding, path->field);
}

const struct check check_id_aligned = {
	.id = "id.aligned",
	.title = N_("Envelope sender and From belong to one domain, {domain}"),
	.details = { N_("Return-Path and From are both {from}."),
		     N_("Return-Path is {return_path}, From is {from}.") },
	.means =
	    N_("Bounces return to the domain that the reader sees. An SPF result for the "
	       "envelope then speaks of the domain in From as well."),
	.wrong = N_(
	    "Both are the sender's words. A forger who owns a domain aligns them at no "
	    "cost."),
	.cites = "RFC 7489, 3.1; RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
