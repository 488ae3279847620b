/* check/auth_dmarc_several.c - FR-01, FR-04: of several domains in From some pass. */
#include "base/limits.h"
#include "check/evaluated.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	struct str passed[LIMIT_DMARC], others[LIMIT_DMARC];
	uint32_t pass_count = 0, other_count = 0;
	struct finding *finding;

	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		struct str domain = or_dash(auth->dmarc[i].domain);

		if (auth->dmarc[i].code == DMARC_PASS)
			passed[pass_count++] = domain;
		else
			others[other_count++] = domain;
	}
	if (pass_count == 0 || other_count == 0)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "passed", passed, pass_count);
	finding_list(finding, "others", others, other_count);
	finding_at_field(finding, header_first(&in->message->header, FIELD_FROM));
}

const struct check check_auth_dmarc_several = {
	.id = "auth.dmarc-several",
	.title = N_("DMARC passes for some of the domains in From only"),
	.details = { N_("It passes for {passed}, and not for {others}. Whoever sees the "
			"other address is not protected by it, so it does not count as "
			"passed.") },
	.means =
	    N_("Filters that judge one author and programs that show another see two "
	       "senders. One owns a domain and adds the address of somebody "
	       "trusted."),
	.wrong = N_("Two authors of two organizations who sign one letter."),
	.cites = "RFC 9989, 4.4; RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
