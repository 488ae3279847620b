/* check/impact_list.c - see impact_list.h. */
#include "check/impact_list.h"

#include "check/identity_beside.h"
#include "check/link_list.h"

bool impact_is_likely(const struct inspection *in)
{
	const struct finding *unrelated = inspection_find(in, STR("url.unrelated"));

	if (identity_beside(in))
		return true;
	if (unrelated && unrelated->severity == SEVERITY_CAUTION)
		return true;
	for (uint32_t i = 0; i < in->finding_count; i++)
		if (in->findings[i]->severity == SEVERITY_ADVERSE)
			return true;
	return false;
}

const struct finding *impact_of(const struct inspection *in, const char *const *ids)
{
	for (; *ids; ids++) {
		const struct finding *finding = inspection_find(in, str_c(*ids));

		if (finding && finding->severity != SEVERITY_ESTABLISHED)
			return finding;
	}
	return NULL;
}

bool impact_has_page(const struct inspection *in)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0)))
		if (link->part && url_is_http(link_target(link)))
			return true;
	return false;
}

const struct brand *impact_pretended(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->claims.count; i++)
		if (in->claims.items[i].standing == STANDING_CONTRADICTED)
			return in->claims.items[i].brand;
	return NULL;
}

struct finding *impact_finding(struct inspection *in, const struct check *self,
			       const struct finding *cause)
{
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "cause", str_c(cause->check->id));
	for (uint32_t i = 0; i < cause->evidence_count && i < 1; i++) {
		ARENA_GROW(in->arena, finding->evidence, finding->evidence_count,
			   finding->evidence_cap);
		finding->evidence[finding->evidence_count++] = cause->evidence[i];
	}
	return finding;
}
