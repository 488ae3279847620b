/* report/json_path.c - see json_path.h. */
#include "report/json_path.h"

#include "report/json_key.h"

void json_identities(struct json *json, const struct inspection *in)
{
	const struct identities *ids = &in->ids;

	json_key(json, "identities");
	json_array(json);
	for (uint32_t i = 0; i < ids->count; i++) {
		const struct identity *id = &ids->items[i];

		json_object(json);
		json_key_c(json, "role", identity_role_name(id->role));
		json_key_text(json, "text", id->text);
		json_key_text(json, "name", id->name);
		json_key_host(json, "domain", id->domain);
		json_key_host(json, "registrable_domain", id->registrable);
		json_key_c(json, "grade", grade_name(id->grade));
		json_key_bool(json, "own", id->own);
		json_key_bool(json, "related_to_from", id->related_to_from);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_hop(struct json *json, const struct inspection *in, const struct hop *hop)
{
	const struct received *r = &hop->received;

	json_object(json);
	json_key_int(json, "n", hop->n);
	json_key_host(json, "from", r->from);
	json_key_host(json, "by", r->by);
	json_key_host(json, "helo", r->helo);
	json_key_host(json, "rdns", r->rdns);
	json_key_text(json, "ip", r->ip);
	json_key_text(json, "auth_user", r->auth_user);
	json_key_text(json, "protocol", r->protocol);
	json_key_text(json, "tls", r->tls);
	json_key_text(json, "via", r->via);
	json_key_text(json, "id", r->id);
	json_key_text(json, "for", r->for_);
	json_key_text(json, "envelope_from", r->envelope_from);
	json_key_time(json, "utc", r->date.utc, r->date.ok);
	json_key_int_or_null(json, "delay_seconds", hop->delay_seconds, hop->delay_known);
	json_key_c(json, "grade", grade_name(hop->grade));
	json_key_bool(json, "breaks", hop->breaks);
	json_key_int(json, "offset", (int64_t)inspection_offset(in, hop->field->raw));
	json_key_str(json, "raw", str_trim_right(hop->field->raw));
	json_object_end(json);
}

static void add_origin(struct json *json, const struct inspection *in)
{
	const struct path *path = &in->path;

	json_key(json, "origin");
	json_object(json);
	json_key_int_or_null(json, "hop", path->origin.hop, path->origin.hop != 0);
	json_key_text(json, "ip", path->origin.ip);
	json_key_host(json, "helo", path->origin.helo);
	json_key_host(json, "rdns", path->origin.rdns);
	json_key_text(json, "auth_user", path->origin.auth_user);
	json_object_end(json);
}

static const char *basis_name(enum boundary_basis basis)
{
	switch (basis) {
	case BOUNDARY_SITE:
		return "site";
	case BOUNDARY_PRESET:
		return "preset";
	case BOUNDARY_INFERRED:
		return "inferred";
	case BOUNDARY_GIVEN:
		return "given";
	default:
		return NULL;
	}
}

void json_path(struct json *json, const struct inspection *in)
{
	const struct path *path = &in->path;

	json_key(json, "path");
	json_object(json);
	json_key(json, "hops");
	json_array(json);
	for (uint32_t i = 0; i < path->count; i++)
		add_hop(json, in, &path->hops[i]);
	json_array_end(json);
	json_key_int_or_null(json, "boundary", path->boundary, path->boundary != 0);
	json_key_c(json, "basis", basis_name(path->basis));
	json_key_c(json, "preset", path->preset);
	add_origin(json, in);
	json_object_end(json);
}
