/* check/names_alike.c - see names_alike.h. */
#include "check/names_alike.h"

#include "record/likeness_index.h"

/* Shorter names differ by a letter by chance. */
enum { LEAST_ALIKE = 7 };

bool names_look_alike(struct str a, struct str b)
{
	struct folded_host one, two;
	uint32_t front = 0, back = 0, least, most;

	likeness_fold(a, &one);
	likeness_fold(b, &two);
	least = one.n < two.n ? one.n : two.n;
	most = one.n < two.n ? two.n : one.n;
	if (least < LEAST_ALIKE || most - least > 1)
		return false;
	while (front < least && one.twin[front] == two.twin[front])
		front++;
	while (back < least - front &&
	       one.twin[one.n - 1 - back] == two.twin[two.n - 1 - back])
		back++;
	return front + back + 1 >= most;
}
