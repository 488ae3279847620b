/* attachment/script_value.h - what script.c knows of a value while it reads: a text, a
 * number, a list of them, or nothing. All that is made of values is counted and has a
 * ceiling. */
#pragma once
#include "attachment/script.h"

enum script_kind {
	VALUE_UNKNOWN,
	VALUE_STR,
	VALUE_NUMBER,
	VALUE_LIST,  /* of an array's items */
	VALUE_SPLIT, /* a text cut at `with`, not yet joined */
	VALUE_REGEX, /* text, `with` holds its flags */
};

struct script_value {
	enum script_kind kind;
	struct str text, with;
	size_t room; /* behind text.p, where more may be appended in place */
	int64_t number;
	struct script_list *list;
	bool made, escaped;
};

/* Numbers alone are kept as numbers: a list of a million of them is a file. */
struct script_list {
	uint32_t *numbers;
	struct script_value *items; /* NULL while there are numbers alone */
	uint32_t count, number_cap, item_cap;
};

struct script_maker {
	struct arena *arena;
	struct script *script; /* where constants go, and that something was cut */
	uint64_t made;
};

/* Takes `n` bytes of what may be made; false where they are not there. */
bool script_spend(struct script_maker *m, size_t n);

struct script_value script_value_of(struct str text, bool made);
/* Unknown where there is no such item; `list` may be NULL. */
struct script_value script_item(const struct script_list *list, uint32_t i);
void script_list_add(struct script_maker *m, struct script_list *list,
		     struct script_value value);
/* A number as the text that it is added as; others as they are. */
struct script_value script_as_text(struct script_maker *m, struct script_value value);

/* Appends in place where `a` has room of its own; else makes room for more to come. */
struct script_value script_concat(struct script_maker *m, struct script_value a,
				  struct str b);
/* "+"; what is known of an unknown sum is kept. */
struct script_value script_add(struct script_maker *m, struct script_value a,
			       struct script_value b);

/* Constants of the script: a text that is long enough to say something, those of a list,
 * a list of numbers that could be bytes. */
void script_keep(struct script_maker *m, struct script_value value, enum script_use use);
void script_keep_list(struct script_maker *m, const struct script_list *list,
		      enum script_use use);
void script_keep_numbers(struct script_maker *m, const struct script_list *list);
