/* link/host_inside.h - between the files that read host names. */
#pragma once
#include "link/host.h"

enum { NAME_MAX_BYTES = 1024 }; /* DNS allows 253; longer is no name of a host */

/* Each opens what its library keeps open, once. */
void host_suffix_warm(void);
void host_idna_warm(void);
void host_skeleton_warm(void);

/* --- host.c --- */
struct str host_without_final_dot(struct str name);
/* No top-level domain is a number (WHATWG URL, "ends in a number"): such a name
 * is a broken address, and a suffix list would call "2.1" a domain. */
bool host_ends_in_number(struct str name);
/* A terminated lower-case copy; NULL for what cannot be a name. */
char *host_copy(struct arena *arena, struct str name);

/* --- host_suffix.c --- */
/* What the list says of a name; both are tails of it, so their lengths are all there is
 * to keep. 0: there is none. */
struct tails {
	uint16_t registrable, suffix;
};
/* `name` is lower case and terminated. */
struct tails host_tails(struct str name);
struct str host_tail(struct str name, size_t length);

/* --- host_idna.c --- */
/* Letters, digits, hyphens, dots and no "xn--": IDNA has nothing to say beyond lengths
 * and hyphens. */
bool host_is_plain(struct str name);
/* Names that IDNA refuses keep their bytes as found, so that a report shows them. */
void host_parse_idna(struct arena *arena, struct str name, struct host *ret);
