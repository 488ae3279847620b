/* check/auth_smime_untrusted.c - a certificate that nobody this system trusts stands
 * behind. */
#include "check/smime.h"

enum { SELF_SIGNED, NOT_THERE, NOT_HERE, BROKEN, WRONG_USE, NO_STORE };

static int variant_of(const struct chain *chain)
{
	switch (chain->trust) {
	case CHAIN_SELF_SIGNED:
		return SELF_SIGNED;
	case CHAIN_NOT_IN_STORE:
		return NOT_THERE;
	case CHAIN_INCOMPLETE:
		return NOT_HERE;
	case CHAIN_BROKEN:
		return BROKEN;
	case CHAIN_TRUSTED:
		return WRONG_USE;
	default:
		return NO_STORE;
	}
}

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	const struct chain *chain = &signer->chain;
	struct finding *finding;

	if (!signer->certificate || (chain->trust == CHAIN_TRUSTED && !chain->wrong_use))
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_str(finding, "end", chain->end.n ? chain->end : STR("-"));
	finding_str(finding, "trust", str_c(chain_trust_name(chain->trust)));
	if (chain->reason)
		finding_word(finding, "why", chain->reason);
	else
		finding_str(finding, "why", STR("-"));
	finding_severity(finding, chain->trust == CHAIN_TRUST_UNKNOWN ? SEVERITY_NOTE
								      : SEVERITY_CAUTION);
	finding_variant(finding, variant_of(chain));
}

static void run(struct inspection *in, const struct check *self)
{
	smime_each_signer(in, self, tell);
}

const struct check check_auth_smime_untrusted = {
	.id = "auth.smime-untrusted",
	.title = N_("S/MIME: no issuer known here vouches for {name}"),
	.details = {
	    N_("The certificate that names {name} is signed with its own key. Anybody "
	       "can make one with any name in it."),
	    N_("The chain of the certificate that names {name} ends in {end}, which came "
	       "along with the mail and is not in this system's store of issuers."),
	    N_("The certificate that names {name} was issued by {end}; that issuer is "
	       "neither in the mail nor in this system's store."),
	    N_("Behind the certificate that names {name} stands no chain that holds: "
	       "{why}."),
	    N_("The certificate that names {name} was not issued for signing mail."),
	    N_("There is no store of issuers on this system: whether {end} can be "
	       "trusted was not judged."),
	},
	.means = N_("A certificate is worth as much as the issuer who stands behind it."),
	.wrong = N_("Companies and authorities have issuers of their own, and a system's "
		    "store holds issuers for web servers, of which not all are for "
		    "mail."),
	.cites = "RFC 5280, 6; RFC 8550, 4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
