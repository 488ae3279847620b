/* link/host.h - host names as people and registries read them.
 *
 * IDNA by UTS 46 (non-transitional, ICU), public suffixes by libpsl, look-alike
 * skeletons by UTS 39. Names are handled as slices; no name is ever a C string
 * outside this file. Address literals are told apart before anything else. */
#pragma once
#include "base/arena.h"

struct host {
	bool ok;
	bool is_address;	  /* IPv4 or IPv6 literal */
	struct str ascii;	  /* lower case, "xn--…"; no final dot */
	struct str unicode;	  /* for people; the same as ascii where IDNA fails */
	struct str public_suffix; /* "co.jp"; empty for addresses */
	struct str registrable_domain; /* "example.co.jp"; empty where there is none */
	const char *const
	    *idna_errors; /* names of UTS 46 errors, NULL-terminated; NULL if none */
};

/* `name` as found: any case, UTF-8 or ASCII, an optional final dot. */
void host_parse(struct arena *arena, struct str name, struct host *ret);
/* Only the registrable domain of a lower- or mixed-case name; empty if none. Cheap for
 * ASCII. */
struct str host_registrable(struct arena *arena, struct str name);
/* Do both belong to one registrable domain? False where either has none. */
bool host_related(struct arena *arena, struct str a, struct str b);

/* Does `name` stand below a suffix that the list names? Registrars decide by that whether
 * a word with a dot is a name at all: "readme.txt" is none. */
bool host_has_listed_suffix(struct arena *arena, struct str name);
/* Is its registrable domain one that somebody gives to strangers below his own
 * ("someone.github.io"), and no registry? */
bool host_is_lent(struct arena *arena, struct str name);

/* "Domain to ASCII" of the WHATWG URL standard (3.3), not strict: what a browser makes of
 * a domain, percent-decoded already. Lower case; a final dot, odd hyphens and long labels
 * stay, and so does "xn--" that decodes to nonsense in a name of ASCII alone. False: a
 * browser refuses it. Which ASCII bytes no domain may hold is for the caller to say. A
 * slice of `domain` where nothing changes. */
bool host_to_ascii(struct arena *arena, struct str domain, struct str *ret);
/* Does it hold characters beyond ASCII that turn into ASCII ones or vanish on the way:
 * full-width letters, ideographic dots, soft hyphens? */
bool host_is_mapped(struct str domain);

/* UTS 39 skeleton of NFKC and lower case: equal skeletons look alike. */
struct str host_skeleton(struct arena *arena, struct str text);
/* Is a single label or word written in more than one script that do not belong together?
 */
bool host_mixed_script(struct str text);

/* Load ICU data and the public suffix list; later calls open no file. Says
 * which list it is: "publicsuffix 20230209…" or NULL for the built-in one. */
void host_warm(void);
const char *host_psl_source(void);
/* The list's file, as libpsl compiles it; empty: the built-in one is used. */
struct str host_psl_bytes(void);
/* Judge by this list from now on, as a case has it; empty: the built-in one; without a
 * pointer: our own again. False, and our own is used: the bytes are no list. */
bool host_psl_use(struct str bytes);
