/* check/auth_smime_unsigned_parts.c - what a reader sees beside what is signed. */
#include "check/smime.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct smime_results *results = &in->authentication.smime;
	struct finding *finding;
	struct str types[16];
	uint32_t count = 0;

	if (results->outside_count == 0)
		return;
	finding = finding_add(in, self);
	while (count < results->outside_count && count < COUNT(types)) {
		types[count] = results->outside[count]->content_type.value;
		finding_at_part(finding, results->outside[count]);
		count++;
	}
	finding_int(finding, "parts", results->outside_count);
	finding_list(finding, "types", types, count);
}

const struct check check_auth_smime_unsigned_parts = {
	.id = "auth.smime-unsigned-parts",
	.title = N_("S/MIME: parts of the mail that are not signed: {parts}"),
	.details = { N_("Beside what is signed stands what is not: {types}. That can "
			"be anybody's, and many programs show all together.") },
	.means = N_("Who wraps somebody's signed text into a mail of his own can put in "
		    "front of it what he likes."),
	.wrong = N_("Mailing lists and gateways put a footer beside the signed part."),
	.cites = "RFC 8551, 3.3; RFC 1847, 2.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
