/* check/from_reading.h - what else might be taken for the author. */
#pragma once
#include "check/check.h"

/* Is it the display name that says this address, beside a true one (FR-11), rather than
 * the grammar that can be read in two ways? */
bool reading_is_name(const struct address_list *from,
		     const struct address_reading *other);
/* The mailbox beside which `other` was found: the first whose name or raw text holds it.
 */
const struct mailbox *reading_main(const struct address_list *from,
				   const struct address_reading *other);
