/* check/file_name.c - see filename.h. */
#include "check/file_name.h"

#include "attachment/content.h"
#include "base/utf8.h"
#include "check/unicode.h"
#include "record/visual.h"

/* A full stop to the eye; only U+002E begins an ending. */
static bool looks_like_dot(int32_t c)
{
	switch (c) {
	case 0x2024:  /* one dot leader */
	case 0xFF0E:  /* full-width */
	case 0xFE52:  /* small */
	case 0xA4F8:  /* Lisu */
	case 0x0701:  /* Syriac */
	case 0x1D16D: /* augmentation dot */
	case 0xFF61:  /* half-width ideographic */
		return true;
	default:
		return false;
	}
}

/* Inside the name: what ends it is cut off by every program. */
static void read_characters(struct str name, struct filename_look *ret)
{
	bool right_to_left = false, control = false;
	uint32_t run = 0;
	size_t length;

	for (struct str rest = name; rest.n; rest = str_skip(rest, length)) {
		int32_t c = utf8_decode(rest, &length);

		if (char_is_blank(c)) {
			run++;
			continue;
		}
		if (run > ret->blanks)
			ret->blanks = run;
		run = 0;
		if (looks_like_dot(c))
			ret->dot = c;
		control |= char_is_bidi_control(c);
		ret->bidi |= char_is_bidi_override(c);
		right_to_left |= char_is_right_to_left(c);
		if (char_is_control(c) && c != '\t')
			ret->unseen = c;
	}
	/* Names in Hebrew or Arabic have such controls honestly. */
	ret->bidi |= control && !right_to_left;
}

void filename_look(struct arena *arena, struct str name, struct filename_look *ret)
{
	size_t length, at;
	int32_t c;

	*ret = (struct filename_look){ .seen = name };
	ret->extension = content_extension(name);
	if (ret->extension.n)
		ret->before = str_trim(content_extension(
		    str_sub(name, 0, str_offset(name, ret->extension) - 1)));
	if (ascii_is_all(name) && str_find(name, ' ') == STR_NPOS)
		return;
	read_characters(name, ret);
	at = invisible_find(name, 0, &c, &length);
	if (at < name.n)
		ret->unseen = c;
	if (ret->bidi)
		ret->seen = visual_order(arena, name);
}
