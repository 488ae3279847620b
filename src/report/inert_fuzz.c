/* report/inert_fuzz.c - whatever goes in, nothing that a terminal obeys comes out. */
#include "report/inert.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <stdlib.h>

static void must_be_inert(struct str text, bool lines)
{
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		int32_t cp = utf8_decode(str_skip(text, i), &length);

		if (cp < 0 || (unicode_is_hidden((uint32_t)cp) && !(lines && cp == '\n')))
			abort();
	}
}

/* Lines made of it fit, and together they are all of it. */
static void must_break(struct str text, size_t columns)
{
	while (text.n) {
		size_t n = inert_break(text, columns);
		struct str line = str_trim_right(str_sub(text, 0, n));

		if (n == 0 || n > text.n)
			abort();
		if (inert_width(line) > columns && inert_width(line) > 2)
			abort();
		if (inert_width(inert_fit(line, columns)) > columns)
			abort();
		text = str_skip(text, n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (unsigned flags = 0; flags < 4; flags++) {
		struct buf out;

		buf_init(&out, 0);
		inert_add(&out, str_make((const char *)data, size), flags);
		must_be_inert(buf_peek(&out), flags & INERT_KEEP_LINES);
		must_break(buf_peek(&out), 1 + size % 80);
		buf_fini(&out);
	}
	return 0;
}
