/* report/built_test.h - an inspection built by hand, so that reports are tested without
 * the parsers before them. */
#pragma once
#include "base/test.h"
#include "report/report.h"

/* A phish with hostile strings wherever a string can stand. Lives until the end of the
 * test. */
struct inspection *built_inspection(void);
/* The report as one string; lives until the end of the test. */
struct str built_report(const struct inspection *in, const char *format,
			const struct catalogue *catalogue, int verbose);
