/* link/html.h - HTML as tokens, by the WHATWG standard, without a tree.
 *
 * Linear in time, constant depth, no script, nothing fetched. link/document.h builds upon
 * the tokens what is seen and what is hidden, links and forms.
 */
#pragma once
#include "base/arena.h"
#include "link/html_attribute.h"
#include "link/html_element.h"

enum html_token_kind {
	HTML_TEXT, /* neighbouring text tokens are one text */
	HTML_START_TAG,
	HTML_END_TAG,
	HTML_COMMENT,
	HTML_DOCTYPE,
};

struct html_attribute {
	struct str name;  /* lower case */
	struct str value; /* character references resolved */
	struct str raw;	  /* the value as it stands in the source */
	enum html_attribute_id id;
};

struct html_token {
	enum html_token_kind kind;
	struct str name; /* tags, doctype: lower case; doctype without one: p is NULL */
	const struct html_element *element; /* tags: what is known of the name */
	struct str text;		    /* text (references resolved), comment */
	bool references, zeros; /* text: were references resolved, NUL replaced? */
	size_t plain; /* text that comes as it is written: bytes before a reference */
	struct html_attribute *attributes; /* the first of each name */
	uint32_t attribute_count;
	bool attributes_cut; /* more than LIMIT_HTML_ATTRIBUTES */
	bool self_closing;
	struct str public_id, system_id; /* doctype; p is NULL where there is none */
	bool quirks;			 /* doctype: malformed */
	size_t offset, length;		 /* in the source */
};

enum html_state {
	HTML_DATA,
	HTML_RCDATA,  /* inside title, textarea: references, no tags */
	HTML_RAWTEXT, /* inside style, xmp, …: neither */
	HTML_SCRIPT_DATA,
	HTML_PLAINTEXT,
	HTML_CDATA,
};

/* A pull tokenizer; tokens live in the arena. False at the end. It follows script, style,
 * title, textarea, xmp, iframe, noembed, noframes and plaintext into their raw states.
 * `source` is UTF-8 (text.h of a part); line ends come out as LF. */
struct html_tokenizer;
struct html_tokenizer *html_tokenizer_new(struct arena *arena, struct str source);
bool html_next(struct html_tokenizer *tokenizer, struct html_token *ret);

/* A token's memory is used again for the next one: for those who only pass through. */
void html_tokenizer_reuse(struct html_tokenizer *tokenizer);
/* Text comes as it is written, a slice of the source; html_token_text() of the tokenizer
 * that gave the token says what it means. Most of it shows in no page, or is white space.
 */
void html_tokenizer_as_written(struct html_tokenizer *tokenizer);
/* `flows`: to the caller all white space is the same, so that CR may stay. Lives as long
 * as the token's memory. */
struct str html_token_text(struct html_tokenizer *tokenizer,
			   const struct html_token *token, bool flows);
/* Read another source, in the initial state. */
void html_tokenizer_restart(struct html_tokenizer *tokenizer, struct str source);
/* After the end: did it come inside a tag, or inside the quotes of a value? What stands
 * there is lost to a browser. Where the tag began. */
bool html_ended_in_tag(const struct html_tokenizer *tokenizer, size_t *ret_offset);
/* After the end: did it come inside an element whose content is no markup (style,
 * textarea, script, title and kin) and which nothing closes? Where its content began. */
bool html_ended_in_raw(const struct html_tokenizer *tokenizer, size_t *ret_offset);
/* Begin in another state, inside the element `last` (lower case), and follow no element
 * into its raw state: the tokenizer alone, as the standard's tests want it. */
void html_tokenizer_alone(struct html_tokenizer *tokenizer, enum html_state state,
			  struct str last);

const struct html_attribute *html_attribute_find(const struct html_token *token,
						 struct str name);

/* `source`'s own idea of its charset (<meta charset>, http-equiv), empty if none: 1 kB is
 * looked at. A slice of `source`, as written. */
struct str html_meta_charset(struct str source);
