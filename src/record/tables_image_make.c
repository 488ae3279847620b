/* record/tables_image_make.c - tables-image, run by the build: DIRECTORY OUTPUT.
 *
 * It reads the tables of DIRECTORY twice, each time into one block of memory. What
 * differs between the blocks are the pointers, and they do so by the distance of the
 * blocks; it is an error if anything else does, or if anything points elsewhere. So no
 * table needs a description here. OUTPUT is C, with the words of a block in the
 * assembler's language (as an array they would keep the compiler busy for seconds); those
 * of pointers are addresses, which linker and loader put in place before it is made
 * read-only. */
#include "link/host.h"
#include "record/tables_image.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	ROOM = 64 << 20, /* the tables take a few megabytes */
	LINE = 16,	 /* words */
};
#define NAME "tables_image_words"
#define DIRECTIVE (sizeof(uintptr_t) == 8 ? ".quad" : ".long")

extern const char __executable_start, _end; /* the linker's */

static _Noreturn void fail(const char *what, const char *where)
{
	fprintf(stderr, "tables-image: %s%s%s\n", where, *where ? ": " : "", what);
	exit(1);
}

struct block {
	const char *p;
	size_t words;
};

static uintptr_t word_of(const struct block *block, size_t i)
{
	uintptr_t word;

	memcpy(&word, block->p + i * sizeof word, sizeof word);
	return word;
}

/* The image stands at the start. */
static struct arena *read_tables(const char *dir)
{
	struct arena *arena = arena_new_block(ROOM);
	struct tables_image *image = arena_new_of(arena, struct tables_image);
	struct err err = { 0 };

	if (!tables_load(arena, dir, &image->tables, &err))
		fail(err.what, err.where);
	image->tables.arena = NULL;
	image->folding = tables_folding(arena);
	image->suffixes = arena_str(arena, str_c(host_psl_source()));
	arena_alloc(arena, sizeof(uintptr_t)); /* the last word is a whole one */
	if (arena_block(arena).n == 0)
		fail("the tables do not fit", dir);
	return arena;
}

static struct block block_of(const struct arena *arena)
{
	struct str block = arena_block(arena);

	return (struct block){ block.p, block.n / sizeof(uintptr_t) };
}

/* Does it point into this program, which the image's user is not? */
static bool is_ours(uintptr_t word)
{
	return word >= (uintptr_t)&__executable_start && word < (uintptr_t)&_end;
}

static void write_word(FILE *out, const struct block *one, const struct block *two,
		       size_t i)
{
	uintptr_t word = word_of(one, i), other = word_of(two, i);
	uintptr_t offset = word - (uintptr_t)one->p;

	if (word != other) {
		if (other - (uintptr_t)two->p != offset ||
		    offset > one->words * sizeof word)
			fail("something differs that is no pointer", "");
		fprintf(out, NAME "+%zu", (size_t)offset);
	} else if (is_ours(word)) {
		fail("something points into the program that made the image", "");
	} else {
		fprintf(out, "%#jx", (uintmax_t)word);
	}
}

static void write_words(FILE *out, const struct block *one, const struct block *two)
{
	for (size_t i = 0; i < one->words; i++) {
		if (i % LINE == 0)
			fprintf(out, "\"%s ", DIRECTIVE);
		else
			fputc(',', out);
		write_word(out, one, two, i);
		if ((i + 1) % LINE == 0 || i + 1 == one->words)
			fprintf(out, "\\n\"\n");
	}
}

static void write_image(FILE *out, const struct block *one, const struct block *two)
{
	fprintf(out,
		"/* Made by tables-image. */\n"
		"#include \"record/tables_image.h\"\n\n"
		"extern const char " NAME "[] __attribute__((visibility(\"hidden\")));\n"
		"__asm__(\".pushsection .data.rel.ro,\\\"aw\\\"\\n\"\n"
		"\".balign 64\\n.globl " NAME "\\n.hidden " NAME "\\n" NAME ":\\n\"\n");
	write_words(out, one, two);
	fprintf(out,
		"\".popsection\");\n\n"
		"const struct tables_image *tables_image(void)\n{\n"
		"\treturn (const struct tables_image *)(const void *)" NAME ";\n}\n");
}

int main(int argc, char **argv)
{
	struct block one, two;
	struct arena *arenas[2];
	FILE *out;

	if (argc != 3)
		fail("DIRECTORY OUTPUT", "");
	/* After a first reading, caches of skeletons are as each further one leaves them.
	 */
	arena_free(read_tables(argv[1]));
	for (size_t i = 0; i < COUNT(arenas); i++)
		arenas[i] = read_tables(argv[1]);
	one = block_of(arenas[0]);
	two = block_of(arenas[1]);
	if (one.words != two.words)
		fail("read twice, the tables are not the same", argv[1]);
	out = fopen(argv[2], "we");
	if (!out)
		fail("cannot be written", argv[2]);
	write_image(out, &one, &two);
	if (fclose(out) != 0)
		fail("cannot be written", argv[2]);
	for (size_t i = 0; i < COUNT(arenas); i++)
		arena_free(arenas[i]);
	return 0;
}
