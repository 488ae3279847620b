/* report/redact_match_fuzz.c - a word that stands in a text is found there, whatever is
 * around it, and every match lies in the text. */
#include "report/redact_match.h"

#include "base/buf.h"
#include "base/test.h"
#include "mail/base64.h"

#include <stdio.h>
#include <stdlib.h>

static const char word[] = "zqx.mark7@own.example";

enum { CODINGS = 9 };

static void add_escaped(struct buf *out, const char *format)
{
	for (const char *c = word; *c; c++)
		buf_printf(out, format, (unsigned char)*c);
}

/* `word` in one coding. */
static void plant(unsigned coding, struct buf *out)
{
	switch (coding) {
	case 0:
		buf_add_c(out, word);
		break;
	case 1:
		add_escaped(out, "%%%02X");
		break;
	case 2:
		add_escaped(out, "%%25%02x");
		break;
	case 3:
		add_escaped(out, "=%02X");
		break;
	case 4:
		add_escaped(out, "&#%u;");
		break;
	case 5:
		add_escaped(out, "\\u%04x");
		break;
	case 6:
		add_escaped(out, "%02x");
		break;
	case 7:
		base64_add(out, str_c(word));
		break;
	default:
		add_escaped(out, "%c\xE2\x80\x8B");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct redact_pattern pattern = { { word, sizeof word - 1 },
						       EDGE_WORD,
						       7 };
	struct str rest = str_make((const char *)data, size), before;
	struct arena *arena = arena_new(0);
	struct redact_matches found;
	const struct redact_matcher *matcher;
	struct buf text;
	size_t from;
	bool any = false;

	if (size < 2 || !arena)
		return arena_free(arena), 0;
	matcher = redact_matcher_build(arena, &pattern, 1);
	before = str_sub(rest, 2, 2 + data[1]);
	rest = str_skip(rest, 2 + data[1]);
	buf_init(&text, 0);
	buf_add(&text, before);
	buf_add_char(&text, ' ');
	from = text.n;
	plant(data[0] % CODINGS, &text);
	buf_add_char(&text, ' ');
	buf_add(&text, rest);
	redact_matcher_find(matcher, buf_peek(&text), &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct redact_match *match = &found.items[i];

		if (match->number != 7 || match->start >= match->end ||
		    match->end > text.n || (i && match->start < found.items[i - 1].start))
			abort();
		any |= match->start <= from && match->end > from;
	}
	if (!any)
		abort();
	redact_matches_free(&found);
	buf_fini(&text);
	arena_free(arena);
	return 0;
}
