/* record/rdap.h - what an RDAP server answers (RFC 9083), as the same facts that WHOIS
 * gives.
 *
 * Contacts are jCards (RFC 7095); what was withheld stands in the `redacted` array (RFC
 * 9537) or, with older servers, in remarks. Objects nest; a few levels are read
 * (LIMIT_RDAP_DEPTH), and none by recursion. */
#pragma once
#include "record/registry.h"

/* No object, or no JSON: "unreadable". An error of the server is what its code says: 404
 * "not-found", 429 "throttled", others "refused". A jCard alone is read too. */
void rdap_read(struct arena *arena, struct str json, struct registry_facts *ret);
