/* check/pressure.h - what others found in the text, for checks about who speaks there.
 * The checks of the text come before them in the table. */
#pragma once
#include "check/check.h"

/* How many kinds of pressure were found: threat, deadline, authority and kin. */
uint32_t pressure_kinds(const struct inspection *in);
/* A number that the reader is to call, said with more than a note; NULL: none. */
const struct finding *pressure_callback(const struct inspection *in);
bool pressure_money(const struct inspection *in);
