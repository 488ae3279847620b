/* check/senders_own.h - does a host belong to somebody who took part in sending? */
#pragma once
#include "check/check.h"

/* To the author, or to the service that sends for him: by domain, by a name that both
 * have, by brand; or to our own side. */
bool is_senders_own(const struct inspection *in, struct str host);
