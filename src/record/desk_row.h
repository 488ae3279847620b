/* record/desk_row.h - desks that take reports: rows of data/desks.txt. */
#pragma once
#include "base/arena.h"

enum desk_kind {
	DESK_NATIONAL,
	DESK_REGISTRAR,
	DESK_REGISTRY,
	DESK_CDN,
	DESK_HOST,
	DESK_BRAND,
	DESK_KINDS
};

/* What a national desk does with a report. */
enum desk_does {
	DOES_OTHER,
	DOES_PHISH,
	DOES_SPAM,
	DOES_CRIME,
	DOES_INCIDENT,
	DOES_ADVICE,
	DOES_CONSUMER, /* only for people who entered or paid something */
	DESK_DOES
};

struct desk_row {
	enum desk_kind kind;
	enum desk_does does;
	struct str of; /* pieces between '|', as the head of the table says */
	struct str name_en, name_ja; /* the second may be empty */
	struct str contact;
	const char *via, *form, *language; /* as in desk/desk.h */
	struct str as_of;
};

struct desk_rows {
	struct desk_row *items;
	uint32_t count, cap;
};

enum { DESK_COLUMNS = 10 };
/* False: the row is not what the table's head promises. */
bool desk_row_read(struct arena *arena, const struct str columns[DESK_COLUMNS],
		   struct desk_rows *rows);
/* The first row of that kind that is for `key`: a country, an id or a top-level domain
 * (the whole piece, any case); of hosts, a name at or below the piece. NULL: none. */
const struct desk_row *desk_row_find(const struct desk_rows *rows, enum desk_kind kind,
				     struct str key);
/* The registrar with that number at IANA, or with that name: a piece of the row stands in
 * it. Either may be empty. */
const struct desk_row *desk_row_registrar(const struct desk_rows *rows, struct str number,
					  struct str name);
/* Is the row for `key`, as desk_row_find() has it? */
bool desk_row_is_for(const struct desk_row *row, struct str key);
