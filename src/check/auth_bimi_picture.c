/* check/auth_bimi_picture.c - the domain in From wants a picture to be shown. */
#include "check/origin.h"

enum { ALONE, NOT_FETCHED, NO_ANSWER, CERTIFIED, CLAIMED };

static int variant_of(const struct bimi_result *bimi)
{
	switch (bimi->evidence) {
	case BIMI_EVIDENCE_NONE:
		return ALONE;
	case BIMI_EVIDENCE_UNASKED:
		return NOT_FETCHED;
	case BIMI_EVIDENCE_READ:
		return bimi->mark.chain.trust == CHAIN_TRUSTED ? CERTIFIED : CLAIMED;
	default:
		return NO_ANSWER;
	}
}

static struct str name_of(const struct certificate_name *name)
{
	struct str organisation = certificate_name_get(name, STR("O"));

	return or_dash(organisation.n ? organisation
				      : certificate_name_get(name, STR("CN")));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct bimi_result *bimi = &in->authentication.bimi;
	const struct bimi_mark *mark = &bimi->mark;
	struct finding *finding;

	if (!in->authentication.evaluated || bimi->code != BIMI_FOUND ||
	    (mark->certificate && !bimi_mark_fits(mark)))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", bimi->domain);
	finding_str(finding, "picture", or_dash(bimi->record.location));
	finding_str(finding, "certificate", or_dash(bimi->record.authority));
	finding_str(finding, "evidence", str_c(bimi_evidence_name(bimi->evidence)));
	finding_variant(finding, variant_of(bimi));
	if (!mark->certificate)
		return;
	finding_str(finding, "organisation", name_of(&mark->certificate->subject));
	finding_str(finding, "issuer", name_of(&mark->certificate->issuer));
	finding_str(finding, "kind", or_dash(mark->kind));
	finding_str(finding, "office", or_dash(mark->office));
	finding_str(finding, "registration", or_dash(mark->registration));
}

const struct check check_auth_bimi_picture = {
	.id = "auth.bimi-picture",
	.title = N_("BIMI: {domain} asks for a picture to be shown"),
	.details = {
	    N_("{domain} publishes the picture {picture} and names no certificate for "
	       "it. Who owns a domain can publish any picture there: it proves nothing."),
	    N_("{domain} publishes the picture {picture} and names a certificate for it, "
	       "{certificate}, which was not fetched. Without it the picture proves "
	       "nothing."),
	    N_("{domain} publishes the picture {picture} and names a certificate for it, "
	       "{certificate}, which did not come. Without it the picture proves "
	       "nothing."),
	    N_("The certificate of {issuer}, which this system trusts, says that the "
	       "picture of {domain} is a mark of {organisation}: {kind}, {office} "
	       "{registration}. That speaks of the picture, not of what the mail says."),
	    N_("A certificate in the name of {issuer} says that the picture of {domain} "
	       "is a mark of {organisation}: {kind}, {office} {registration}. No issuer "
	       "in this system's store stands behind it, so it was not verified."),
	},
	.means = N_("Some mail programs show that picture beside the mail, and readers "
		    "take it for a proof of who it is from."),
	.wrong = N_("Most that publish a picture do so honestly."),
	.cites = "draft-brand-indicators-for-message-identification",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
