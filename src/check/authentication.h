/* check/authentication.h - what is evaluated here, as facts for checks and reports.
 *
 * SPF of the client at the boundary: of the envelope sender and of the HELO name, each by
 * itself; one never stands in for the other (CVE-2019-20790). */
#pragma once
#include "auth/spf.h"

enum { AUTHENTICATION_SPF = 2 };

struct authentication {
	/* In this order: envelope sender, HELO name; either may be missing. */
	struct spf_query spf_query[AUTHENTICATION_SPF];
	struct spf_result spf[AUTHENTICATION_SPF];
	uint32_t spf_count;
	const struct answer **answers; /* all that was asked, numbered */
	uint32_t answer_count;
};

struct inspection;
/* Nothing is evaluated where nobody can be asked (no answers), or the client is not
 * known. Path and identities are there. */
void authenticate(struct inspection *in);
