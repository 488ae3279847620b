/* check/net_anycast.c - an address that is in many places at once. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct placed *one)
{
	struct finding *finding;
	bool anycast = false;

	for (uint32_t i = 0; i < one->places->count; i++)
		anycast |= one->places->items[i].anycast;
	if (!anycast)
		return;
	finding = placed_finding(in, self, one);
	finding_str(finding, "holder", or_dash(one->places->items[0].holder));
}

static void run(struct inspection *in, const struct check *self)
{
	struct placed one;

	for (uint32_t i = 0; placed_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_anycast = {
	.id = "net.anycast",
	.title = N_("{ip} is announced in many places at once (anycast)"),
	.details = { N_("No place is its own: whoever asks reaches the nearest one.") },
	.means = N_("A country for such an address is where its owner is registered."),
	.wrong = N_("The mark is the database's."),
	.cites = "RFC 4786",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
