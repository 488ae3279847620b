/* check/tgt_catchall.c - why a mail to nobody arrived. */
#include "check/target.h"

static void run(struct inspection *in, const struct check *self)
{
	struct target target;
	struct finding *finding;

	if (in->env->site->catch_all != CATCH_ALL_YES || !target_of(in, &target) ||
	    !target_is_unknown(in, &target))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "address", target.address);
	finding_at_field(finding, target.field);
	finding_at_hop(finding, target.hop);
}

const struct check check_tgt_catchall = {
	.id = "tgt.catchall",
	.title = N_("It arrived because the domain takes mail for any name"),
	.details = { N_(
	    "{address} does not exist; the catch-all of the domain (site profile) "
	    "kept the mail.") },
	.means =
	    N_("With a catch-all every guess is delivered. Without one the server would "
	       "have refused this mail."),
	.wrong = N_("A catch-all is often wanted, for addresses that change."),
	.cites = "site profile: catch-all",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
