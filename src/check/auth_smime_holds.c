/* check/auth_smime_holds.c - a signature of S/MIME that verifies. */
#include "check/smime.h"

enum { OF_FROM, OF_SOMEBODY };

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	struct finding *finding;

	if (signer->code != SMIME_PASS)
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_str(finding, "author", str_c(smime_author_name(signer->author)));
	finding_str(finding, "trust", str_c(chain_trust_name(signer->chain.trust)));
	finding_str(finding, "kind", str_c(smime_kind_name(entity->kind)));
	if (signer->signed_at >= 0)
		finding_time(finding, "claimed_time", signer->signed_at);
	finding_variant(finding, smime_establishes(signer) ? OF_FROM : OF_SOMEBODY);
}

static void run(struct inspection *in, const struct check *self)
{
	smime_each_signer(in, self, tell);
}

const struct check check_auth_smime_holds = {
	.id = "auth.smime-holds",
	.title = N_("S/MIME: the signature of {name} holds"),
	.details = { N_("The content is as {name} signed it. {issuer}, an issuer that "
			"this system "
			"trusts, certified {addresses} for that key, and {from} stands "
			"in From. "
			"Subject, date and the other header fields are not part of what "
			"is "
			"signed."),
		     N_("The content is as it was signed with the key of a certificate "
			"that names "
			"{name} ({addresses}). That says nothing of anybody else whom "
			"the mail "
			"names, and what the certificate is worth is another question. "
			"Subject, "
			"date and the other header fields are not part of what is "
			"signed.") },
	.means = N_("A signature that holds says that nobody changed the content, and "
		    "whose certificate it is. It speaks of the name in the certificate "
		    "alone."),
	.wrong = N_("Anybody can have a certificate for an address of his own. Whether "
		    "it was revoked is not asked."),
	.cites = "RFC 8551, 3.5; RFC 5652, 5.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
