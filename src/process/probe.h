/* process/probe.h - for mekiki selftest: let helpers try what their lock forbids. */
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
enum probe_end probe_browser(const char *directory, unsigned number);
enum probe_end probe_media(const char *directory, unsigned number);
enum probe_end probe_log(const char *directory, unsigned number);
/* Start the browser. True: `ret` is its version, and whether its own sandbox held; else
 * why there is none. N_() where it is ours. */
enum { PROBE_TEXT = 256 };
bool probe_chromium(const char *directory, char ret[PROBE_TEXT], bool *ret_own_sandbox);
/* What the decoders read: "png, jpeg, no webp, …". False: they do not start. */
bool probe_decoders(const char *directory, char ret[PROBE_TEXT]);
