/* language/slip.c - each passage to the readers of its language. */
#include "language/slip.h"

#include "base/limits.h"
#include "language/reader.h"

void slip_add(struct slip_reader *r, const struct slip *slip)
{
	struct slips *slips = r->slips;

	if (passage_is_quoted(r->passage, slip->start))
		return;
	if (slips->per_kind[slip->kind]++ >= LIMIT_SLIPS)
		return;
	ARENA_GROW(r->arena, slips->items, slips->count, slips->cap);
	slips->items[slips->count] = *slip;
	slips->items[slips->count++].passage = r->passage;
}

bool slips_are_full(struct slip_reader *r, enum slip_kind kind)
{
	if (r->slips->per_kind[kind] < LIMIT_SLIPS)
		return false;
	r->slips->per_kind[kind]++;
	return true;
}

void slip_add_letters(struct slip_reader *r, struct slip slip, uint32_t from, uint32_t to,
		      uint32_t word, uint32_t end)
{
	slip.start = r->w.items[from].at;
	slip.end = r->w.items[to].at;
	slip.found = writing_slice(&r->w, word, end);
	slip_add(r, &slip);
}

/* A page in another reading, or the same text twice, says nothing new. */
static bool is_repeated(const struct passages *passages, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (passages->items[i].part && passages->items[at].part &&
		    passages->items[i].part->body.p == passages->items[at].part->body.p &&
		    str_eq(passages->items[i].text, passages->items[at].text))
			return true;
	return false;
}

static void read_passage(struct slip_reader *r)
{
	struct scripts scripts;

	scripts_count(r->passage->text, &scripts);
	if (scripts_are_japanese(&scripts)) {
		r->slips->japanese = true;
		writing_read(r->scratch, r->passage->text, &r->w);
		read_japanese(r);
	} else if (scripts_are_chinese(&scripts)) {
		r->slips->chinese = true;
		writing_read(r->scratch, r->passage->text, &r->w);
		read_chinese(r);
	} else if (scripts_are_latin(&scripts)) {
		read_english(r);
	}
}

void slips_find(struct arena *arena, const struct passages *passages,
		const struct usages *usages, struct slips *ret)
{
	struct slip_reader reader = { .arena = arena, .usages = usages, .slips = ret };
	struct arena *scratch = arena_new(0);

	*ret = (struct slips){ 0 };
	reader.scratch = scratch ? scratch : arena;
	for (uint32_t i = 0; i < passages->count; i++) {
		reader.passage = &passages->items[i];
		if (is_repeated(passages, i))
			continue;
		read_passage(&reader);
		if (scratch)
			arena_reset(scratch, 0);
	}
	arena_free(scratch);
}
