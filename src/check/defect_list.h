/* check/defect_list.h - one finding from all defects of one area. */
#pragma once
#include "check/check.h"

/* Where the subject has defects whose id begins with `area` ("header."): a finding
 * with their ids (each once, in the order met) as the list value `key`, and their
 * places as evidence. NULL where there are none. */
struct finding *finding_of_defects(struct inspection *in, const struct check *self,
				   struct str area, const char *key);
