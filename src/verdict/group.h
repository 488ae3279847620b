/* verdict/group.h - kinds of findings (second column of data/weights.txt) that count as a
 * group: together no more than so much, or only beside something else. */
#pragma once
#include "check/inspection.h"

struct group {
	struct str kind;
	double ceiling; /* of the sum of its weights; 0: none */
	/* It tells who wrote, or where it leads: beside such findings levers count. */
	bool of_identity;
	bool beside;   /* counts beside findings of identity alone */
	bool of_notes; /* its notes weigh too */
};

/* Never NULL: a kind without a rule has a row without one. */
const struct group *group_of(struct str kind);
/* Sets weight and held of shares that are sorted by weight, the largest first. */
void groups_apply(struct share *shares, uint32_t count);
