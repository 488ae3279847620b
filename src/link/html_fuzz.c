/* link/html_fuzz.c - the first byte chooses the state to begin in. */
#include "link/html.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_alone(struct arena *arena, struct str source, uint8_t state)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, source);
	struct html_tokenizer *other = html_tokenizer_new(arena, source);
	struct html_token token, written;
	size_t end = 0;

	html_tokenizer_alone(tokenizer, state % 6, STR("title"));
	html_tokenizer_alone(other, state % 6, STR("title"));
	html_tokenizer_as_written(other);
	while (html_next(tokenizer, &token)) {
		assert(html_next(other, &written) && written.offset == token.offset);
		assert(token.kind != HTML_TEXT ||
		       str_eq(html_token_text(other, &written, false), token.text));
		assert(token.offset >= end && token.length > 0);
		end = token.offset + token.length;
		assert(end <= source.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct str source = { (const char *)data, size }, charset;

	if (size) {
		source = str_skip(source, 1);
		read_alone(arena, source, data[0]);
	}
	charset = html_meta_charset(source);
	assert(charset.n == 0 || str_within(source, charset));
	arena_free(arena);
	return 0;
}
