/* link/document_reader.h - the inside of html_read(): the stack of open elements, how
 * each of them looks, and the page that comes of it. */
#pragma once
#include "base/limits.h"
#include "link/css.h"
#include "link/document.h"
#include "link/html_element.h"
#include "link/html_page.h"

/* --- looks (document_look.c) ------------------------------------------------------- */

enum { SEEN = -1 };

/* How text inside an element looks, and by which words: everything that is handed down
 * to the elements within. */
struct look {
	float font_size, opacity, indent;
	float left, top; /* moved by so much, in pixels */
	uint32_t colour, fill, background;
	bool colour_known, background_known, filled, shadow;
	bool invisible, preformatted, mso;
	struct str by_visibility, by_font_size, by_colour, by_background, by_opacity,
	    by_indent, by_move, by_mso;
	/* Hidden so that nothing inside can be seen any more: enum html_hiding or SEEN.
	 */
	int sealed;
	struct str by_sealed;
	/* Sealed, but not for all: by a closed <details>, whose <summary> is seen; by a
	 * box without a position, which does not cut off what is positioned within. */
	bool folded, escapable;
	/* The result for text that stands here. */
	int why;
	struct str by;
};

struct open_element {
	const struct html_element *row;
	struct str name;	     /* where the row knows none */
	const struct css_block *own; /* its declarations in the order of the cascade */
	uint16_t look;
	int16_t seals; /* what its own kind hides: HIDING_ELEMENT, …, or SEEN */
	struct str sealed_by;
	struct str id, classes;
	uint64_t marks, above; /* for css_sheet.h: its own, those of its ancestors */
	int32_t link;	       /* the link it belongs to, or NO_LINK */
	bool own_link;
};

/* The attributes of a tag that somebody asks for. */
struct wanted {
	const struct html_attribute *by[HTML_ATTRIBUTES];
	/* All of those that hold URLs, in their order. */
	const struct html_attribute *urls[16];
	uint8_t url_count;
	uint32_t count; /* with those that nobody asks for */
};
/* What old attributes say of the look: bgcolor, color, hidden … */
enum { OLD_MAX = 8 };
struct old_attributes {
	struct css_declaration items[OLD_MAX];
	uint32_t count;
};

/* --- the reader -------------------------------------------------------------------- */

enum { STYLE_CACHE = 128, SHEETS_AHEAD = 64, NO_LINK = -1, NO_FORM = -1 };

/* Where a text lies in a page that still grows. */
struct place {
	size_t from, to;
	bool hidden_page;
};
struct link_text {
	struct place place;
	bool seen; /* a letter or a picture of it can be seen */
	struct str alt;
};

struct span { /* hidden text being gathered */
	bool open;
	int why;
	struct str by;
	size_t offset, end, from;
};

struct reader {
	struct arena *arena;
	struct arena *scratch; /* what is needed only while reading: some 30 kB */
	struct html_map *map;  /* NULL: nobody asks where text came from */
	struct str source;
	struct html_document *document;
	struct html_tokenizer *tokenizer;
	struct html_tokenizer *inner; /* reads a comment's content */
	bool in_comment, in_conditional, reading_inner;
	bool in_revealed;	/* between <!--[if !mso]><!--> and its end */
	bool in_page;		/* the inner one reads a srcdoc */
	bool inner_copy;	/* which was not the source as it stands */
	struct str inner_place; /* where it stands then */
	int32_t outer_form;
	bool inner_overflow;	/* what overflows, does so inside the comment */
	size_t inner_offset;	/* where that begins in source */
	uint32_t comment_depth; /* elements open outside of it */
	bool quirks, started;

	struct open_element *stack;
	uint32_t depth, stack_cap;
	bool closed_unseen; /* what was closed last could not be seen */
	uint32_t overflow;  /* elements open beyond the cap */
	struct look *looks;
	uint32_t look_cap;
	struct look passing; /* of an element that has no inside */
	uint32_t link_colour;

	struct html_page page, hidden_page, title;
	bool title_read, first_line_end;
	struct span span;
	struct place *hidden_places;
	uint32_t hidden_place_cap;

	int32_t link; /* the one whose text is being read */
	struct link_text *link_texts;
	uint32_t link_text_cap;

	int32_t form, loose_form; /* that of the fields outside of all */
	uint32_t fields;
	size_t field_end; /* of the page, behind the last field */

	struct cached_style {
		struct str text;
		const struct css_block *block;
		bool urls;
	} styles[STYLE_CACHE];
	struct cached_merge {
		const struct css_block **blocks, *block;
		uint32_t count;
	} merges[STYLE_CACHE];
	/* Of the element that is read: in one place, since to clear so much memory for
	 * every tag costs more than to read the tag. */
	struct wanted wanted;
	const struct css_block *matched[LIMIT_CSS_MATCHED + 1];
	struct old_attributes old;
	uint32_t merged;	 /* declarations, of LIMIT_CSS_MERGED */
	struct css_sheet *sheet; /* NULL: no rule that matters */
	/* The first sheets of the source in their order: what they load. */
	struct sheet_ahead {
		size_t offset;
		struct str text;
		struct css_urls urls;
	} * ahead;
	uint32_t ahead_count, ahead_cap, ahead_at;
};

static inline struct open_element *reader_top(struct reader *r)
{
	return &r->stack[r->depth - 1];
}
static inline struct look *reader_look(struct reader *r)
{
	return &r->looks[reader_top(r)->look];
}
void reader_cut(struct reader *r, const char *limit);
/* `s`, a piece of the source or of a token, kept. */
struct str reader_keep(struct reader *r, struct str s);
/* Where a token stands, as a slice of source. */
struct str reader_place(const struct reader *r, const struct html_token *token);
/* What its text means; `flows` as html_token_text() has it. */
struct str reader_text(struct reader *r, const struct html_token *token, bool flows);
/* Where an attribute's value stands; the start of source where it has none. */
struct str reader_value_place(const struct reader *r,
			      const struct html_attribute *attribute);
/* Is the page itself read, and nothing inside of it? */
bool reader_on_page(const struct reader *r);
/* Offset in source of a slice of it; `otherwise` for what is not. */
size_t reader_offset(const struct reader *r, struct str s, size_t otherwise);

/* Is a page with this doctype one of the years before standards? */
bool html_is_quirky(const struct html_token *doctype);

/* Looks. */
void look_begin(struct look *look);
void look_make(const struct reader *r, const struct look *parent,
	       const struct html_element *row, const struct css_block *own, int seals,
	       struct str sealed_by, struct look *ret);
void look_judge(struct look *look);

/* The stack (document_stack.c). */
void stack_begin(struct reader *r);
void stack_push(struct reader *r, const struct open_element *element);
void stack_pop_to(struct reader *r, uint32_t depth);
/* Looks of the elements from `depth` up, anew. */
void stack_look_again(struct reader *r, uint32_t depth);
/* What a start tag closes without saying so; false where it has no place at all. */
bool stack_make_place(struct reader *r, const struct html_element *row);
/* An end tag; false where nothing of the name is open. */
bool stack_close(struct reader *r, const struct html_element *row, struct str name);

void attributes_find(const struct html_token *token, struct wanted *ret);

/* Style (document_style.c): the declarations that hold for an element, or NULL. */
const struct css_block *style_of(struct reader *r, const struct html_token *token,
				 const struct open_element *element,
				 const struct wanted *wanted);
/* By what the sheet finds it; once its name, id and classes are known. */
void style_mark(const struct reader *r, struct open_element *element);
/* All sheets of the source, before anything else is read. */
void style_read_ahead(struct reader *r);
/* URLs of one that stands here. */
void style_read_sheet(struct reader *r, const struct html_token *token);

/* Links (document_link.c). */
/* Returns the link whose text is what the element holds, or NO_LINK. */
int32_t links_of_tag(struct reader *r, const struct html_token *token,
		     const struct html_element *row, const struct wanted *wanted,
		     const struct look *look);
void link_add_css(struct reader *r, struct str element, const struct css_urls *urls,
		  struct str text, struct str place);
/* The text that follows belongs to reader_top()->link. */
void link_follow(struct reader *r);
/* A picture inside the current link. */
void link_add_picture(struct reader *r, const struct wanted *wanted,
		      const struct look *look);
/* An element inside it, or itself, that paints a picture behind its text: that is seen,
 * though its text may be out of sight. */
void link_add_background(struct reader *r, const struct css_block *own,
			 const struct look *look);
void links_finish(struct reader *r);

/* Forms (document_form.c). */
void form_of_tag(struct reader *r, const struct html_token *token,
		 const struct html_element *row, const struct wanted *wanted);

/* Text (document_text.c). */
void text_read(struct reader *r, const struct html_token *token);
void text_seen(struct reader *r, struct str text, size_t offset, size_t length);
void text_hidden(struct reader *r, struct str text, size_t offset, size_t length);
void span_close(struct reader *r);
void spans_finish(struct reader *r);

/* Where text came from (document_map.c). */
struct html_map *map_begin(struct arena *arena, struct str source);
void map_note(struct reader *r, const struct html_token *token, size_t from,
	      struct str place);
void map_finish(struct reader *r);
