/* record/other_words.c - see other_words.h. */
#include "record/other_words.h"

#include "base/utf8.h"

static const struct str words[] = {
	STR("楽天地"),	 STR("楽天家"),	    STR("楽天主義"),
	STR("楽天知命"), STR("rakutenchi"), STR("rakutenti"),
};

/* 楽天家 is an optimist, and 楽天家電 sells what Rakuten sells. */
static bool ends_at(struct str text, size_t at)
{
	size_t length;
	int32_t c;

	if (at >= text.n)
		return true;
	if ((unsigned char)text.p[at] < 0x80)
		return !ascii_is_alpha(text.p[at]);
	c = utf8_decode(str_skip(text, at), &length);
	return !(c >= 0x4e00 && c <= 0x9fff);
}

bool is_in_other_word(struct str text, size_t start, size_t end)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t from = end > words[i].n ? end - words[i].n : 0;

		for (size_t at = from; at <= start; at++)
			if (str_starts(str_skip(text, at), words[i]) &&
			    ends_at(text, at + words[i].n))
				return true;
	}
	return false;
}
