/* report/authres.h - an Authentication-Results field from our own results (RFC 8601;
 * RFC 8617 for ARC).
 *
 * Whoever reads such a field trusts it, so nothing of the message goes into it but names
 * that are names: letters, digits, hyphens, underscores and dots. A domain, a selector or
 * an address of another shape is left out; its result stands without it. Local parts are
 * never written. Lines are folded, none is longer than 400 bytes. */
#pragma once
#include "base/buf.h"
#include "check/authentication.h"
#include "report/report.h"

/* The whole field, with its name and a LF at the end. `id` is our authserv-id; one that
 * is no name becomes "mekiki.invalid". What could not be checked has no result in the
 * RFC, and is not told; where nothing was, the field says "none". */
void authres_write(struct arena *arena, const struct authentication *auth, struct str id,
		   struct buf *out);

extern const struct report_format report_authres;
