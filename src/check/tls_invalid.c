/* check/tls_invalid.c - a certificate that browsers do not accept, and why: each reason
 * is said as what it is. */
#include "check/visit_list.h"

enum { OTHER_NAME, EXPIRED, NOT_YET, UNKNOWN_ISSUER };
/* X509_V_ERR_…: an issuer that is not there, not trusted, or cannot be checked. */
enum { ISSUER_NOT_FOUND = 2, SELF_SIGNED_ABOVE = 19, NO_ISSUER = 20, ONE_ALONE = 21 };

static bool is_unknown_issuer(const struct handshake *handshake)
{
	return handshake->verify_known && !handshake->chain[0].self_signed &&
	       (handshake->verify_code == ISSUER_NOT_FOUND ||
		handshake->verify_code == SELF_SIGNED_ABOVE ||
		handshake->verify_code == NO_ISSUER ||
		handshake->verify_code == ONE_ALONE);
}

static void tell(struct inspection *in, const struct check *self,
		 const struct handshake_walk *walk, const struct handshake *handshake,
		 int why)
{
	struct finding *finding = finding_for_handshake(in, self, walk->of, handshake);
	const struct certificate *own = &handshake->chain[0];

	finding_variant(finding, why);
	finding_list(finding, "names", own->dns.items, own->dns.count);
	finding_time(finding, "from", own->first);
	finding_time(finding, "until", own->last);
	finding_str(finding, "verify", or_dash(handshake->verify));
}

static void run(struct inspection *in, const struct check *self)
{
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while ((handshake = handshake_next(in, &walk))) {
		if (!handshake->covers)
			tell(in, self, &walk, handshake, OTHER_NAME);
		if (handshake->expired)
			tell(in, self, &walk, handshake, EXPIRED);
		if (handshake->not_yet)
			tell(in, self, &walk, handshake, NOT_YET);
		if (is_unknown_issuer(handshake))
			tell(in, self, &walk, handshake, UNKNOWN_ISSUER);
	}
}

const struct check check_tls_invalid = {
	.id = "tls.invalid",
	.title = N_("Browsers warn of the certificate of {host}"),
	.details = { N_("It is for {names}, and not for {host}."),
		     N_("It was valid until {until}, and had expired when we looked."),
		     N_("It is valid from {from}, which had not come when we looked."),
		     N_("Its issuer, {issuer}, is none that this machine trusts, or the "
			"server leaves out what leads to one ({verify}).") },
	.means = N_("Nobody who looks after a site for the public leaves it so: the site "
		    "is neglected, taken over, or not meant to be seen under this name."),
	.wrong = N_("Old sites, devices and sites within a company look the same; a list "
		    "of trusted issuers that is old does not know new ones."),
	.cites = "RFC 5280, 6; RFC 9525",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
