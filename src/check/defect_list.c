/* check/defect_list.c - see defect_list.h. */
#include "check/defect_list.h"

enum { SHOWN = 12 }; /* different ids; an area has about as many */

static bool listed(const struct str *items, uint32_t count, struct str id)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(items[i], id))
			return true;
	return false;
}

struct finding *finding_of_defects(struct inspection *in, const struct check *self,
				   struct str area, const char *key)
{
	const struct defects *defects = &in->message->defects;
	struct finding *finding = NULL;
	struct str ids[SHOWN];
	uint32_t count = 0;

	for (uint32_t i = 0; i < defects->count && count < SHOWN; i++) {
		struct str id = str_c(defects->items[i].id);

		if (!str_starts(id, area) || listed(ids, count, id))
			continue;
		ids[count++] = id;
		if (!finding)
			finding = finding_add(in, self);
		finding_at_offset(finding, defects->items[i].offset, 0);
	}
	if (finding)
		finding_list(finding, key, ids, count);
	return finding;
}
