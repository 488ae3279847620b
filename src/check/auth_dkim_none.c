/* check/auth_dkim_none.c - the message bears no DKIM signature. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	if (in->message->header.count &&
	    header_count(&in->message->header, FIELD_DKIM_SIGNATURE) == 0)
		finding_add(in, self);
}

const struct check check_auth_dkim_none = {
	.id = "auth.dkim-none",
	.title = N_("No DKIM signature is present"),
	.details = { N_("The message bears no DKIM-Signature field. That is not a failed "
			"signature: nobody signed it.") },
	.means = N_("No domain takes responsibility for the content by a signature."),
	.wrong = N_("Much honest mail of small senders is not signed; some gateways "
		    "remove signatures."),
	.cites = "RFC 6376, 6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
