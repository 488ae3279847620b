/* check/by_lot.h - is this a word that somebody chose, or letters drawn by lot? */
#pragma once
#include "base/str.h"

/* Letters and digits by turns, or more consonants in a row than a mouth can say; of
 * letters alone at least six, else eight characters. Short names before a number are how
 * offices name machines, and no such words. */
bool is_by_lot(struct str word);
/* A word that begins small and changes between small and capital letters three times and
 * more ("yQowhTLj"), or a short one that changes four times ("DfGmlrN"). */
bool is_mixed_by_lot(struct str word);
