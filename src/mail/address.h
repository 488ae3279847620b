/* mail/address.h - address lists (RFC 5322, 3.4 and 4.4; RFC 6532).
 *
 * One pass, linear, no recursion. The list holds what a careful lenient reader
 * takes; where honest readers take something else (routes, two angle brackets,
 * trailing text, encoded words that yield an address, NUL, commas behind a
 * backslash: rows FR-03 to FR-10) the other candidates stand in `others`. */
#pragma once
#include "mail/defect.h"

struct mailbox {
	struct str name;     /* display name, decoded, UTF-8, unquoted; empty if none */
	struct str raw_name; /* as written */
	struct str address;  /* local@domain without brackets, comments, route; domain
				lower case */
	struct str local;    /* as it would be used in SMTP, quotes kept where needed */
	struct str domain;   /* lower case; "[192.0.2.1]" for a literal; empty if none */
	struct str route;    /* "@a,@b" of an obsolete route, without the colon */
	struct str comment;  /* last comment, decoded: old mailers put the name there */
	struct str group;    /* name of the group it stands in; empty if none */
	struct str raw;	     /* the whole mailbox as written, slice of the value */
	bool bare;	     /* no angle brackets */
	bool name_is_word;   /* the display name was an encoded word … */
	bool name_needless;  /* … of plain ASCII */
	bool lawful; /* RFC 5322/6532 grammar, RFC 5321 lengths, no obsolete form */
};

struct address_reading {
	const char *rule;	/* "route-as-address", "first-of-two", "last-angle",
				 * "name-address", "decoded-word", "cut-at-nul", … */
	struct mailbox mailbox; /* what that reader shows */
};

struct address_list {
	struct mailbox *items;
	uint32_t count;
	struct address_reading *others;
	uint32_t other_count;
	uint32_t groups;
	bool lawful; /* the whole list */
};

/* `value` is a field's value, folded, or one address from elsewhere.
 * Defects: address.*, word.*; `defects` may be NULL. */
void address_parse(struct arena *arena, struct str value, struct defects *defects,
		   struct address_list *ret);
/* One reverse-path "<a@b>", "a@b" or "<>"; false (empty mailbox) for the null path. */
bool address_parse_path(struct arena *arena, struct str value, struct defects *defects,
			struct mailbox *ret);
