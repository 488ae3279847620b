/* check/reg_drop_date.c - when anybody may register the domain again. */
#include "check/registry_list.h"

enum { ONE_DAY, BETWEEN };

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registration_life *life = &one->at->life;
	struct finding *finding;

	if (!life->has_free)
		return;
	finding = registered_finding(in, self, one);
	finding_variant(finding, life->free_from == life->free_until ? ONE_DAY : BETWEEN);
	finding_str(finding, "from", day_text(in->arena, life->free_from));
	finding_str(finding, "until", day_text(in->arena, life->free_until));
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_drop_date = {
	.id = "reg.drop-date",
	.title = N_("{domain} will be free again about {from}"),
	.details = { N_("By the rules of such registries anybody may register it about "
			"{from}; whoever does then has nothing to do with its last "
			"holder."),
		     N_("By the rules of such registries anybody may register it between "
			"{from} and {until}; whoever does then has nothing to do with "
			"its last holder.") },
	.means = N_("Computed from the state and the last change of the registration; it "
		    "says until when a look at this name can still tell something."),
	.wrong = N_("Registries depart from the usual times, and the last change may "
		    "have been another one."),
	.cites = "RFC 3915, 3.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
