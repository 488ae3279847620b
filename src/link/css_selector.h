/* link/css_selector.h - selectors, between css_sheet.c and css_match.c. */
#pragma once
#include "link/css_sheet.h"

struct css_selector {
	struct css_compound compounds[CSS_COMPOUNDS];
	uint8_t count;
	uint32_t specificity;
	bool never;	/* a state of the page in use, or a pseudo-element */
	bool uncertain; /* it may hold where this says so, or not */
	bool forwarded; /* it hangs on what forwarding or replying changes */
};
/* One complex selector, cleaned. */
void css_selector_read(struct str text, struct css_selector *ret);
/* Put a rule where css_sheet_match() looks for it. */
void css_sheet_index(struct css_sheet *sheet, struct css_rule *rule);
