/* tests/tools/charset-cat.c - standard input from a charset to UTF-8, for the suite of
 * charset tables: charset-cat LABEL. With --lines each line is decoded alone. */
#include "base/arena.h"
#include "mail/charset.h"

#include <stdio.h>
#include <stdlib.h>

static struct str read_all(struct arena *arena)
{
	size_t cap = 64 << 20, n;
	char *p = arena_bytes(arena, cap);

	n = fread(p, 1, cap, stdin);
	return str_make(p, n);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(0);
	struct str rest, line;
	bool lines = argc > 2 && strcmp(argv[2], "--lines") == 0;

	if (argc < 2)
		return 2;
	rest = read_all(arena);
	while (rest.n && (lines ? str_split(&rest, '\n', &line) : (line = rest, true))) {
		struct charset_text text;

		charset_decode(arena, str_c(argv[1]), line, &text);
		fwrite(text.text.p, 1, text.text.n, stdout);
		if (!lines)
			break;
		putchar('\n');
	}
	arena_free(arena);
	return 0;
}
