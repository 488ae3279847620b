/* check/identity_beside.h - does anything say that the sender is not whom the message
 * shows? Pressure counts beside such a finding only: genuine bills press, too. */
#pragma once
#include "check/check.h"

/* The finding on who wrote that is at least a caution, or NULL; checks that ask stand
 * behind those of identities in the table. A claimed brand that the sender's domain
 * contradicts is one as well, but has its own finding. */
const struct finding *identity_beside(const struct inspection *in);
