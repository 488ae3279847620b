/* record/mmdb_value.h - one value of a MaxMind database, for the files that read them. */
#pragma once
#include "record/mmdb.h"

/* The value at `at` of the data section, and where the next begins: behind the value
 * itself, behind the pointer where it was one (`ret_pointed`), and of containers at the
 * first member. `ret_end` may be where `at` came from. */
bool mmdb_value_read(struct str data, uint32_t at, struct mmdb_value *ret,
		     uint32_t *ret_end, bool *ret_pointed);
