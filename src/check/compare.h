/* check/compare.h - a result that our own side recorded, and the one found today, side by
 * side, with the likely reason where they differ. */
#pragma once
#include "check/results.h"

struct comparison {
	const struct recorded *recorded;
	struct str domain; /* that both speak of */
	const char *today; /* "pass", … */
	bool same;
	const char *why; /* N_(): where they differ */
};

enum { COMPARISONS = 16 }; /* servers record one SPF, one DMARC, a few signatures */

/* What was recorded about `method` ("spf", "dkim", "dmarc"), and has its counterpart
 * today; nothing where nothing could be asked today. At most COMPARISONS. */
uint32_t compare_results(const struct inspection *in, const char *method,
			 struct comparison *ret);
/* A finding for each that differs: the values of results_finding(), and today, why. */
void compare_findings(struct inspection *in, const struct check *self,
		      const char *method);
