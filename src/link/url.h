/* link/url.h - a URL as browsers read it, and as RFC 3986 reads it.
 *
 * The WHATWG URL standard decides: a click goes where its parser goes. RFC 3986 is what
 * many filters, libraries and people use; where the two name different hosts, one of them
 * is being deceived (ATTACKS UR-03), and both are told.
 *
 * No recursion, linear time, nothing is resolved or fetched. */
#pragma once
#include "base/arena.h"

enum url_host_kind {
	URL_HOST_NONE,	/* "mailto:…" */
	URL_HOST_EMPTY, /* "file:///…" */
	URL_HOST_DOMAIN,
	URL_HOST_IPV4,
	URL_HOST_IPV6,
	URL_HOST_OPAQUE, /* of schemes that browsers do not know: percent-encoded text */
};

/* What the standard mended on its way; each reads odd to a person and works in a browser
 * (ATTACKS UR-02 to UR-04). */
enum url_odd {
	URL_ODD_CONTROL = 1 << 0,   /* blanks, controls around, TAB or line ends inside */
	URL_ODD_BACKSLASH = 1 << 1, /* "\" where "/" belongs, before the path's end */
	URL_ODD_SLASHES = 1 << 2,   /* none, one, or more than two behind "https:" */
	URL_ODD_USERINFO = 1 << 3,  /* "user@" before the host */
	URL_ODD_MANY_AT = 1 << 4,   /* several "@" there */
	URL_ODD_HOST_ENCODED = 1 << 5, /* "%65xample.com" */
	URL_ODD_HOST_MAPPED =
	    1 << 6, /* full-width letters, ideographic dots, soft hyphens */
	URL_ODD_NUMBER_FORM = 1 << 7,  /* IPv4 as hex, octal, one number, or cut short */
	URL_ODD_FINAL_DOT = 1 << 8,    /* "example.com./" */
	URL_ODD_PORT = 1 << 9,	       /* a port that is not the scheme's own */
	URL_ODD_IPV4_MAPPED = 1 << 10, /* "[::ffff:192.0.2.1]" */
	URL_ODD_DOT_SEGMENT = 1 << 11, /* ".." or "." walked away, plain or as %2e */
};

struct url {
	bool ok;	   /* false: a browser refuses it; everything below is empty */
	struct str href;   /* serialised */
	struct str scheme; /* lower case, without the colon */
	struct str username, password; /* percent-encoded, as in href */
	enum url_host_kind host_kind;
	struct str host; /* as in href: "xn--…", "192.0.2.1", "[2001:db8::1]" */
	int32_t port;	 /* -1: none, or the scheme's own */
	struct str path; /* with its first "/"; opaque for "mailto:" and kin */
	bool path_opaque;
	bool has_query, has_fragment; /* "?" and "#" may stand with nothing behind */
	struct str query, fragment;   /* without "?" and "#" */
	uint32_t odd;		      /* enum url_odd */
};

/* `base` may be NULL. Input is UTF-8 or any bytes (what is not UTF-8 reads as U+FFFD).
 * False, and ret->ok false, where the standard says failure. */
bool url_parse(struct arena *arena, struct str input, const struct url *base,
	       struct url *ret);
/* http, https, ws, wss, ftp, file: schemes of whose hosts the standard knows the form. */
bool url_is_special(struct str scheme);
bool url_is_http(const struct url *url);

/* The same text by the grammar of RFC 3986, 3 and appendix B: slices of `input`, nothing
 * mended. */
struct url_generic {
	bool has_scheme, has_authority, has_query, has_fragment;
	struct str scheme, userinfo, host, port, path, query, fragment;
};
void url_split(struct str input, struct url_generic *ret);
/* Would a reader of RFC 3986 go to another host than a browser? `ret_host` is the one it
 * would name (a slice of input); empty where it sees none, as in "https:example.com". Of
 * several "@" such a reader is taken to stop at the first. Spelling (case, IDNA, percent)
 * does not count as another, nor does what cannot be a host. */
bool url_readings_differ(struct arena *arena, struct str input, const struct url *url,
			 struct str *ret_host);

/* What the program that answers to the scheme is told to open, not yet parsed: the URL in
 * "ms-word:ofe|u|https://…", "intent://…", the share in "search-ms:…". False: no scheme
 * that we know, or it tells none. */
bool url_carried(struct arena *arena, const struct url *url, struct str *ret);

/* "%41" to "A"; "+" stays. A slice of `s` where nothing is encoded. */
struct str url_percent_decode(struct arena *arena, struct str s);

/* The pairs of a query or a form body, as the standard's form decoder reads them, but
 * undecoded: slices. Advances *query; false at the end. Stops a value at "&" (and at ";"
 * where `semicolon` is set). */
bool url_next_pair(struct str *query, bool semicolon, struct str *ret_name,
		   struct str *ret_value);
