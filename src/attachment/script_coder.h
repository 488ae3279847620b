/* attachment/script_coder.h - the usual coders of scripts, done on values: what atob,
 * unescape, reverse, replace, join and String.fromCharCode make of known texts. Unknown
 * where what they are given does not tell. */
#pragma once
#include "attachment/script_value.h"

/* "%41%u0042", as unescape() reads it; what is no escape stays. */
struct str script_percent(struct arena *arena, struct str text);
struct script_value script_base64(struct script_maker *m, struct str text);
/* unescape() and decodeURIComponent(); of escape() they give back what it was given. */
struct script_value script_percent_of(struct script_maker *m, struct script_value text);
/* Characters turned round; bytes of one stay together. */
struct script_value script_reversed(struct script_maker *m, struct script_value value);
/* text.replace(what, with), where `what` is a text or a pattern that stands for one. */
struct script_value script_replace(struct script_maker *m, struct script_value text,
				   const struct script_list *args);
struct script_value script_join(struct script_maker *m, struct script_value value,
				struct script_value with);
struct script_value script_char_codes(struct script_maker *m,
				      const struct script_list *list);
