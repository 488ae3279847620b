/* record/claims.h - what those share who gather claims (record/brand.h). */
#pragma once
#include "record/brand.h"

/* Is `domain` one of the brand's, by the table alone? */
bool brand_owns(const struct brand *brand, struct str domain);
/* Is it shared by strangers (`class_`, as tables_class() has it), and not a host that the
 * brand lists by itself? */
bool brand_shares(const struct brand *brand, const struct domain_class *class_,
		  struct str domain);
