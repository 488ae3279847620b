/* language/chinese.c - Chinese text in which two ways of writing meet, or Japan's.
 *
 * Who writes simplified Chinese has no traditional form under the fingers, and the other
 * way round; text that was put together from pieces has both in one sentence. */
#include "language/han.h"
#include "language/reader.h"

struct tally {
	uint32_t simplified, traditional, last_simplified, last_traditional;
};

static void note(struct slip_reader *r, uint32_t i, enum slip_rule rule)
{
	struct slip slip = { .kind = SLIP_CODE_POINT,
			     .rule = rule,
			     .character = r->w.items[i].c };
	uint32_t from = i > 1 ? i - 2 : 0, to = i + 3;

	while (from < i && r->w.items[from].class_ != LETTER_HAN)
		from++;
	if (to > r->w.count)
		to = r->w.count;
	while (to > i + 1 && r->w.items[to - 1].class_ != LETTER_HAN)
		to--;
	slip_add_letters(r, slip, i, i + 1, from, to);
}

static void count_sentence(const struct writing *w, const struct sentence *s,
			   struct tally *ret)
{
	*ret = (struct tally){ 0 };
	for (uint32_t i = s->from; i < s->to; i++) {
		if (w->items[i].quoted)
			continue;
		if (han_is_simplified(w->items[i].c)) {
			ret->simplified++;
			ret->last_simplified = i;
		} else if (han_is_traditional(w->items[i].c)) {
			ret->traditional++;
			ret->last_traditional = i;
		}
	}
}

static void read_glyphs(struct slip_reader *r, const struct sentence *s)
{
	for (uint32_t i = s->from; i < s->to; i++)
		if (!r->w.items[i].quoted && han_is_japanese(r->w.items[i].c))
			note(r, i, RULE_JAPANESE_GLYPH);
}

void read_chinese(struct slip_reader *r)
{
	enum { SHORT = 8, MAIN = 3 };
	struct sentence s;

	for (uint32_t at = 0; writing_sentence(&r->w, &at, &s);) {
		struct tally tally;

		if (s.kana || s.han < SHORT)
			continue;
		count_sentence(&r->w, &s, &tally);
		/* A name in the other form is one of a few; the rarer is shown. */
		if (tally.simplified >= MAIN && tally.traditional &&
		    tally.traditional <= tally.simplified)
			note(r, tally.last_traditional, RULE_MIXED_CHINESE);
		else if (tally.traditional >= MAIN && tally.simplified)
			note(r, tally.last_simplified, RULE_MIXED_CHINESE);
		if (tally.simplified + tally.traditional >= MAIN)
			read_glyphs(r, &s);
	}
}
