/* check/brand_confirmed.c - the From domain is one of the claimed brand's. This speaks of
 * the name only, unless our own side recorded that the name was authenticated. */
#include "check/brand_claim.h"
#include "check/platform.h"

enum { NAME_ONLY, RECORDED, DENIED, FILLED_IN };
/* What is more than the name of who sends: a stranger's own words. */
enum {
	WORDS = 1 << SLOT_TITLE | 1 << SLOT_SUBJECT | 1 << SLOT_TEXT | 1 << SLOT_NOTE |
		1 << SLOT_COMMENT
};

static bool says(const struct recorded *recorded, const char *result)
{
	return recorded && str_eq(recorded->method->result, str_c(result));
}

/* An SPF pass counts here only for an envelope of the From domain. */
static bool spf_aligned(const struct inspection *in)
{
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);

	return says(path_recorded(&in->path, STR("spf")), "pass") && path &&
	       path->related_to_from;
}

/* The service is who it says; what it carries is somebody else's. */
static bool is_filled_in(const struct inspection *in)
{
	const struct platform *platform = platform_of_sender(in);

	return platform && platform->kind == PLATFORM_NOTIFIER && platform->slots & WORDS;
}

static void judge(struct inspection *in, struct finding *finding)
{
	const struct recorded *dmarc = path_recorded(&in->path, STR("dmarc"));

	if (says(dmarc, "fail")) {
		finding_variant(finding, DENIED);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (is_filled_in(in)) {
		finding_variant(finding, FILLED_IN);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (says(dmarc, "pass") || spf_aligned(in)) {
		finding_variant(finding, RECORDED);
		finding_word(finding, "method",
			     says(dmarc, "pass") ? "dmarc=pass" : "spf=pass");
		finding_grade(finding, says(dmarc, "pass")
					   ? dmarc->grade
					   : path_recorded(&in->path, STR("spf"))->grade);
	} else {
		/* A forger writes the genuine domain as easily as any other. */
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->claims.count; i++) {
		const struct claim *claim = &in->claims.items[i];
		struct finding *finding;

		if (claim->standing != STANDING_CONFIRMED)
			continue;
		finding = finding_add(in, self);
		claim_values(finding, claim);
		judge(in, finding);
	}
}

const struct check check_brand_confirmed = {
	.id = "brand.confirmed",
	.title = N_("The sender's domain is one of {brand}"),
	.details = { N_("{domain} belongs to {brand}. This speaks of the name in From "
			"only: "
			"nothing recorded here confirms that the mail came from there."),
		     N_("{domain} belongs to {brand}, and our own side recorded {method} "
			"for "
			"it. That speaks of the domain, not of the author or the "
			"content."),
		     N_("{domain} belongs to {brand}, but our own side recorded "
			"dmarc=fail: "
			"the name in From was not confirmed."),
		     N_("{domain} belongs to {brand}, whose notices carry the words of "
			"whoever has an account there. The name speaks for the sending, "
			"not for them.") },
	.means =
	    N_("The address shown is at a domain that the organisation is known to use."),
	.wrong =
	    N_("From can be forged, and an account at a genuine domain can be stolen or "
	       "made to send what a stranger writes."),
	.cites = "data/brands.txt; RFC 7489, 3.1",
	.severity = SEVERITY_ESTABLISHED,
	.grade = GRADE_CLAIMED,
	.run = run,
};
