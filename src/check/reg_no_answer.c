/* check/reg_no_answer.c - registries that were asked, and what came instead of an answer.
 */
#include "check/registry_list.h"

enum { SILENT, RETIRED, THROTTLED, REFUSED, UNREADABLE, NO_SERVER };

static int variant_of(enum enquiry_state state)
{
	switch (state) {
	case ENQUIRY_NO_ANSWER:
		return SILENT;
	case ENQUIRY_RETIRED:
		return RETIRED;
	case ENQUIRY_THROTTLED:
		return THROTTLED;
	case ENQUIRY_REFUSED:
		return REFUSED;
	case ENQUIRY_UNREADABLE:
		return UNREADABLE;
	case ENQUIRY_NO_SERVER:
		return NO_SERVER;
	default:
		return -1;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; enquired_next(in, &i, &one);) {
		int variant = variant_of(one.at->enquiry->state);
		struct finding *finding;

		if (variant < 0)
			continue;
		finding = registered_finding(in, self, &one);
		finding_variant(finding, variant);
		finding_str(finding, "server", last_server(one.at->enquiry));
		finding_str(finding, "state",
			    str_c(enquiry_state_name(one.at->enquiry->state)));
	}
}

const struct check check_reg_no_answer = {
	.id = "reg.no-answer",
	.title = N_("Who registered {domain} could not be learnt"),
	.details = { N_("{server} gave no answer."),
		     N_("Port 43 of {server} is shut or says nothing, and RDAP, which "
			"takes its place, gave no answer."),
		     N_("{server} answers nobody who asks so often: ask again later. "
			"That says nothing of the name."),
		     N_("{server} refused to answer."),
		     N_("The answer of {server} could not be read, or was about "
			"something else."),
		     N_("No server is named that keeps registrations of such names.") },
	.means = N_("Unknown, and nothing follows from it."),
	.wrong = N_("A later look may find out."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
