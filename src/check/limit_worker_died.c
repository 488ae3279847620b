/* check/limit_worker_died.c - an earlier attempt at this message ended badly. */
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	struct finding *finding;

	if (in->input.death.n == 0)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "how", in->input.death);
	finding_variant(finding, in->headers_only ? 0 : 1);
}

const struct check check_limit_worker_died = {
	.id = "limit.worker-died",
	.title = N_("The analysis of this message broke off"),
	.details = {
		N_("The process that examined the whole message ended before it was done "
		   "({how}). Only the header was examined then. This says nothing good "
		   "or bad about the message; it must not count as harmless."),
		N_("The process that examined the message ended before it was done ({how}), "
		   "and so did a second try with the header alone. Nothing of the content "
		   "was judged."),
	},
	.means = N_("Each message is examined in a process of its own kind that can be lost "
		    "without losing the run. When that happens the message stays undecided. "
		    "A message can be made to do this on purpose."),
	.wrong = N_("A fault of mekiki's own, or a machine short of memory, looks the same."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
