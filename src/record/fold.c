/* record/fold.c - see fold.h. */
#include "record/fold.h"

#include "base/bytes16.h"
#include "base/utf8.h"
#include "link/host.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Kana and unified ideographs stand for themselves in NFKC, unless a combining mark
 * follows: they and ASCII need no look into ICU's tables. */
static bool folds_to_itself(int32_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) ||
	       c == 0x30fc || (c >= 0x4e00 && c <= 0x9fff) || c == 0x3010 || c == 0x3011;
}

struct folding {
	char *text;
	uint32_t *at;
	size_t n, cap;
};

static void fold_bytes(struct folding *f, struct str bytes, size_t source)
{
	for (size_t i = 0; i < bytes.n && f->n < f->cap; i++) {
		f->at[f->n] = (uint32_t)source;
		f->text[f->n++] = ascii_lower(bytes.p[i]);
	}
}

/* A run of ASCII, each of which stands for itself. */
static void fold_ascii(struct folding *f, struct str run, size_t source)
{
	size_t n = run.n < f->cap - f->n ? run.n : f->cap - f->n;

	count_up(f->at + f->n, (uint32_t)source, n);
	str_lower(f->text + f->n, str_sub(run, 0, n));
	f->n += n;
}

/* What stands alone and is its own form already, as most letters with marks and signs of
 * typesetters are, needs no work of ICU's. */
static bool is_folded(const UNormalizer2 *casefold, int32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar wide[2];
	int32_t n = 0;

	if (c < 0x80 || folds_to_itself(c))
		return true;
	U16_APPEND_UNSAFE(wide, n, c);
	return unorm2_spanQuickCheckYes(casefold, wide, n, &error) == n;
}

enum { NO_BREAK_SPACE = 0xa0 };

/* One NFKC segment: a character with the marks behind it. Longer piles of marks are no
 * part of a name; they are cut into pieces. */
enum { SEGMENT_UNITS = 64, SEGMENT_BYTES = 48 };

static void fold_segment(struct folding *f, const UNormalizer2 *casefold,
			 struct str segment, size_t source)
{
	UChar wide[SEGMENT_UNITS], out[8 * SEGMENT_UNITS];
	char bytes[3 * 8 * SEGMENT_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	int32_t n = 0;

	u_strFromUTF8WithSub(wide, SEGMENT_UNITS, &n, segment.p, (int32_t)segment.n,
			     0xfffd, NULL, &error);
	n = unorm2_normalize(casefold, wide, n, out, 8 * SEGMENT_UNITS, &error);
	u_strToUTF8(bytes, sizeof bytes, &n, out, n, &error);
	if (U_SUCCESS(error))
		fold_bytes(f, str_make(bytes, (size_t)n), source);
}

static size_t segment_length(struct str rest, const UNormalizer2 *casefold)
{
	size_t length, n = 0;

	utf8_decode(rest, &n);
	while (n < rest.n && n < SEGMENT_BYTES - 4) {
		int32_t c = utf8_decode(str_skip(rest, n), &length);

		if (c < 0 || c < 0x300 || folds_to_itself(c) ||
		    unorm2_hasBoundaryBefore(casefold, c))
			break;
		n += length;
	}
	return n;
}

void fold_plain(struct arena *arena, struct str source, struct folded *ret)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *casefold;
	/* Folding shortens or keeps nearly everything; ligatures of many letters that
	 * would not fit are cut at the end of the text. */
	struct folding f = { .cap = source.n * 2 + 64 };
	size_t i = 0;

	*ret = (struct folded){ .source = source };
	if (ascii_is_all(source)) {
		ret->text = arena_lower(arena, source);
		return;
	}
	casefold = unorm2_getNFKCCasefoldInstance(&error);
	f.text = arena_bytes(arena, f.cap);
	f.at = arena_room(arena, f.cap + 1, sizeof *f.at);
	while (i < source.n) {
		struct str rest = str_skip(source, i);
		size_t plain = ascii_prefix(rest), length, first;
		int32_t c;

		/* The last one of a run may carry the marks behind it. */
		if (plain > 1 || plain == rest.n) {
			plain -= plain < rest.n;
			fold_ascii(&f, str_sub(rest, 0, plain), i);
			i += plain;
			continue;
		}
		length = segment_length(rest, casefold);
		c = utf8_decode(rest, &first);
		if (first == length && c == NO_BREAK_SPACE)
			fold_bytes(&f, STR(" "), i);
		else if (first == length && c >= 0 && is_folded(casefold, c))
			fold_bytes(&f, str_sub(rest, 0, length), i);
		else
			fold_segment(&f, casefold, str_sub(rest, 0, length), i);
		i += length;
	}
	f.at[f.n] = (uint32_t)source.n;
	ret->text = str_make(f.text, f.n);
	ret->at = f.at;
}

struct folded folded_front(const struct folded *folded, size_t most)
{
	size_t low = 0, high = folded->text.n;
	struct folded ret = *folded;

	if (most >= folded->source.n)
		return ret;
	ret.source = str_sub(folded->source, 0, most);
	if (!folded->at) {
		ret.text = str_sub(folded->text, 0, most);
		return ret;
	}
	while (low < high) { /* offsets rise */
		size_t middle = low + (high - low) / 2;

		if (folded->at[middle] < most)
			low = middle + 1;
		else
			high = middle;
	}
	ret.text = str_sub(folded->text, 0, low);
	return ret;
}

void fold_twin(struct arena *arena, struct str source, struct folded *ret)
{
	*ret = (struct folded){ .text = host_skeleton(arena, source), .source = source };
}
