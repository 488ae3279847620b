/* check/auth_arc_evaluated.c - the chain of seals, as verified here. */
#include "check/origin.h"

enum { HOLDS, DOES_NOT, OF_OURS };

static uint32_t sealers(const struct inspection *in, struct str *ret, uint32_t cap)
{
	const struct arc_results *arc = &in->authentication.arc;
	uint32_t count = arc->count < cap ? arc->count : cap;

	for (uint32_t i = 0; i < count; i++)
		ret[i] = arc->items[i].seal.domain;
	return count;
}

/* "1 a.example: dmarc=pass": what each sealed set of results claims; the words are the
 * sealer's. */
static uint32_t claims(const struct inspection *in, struct str *ret, uint32_t cap)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->path.recorded_count && count < cap; i++) {
		const struct recorded *recorded = &in->path.recorded[i];

		if (!recorded->from->is_arc)
			continue;
		ret[count++] = arena_printf(
		    in->arena, "%u %.*s: %.*s=%.*s", recorded->from->arc_instance,
		    STR_ARG(or_dash(recorded->from->authserv_id)),
		    STR_ARG(recorded->method->method), STR_ARG(recorded->method->result));
	}
	return count;
}

static bool all_are_trusted(const struct inspection *in)
{
	const struct arc_results *arc = &in->authentication.arc;

	for (uint32_t i = 0; i < arc->count; i++)
		if (!site_trusts_sealer(in->env->site, arc->items[i].seal.domain))
			return false;
	return arc->count > 0;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct arc_results *arc = &in->authentication.arc;
	struct str domains[8], words[16];
	struct finding *finding;

	if (arc->code == ARC_NONE || !in->authentication.evaluated)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "result", str_c(arc_code_name(arc->code)));
	finding_int(finding, "instances", arc->count);
	finding_list(finding, "sealers", domains, sealers(in, domains, COUNT(domains)));
	finding_list(finding, "claims", words, claims(in, words, COUNT(words)));
	finding_int(finding, "at", arc->at);
	if (arc->reason)
		finding_word(finding, "why", arc->reason);
	else
		finding_str(finding, "why", STR("-"));
	finding_variant(finding, arc->code != ARC_PASS ? DOES_NOT
				 : all_are_trusted(in) ? OF_OURS
						       : HOLDS);
}

const struct check check_auth_arc_evaluated = {
	.id = "auth.arc-evaluated",
	.title = N_("ARC verified here: {result}, {instances} seals"),
	.details = { N_("With the answers given, the chain of {sealers} holds. It says "
			"what each of them claims to have seen ({claims}); no site "
			"profile names them all as trusted, so it is their word only."),
		     N_("With the answers given, the chain of {sealers} has {result}: "
			"{why} (instance {at}). What it claims ({claims}) is worth "
			"nothing."),
		     N_("With the answers given, the chain of {sealers} holds, and the "
			"site profile names them all: {claims}.") },
	.means = N_("Forwarders seal what they found when the mail reached them, since "
		    "forwarding breaks SPF and often DKIM."),
	.wrong = N_("Anybody may seal anything. A broken chain is common and tells of a "
		    "change on the way, not of malice."),
	.cites = "RFC 8617",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
