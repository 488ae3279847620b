/* check/tgt_role_account.c - delivered to an office, not a person. */
#include "check/target.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct env *env = in->env;
	struct target target;
	struct finding *finding;

	if (!target_of(in, &target))
		return;
	if (!str_list_has_nocase(&env->site->role_accounts, target.local) &&
	    !tables_is_role_account(env->tables, target.local))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "account", target.local);
	finding_str(finding, "address", target.address);
	finding_grade(finding, target.grade);
	finding_at_field(finding, target.field);
	finding_at_hop(finding, target.hop);
}

const struct check check_tgt_role_account = {
	.id = "tgt.role-account",
	.title = N_("Addressed to an office, {account}@, not to a person"),
	.details = { N_(
	    "{address} is an address that every domain has or may have; nobody "
	    "needs to know it to guess it.") },
	.means =
	    N_("Mail to such names is often read by those who run the servers. That is "
	       "whom a sender of this kind wants to reach."),
	.wrong =
	    N_("Customers and partners write to these addresses too; that is what they "
	       "are for."),
	.cites = "RFC 2142",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
