/* check/tgt_unknown_local.c - the mailbox it was sent to does not exist at our site. */
#include "check/target.h"

static void run(struct inspection *in, const struct check *self)
{
	struct target target;
	struct finding *finding;

	if (!target_of(in, &target) || !target_is_unknown(in, &target))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "account", target.local);
	finding_str(finding, "address", target.address);
	finding_at_field(finding, target.field);
	finding_at_hop(finding, target.hop);
}

const struct check check_tgt_unknown_local = {
	.id = "tgt.unknown-local",
	.title = N_("{address} does not exist at our site"),
	.details = { N_(
	    "The site profile does not list \"{account}\" among the names that "
	    "exist.") },
	.means =
	    N_("Nobody gave this address away. It was guessed, or made up from a list of "
	       "common names."),
	.wrong = N_("The list in the site profile may be out of date; an old or mistyped "
		    "address is written to honestly."),
	.cites = "site profile: local-part",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
