/* report/json_claim.c - see json_claim.h. */
#include "report/json_claim.h"

#include "report/json_key.h"

/* Where the words stand; null where they have no place of their own. */
static void add_claim_place(struct json *json, const struct inspection *in,
			    const struct claim_place *place)
{
	const struct passage *passage = place->passage;
	const struct part *part = passage ? passage->part : place->part;

	json_object(json);
	json_key_c(json, "where", place->where);
	json_key_text(json, "text", place->text);
	json_key_bool(json, "look_alike", place->look_alike);
	json_key(json, "part");
	if (part)
		json_int(json, inspection_part_id(in, part));
	else
		json_null(json);
	json_key(json, "link");
	if (place->link)
		json_int(json, place->link->n);
	else
		json_null(json);
	json_key(json, "offset");
	if (place->field)
		json_int(json, (int64_t)inspection_offset(in, place->field->raw));
	else if (passage)
		json_int(json, (int64_t)passage_offset(in->arena, in->message, passage,
						       place->start));
	else if (place->link)
		json_int(json, (int64_t)place->link->offset);
	else
		json_null(json);
	json_object_end(json);
}

static void add_claim(struct json *json, const struct inspection *in,
		      const struct report_options *options, const struct claim *claim)
{
	const struct brand *brand = claim->brand;
	bool japanese = strcmp(options->catalogue->language, "ja") == 0;
	struct str name = japanese && brand->name_ja.n ? brand->name_ja : brand->name_en;

	json_object(json);
	json_key_str(json, "brand", brand->id);
	json_key_text(json, "name", name.n ? name : brand->name_ja);
	json_key(json, "where");
	json_array(json);
	for (uint32_t i = 0; i < claim->place_count; i++)
		json_c(json, claim->places[i].where);
	json_array_end(json);
	json_key(json, "official_domains");
	json_array(json);
	for (uint32_t i = 0; i < brand->domain_count; i++)
		json_str(json, brand->domains[i]);
	json_array_end(json);
	json_key_c(json, "standing", standing_name(claim->standing));
	json_key_c(json, "voice", voice_name(claim->voice));
	json_key(json, "places");
	json_array(json);
	for (uint32_t i = 0; i < claim->place_count; i++)
		add_claim_place(json, in, &claim->places[i]);
	json_array_end(json);
	json_object_end(json);
}

void json_claims(struct json *json, const struct inspection *in,
		 const struct report_options *options)
{
	const struct claims *claims = &in->claims;

	json_key(json, "claims");
	json_array(json);
	for (uint32_t i = 0; i < claims->count; i++)
		add_claim(json, in, options, &claims->items[i]);
	json_array_end(json);
}
