/* check/impact_list.h - what the checks of consequences share. They stand last in the
 * table and rest on what others found. */
#pragma once
#include "check/check.h"

/* Is there a reason to warn: something that speaks against the sender or against where
 * it leads? What an honest sender wants has no consequences worth a word. */
bool impact_is_likely(const struct inspection *in);
/* The first finding of these ids (ended by NULL), a note or graver; NULL if none. */
const struct finding *impact_of(const struct inspection *in, const char *const *ids);
/* Is there a page to be opened, or a form? */
bool impact_has_page(const struct inspection *in);
/* The organisation that it pretends to be; NULL if none that the table knows. */
const struct brand *impact_pretended(const struct inspection *in);
/* A finding that rests on `cause`: value "cause" and its evidence. */
struct finding *impact_finding(struct inspection *in, const struct check *self,
			       const struct finding *cause);
