/* process/probe.h - for mekiki selftest: let mekiki-lookup try what its lock forbids. */
#pragma once
#include "process/child.h"

enum probe_end {
	PROBE_REFUSED, /* the system said no */
	PROBE_ENDED,   /* the process was ended for it */
	PROBE_NEEDED,  /* it may: it is what the program is for */
	PROBE_ALLOWED, /* it worked: there is a hole */
	PROBE_BROKEN,  /* it could not be tried */
};

/* The `number`-th attempt of sandbox.h, from 0. `directory` is that of the helpers. */
enum probe_end probe_lookup(const char *directory, unsigned number);
