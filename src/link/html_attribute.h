/* link/html_attribute.h - attributes that somebody asks for, by number. */
#pragma once
#include "base/str.h"

/* Below 64: a set of them is a word of memory. */
enum html_attribute_id {
	ATTR_OTHER,
	ATTR_ACTION,
	ATTR_ALT,
	ATTR_ARIA_LABEL,
	ATTR_BACKGROUND,
	ATTR_BGCOLOR,
	ATTR_CITE, /* and longdesc, ping, manifest, profile */
	ATTR_CLASS,
	ATTR_CODE, /* codebase, code, archive, classid */
	ATTR_COLOR,
	ATTR_CONTENT,
	ATTR_DATA,
	ATTR_FACE,
	ATTR_FORMACTION,
	ATTR_HEIGHT,
	ATTR_HIDDEN,
	ATTR_HREF,
	ATTR_HTTP_EQUIV,
	ATTR_ID,
	ATTR_LINK,
	ATTR_LOWSRC, /* and dynsrc */
	ATTR_MEDIA,
	ATTR_METHOD,
	ATTR_NAME,
	ATTR_OHREF, /* o:href */
	ATTR_OPEN,
	ATTR_PLACEHOLDER,
	ATTR_POSTER,
	ATTR_REL,
	ATTR_SIZE,
	ATTR_SRC,
	ATTR_SRCDOC,
	ATTR_SRCSET, /* and imagesrcset */
	ATTR_STYLE,
	ATTR_TEXT,
	ATTR_TITLE,
	ATTR_TYPE,
	ATTR_VALUE,
	ATTR_WIDTH,
	ATTR_XLINK_HREF,
	HTML_ATTRIBUTES,
};

/* ATTR_OTHER for all that nobody asks for. `name` in lower case. */
enum html_attribute_id html_attribute_find_id(struct str name);
/* Is its value a URL, or made of URLs? */
bool html_attribute_holds_urls(enum html_attribute_id id);
