/* check/results.h - results of authentication as recorded by our own side, for checks. */
#pragma once
#include "check/check.h"

/* The result of `method` that our side recorded; NULL where it recorded none. */
const struct recorded *results_ours(const struct inspection *in, const char *method);
bool results_is(const struct recorded *recorded, const char *result);
/* The domain that a result speaks of; its identity may be an address there
 * ("a@b.example", or "@b.example" for DKIM), and SPF and DKIM speak of no more than the
 * domain. */
struct str results_domain(const struct authres_method *method);
/* SPF speaks of the envelope sender or of the HELO name; one never stands in for the
 * other (CVE-2019-20790). */
bool results_speaks_of_helo(const struct authres_method *method);
/* A finding with the result's grade, pointing at its field, with the values by, result,
 * identity, domain, scope and ip. */
struct finding *results_finding(struct inspection *in, const struct check *self,
				const struct recorded *recorded);
/* One finding from all results of our own side that `is_wanted` picks: as
 * results_finding() of the first, with their phrases as the list value "results". NULL
 * where there are none. */
struct finding *results_finding_of_all(struct inspection *in, const struct check *self,
				       bool (*is_wanted)(const struct authres_method *));
/* "dkim=pass (b.example)", for lists. */
struct str results_phrase(struct arena *arena, const struct authres_method *method);
