/* auth/repair.h - which change in transit, undone, makes a broken signature right again?
 *
 * Mailing lists add footers and subject tags, gateways encode anew. Where undoing one
 * such change gives the bytes that were signed, that change is what happened. */
#pragma once
#include "auth/cover.h"
#include "auth/keys.h"
#include "auth/sums.h"

/* "footer", "trailing-space", "line-ends", "re-encoded"; NULL: none of these. */
const char *repair_body(const struct message *message, const struct signature *signature);
/* "subject-tag", "re-encoded"; `fields` are those that the signature covers. */
const char *repair_header(struct arena *arena, const struct message *message,
			  const struct signature *signature,
			  const struct field *const *fields, const struct keys *keys);
