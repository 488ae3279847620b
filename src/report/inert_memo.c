/* report/inert_memo.c - see inert_memo.h. */
#include "report/inert_memo.h"

#include <stdlib.h>

/* Names and addresses; what is longer seldom comes twice. */
enum { SLOTS = 64, TEXT = 62, MADE = 96 };

struct inert_memo {
	struct made {
		uint8_t text_n, made_n; /* 0: a free slot */
		uint8_t flags;
		char text[TEXT], made[MADE];
	} slots[SLOTS];
};

struct inert_memo *inert_memo_new(void)
{
	struct inert_memo *memo = calloc(1, sizeof *memo);

	if (!memo)
		abort();
	return memo;
}

void inert_memo_free(struct inert_memo *memo)
{
	free(memo);
}

/* By both ends, at least eight bytes long, and the length. */
static struct made *slot_of(struct inert_memo *memo, struct str text)
{
	uint64_t front, back;

	memcpy(&front, text.p, sizeof front);
	memcpy(&back, text.p + text.n - sizeof back, sizeof back);
	front ^= (back << 7 | back >> 57) + text.n;
	return &memo->slots[front * 0x9e3779b97f4a7c15u >> 58];
}

static bool is_known(const struct made *made, struct str text, unsigned flags)
{
	return made->flags == flags && str_eq(str_make(made->text, made->text_n), text);
}

/* Is it the same whatever it is written behind? A scheme whose colon comes early might
 * have begun there. */
static bool stands_alone(struct str text)
{
	return str_starts(text, STR("http:")) ||
	       str_find(str_sub(text, 0, 5), ':') == STR_NPOS;
}

static void keep(struct made *made, struct str text, unsigned flags, struct str result)
{
	if (result.n > MADE)
		return;
	made->flags = (uint8_t)flags;
	made->text_n = (uint8_t)text.n;
	made->made_n = (uint8_t)result.n;
	memcpy(made->text, text.p, text.n);
	memcpy(made->made, result.p, result.n);
}

void inert_memo_add(struct inert_memo *memo, struct buf *out, struct str text,
		    unsigned flags)
{
	size_t from = out->n;
	struct made *made;

	if (!memo || text.n < 8 || text.n > TEXT || !stands_alone(text)) {
		inert_add(out, text, flags);
		return;
	}
	made = slot_of(memo, text);
	if (is_known(made, text, flags)) {
		buf_add(out, str_make(made->made, made->made_n));
		return;
	}
	inert_add(out, text, flags);
	if (!out->full)
		keep(made, text, flags, str_skip(buf_peek(out), from));
}
