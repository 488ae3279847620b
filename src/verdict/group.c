/* verdict/group.c - see group.h.
 *
 * Pressure is the trade of bills, banks and offices, too: a deadline or a threat says
 * nothing by itself, and adds to what speaks of a false sender in proportion to it.
 * Bad style and small flaws of form come in swarms, from one cause each: together they
 * count as one reason. */
#include "verdict/group.h"

static const struct group groups[] = {
	{ .kind = STR("deception"), .of_identity = true },
	{ .kind = STR("identity"), .of_identity = true },
	{ .kind = STR("link"), .of_identity = true },
	{ .kind = STR("route"), .of_identity = true },
	{ .kind = STR("auth"), .of_identity = true },
	{ .kind = STR("site"), .of_identity = true },
	{ .kind = STR("reputation"), .of_identity = true },
	{ .kind = STR("attachment"), .of_identity = true },
	{ .kind = STR("lever"), .ceiling = 1.5, .beside = true, .of_notes = true },
	{ .kind = STR("language"), .ceiling = 1.0, .of_notes = true },
	{ .kind = STR("form"), .ceiling = 1.2 },
};
static const struct group without_rule;

/* Less than this beside them, and levers are a bill's: bounces that go elsewhere, a host
 * with two names. */
static const double LEAST_BESIDE = 0.5;
/* And this much of what stands beside them they may add. */
static const double PRESSURE = 1.5;

const struct group *group_of(struct str kind)
{
	for (size_t i = 0; i < COUNT(groups); i++)
		if (str_eq(kind, groups[i].kind))
			return &groups[i];
	return &without_rule;
}

static double weight_of_identity(const struct share *shares, uint32_t count)
{
	double sum = 0;

	for (uint32_t i = 0; i < count; i++)
		if (shares[i].weight > 0 && group_of(shares[i].kind)->of_identity)
			sum += shares[i].weight;
	return sum;
}

static double room_of(const struct group *group, double identity)
{
	if (!group->beside)
		return group->ceiling;
	if (identity < LEAST_BESIDE)
		return 0;
	identity *= PRESSURE;
	return identity < group->ceiling ? identity : group->ceiling;
}

/* What of `weight` finds room. */
static void put_in(struct share *share, double *room)
{
	if (share->weight <= *room) {
		*room -= share->weight;
		return;
	}
	share->weight = *room;
	*room = 0;
	share->held = "group";
}

static void apply(const struct group *group, double identity, struct share *shares,
		  uint32_t count)
{
	double room = room_of(group, identity);
	bool alone = group->beside && room <= 0;

	for (uint32_t i = 0; i < count; i++) {
		if (shares[i].weight <= 0 || group_of(shares[i].kind) != group)
			continue;
		put_in(&shares[i], &room);
		if (alone)
			shares[i].held = "alone";
	}
}

void groups_apply(struct share *shares, uint32_t count)
{
	double identity = weight_of_identity(shares, count);

	for (size_t i = 0; i < COUNT(groups); i++)
		if (groups[i].ceiling > 0)
			apply(&groups[i], identity, shares, count);
}
