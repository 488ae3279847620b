/* check/id_return_elsewhere.c - bounces go to another domain than the one shown. */
#include "check/identity_list.h"

enum { STRANGER, SERVICE, LIST };

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	struct finding *finding;

	if (!from || !path || path->domain.n == 0 || path->related_to_from)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "return_path", path->text);
	finding_str(finding, "domain", path->domain);
	finding_str(finding, "from", from->domain);
	finding_grade(finding, path->grade);
	finding_at_field(finding, path->field);
	finding_at_field(finding, from->field);
	if (mailing_list(in)) {
		finding_variant(finding, LIST);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (path->class_ && str_eq(path->class_->class_, STR("mailer"))) {
		finding_variant(finding, SERVICE);
		finding_str(finding, "service", path->class_->name);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_id_return_elsewhere = {
	.id = "id.return-elsewhere",
	.title = N_("Bounces go elsewhere than the sender shown"),
	.details = { N_("Return-Path is {return_path}; From is at {from}."),
		     N_("Return-Path is {return_path}, of the mailing service {service}; "
			"From "
			"is at {from}."),
		     N_("Return-Path is {return_path}, of the mailing list that carried "
			"this; "
			"From is at {from}.") },
	.means = N_("An SPF result speaks of the domain in the envelope, and "
		    "not of the one that the reader sees."),
	.wrong =
	    N_("Mailing services, lists and forwarders collect bounces in the sender's "
	       "place; most newsletters look like this."),
	.cites = "RFC 5321, 4.4; RFC 7208, 2.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
