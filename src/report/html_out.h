/* report/html_out.h - the one way to write HTML here: elements, attributes and text, each
 * escaped for where it stands.
 *
 * Elements and attributes are those of two lists and no others: there is no script among
 * them, no style, no handler, nothing that loads. Text from outside is masked, made inert
 * and defanged first (report/outside.h), whatever is written is escaped, and where an
 * address is to be followed only html_pivot() writes it. So nothing of a mail can become
 * markup, and no report of ours can ask anybody anything. */
#pragma once
#include "report/page.h"

enum tag {
	TAG_HTML,
	TAG_HEAD,
	TAG_BODY,
	TAG_TITLE,
	TAG_HEADER,
	TAG_NAV,
	TAG_MAIN,
	TAG_FOOTER,
	TAG_SECTION,
	TAG_ARTICLE,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_P,
	TAG_UL,
	TAG_OL,
	TAG_LI,
	TAG_DL,
	TAG_DT,
	TAG_DD,
	TAG_DIV,
	TAG_TABLE,
	TAG_CAPTION,
	TAG_THEAD,
	TAG_TBODY,
	TAG_TR,
	TAG_TH,
	TAG_TD,
	TAG_FIGURE,
	TAG_FIGCAPTION,
	TAG_DETAILS,
	TAG_SUMMARY,
	TAG_BLOCKQUOTE,
	TAG_PRE,
	TAG_A,
	TAG_SPAN,
	TAG_STRONG,
	TAG_CODE,
	TAG_BDI,
	TAG_MARK,
	TAG_TIME,
	TAG_IMG,
	TAG_META,
	TAG_BR,
	TAGS
};

enum attribute {
	HAS_CLASS,
	HAS_ID,
	HAS_LANG,
	HAS_SCOPE,
	HAS_HREF, /* "#id" alone; html_pivot() writes the others */
	HAS_ROLE,
	HAS_TABINDEX,
	HAS_DATETIME,
	HAS_ALT,
	HAS_ARIA_LABEL,
	HAS_ARIA_LABELLEDBY,
	HAS_CHARSET,
	HAS_NAME,
	HAS_CONTENT,
	HAS_HTTP_EQUIV,
	ATTRIBUTES
};

enum { HTML_DEEPEST = 32 };

struct html {
	struct page page; /* page.text: where texts are made before they are escaped */
	struct buf *out;
	const struct inspection *in;
	const struct report_options *options;
	struct report_options raw; /* the same, without defanging */
	enum tag open[HTML_DEEPEST];
	unsigned depth;
	bool in_tag; /* attributes may still be written */
};

void html_init(struct html *html, const struct inspection *in,
	       const struct report_options *options, struct buf *out);
void html_fini(struct html *html);

/* `class` is ours; NULL: none. Every html_begin() has its html_end() of the same element;
 * those without content (img, meta, br) have none. */
void html_begin(struct html *html, enum tag element, const char *class_);
void html_end(struct html *html, enum tag element);
/* Of the element just begun; `value` is a word of ours. */
void html_attribute(struct html *html, enum attribute attribute, const char *value);
/* "finding-3" */
void html_attribute_number(struct html *html, enum attribute attribute,
			   const char *before, uint64_t number);
/* A text of ours, in the report's language. */
void html_attribute_our(struct html *html, enum attribute attribute, const char *msgid);
/* What stands in page.text (made by phrase_…() and text_…(), so inert), as the value;
 * it is forgotten then. */
void html_attribute_made(struct html *html, enum attribute attribute);

/* A word or sign of ours that no language changes: ": ", "AS". */
void html_text(struct html *html, const char *text);
/* A text of ours, in the report's language. */
void html_our(struct html *html, const char *msgid);
void html_our_with(struct html *html, const char *msgid, const struct value *values,
		   uint32_t count);
/* With one value, "text", from outside; with one number, "count". */
void html_our_about(struct html *html, const char *msgid, struct str text);
void html_our_count(struct html *html, const char *msgid, uint64_t count);
void html_statement(struct html *html, const struct statement *statement);
void html_number(struct html *html, uint64_t number);
/* What stands in page.text; it is forgotten then. */
void html_made(struct html *html);
/* UTC, with the recipient's zone behind it, in <time>. */
void html_time(struct html *html, int64_t utc);

/* From outside, on one line, in an element of its own with its language where its letters
 * tell; at most `columns` wide (0: as values are). */
void html_outside(struct html *html, struct str text, size_t columns);
/* The same for what is a name or a value of the machine's, in <code>. */
void html_code(struct html *html, struct str text);
/* lang="…" of the element just begun, where the letters of `text` tell its language. */
void html_language(struct html *html, struct str text);
/* With its lines; no element around it. */
void html_lines(struct html *html, struct str text);
/* To be copied: one click selects it as it stands here; in the fold it is raw, as it was
 * (but for masks), for tools. No fold where both are the same. */
void html_copy(struct html *html, struct str text);
/* The same as a heading; a fold may not stand within one, nor within a paragraph. */
void html_copy_heading(struct html *html, enum tag heading, struct str text);

/* A link to outside, to where one looks up `value`: `template` is a row's of
 * data/pivots.txt, and "{value}" in it is replaced by the value, percent-encoded. */
void html_pivot(struct html *html, struct str name, struct str template,
		struct str value);
/* A picture that stands in the file itself; nothing where the bytes are no PNG. Between
 * its words stand `alt`, and the number if there is one. */
bool html_png(struct html *html, struct str bytes, const char *alt);

/* A drawing of ours (report/picture.h), as it stands. */
void html_drawing(struct html *html, struct str svg);

/* Element and attribute as they stand in the file, for the test of what was written. */
const char *html_tag_name(enum tag element);
const char *html_attribute_name(enum attribute attribute);
