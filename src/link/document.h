/* link/document.h - an HTML part as its reader meets it: what is seen, what is hidden and
 * by which means, where it leads, what it asks for, what it loads.
 *
 * Built on the tokens of link/html.h with a stack of open elements and no tree: linear
 * time, constant depth, no script run, nothing fetched. The page in <iframe srcdoc> is
 * read as a part of the page, one inside another is not. Offsets are those of `source`
 * (part.text); part_text_offset() of mail/message.h leads on to the message's bytes. */
#pragma once
#include "link/html.h"
#include "link/url.h"

/* Where a URL stood (ATTACKS UR-11). html_carrier_name() gives "a", "form",
 * "meta.refresh". */
enum html_carrier {
	CARRIER_A, /* also "a" inside svg, with href or xlink:href */
	CARRIER_AREA,
	CARRIER_FORM,	/* action */
	CARRIER_BUTTON, /* formaction of button and input */
	CARRIER_BASE,
	CARRIER_META_REFRESH,
	CARRIER_LINK,	    /* <link href>: style sheets, prefetch, icons */
	CARRIER_IMG,	    /* src; also input type=image */
	CARRIER_SRCSET,	    /* of img and source */
	CARRIER_BACKGROUND, /* the attribute */
	CARRIER_STYLE,	    /* url() and @import of CSS, inline or in <style> */
	CARRIER_FRAME,	    /* iframe, frame */
	CARRIER_SCRIPT,
	CARRIER_OBJECT, /* object data, embed src, applet */
	CARRIER_MEDIA,	/* video, audio, source, track; poster */
	CARRIER_SVG,	/* image, use: href, xlink:href */
	CARRIER_VML,	/* v:fill, v:imagedata, v:roundrect href … (also in conditional
			   comments) */
	CARRIER_CITE,	/* cite, longdesc, ping, manifest and other attributes that hold a
			   URL */
	CARRIER_COMMENT, /* a link inside a comment; in a conditional one it keeps its
			    carrier, and `conditional` is set */
};

struct html_link {
	enum html_carrier carrier;
	struct str element; /* its tag's name */
	struct str url; /* as written, references resolved, ends trimmed as browsers do */
	struct str text; /* what is seen between <a> and </a>; alt of images where there
			  * is no text; white space as shown */
	bool text_is_alt;
	struct str alt;	       /* of a picture (CARRIER_IMG): the text in its place */
	bool hidden;	       /* the link itself is not seen */
	bool loads;	       /* fetched when the mail is shown, without a click */
	bool conditional;      /* only one kind of program sees it: [if mso], @media */
	size_t offset, length; /* of the attribute's value in source, or of the tag */
};

enum html_hiding {
	HIDING_DISPLAY, /* display:none, hidden, [hidden] */
	HIDING_VISIBILITY,
	HIDING_FONT_SIZE,   /* 0, 1px and kin: too small to be read */
	HIDING_COLOUR,	    /* on its own or nearly its own background */
	HIDING_TRANSPARENT, /* opacity, rgba(…,0) */
	HIDING_SIZE,	    /* max-height, height, width 0 with overflow hidden */
	HIDING_OFF_SCREEN,  /* text-indent, position, margin far outside */
	HIDING_CLIP,	    /* clip, clip-path */
	HIDING_MSO,	    /* mso-hide:all: hidden by one program only, and in `text` */
	HIDING_COMMENT,	    /* <!-- … -->, text inside */
	HIDING_CONDITIONAL, /* <!--[if mso]> … */
	HIDING_ELEMENT, /* template, datalist, the inside of iframe, canvas, video; closed
			   details */
	HIDING_INVISIBLE, /* zero-width characters inside words; they are in `text` */
};

struct html_hidden {
	enum html_hiding why;
	struct str property; /* the words that hide it, as written: "font-size:0px" */
	struct str text;
	size_t offset, length; /* of the span in source */
};

struct html_field {
	struct str name, type; /* "password", "email", "text"; lower case */
	struct str label;      /* placeholder, or what stands before it */
};
struct html_form {
	/* Method in lower case, "get" where missing. Both are empty for the one that
	 * stands for the fields outside of all forms, if one writes into any. */
	struct str action, method;
	struct html_field *fields;
	uint32_t field_count, field_cap;
	size_t offset;
};

struct html_map; /* document_map.c */

struct html_document {
	struct str title;
	struct str text; /* visible text, laid out: blocks and <br> are line ends,
			    white space is one space */
	/* The hidden spans, a line each, but those of HIDING_MSO and HIDING_INVISIBLE:
	 * what one program alone hides, and what stands within words, is in `text`. */
	struct str hidden_text;
	struct html_link *links; /* in source order */
	uint32_t link_count, link_cap;
	struct html_hidden *hidden;
	uint32_t hidden_count, hidden_cap;
	struct html_form *forms;
	uint32_t form_count, form_cap;
	struct str base; /* href of the first <base>, empty if none */
	uint32_t images, scripts;
	/* Text whose visibility hangs on a state that forwarding or another program
	 * changes (TX-04): the rule as written. */
	struct str *conditional_styles;
	uint32_t conditional_style_count, conditional_style_cap;
	bool open_quote; /* ends inside a tag or a quoted attribute value (MM-07) */
	size_t open_quote_offset;
	bool open_element; /* ends inside <style>, <textarea> or their kin: the same */
	size_t open_element_offset;
	/* A cap was reached: LIMIT_HTML_…, in words of base/limits.h; NULL if none. */
	const char *cut;
	struct html_map *map; /* NULL: html_read() keeps none */
};

void html_read(struct arena *arena, struct str source, struct html_document *ret);
/* The same, and notes in ret->map where the text came from. */
void html_read_mapped(struct arena *arena, struct str source, struct html_document *ret);

/* The way back from `text` to the source: that of `document`, where it was read of this
 * source with a map; else the page is read once more. NULL where `text` is not the
 * beginning of what the source shows. `document` may be NULL. */
struct html_map *html_map_of(struct arena *arena, const struct html_document *document,
			     struct str source, struct str text);
/* The characters of `text` from `start` to `end` (not included) as they stand in the
 * source, references and all; markup between them is within. Cheap for ascending spans.
 */
void html_map_span(struct html_map *map, size_t start, size_t end, size_t *ret_from,
		   size_t *ret_to);
const char *html_carrier_name(enum html_carrier carrier);
const char *html_hiding_name(enum html_hiding why); /* "font-size", "display", … */
