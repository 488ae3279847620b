/* bench/html_bench.c - the HTML parts of the mails alone: html-bench ROUNDS ours|gumbo
 * FILE...
 *
 * Ours is all of html_read(): visible and hidden text, links, forms. Gumbo only builds
 * its tree and frees it. Parts over 1 MB are left out of both: gumbo's time grows with
 * the square of the nesting. One line of JSON a round; "decoded" is the bytes read. */
#include "bench/mails.h"
#include "link/document.h"
#include "mail/message.h"

#include <gumbo.h>

enum { LARGEST = 1 << 20 };

struct sources {
	struct str *items;
	uint32_t count, cap;
};

static void gather(struct arena *arena, const char *name, struct sources *sources)
{
	struct mail mail = mail_read(name);
	struct message_options options = { 0 };
	struct message *message =
	    message_parse(arena, str_make(mail.p, mail.n), &options);

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		if (part->kind != PART_LEAF || part->text.n == 0 ||
		    part->text.n > LARGEST ||
		    !str_eq(part->content_type.value, STR("text/html")))
			continue;
		ARENA_GROW(arena, sources->items, sources->count, sources->cap);
		sources->items[sources->count++] = part->text;
	}
}

static void read_with_gumbo(struct str source)
{
	gumbo_destroy_output(
	    &kGumboDefaultOptions,
	    gumbo_parse_with_options(&kGumboDefaultOptions, source.p, source.n));
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;

	int rounds = atoi(argv[1]);
	bool gumbo = strcmp(argv[2], "gumbo") == 0;
	struct arena *lasting = arena_new(0), *arena = arena_new(0);
	struct sources sources = { 0 };

	charset_warm();
	for (int i = 3; i < argc; i++)
		gather(lasting, argv[i], &sources);
	for (int round = 0; round < rounds; round++) {
		double start = cpu_seconds();
		unsigned long long bytes = 0;

		for (uint32_t i = 0; i < sources.count; i++) {
			struct html_document document;

			bytes += sources.items[i].n;
			if (gumbo) {
				read_with_gumbo(sources.items[i]);
				continue;
			}
			html_read(arena, sources.items[i], &document);
			arena_reset(arena, 0);
		}
		mail_result(cpu_seconds() - start, bytes);
	}
	arena_free(arena);
	arena_free(lasting);
	return 0;
}
