/* mail/param.h - structured MIME values: "type/subtype; name=value" (RFC 2045, 5.1)
 * with RFC 2231 continuations, charsets and languages.
 *
 * All parameters are kept, in order, doubled ones too, since clients differ in which of
 * two they take (MM-01, MM-02, MM-05). */
#pragma once
#include "mail/defect.h"

struct param {
	struct str name;   /* lower case, without *0* decorations */
	struct str value;  /* unquoted; RFC 2231 joined, decoded to UTF-8 */
	struct str raw;	   /* as written (first piece) */
	bool extended;	   /* name*=, name*0*= */
	bool encoded_word; /* an RFC 2047 word inside, decoded in value */
	bool quoted;
};

struct params {
	struct str value; /* what stands before the first ';', trimmed, comments removed,
			   * lower case: "text/html", "attachment", "7bit" */
	struct str raw_value;
	struct param *items;
	uint32_t count;
};

/* `value` is a field's value, folded. Defects: mime.param-*, limit.parameters. */
void params_parse(struct arena *arena, struct str value, struct defects *defects,
		  struct params *ret);
/* First (n = 0) or n-th parameter of that name, any order of writing; NULL. */
const struct param *params_get(const struct params *params, struct str name, uint32_t n);
