/* check/file_name.h - what a reader takes a file's name for (ATTACKS AT-09). */
#pragma once
#include "base/arena.h"

struct filename_look {
	struct str extension; /* what programs go by */
	struct str before;    /* the ending that stands before it, "pdf" of "a.pdf.exe" */
	bool bidi;	      /* controls of direction change what is seen */
	struct str seen;      /* how it is displayed; the name itself without these */
	uint32_t blanks;      /* the longest run of blanks, of any kind, inside */
	int32_t dot;	      /* a character that looks like a full stop; 0: none */
	int32_t unseen;	      /* a character that cannot be seen; 0: none */
};
void filename_look(struct arena *arena, struct str name, struct filename_look *ret);
