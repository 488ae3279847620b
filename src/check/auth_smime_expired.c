/* check/auth_smime_expired.c - a certificate that was not valid, or is not any more. */
#include "check/smime.h"

enum { THEN, SINCE };

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	const struct chain *chain = &signer->chain;
	struct finding *finding;

	if (!chain->expired_then && !chain->expired_now)
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_time(finding, "first", signer->certificate->first);
	finding_time(finding, "last", signer->certificate->last);
	finding_severity(finding, chain->expired_then ? SEVERITY_CAUTION : SEVERITY_NOTE);
	finding_variant(finding, chain->expired_then ? THEN : SINCE);
}

static void run(struct inspection *in, const struct check *self)
{
	smime_each_signer(in, self, tell);
}

const struct check check_auth_smime_expired = {
	.id = "auth.smime-expired",
	.title = N_("S/MIME: the certificate of {name} is not valid"),
	.details = { N_("The certificate of {name} is valid from {first} to {last}; when "
			"the mail was received, it or one of its issuers was not."),
		     N_("The certificate of {name} is valid from {first} to {last}: it "
			"was when the mail was received, but it or one of its issuers "
			"is not today.") },
	.means = N_("After its last day nobody answers for a certificate any more."),
	.wrong = N_("Renewals are forgotten. An old mail whose certificate has expired "
		    "since is as good as on the day it came."),
	.cites = "RFC 5280, 4.1.2.5; RFC 8551, 3.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
