/* report/inert_memo.h - what inert_add() made of texts, for as long as one report is
 * written: it shows the same few names in a hundred sentences.
 *
 * Texts are known by their bytes, so nothing has to stay where it was. */
#pragma once
#include "report/inert.h"

struct inert_memo;

struct inert_memo *inert_memo_new(void);
void inert_memo_free(struct inert_memo *memo);
/* As inert_add(), which is asked for what is not known. NULL knows nothing. */
void inert_memo_add(struct inert_memo *memo, struct buf *out, struct str text,
		    unsigned flags);
