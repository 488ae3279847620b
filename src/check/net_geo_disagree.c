/* check/net_geo_disagree.c - databases of places that name different countries. */
#include "check/registry_list.h"

static void tell(struct inspection *in, const struct check *self,
		 const struct placed *one)
{
	struct pieces said = { 0 };
	struct finding *finding;

	if (!one->places->disagree)
		return;
	for (uint32_t i = 0; i < one->places->count; i++)
		if (one->places->items[i].country.n)
			pieces_add(in->arena, &said,
				   place_text(in->arena, &one->places->items[i]));
	finding = placed_finding(in, self, one);
	finding_list(finding, "said", said.items, said.count);
}

static void run(struct inspection *in, const struct check *self)
{
	struct placed one;

	for (uint32_t i = 0; placed_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_geo_disagree = {
	.id = "net.geo-disagree",
	.title = N_("The databases do not agree where {ip} is"),
	.details = { N_("They say: {said}. None of them is taken for the right one.") },
	.means = N_(
	    "The network was sold or moved, or is used far from where it is registered."),
	.wrong = N_("A database that is older than the other lags behind."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
