/* link/html.h - HTML as text, by the WHATWG standard's tokenizer, without a tree.
 *
 * Linear in time, constant depth, no script, nothing fetched. This is the reading needed
 * to show what a mail says; what is hidden, links and forms build upon the same tokens.
 */
#pragma once
#include "base/arena.h"

enum html_token_kind {
	HTML_TEXT,
	HTML_START_TAG,
	HTML_END_TAG,
	HTML_COMMENT,
	HTML_DOCTYPE,
};

struct html_attribute {
	struct str name;  /* lower case */
	struct str value; /* character references resolved */
};

struct html_token {
	enum html_token_kind kind;
	struct str name; /* tags, doctype: lower case */
	struct str text; /* text (references resolved), comment */
	struct html_attribute *attributes;
	uint32_t attribute_count;
	bool self_closing;
	size_t offset, length; /* in the source */
};

/* A pull tokenizer; tokens live in the arena. False at the end. It follows script, style,
 * title, textarea, xmp, iframe, noembed, noframes and plaintext into their raw states. */
struct html_tokenizer;
struct html_tokenizer *html_tokenizer_new(struct arena *arena, struct str source);
bool html_next(struct html_tokenizer *tokenizer, struct html_token *ret);

/* Text as a reader would find it: blocks and <br> become line ends, runs of white space
 * one space, scripts, styles and comments nothing, "<title>" apart. */
void html_text(struct arena *arena, struct str source, struct str *ret_text,
	       struct str *ret_title);

/* `source`'s own idea of its charset (<meta charset>, http-equiv), empty if none: 1 kB is
 * looked at. */
struct str html_meta_charset(struct str source);
