/* link/extract_part.h - what the files of extract share: where a link ends, and which
 * names are links without a scheme. */
#pragma once
#include "base/arena.h"

/* End of the authority (user, host, port) that begins at `from`: a name that is complete
 * ends where kana, kanji or other text that needs no blank begins. */
size_t extract_authority_end(struct arena *arena, struct str text, size_t from);
/* End of path, query and fragment that begin at `from`. `start` is where the link begins:
 * what opened before it closes it, and brackets inside it are counted. Punctuation of the
 * sentence is not part of it. */
size_t extract_tail_end(struct str text, size_t start, size_t from);
/* A bracketed link broken over lines, "<https://… LF …>": offset of its ">", or STR_NPOS
 * where `from` (behind "<") is none. */
size_t extract_bracketed_end(struct str text, size_t from);

/* The run of name bytes around `at`, not before `floor`: ASCII letters, digits, '.', '-',
 * '_', and letters of other alphabets (look-alike names are written in them), but nothing
 * of the scripts that stand beside names without a blank. */
struct str extract_name_run(struct str text, size_t floor, size_t at);
/* Could it be a host's name: labels by their letters, below a listed suffix? */
bool extract_is_host(struct arena *arena, struct str name);
/* Would a mail program take this name alone, without "www." and path, for a link? Not
 * file names, ends of sentences, version numbers. */
bool extract_is_bare_link(struct str name);

/* A piece of text that holds an obfuscated link, and its plain form. */
struct extract_refanged {
	size_t start, end; /* in the text */
	struct str plain;  /* "http://example.com" */
	uint32_t *from;	   /* for each byte of plain its offset in the text, and one for
			      the end; used again by the next call */
};
/* The first such piece at or behind `from`; false: none. Set `ret` to zero before the
 * first call. */
bool extract_refang(struct arena *arena, struct str text, size_t from,
		    struct extract_refanged *ret);
