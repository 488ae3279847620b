/* check/identity_table.h - one finding for all names related, or not, to From. */
#pragma once
#include "check/check.h"

void identity_table_finding(struct inspection *in, const struct check *self,
			    bool related);
