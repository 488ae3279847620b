/* check/brand_claim.c - see brand_claim.h. */
#include "check/brand_claim.h"

#include "check/identity_list.h"
#include "check/link_list.h"

int claim_place(const struct claim *claim, const char *where)
{
	for (uint32_t i = 0; i < claim->place_count; i++) {
		if (strcmp(claim->places[i].where, where) == 0)
			return (int)i;
	}
	return -1;
}

bool claim_in_subject_only(const struct claim *claim)
{
	return claim->voice == VOICE_SUBJECT;
}

void claim_values(struct finding *finding, const struct claim *claim)
{
	const struct identity *from = identity_first(&finding->in->ids, ID_FROM);

	finding_str(finding, "brand", claim->brand->name_en);
	finding_str(finding, "brand_ja", claim->brand->name_ja);
	finding_str(finding, "domain", from && from->domain.n ? from->domain : STR("-"));
	finding_list(finding, "official", claim->brand->domains,
		     claim->brand->domain_count);
	for (uint32_t i = 0; i < claim->place_count; i++)
		finding_at_claim(finding, &claim->places[i]);
}

void finding_at_claim(struct finding *finding, const struct claim_place *place)
{
	if (place->field)
		finding_at_field(finding, place->field);
	else if (place->passage)
		finding_at_passage(finding, place->passage, place->start, place->end);
	else if (place->link)
		finding_at_link(finding, place->link);
	else if (place->part)
		finding_at_part(finding, place->part);
}

void claims_context_of(const struct inspection *in, struct claims_context *ret)
{
	*ret = (struct claims_context){
		.ids = &in->ids,
		.site = in->env->site,
		.tables = in->env->tables,
		.spoken_for = mailing_list(in) != NULL || is_delivery_report(in->message),
	};
}

static bool is_of_brand(const struct link *link, const struct brand *brand)
{
	for (uint32_t i = 0; i < link->likeness_count; i++)
		if (link->likenesses[i].how == LIKENESS_OFFICIAL &&
		    link->likenesses[i].brand == brand)
			return true;
	return false;
}

bool claim_leads_home(const struct inspection *in, const struct claim *claim)
{
	const struct link *link = NULL;
	bool any = false;

	if (in->attachments.count || in->numbers.telephone_count ||
	    identity_first(&in->ids, ID_REPLY_TO))
		return false;
	while ((link = link_next(in, link, 0))) {
		if (link->flags & LINK_LOADS || !link->part)
			continue;
		if (!is_of_brand(link, claim->brand))
			return false;
		any = true;
	}
	return any;
}

bool claim_speaks(const struct claim *claim)
{
	return claim->voice >= VOICE_TEXT;
}

bool is_delivery_report(const struct message *message)
{
	return message->part_count > 0 &&
	       str_eq(message->parts[0]->content_type.value, STR("multipart/report"));
}
