/* check/page_claims.h - names under which the visited pages stand, as claims. */
#pragma once
#include "check/check.h"

/* Pages of links that were visited, with a browser or without; those at the brands' own
 * hosts claim nothing. Once the last round is done. */
void page_claims_find(struct inspection *in);
