/* report/json_link.c - see json_link.h. */
#include "report/json_link.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "report/inert.h"
#include "report/json_key.h"
#include "report/json_part.h"

static struct str shown_url(const struct link *link)
{
	return link->flags & LINK_BROKEN ? link->written : link->url.href;
}

static void add_defanged(struct json *json, struct str url)
{
	struct buf out, masked;

	buf_init(&out, LIMIT_REPORT_BYTES);
	buf_init(&masked, LIMIT_REPORT_BYTES);
	json_key(json, "defanged");
	if (json->gate) {
		json->gate->pass(json->gate, json, url, &masked);
		url = buf_peek(&masked);
	}
	inert_add(&out, utf8_front(url, LIMIT_REPORT_STRING), INERT_LINE | INERT_DEFANG);
	json_str_made(json, buf_peek(&out));
	buf_fini(&masked);
	buf_fini(&out);
}

static void add_host(struct json *json, const struct host *host)
{
	json_key_host(json, "host", host->ascii);
	json_key_host(json, "registrable_domain", host->registrable_domain);
}

static void add_flags(struct json *json, uint32_t flags)
{
	json_key(json, "flags");
	json_array(json);
	for (uint32_t bit = 1; flags; bit <<= 1) {
		if (flags & bit)
			json_c(json, link_flag_name(bit));
		flags &= ~bit;
	}
	json_array_end(json);
}

static void add_step(struct json *json, const struct unwrapped *wrapper)
{
	json_object(json);
	json_key_c(json, "kind", wrapper_kind_name(wrapper->kind));
	json_key_text(json, "name", wrapper->name);
	json_key_text(json, "tenant", wrapper->tenant);
	json_object_end(json);
}

/* Where it leads in the end; null where it is where it says. */
static void add_target(struct json *json, const struct link *link)
{
	json_key(json, "target");
	if (link->chain_count == 0) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_str(json, "url", link_target(link)->href);
	add_host(json, link_target_host(link));
	json_key(json, "via");
	json_array(json);
	for (uint32_t i = 0; i < link->chain_count; i++)
		add_step(json, &link->chain[i].wrapper);
	json_array_end(json);
	json_object_end(json);
}

static void add_likeness(struct json *json, const struct link *link)
{
	const struct likeness *like = link->likeness_count ? link->likenesses : NULL;

	json_key_text(json, "brand", like && like->brand ? like->brand->id : STR_NONE);
	json_key_c(json, "likeness", like ? likeness_name(like->how) : NULL);
	json_key_text(json, "imitates",
		      like && like->how != LIKENESS_OFFICIAL ? like->genuine : STR_NONE);
}

static void add_token(struct json *json, const struct link *link)
{
	json_key(json, "recipient_token");
	if (!(link->flags & LINK_RECIPIENT)) {
		json_null(json);
		return;
	}
	json_object(json);
	json_key_c(json, "coding", link->token.coding);
	json_key_c(json, "place", link->token.place);
	json_key_str(json, "text", link->token.text);
	json_object_end(json);
}

void json_link(struct json *json, const struct inspection *in, const struct link *link)
{
	struct str url = shown_url(link);

	json_object(json);
	json_key_int(json, "n", link->n);
	json_key_str(json, "url", url);
	add_defanged(json, url);
	json_key_text(json, "text", link->text);
	json_key_c(json, "where", link->where);
	json_key_int_or_null(json, "part",
			     link->part ? inspection_part_id(in, link->part) : 0,
			     link->part != NULL);
	json_key_int_or_null(json, "attachment", link->attachment, link->attachment != 0);
	json_key_int(json, "offset", (int64_t)link->offset);
	json_key_int(json, "length", (int64_t)link->length);
	json_key_int(json, "seen", link->seen);
	add_host(json, &link->host);
	add_flags(json, link->flags);
	add_target(json, link);
	add_likeness(json, link);
	json_key_text(json, "text_host", link->text_host);
	json_key_text(json, "rfc3986_host", link->rfc3986_host);
	json_key_text(json, "service",
		      link->opaque.n ? link->opaque
		      : link->shared ? link->shared->name
				     : STR_NONE);
	json_key_text(json, "nested", link->nested);
	add_token(json, link);
	json_object_end(json);
}
