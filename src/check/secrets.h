/* check/secrets.h - whom the message reached: what no question may tell the outside. */
#pragma once
#include "mail/message.h"
#include "record/token.h"

struct secrets {
	struct str *items; /* addresses */
	uint32_t count, cap;
};

/* `for_` is what the boundary hop names; empty: nothing. Those whom the servers name come
 * first. */
void secrets_of(struct arena *arena, const struct message *message, struct str for_,
		struct secrets *ret);
/* For the door. */
const struct token_needles *secrets_needles(struct arena *arena,
					    const struct secrets *secrets,
					    const struct tables *tables);
