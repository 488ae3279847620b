/* record/likeness.h - whose name does a host or a path carry, and by what right?
 *
 * Compares a link's host and path with the brands' and the site's own domains and names:
 * the domain itself, a domain or name as left labels of a foreign one, inside a label
 * ("amazon-login-jp"), under another top level, a look-alike (UTS 39 skeleton, digits
 * for letters, one letter off), a name in the path. Silent on a brand's own other domains
 * and on ordinary words. Linear in the length of the URL. */
#pragma once
#include "link/host.h"
#include "link/url.h"
#include "record/site.h"
#include "record/tables.h"

enum likeness_how {
	LIKENESS_OFFICIAL,    /* it is the brand's (or the site's own) domain */
	LIKENESS_DOMAIN_LEFT, /* "www.amazon.co.jp.example.cn" */
	LIKENESS_LABEL,	      /* "amazon.example.cn": a whole label is the name */
	LIKENESS_WORDS,	      /* "amazon-login.cn", "secure-amazon-jp.example" */
	LIKENESS_OTHER_TLD,  /* "amazon.shop": the name under a top level of somebody else
			      */
	LIKENESS_LOOK_ALIKE, /* same skeleton: Cyrillic letters, "rn" for "m", xn-- */
	LIKENESS_DIGITS,     /* "amaz0n", "paypa1" */
	LIKENESS_EDIT,	/* one letter more, less, other or swapped, of a name long enough
			 */
	LIKENESS_PATH,	/* "/kagoya", "/amazon.co.jp/signin" */
	LIKENESS_QUERY, /* a damaged copy of a genuine URL's query (case A), or its domain
			 */
};

struct likeness {
	const struct brand *brand; /* NULL: the site's own name */
	enum likeness_how how;
	struct str shown;   /* the words in the URL that carry the name */
	struct str genuine; /* the domain (or URL) that they imitate */
};

/* The strongest likeness of each brand, strongest first; at most `cap`. Returns how many.
 * If one is LIKENESS_OFFICIAL, it is the only one that speaks of the host. */
uint32_t likeness_find(struct arena *arena, const struct tables *tables,
		       const struct site *site, const struct url *url,
		       const struct host *host, struct likeness *ret, uint32_t cap);
const char *likeness_name(enum likeness_how how); /* "domain-left", "label", … */
