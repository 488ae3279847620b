/* check/infra_same_certificate.c - one certificate for two domains, or two of one minute.
 */
#include "check/relation_list.h"

enum { ONE, MINUTE };

static void tell(struct inspection *in, const struct check *self, enum tie kind,
		 int variant)
{
	const struct relation *relation = NULL;

	while ((relation = relation_next(in, relation, kind)))
		finding_variant(finding_of_relation(in, self, relation), variant);
}

static void run(struct inspection *in, const struct check *self)
{
	tell(in, self, TIE_CERTIFICATE, ONE);
	tell(in, self, TIE_ISSUED_TOGETHER, MINUTE);
}

const struct check check_infra_same_certificate = {
	.id = "infra.same-certificate",
	.title = N_("The certificates of {one} and {other} belong together"),
	.details = { N_("The certificate that {what} shows names both domains: "
			"{strength}, as {why}."),
		     N_("Both were issued by {what} within one minute: {strength}, as "
			"{why}.") },
	.means = N_("Certificates are asked for by whoever runs the sites."),
	.wrong = N_("Hosting companies and CDNs ask for those of their customers, many "
		    "at a time."),
	.cites = "RFC 5280, 4.2.1.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
