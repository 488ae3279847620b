/* report/defang.h - links and addresses that nobody can follow by accident.
 *
 * What incident response teams write: hxxps://example[.]com/path, user@example[.]com.
 * "http" of a URL becomes "hxxp", "ftp" becomes "fxp". Of a host's dots those are
 * bracketed that stand before its last label or before a label that is itself a top-level
 * domain, so that no front part of what is left is a working name:
 * "shop.example[.]co[.]jp". Paths keep their dots, since only the host leads anywhere.
 *
 * Prose stays prose: outside URLs and addresses a word is a host only where it ends in a
 * label that is known as a top-level domain. Bare IP addresses stay as they are: nothing
 * follows them, and administrators search logs for them. */
#pragma once
#include "base/buf.h"

/* State over one text, zero at its start. */
struct defang {
	size_t forced_from, forced_until; /* host of a URL: whatever its labels */
};

/* Write all[from..to), a run of printable ASCII, defanged. What surrounds the run is
 * looked at, not written. Calls come in the order of the text. */
void defang_add(struct defang *defang, struct buf *out, struct str all, size_t from,
		size_t to);
/* Is the label at the start of `text` a top-level domain that mail is known to mention?
 * Any case. */
bool defang_is_tld(struct str text);
