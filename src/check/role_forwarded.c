/* check/role_forwarded.c - a part of the text is not the sender's own: he hands on or
 * answers what somebody else wrote. */
#include "check/check.h"

enum { FORWARDED, FORWARDED_FROM, ANSWERED };

static const struct quotation *first_of(const struct passage *passage,
					enum quotation_kind kind)
{
	for (uint32_t i = 0; i < passage->quoted.count; i++)
		if (passage->quoted.items[i].kind == kind)
			return &passage->quoted.items[i];
	return NULL;
}

static bool tell(struct inspection *in, const struct check *self,
		 enum quotation_kind kind)
{
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		const struct quotation *quotation = first_of(passage, kind);
		struct finding *finding;

		if (!quotation)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "from",
			    quotation->from.n ? quotation->from : STR("-"));
		if (kind == QUOTED_ANSWER)
			finding_variant(finding, ANSWERED);
		else if (quotation->from.n)
			finding_variant(finding, FORWARDED_FROM);
		finding_at_passage(finding, passage, quotation->start, quotation->end);
		return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	if (!tell(in, self, QUOTED_FORWARD))
		tell(in, self, QUOTED_ANSWER);
}

const struct check check_role_forwarded = {
	.id = "role.forwarded",
	.title = N_("Part of the text was written by somebody else"),
	.details = { N_("A forwarded mail stands in the text. What it says and claims is "
			"not the sender's own word."),
		     N_("A forwarded mail stands in the text; it says that {from} wrote "
			"it. What it says and claims is not the sender's own word."),
		     N_("An earlier mail is quoted in the text. What it says and claims "
			"is not the sender's own word.") },
	.means = N_("Names and phrases in what was quoted or forwarded are judged apart "
		    "from what the sender says himself."),
	.wrong = N_("The marks of a quotation are text; a made-up conversation is "
		    "written with the same ones."),
	.cites = "RFC 3676, 4.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
