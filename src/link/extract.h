/* link/extract.h - links in plain text, as mail programs make them clickable.
 *
 * With a scheme, "www." names, bare domains with a path or a well-known public suffix,
 * addresses; wrapped in <>, (), quotes or Japanese brackets, followed by punctuation or
 * by Japanese text without a blank. In a text that reports a mail, obfuscated links
 * (hxxp,
 * [.], (dot)) are understood too. Linear time. */
#pragma once
#include "base/arena.h"

enum text_link_kind {
	TEXT_LINK_URL,	    /* with a scheme */
	TEXT_LINK_WWW,	    /* "www.example.com/…": programs put http:// in front */
	TEXT_LINK_DOMAIN,   /* "example.com/path": some do */
	TEXT_LINK_MAIL,	    /* an address */
	TEXT_LINK_DEFANGED, /* hxxp://example[.]com */
};

struct text_link {
	enum text_link_kind kind;
	struct str shown; /* slice of the text */
	struct str url;	  /* what a click would open */
};
struct text_links {
	struct text_link *items;
	uint32_t count, cap;
	bool cut; /* LIMIT_LINKS */
};

void text_links(struct arena *arena, struct str text, bool understand_defanged,
		struct text_links *ret);
/* Does a text that is shown as a link look like a URL or a host name itself? Then
 * `ret_url` is what a person takes it for. For "https://bank.example" as a link's text.
 * A URL counts wherever it stands: with a scheme, with "www.", with a path. A bare name
 * counts as the whole text, brackets, punctuation and arrows aside; among other words it
 * is one of them ("News.com: the year in pictures"). */
enum text_shown { SHOWS_NOTHING, SHOWS_NAME_IN_WORDS, SHOWS_URL };
enum text_shown text_shows_url(struct arena *arena, struct str text, struct str *ret_url);

/* One name, address or link that a person wrote so that nobody clicks it, made plain:
 * "hxxp://example[.]com" and "example (dot) com". A slice of `text` where nothing is to
 * be done. */
struct str text_refanged(struct arena *arena, struct str text);
