/* check/net_geo_approx.c - what databases of places say of an address, and no more. */
#include "check/registry_list.h"

enum { COUNTRY, PLACE };

static void tell(struct inspection *in, const struct check *self,
		 const struct placed *one)
{
	struct pieces said = { 0 };
	struct finding *finding;
	bool place = false;

	for (uint32_t i = 0; i < one->places->count; i++) {
		const struct geo_answer *answer = &one->places->items[i];

		if (!answer->country.n || answer->broken)
			continue;
		pieces_add(in->arena, &said, place_text(in->arena, answer));
		place |= answer->has_place;
	}
	if (said.count == 0)
		return;
	finding = placed_finding(in, self, one);
	finding_variant(finding, place ? PLACE : COUNTRY);
	finding_list(finding, "said", said.items, said.count);
}

static void run(struct inspection *in, const struct check *self)
{
	struct placed one;

	for (uint32_t i = 0; placed_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_net_geo_approx = {
	.id = "net.geo-approx",
	.title = N_("Where databases place the network of {ip}"),
	.details = { N_("The network is registered in, by each database and its date: "
			"{said}. That is a country in a register, not the place of a "
			"machine or a person."),
		     N_("The network is registered in, by each database and its date: "
			"{said}. A point on the map is a guess about the whole "
			"network.") },
	.means =
	    N_("Good for a first idea of the way, and for nothing that names a person."),
	.wrong = N_("Databases are months behind; networks move, and companies register "
		    "at their head office."),
	.cites = "data/networks.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
