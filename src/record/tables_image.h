/* record/tables_image.h - the tables, read when the program was built.
 *
 * To read a dozen thousand rows, fold and sort them and join them into automata takes
 * longer than many a mail. tables-image (tables_image_make.c) does it once and writes
 * what came of it as a constant of C, which is linked into mekiki-analysis: so it fits
 * the program, is as trusted as its code, and is mapped like that. It holds the texts
 * too. The files are still what counts: where one of them differs by a byte from the text
 * that the image was made of, all are read. */
#pragma once
#include "record/tables.h"

struct tables_image {
	struct tables tables; /* without an arena */
	struct str folding;   /* tables_folding() at that time */
	struct str suffixes;  /* host_psl_source() */
};

/* The one that was linked; NULL: none, as where a program for another machine was built.
 */
const struct tables_image *tables_image(void);

/* As tables_load(), from the image where it is what would be read. NULL: there is none.
 */
bool tables_load_image(struct arena *arena, const char *dir,
		       const struct tables_image *image, struct tables *ret,
		       struct err *err);

/* Which ICU folds names and phrases: another one may do it otherwise. */
struct str tables_folding(struct arena *arena);
