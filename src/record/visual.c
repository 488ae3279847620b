/* record/visual.c - see visual.h. */
#include "record/visual.h"

#include <unicode/ubidi.h>
#include <unicode/ustring.h>

/* 16-bit code units of at most so many; beyond, nobody would look. */
enum { VISUAL_MAX = 1000 };

struct str visual_order(struct arena *arena, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar logical[VISUAL_MAX], visual[VISUAL_MAX];
	char out[VISUAL_MAX * 3 + 1];
	int32_t n = 0, seen = 0, bytes = 0;
	UBiDi *bidi = ubidi_open();

	u_strFromUTF8WithSub(logical, VISUAL_MAX, &n, text.p, (int32_t)text.n, 0xFFFD,
			     NULL, &error);
	if (bidi)
		ubidi_setPara(bidi, logical, n, UBIDI_DEFAULT_LTR, NULL, &error);
	if (bidi)
		seen = ubidi_writeReordered(
		    bidi, visual, VISUAL_MAX,
		    UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS, &error);
	u_strToUTF8(out, sizeof out, &bytes, visual, seen, &error);
	ubidi_close(bidi);
	if (!bidi || U_FAILURE(error))
		return text;
	return arena_str(arena, str_make(out, (size_t)bytes));
}

bool visual_is_turned(struct str text)
{
	return str_find_str(text, STR("\xe2\x80\xad")) != STR_NPOS ||
	       str_find_str(text, STR("\xe2\x80\xae")) != STR_NPOS;
}
