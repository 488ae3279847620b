/* check/survey_list.c - see survey_list.h. */
#include "check/survey_list.h"

void pieces_add(struct arena *arena, struct pieces *pieces, struct str s)
{
	for (uint32_t i = 0; i < pieces->count; i++)
		if (str_eq(pieces->items[i], s))
			return;
	ARENA_GROW(arena, pieces->items, pieces->count, pieces->cap);
	pieces->items[pieces->count++] = s;
}

void pieces_add_records(struct arena *arena, struct pieces *pieces,
			const struct fact *fact)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++)
		pieces_add(arena, pieces, dns_record_text(arena, fact->records[i]));
}

const struct survey *survey_of(const struct inspection *in)
{
	return in->survey && in->survey->done ? in->survey : NULL;
}

const struct survey_address *survey_outside_client(const struct inspection *in)
{
	const struct survey *survey = survey_of(in);

	if (!survey || !origin_is_outside(in) || ip_is_private(&in->path.origin.addr))
		return NULL;
	return survey_client(survey);
}

bool fact_is_known(const struct fact *fact)
{
	return fact->state == FACT_FOUND || fact_is_empty(fact);
}

bool fact_is_empty(const struct fact *fact)
{
	return fact->state == FACT_NONE || fact->state == FACT_NO_NAME;
}

struct str fact_text(const struct fact *fact, struct str prefix)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++)
		if (str_starts_nocase(fact->records[i]->data, prefix))
			return fact->records[i]->data;
	return STR_NONE;
}

static bool point_at_identity(struct finding *finding, struct str domain)
{
	const struct identities *ids = &finding->in->ids;

	for (uint32_t i = 0; i < ids->count; i++)
		if (ids->items[i].field &&
		    str_is_domain_or_below(ids->items[i].domain, domain)) {
			finding_at_field(finding, ids->items[i].field);
			return true;
		}
	return false;
}

void finding_at_host(struct finding *finding, const struct survey_host *host)
{
	const struct links *links = &finding->in->links;

	if (host->links && host->links <= links->count)
		finding_at_link(finding, &links->items[host->links - 1]);
	else
		point_at_identity(finding, host->name);
}

void finding_at_domain(struct finding *finding, const struct survey_domain *domain)
{
	const struct survey *survey = finding->in->survey;

	if (point_at_identity(finding, domain->name))
		return;
	for (uint32_t i = 0; i < survey->host_count; i++)
		if (&survey->domains[survey->hosts[i].domain] == domain) {
			finding_at_host(finding, &survey->hosts[i]);
			return;
		}
}
