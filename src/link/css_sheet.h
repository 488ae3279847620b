/* link/css_sheet.h - the rules of <style>: which of them hold for an element.
 *
 * Rules that say nothing of whether text is seen are dropped when read. Selectors are
 * matched on the open elements alone: what hangs on neighbours, on a place in a list or
 * on :not() is uncertain, and of an uncertain rule only that counts by which text is
 * shown, never that by which it is hidden. */
#pragma once
#include "base/limits.h"
#include "link/css.h"

enum { CSS_COMPOUNDS = 8, CSS_CLASSES = 4 };

/* "td.a#b[c]": what one element must be. */
struct css_compound {
	struct str type, id, classes[CSS_CLASSES];
	struct str attribute, attribute_value;
	char attribute_test; /* 0: none, 'p': it is there, '=', '~', '^', '$', '*', '|' */
	uint8_t class_count;
	uint64_t marks; /* those that the element must have */
	bool child;	/* of the one before it: ">" */
	bool link;	/* :link */
};

struct css_rule {
	struct css_compound *compounds; /* the last is the element itself */
	uint8_t compound_count;
	uint32_t specificity, order;
	uint64_t above; /* marks that its ancestors must have between them */
	const struct css_block *block;
	struct css_rule *next; /* of the same bucket */
};

/* A name is a bit of these, other names share it: where the bit is missing the name is,
 * and most selectors need not be compared. */
enum { CSS_MARKS = 64 };

/* The rules that hold for one element, weakest first. */
struct css_matched {
	const struct css_rule *items[LIMIT_CSS_MATCHED];
	uint32_t count;
};

struct css_sheet {
	struct arena *arena;
	struct css_rule *buckets[CSS_MARKS]; /* by id, class or type of the element */
	uint64_t marks;			     /* of those that are not empty */
	struct css_rule *others;
	struct css_matched matched;
	uint32_t count, tests;
	bool quirks;
	const char *cut; /* the limit that was reached, or NULL */
	/* Rules that hold in one program, window or state alone, and would show or hide
	 * something (TX-04). */
	struct str *conditional;
	uint32_t conditional_count, conditional_cap;
};

/* Add the rules of one sheet. `media` is the attribute of <style>, or empty. `urls`, or
 * NULL: as css_sheet_urls() finds them. */
void css_sheet_add(struct css_sheet *sheet, struct str text, struct str media,
		   struct css_urls *urls);
/* URLs alone, rules and @import. */
void css_sheet_urls(struct arena *arena, struct str text, struct css_urls *urls);

/* An element, as far as selectors ask. */
struct css_element {
	struct str type, id, classes;
	uint64_t marks; /* of these */
};
/* A bit for its type, its id and each of its classes. */
uint64_t css_marks(struct str type, struct str id, struct str classes);
/* Value of an attribute of the element that is matched, or a NULL slice. */
typedef struct str css_attribute(const void *arg, struct str name);

/* Blocks that hold, weakest first, at most `max`; `ancestors` from the root down to the
 * parent, as `ancestor(arg, i)` gives them. */
struct css_question {
	struct css_element element;
	uint32_t depth; /* ancestors */
	uint64_t above; /* the marks of all of them */
	const void *arg;
	css_attribute *attribute;
	void (*ancestor)(const void *arg, uint32_t i, struct css_element *ret);
};
uint32_t css_sheet_match(struct css_sheet *sheet, const struct css_question *question,
			 const struct css_block **ret, uint32_t max);

/* Does @media `query` hold in a window of 800 pixels on a screen? `ret_plain`: it would
 * on any screen. */
bool css_media_holds(struct str query, bool *ret_plain);
