/* check/own_host.h - who runs our mail: by the site profile, and by what our own domain's
 * records show to anybody. */
#pragma once
#include "check/survey_list.h"

/* The records of our own domains that bear the brand's names ("MX mx.a.example"). False:
 * none does, or nobody was asked. */
bool own_host_shows(struct inspection *in, const struct brand *brand, struct pieces *ret);
/* Was anything learnt of our own domains' servers? */
bool own_host_is_known(const struct inspection *in);
/* The claimed brand runs our mail, by the profile or by those records, and the sender is
 * not theirs. */
bool own_host_is_claimed(struct inspection *in, const struct claim *claim,
			 struct pieces *ret);
