/* check/evaluated.h - what was evaluated here, for the checks about it. */
#pragma once
#include "check/origin.h"

/* A signature that holds and belongs to every domain in From; NULL: none. */
const struct dkim_signature *evaluated_author_signature(const struct inspection *in);
/* The SPF result of that identity; NULL: it was not evaluated. */
const struct spf_result *evaluated_spf(const struct inspection *in, enum spf_scope scope);
/* Does SPF let the client use a name of that organization? */
bool evaluated_spf_passes_for(const struct inspection *in, struct str domain);
/* `item` as one more of `items`, each once (any case). */
void evaluated_list_add(struct str *items, uint32_t *count, uint32_t cap,
			struct str item);
