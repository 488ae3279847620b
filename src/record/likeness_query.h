/* record/likeness_query.h - a query copied from a genuine URL.
 *
 * Kits are made by saving a login page and moving it to another host; the query stays
 * as it was, or is damaged on the way (data/genuine-urls.txt). */
#pragma once
#include "record/tables.h"

/* The genuine URL whose query `query` is or nearly is: the same keys in the same order,
 * two letters off in all, with the same values or with none. NULL if none. */
const struct genuine_url *likeness_query_find(const struct tables *tables,
					      struct str query);
