/* tests/tools/html-tokens.c - the HTML tokenizer alone, for the suite of the standard.
 *
 * Each line of standard input: the state to begin in (data, rcdata, rawtext, script,
 * plaintext, cdata), the last start tag or "-", the source in hexadecimal. Or "meta -
 * HEX": the charset a page names. Each line out: a JSON list of tokens as that suite
 * writes them. */
#include "base/json.h"
#include "link/html.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const states[] = {
	[HTML_DATA] = "data",		[HTML_RCDATA] = "rcdata",
	[HTML_RAWTEXT] = "rawtext",	[HTML_SCRIPT_DATA] = "script",
	[HTML_PLAINTEXT] = "plaintext", [HTML_CDATA] = "cdata",
};

static struct str from_hex(struct arena *arena, struct str hex)
{
	char *p = arena_bytes(arena, hex.n / 2 + 1);

	for (size_t i = 0; i + 1 < hex.n; i += 2)
		p[i / 2] = (char)(ascii_hex(hex.p[i]) << 4 | ascii_hex(hex.p[i + 1]));
	return str_make(p, hex.n / 2);
}

static void write_attributes(struct json *json, const struct html_token *token)
{
	json_array(json);
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		json_array(json);
		json_str(json, token->attributes[i].name);
		json_str(json, token->attributes[i].value);
		json_array_end(json);
	}
	json_array_end(json);
}

static void write_token(struct json *json, const struct html_token *token)
{
	static const char *const kinds[] = {
		[HTML_TEXT] = "Character",  [HTML_START_TAG] = "StartTag",
		[HTML_END_TAG] = "EndTag",  [HTML_COMMENT] = "Comment",
		[HTML_DOCTYPE] = "DOCTYPE",
	};

	json_array(json);
	json_c(json, kinds[token->kind]);
	switch (token->kind) {
	case HTML_TEXT:
	case HTML_COMMENT:
		json_str(json, token->text);
		break;
	case HTML_START_TAG:
		json_str(json, token->name);
		write_attributes(json, token);
		json_bool(json, token->self_closing);
		break;
	case HTML_END_TAG:
		json_str(json, token->name);
		break;
	case HTML_DOCTYPE:
		json_str_or_null(json, token->name);
		json_str_or_null(json, token->public_id);
		json_str_or_null(json, token->system_id);
		json_bool(json, !token->quirks);
		break;
	}
	json_array_end(json);
}

static void run(struct arena *arena, struct str line, struct json *json)
{
	struct str state = str_take_word(&line), last = str_take_word(&line);
	struct str source = from_hex(arena, str_take_word(&line));
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, source);
	struct html_token token;

	if (str_eq(state, STR("meta"))) {
		json_str(json, html_meta_charset(source));
		return;
	}
	for (size_t i = 0; i < COUNT(states); i++)
		if (str_eq(state, str_c(states[i])))
			html_tokenizer_alone(tokenizer, (enum html_state)i,
					     str_eq(last, STR("-")) ? STR_NONE : last);
	json_array(json);
	while (html_next(tokenizer, &token))
		write_token(json, &token);
	json_array_end(json);
}

int main(void)
{
	struct arena *arena = arena_new(0);
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		struct buf out;
		struct json json;

		buf_init(&out, 0);
		json_init(&json, &out);
		run(arena, str_make(line, (size_t)n), &json);
		printf("%.*s\n", (int)out.n, out.p);
		buf_fini(&out);
		arena_reset(arena, 0);
	}
	free(line);
	arena_free(arena);
	return 0;
}
