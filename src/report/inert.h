/* report/inert.h - text from outside, made harmless for people to look at.
 *
 * Every string from outside passes through here before it reaches a terminal or a log:
 * no escape sequences, C0, C1, DEL, no bidi overrides, no invisible characters (they
 * are shown as \u{202E}), invalid bytes as \xNN. There is no way round it. */
#pragma once
#include "base/buf.h"

enum inert_flags {
	INERT_LINE = 0,	      /* line ends become a visible mark */
	INERT_KEEP_LINES = 1, /* LF stays, CR LF becomes LF */
	INERT_DEFANG = 2,     /* hxxp, [.] and [@] in links and addresses */
};
void inert_add(struct buf *out, struct str text, unsigned flags);

/* Columns on a terminal: East Asian wide and full-width are two, combining none. `text`
 * is inert. */
size_t inert_width(struct str text);
/* The longest prefix that fits `columns`, cut at a character. */
struct str inert_fit(struct str text, size_t columns);
/* Where to break so that at most `columns` are used: after a space for Latin text,
 * between any two characters for Japanese less what may not begin or end a line. */
size_t inert_break(struct str text, size_t columns);
