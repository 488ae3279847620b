/* record/whois_line.h - one line of a WHOIS answer: by its shape alone, whatever its
 *words mean.
 *
 *	Domain Name: EXAMPLE.COM		a. [ドメイン名]		EXAMPLE.JP
 *	created............: 1.2.2003		[Tech-C]
 *	% comment				   ns1.example.net	192.0.2.1 */
#pragma once
#include "base/str.h"

enum whois_shape {
	WHOIS_BLANK,
	WHOIS_COMMENT, /* `text`: behind its marks */
	WHOIS_PAIR,    /* `key`, `value`; the value may be empty */
	WHOIS_TEXT,    /* neither */
};

struct whois_line {
	enum whois_shape shape;
	uint32_t indent; /* in columns; a tab goes to the next eighth */
	uint32_t column; /* where the value begins, of a pair */
	struct str text; /* the whole line, trimmed */
	struct str key, value;
	bool bracket;  /* [key] */
	bool lettered; /* a. [key]: of a list, never a heading */
	bool tight;    /* "key:value"; might be part of a text */
};

void whois_line_read(struct str line, struct whois_line *ret);
