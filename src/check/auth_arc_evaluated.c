/* check/auth_arc_evaluated.c - the chain of seals, as verified here. */
#include "check/origin.h"

enum { HOLDS, DOES_NOT };

static uint32_t sealers(const struct inspection *in, struct str *ret, uint32_t cap)
{
	const struct arc_results *arc = &in->authentication.arc;
	uint32_t count = arc->count < cap ? arc->count : cap;

	for (uint32_t i = 0; i < count; i++)
		ret[i] = arc->items[i].seal.domain;
	return count;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct arc_results *arc = &in->authentication.arc;
	struct str domains[8];
	struct finding *finding;

	if (arc->code == ARC_NONE || !in->authentication.evaluated)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "result", str_c(arc_code_name(arc->code)));
	finding_int(finding, "instances", arc->count);
	finding_list(finding, "sealers", domains, sealers(in, domains, COUNT(domains)));
	finding_int(finding, "at", arc->at);
	if (arc->reason)
		finding_word(finding, "why", arc->reason);
	else
		finding_str(finding, "why", STR("-"));
	finding_variant(finding, arc->code == ARC_PASS ? HOLDS : DOES_NOT);
}

const struct check check_auth_arc_evaluated = {
	.id = "auth.arc-evaluated",
	.title = N_("ARC verified here: {result}, {instances} seals"),
	.details = { N_("With the answers given, the chain of {sealers} holds. It says "
			"what each of them claims to have seen; whether to believe them "
			"is for the site to decide."),
		     N_("With the answers given, the chain of {sealers} has {result}: "
			"{why} (instance {at}).") },
	.means = N_("Forwarders seal what they found when the mail reached them, since "
		    "forwarding breaks SPF and often DKIM."),
	.wrong = N_("Anybody may seal anything. A broken chain is common and tells of a "
		    "change on the way, not of malice."),
	.cites = "RFC 8617",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
