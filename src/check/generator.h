/* check/generator.h - what program built the message?
 *
 * Programs leave habits: the order of fields, the shape of the Message-ID, of MIME
 * boundaries. What X-Mailer says is the sender's word; the shape is harder to forge by
 * accident. */
#pragma once
#include "check/check.h"

enum generator_kind {
	GENERATOR_CLIENT, /* a person's mail program or web mail */
	GENERATOR_SCRIPT, /* a library that scripts send with */
	GENERATOR_TOOL,	  /* made for sending masses unasked */
};

struct generator {
	const char *name;
	enum generator_kind kind;
	const char *mark; /* N_(): what gave it away */
};

/* By X-Mailer and User-Agent, and by shape; NULL where no rule fits. */
const struct generator *generator_declared(const struct inspection *in,
					   const struct field **ret_field);
const struct generator *generator_by_shape(const struct inspection *in);
