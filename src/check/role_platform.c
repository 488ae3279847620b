/* check/role_platform.c - a platform sent it, and who has an account there wrote in it.
 */
#include "check/platform.h"

enum { NOTIFIER, TENANT, DEFAULT_NAME, RELAY, CLAIMED };

static void run(struct inspection *in, const struct check *self)
{
	const struct sent_by *sent = sent_by_platform(in);
	struct finding *finding;

	if (!sent)
		return;
	finding = finding_add(in, self);
	platform_values(finding, sent);
	finding_grade(finding, sent->grade);
	if (sent->platform->kind == PLATFORM_DEFAULT)
		finding_variant(finding, DEFAULT_NAME);
	else if (!sent->established)
		finding_variant(finding, CLAIMED);
	else if (sent->platform->kind == PLATFORM_TENANT)
		finding_variant(finding, TENANT);
	else if (sent->platform->kind == PLATFORM_RELAY)
		finding_variant(finding, RELAY);
	else
		finding_variant(finding, NOTIFIER);
}

const struct check check_role_platform = {
	.id = "role.platform",
	.title = N_("Sent by a platform that many use: {platform}"),
	.details = { N_("{platform} sent it ({proof}). It is a notice made from a "
			"template, in which a stranger can fill in {slots}. Account: "
			"{tenant}. Desk for abuse: {abuse}."),
		     N_("{platform} sent it ({proof}) for one of its customers, who can "
			"write {slots}. Account: {tenant}. Desk for abuse: {abuse}."),
		     N_("{from} is a name that customers of {platform} have before they "
			"bring one of their own; whoever opens an account has one, and "
			"can write {slots}. Account: {tenant}. Desk for abuse: {abuse}."),
		     N_("{platform} carried it ({proof}) for one of its customers, who "
			"writes in his own name and can write {slots}. Account: "
			"{tenant}. Desk for abuse: {abuse}."),
		     N_("It says that {platform} sent it; nothing recorded or evaluated "
			"here confirms that. There, strangers can fill in {slots}. "
			"Account: {tenant}. Desk for abuse: {abuse}.") },
	.means = N_("The platform's good name and its valid signatures speak for the "
		    "platform. What a customer wrote, and who he is, they do not know; "
		    "its desk can close the account."),
	.wrong = N_("Most mail of platforms is what it seems to be. Small firms never "
		    "change the name that they were given at first."),
	.cites = "data/platforms.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
