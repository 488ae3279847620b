/* check/evaluated.c - see evaluated.h. */
#include "check/evaluated.h"

#include "link/host.h"

const struct dkim_signature *evaluated_author_signature(const struct inspection *in)
{
	const struct dkim_results *dkim = &in->authentication.dkim;

	for (uint32_t i = 0; i < dkim->count; i++)
		if (dkim->items[i].code == DKIM_PASS &&
		    dkim_aligned(in->arena, in->message, dkim->items[i].domain))
			return &dkim->items[i];
	return NULL;
}

const struct spf_result *evaluated_spf(const struct inspection *in, enum spf_scope scope)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (auth->spf[i].scope == scope)
			return &auth->spf[i];
	return NULL;
}

bool evaluated_spf_passes_for(const struct inspection *in, struct str domain)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->spf_count; i++)
		if (auth->spf[i].code == SPF_PASS &&
		    (str_eq_nocase(auth->spf[i].domain, domain) ||
		     host_related(in->arena, auth->spf[i].domain, domain)))
			return true;
	return false;
}

void evaluated_list_add(struct str *items, uint32_t *count, uint32_t cap, struct str item)
{
	for (uint32_t i = 0; i < *count; i++)
		if (str_eq_nocase(items[i], item))
			return;
	if (*count < cap)
		items[(*count)++] = item;
}
