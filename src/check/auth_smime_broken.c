/* check/auth_smime_broken.c - a signature of S/MIME that does not verify. */
#include "check/smime.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	struct finding *finding;

	if (signer->code != SMIME_FAIL)
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_word(finding, "why", signer->reason);
	finding_str(finding, "digest", str_c(dkim_part_name(signer->digest)));
	finding_str(finding, "signature", str_c(dkim_part_name(signer->signature)));
}

static void run(struct inspection *in, const struct check *self)
{
	smime_each_signer(in, self, tell);
}

const struct check check_auth_smime_broken = {
	.id = "auth.smime-broken",
	.title = N_("S/MIME: the signature under the name of {name} does not hold"),
	.details = { N_("It says to be of {name} ({addresses}), but {why}. Digest of the "
			"content: {digest}; signature: {signature}. It establishes "
			"nothing.") },
	.means = N_("A signature cut from another mail and pasted here looks the same to "
		    "who does not verify it."),
	.wrong = N_("Lists, scanners and mail programs that rewrite the content break "
		    "honest signatures."),
	.cites = "RFC 8551, 3.5; RFC 5652, 5.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
