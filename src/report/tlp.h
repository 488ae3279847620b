/* report/tlp.h - the Traffic Light Protocol, 2.0 (FIRST): how far a report may be passed
 * on.
 *
 * AMBER where nobody says otherwise: a report names recipients, and whoever is sent one
 * needs to tell his own organisation and those whom it serves, and nobody else. */
#pragma once
#include "base/str.h"

struct tlp {
	const char *name;  /* "amber+strict", as on the command line */
	const char *label; /* "TLP:AMBER+STRICT", as it is to be written */
	/* The marking-definition that STIX has for it, which is not to be made anew. */
	const char *stix_id;
};
extern const struct tlp tlp_levels[];
enum { TLP_LEVELS = 5, TLP_DEFAULT = 2 };
/* Any case, with "TLP:" or without; NULL: there is no such level. */
const struct tlp *tlp_find(struct str name);
