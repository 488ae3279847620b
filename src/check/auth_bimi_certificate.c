/* check/auth_bimi_certificate.c - a certificate for a picture that does not fit. */
#include "check/origin.h"

static const char *why(const struct bimi_result *bimi)
{
	const struct bimi_mark *mark = &bimi->mark;

	if (bimi->evidence == BIMI_EVIDENCE_UNREADABLE)
		return N_("what stands there is no certificate");
	if (!mark->covers)
		return N_("it is for other domains");
	if (!mark->valid_then)
		return N_("it was not valid when the mail was received");
	if (!mark->purpose)
		return N_("it was not issued for such pictures");
	if (!mark->certificate->logotype)
		return N_("there is no picture in it");
	return N_("it does not say what kind of mark the picture is");
}

static void run(struct inspection *in, const struct check *self)
{
	const struct bimi_result *bimi = &in->authentication.bimi;
	const struct certificate *certificate = bimi->mark.certificate;
	struct finding *finding;

	if (bimi->evidence != BIMI_EVIDENCE_UNREADABLE &&
	    (!certificate || bimi_mark_fits(&bimi->mark)))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", bimi->domain);
	finding_str(finding, "certificate", bimi->record.authority);
	finding_word(finding, "why", why(bimi));
	if (certificate)
		finding_list(finding, "names", certificate->dns.items,
			     certificate->dns.count);
}

const struct check check_auth_bimi_certificate = {
	.id = "auth.bimi-certificate",
	.title = N_("BIMI: the certificate for the picture of {domain} does not fit"),
	.details = { N_("{domain} names the certificate {certificate} for its picture, "
			"but {why}. The picture proves nothing.") },
	.means = N_("The certificate of somebody else looks like evidence to who only "
		    "sees that one is named."),
	.wrong = N_("Certificates run out, and a brand's mailing domains are easily "
		    "forgotten when one is ordered."),
	.cites = "draft-brand-indicators-for-message-identification",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
