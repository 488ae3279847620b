/* check/auth_smime_signer_differs.c - the certificate is not of whom From shows. */
#include "check/smime.h"

enum { ANOTHER, SAME_DOMAIN, NO_ADDRESS };

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	struct finding *finding;
	bool differs = signer->author == SMIME_AUTHOR_DIFFERS;

	if (signer->author == SMIME_AUTHOR_UNKNOWN ||
	    signer->author == SMIME_AUTHOR_MATCHES)
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_severity(finding, differs ? SEVERITY_CAUTION : SEVERITY_NOTE);
	finding_variant(finding, differs				 ? ANOTHER
				 : signer->author == SMIME_AUTHOR_DOMAIN ? SAME_DOMAIN
									 : NO_ADDRESS);
}

static void run(struct inspection *in, const struct check *self)
{
	smime_each_signer(in, self, tell);
}

const struct check check_auth_smime_signer_differs = {
	.id = "auth.smime-signer-differs",
	.title = N_("S/MIME: the signer is not who stands in From"),
	.details = { N_("The certificate is for {addresses} ({name}); in From stands "
			"{from}. Whatever the signature proves, it does not prove "
			"{from}."),
		     N_("The certificate is for {addresses} ({name}); in From stands "
			"{from}, another address of the same domain."),
		     N_("The certificate names {name} and no address; in From stands "
			"{from}. Nothing ties the two together.") },
	.means = N_("Some mail programs show \"signed\" without saying by whom."),
	.wrong = N_("Assistants, mailing systems and forwarded mail sign with their own "
		    "address."),
	.cites = "RFC 8550, 3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
