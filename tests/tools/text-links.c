/* tests/tools/text-links.c - the reader of links in plain text alone.
 *
 * Each line of standard input is a text in hexadecimal ("+" in front: obfuscated links are
 * understood). Each line out: a JSON list of [kind, shown, url]. */
#include "base/json.h"
#include "link/extract.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const kinds[] = {
	[TEXT_LINK_URL] = "url",
	[TEXT_LINK_WWW] = "www",
	[TEXT_LINK_DOMAIN] = "domain",
	[TEXT_LINK_MAIL] = "mail",
	[TEXT_LINK_DEFANGED] = "defanged",
};

static struct str from_hex(struct arena *arena, struct str hex)
{
	char *p = arena_bytes(arena, hex.n / 2 + 1);

	for (size_t i = 0; i + 1 < hex.n; i += 2)
		p[i / 2] = (char)(ascii_hex(hex.p[i]) << 4 | ascii_hex(hex.p[i + 1]));
	return str_make(p, hex.n / 2);
}

static void answer(struct arena *arena, struct json *json, struct str line)
{
	bool defanged = str_eat_char(&line, '+');
	struct text_links links;

	text_links(arena, from_hex(arena, line), defanged, &links);
	json_array(json);
	for (uint32_t i = 0; i < links.count; i++) {
		json_array(json);
		json_c(json, kinds[links.items[i].kind]);
		json_str(json, links.items[i].shown);
		json_str(json, links.items[i].url);
		json_array_end(json);
	}
	json_array_end(json);
}

int main(void)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		struct arena *arena = arena_new(0);
		struct json json;
		struct buf out;

		buf_init(&out, 0);
		json_init(&json, &out);
		answer(arena, &json, str_trim(str_make(line, (size_t)n)));
		buf_add_char(&out, '\n');
		fwrite(out.p, 1, out.n, stdout);
		buf_fini(&out);
		arena_free(arena);
	}
	free(line);
	return 0;
}
