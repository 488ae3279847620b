/* check/check_test.h - inspect a mail written in a test, and ask what was found.
 *
 * Each check gets a specimen on which it fires and a harmless twin on which it
 * stays silent. Line ends in the text may be LF. */
#pragma once
#include "base/test.h"
#include "check/check.h"

/* The tree's own data tables; `profile` is a site profile's text or NULL. The clock
 * stands at 2023-01-02T01:00:00Z. Lives until the end of the test. */
struct inspection *inspect_text(const char *mail, const char *profile);
struct inspection *inspect_bytes(struct str mail, const char *profile);
/* The same, with an answers file in place of the outside. */
struct inspection *inspect_answered(const char *mail, const char *profile,
				    const char *answers);
/* At another level of contact than --visit. */
struct inspection *inspect_answered_at(const char *mail, const char *profile,
				       const char *answers, enum contact allowed);

/* What somebody named, in place of a mail. */
struct inspection *inspect_named(const char *thing, const char *answers);

#define test_fires(in, id) test_finding_at(in, id, true, __FILE__, __LINE__)
#define test_silent(in, id) test_finding_at(in, id, false, __FILE__, __LINE__)
/* The finding, or NULL (after a failure). */
const struct finding *test_finding_at(const struct inspection *in, const char *id,
				      bool wanted, const char *file, int line);
/* A string or word value of a finding; empty where there is none. */
struct str finding_text(const struct finding *finding, const char *key);
