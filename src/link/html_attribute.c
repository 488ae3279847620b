/* link/html_attribute.c - see html_attribute.h. */
#include "link/html_attribute.h"

#include "base/short.h"

struct attribute_row {
	char name[12];
	uint8_t length, id;
};

/* By first letter. */
static const struct attribute_row attributes[26][8] = {
#define ROW(name, id) \
	{ \
		name, sizeof(name) - 1, id \
	}
	['a' - 'a'] = { ROW("alt", ATTR_ALT), ROW("action", ATTR_ACTION),
			ROW("aria-label", ATTR_ARIA_LABEL), ROW("archive", ATTR_CODE) },
	['b' - 'a'] = { ROW("bgcolor", ATTR_BGCOLOR),
			ROW("background", ATTR_BACKGROUND) },
	['c' - 'a'] = { ROW("class", ATTR_CLASS), ROW("color", ATTR_COLOR),
			ROW("content", ATTR_CONTENT), ROW("cite", ATTR_CITE),
			ROW("codebase", ATTR_CODE), ROW("code", ATTR_CODE),
			ROW("classid", ATTR_CODE) },
	['d' - 'a'] = { ROW("data", ATTR_DATA), ROW("dynsrc", ATTR_LOWSRC) },
	['f' - 'a'] = { ROW("face", ATTR_FACE), ROW("formaction", ATTR_FORMACTION) },
	['h' - 'a'] = { ROW("href", ATTR_HREF), ROW("height", ATTR_HEIGHT),
			ROW("hidden", ATTR_HIDDEN), ROW("http-equiv", ATTR_HTTP_EQUIV) },
	['i' - 'a'] = { ROW("id", ATTR_ID), ROW("imagesrcset", ATTR_SRCSET) },
	['l' - 'a'] = { ROW("link", ATTR_LINK), ROW("longdesc", ATTR_CITE),
			ROW("lowsrc", ATTR_LOWSRC) },
	['m' - 'a'] = { ROW("method", ATTR_METHOD), ROW("media", ATTR_MEDIA),
			ROW("manifest", ATTR_CITE) },
	['n' - 'a'] = { ROW("name", ATTR_NAME) },
	['o' - 'a'] = { ROW("open", ATTR_OPEN), ROW("o:href", ATTR_OHREF) },
	['p' - 'a'] = { ROW("placeholder", ATTR_PLACEHOLDER), ROW("poster", ATTR_POSTER),
			ROW("ping", ATTR_CITE), ROW("profile", ATTR_CITE) },
	['r' - 'a'] = { ROW("rel", ATTR_REL) },
	['s' - 'a'] = { ROW("style", ATTR_STYLE), ROW("src", ATTR_SRC),
			ROW("size", ATTR_SIZE), ROW("srcset", ATTR_SRCSET),
			ROW("srcdoc", ATTR_SRCDOC) },
	['t' - 'a'] = { ROW("type", ATTR_TYPE), ROW("title", ATTR_TITLE),
			ROW("text", ATTR_TEXT) },
	['v' - 'a'] = { ROW("value", ATTR_VALUE) },
	['w' - 'a'] = { ROW("width", ATTR_WIDTH) },
	['x' - 'a'] = { ROW("xlink:href", ATTR_XLINK_HREF) },
#undef ROW
};

enum html_attribute_id html_attribute_find_id(struct str name)
{
	const struct attribute_row *row;

	if (name.n < 2 || name.n > 11 || name.p[0] < 'a' || name.p[0] > 'z')
		return ATTR_OTHER;
	row = attributes[name.p[0] - 'a'];
	for (size_t i = 0; i < COUNT(attributes[0]) && row[i].length; i++)
		if (row[i].length == name.n && short_same(row[i].name, name.p, name.n))
			return row[i].id;
	return ATTR_OTHER;
}

bool html_attribute_holds_urls(enum html_attribute_id id)
{
	switch (id) {
	case ATTR_ACTION:
	case ATTR_BACKGROUND:
	case ATTR_CITE:
	case ATTR_CODE:
	case ATTR_DATA:
	case ATTR_FORMACTION:
	case ATTR_HREF:
	case ATTR_OHREF:
	case ATTR_POSTER:
	case ATTR_SRC:
	case ATTR_SRCSET:
	case ATTR_XLINK_HREF:
	case ATTR_LOWSRC:
		return true;
	default:
		return false;
	}
}
