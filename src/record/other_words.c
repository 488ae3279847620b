/* record/other_words.c - see other_words.h. */
#include "record/other_words.h"

static const struct str words[] = {
	STR("楽天地"),	   STR("楽天家"),    STR("楽天主義"), STR("楽天的"),
	STR("rakutenchi"), STR("rakutenti"), STR("楽天知命"),
};

bool is_in_other_word(struct str text, size_t start, size_t end)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t from = end > words[i].n ? end - words[i].n : 0;

		for (size_t at = from; at <= start; at++)
			if (str_starts(str_skip(text, at), words[i]))
				return true;
	}
	return false;
}
