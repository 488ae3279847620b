/* check/reg_pending_delete.c - a domain on its way out of the registry. */
#include "check/registry_list.h"

enum { DELETED, REDEMPTION, SUSPENDED };

static int variant_of(enum registration_stage stage)
{
	switch (stage) {
	case STAGE_PENDING_DELETE:
		return DELETED;
	case STAGE_REDEMPTION:
		return REDEMPTION;
	case STAGE_TO_BE_SUSPENDED:
	case STAGE_SUSPENDED:
		return SUSPENDED;
	default:
		return -1;
	}
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	int variant = variant_of(one->at->life.stage);
	struct finding *finding;

	if (variant < 0)
		return;
	finding = registered_finding(in, self, one);
	finding_variant(finding, variant);
	finding_list(finding, "statuses", one->facts->statuses, one->facts->status_count);
	if (one->facts->updated.ok)
		finding_time(finding, "updated", one->facts->updated.utc);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_pending_delete = {
	.id = "reg.pending-delete",
	.title = N_("{domain} is being deleted from its registry"),
	.details = { N_("Its state is {statuses}: nobody can have it back, and it leads "
			"nowhere any more."),
		     N_("Its state is {statuses}: it was given up; only its last holder "
			"can still have it back."),
		     N_("Its state is {statuses}: it was given up, and is out of the DNS "
			"or will be with the end of the month.") },
	.means =
	    N_("The last change of such a name is most likely the step into this state."),
	.wrong = N_("Names of honest firms that closed go the same way."),
	.cites = "RFC 3915, 3.1; RFC 5731, 2.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
