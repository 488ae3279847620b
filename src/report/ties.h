/* report/ties.h - what the infrastructure picture shows: domains on the one side, what
 * they hang on at the other, and which hangs on which. */
#pragma once
#include "check/inspection.h"

enum { TIES_DOMAINS = 10, TIES_THINGS = 18 };

struct thing_shown {
	enum { THING_SERVER, THING_REGISTRAR, THING_LEAF, THING_BOND } kind;
	const char *word;  /* N_(): "address", "registrar", … */
	struct str name;   /* from outside; empty: `word` says it all */
	struct str remark; /* from outside */
	uint32_t count;	   /* of addresses that stand for one */
	uint32_t domains;  /* bits: those that hang on it */
	uint32_t loose;	   /* bits: those of them whose tie says little */
	const void *key;
	int order; /* where it lies best: the mean of its domains */
};

struct ties {
	const struct survey_domain *domains[TIES_DOMAINS];
	uint32_t indices[TIES_DOMAINS]; /* as the survey numbers them */
	uint32_t domain_count, domains_left_out;
	struct thing_shown things[TIES_THINGS];
	uint32_t thing_count, things_left_out;
};

void ties_find(const struct inspection *in, struct ties *ret);
