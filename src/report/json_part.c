/* report/json_part.c - see json_part.h. */
#include "report/json_part.h"

#include "base/digest.h"
#include "base/limits.h"
#include "link/document.h"
#include "report/json_key.h"

static bool is_html(const struct part *part)
{
	return str_eq(part->content_type.value, STR("text/html")) ||
	       str_eq(part->content_type.value, STR("application/xhtml+xml"));
}

struct str part_seen_text(const struct inspection *in, const struct part *part)
{
	const struct html_document *document;
	struct html_document own;

	if (part->kind != PART_LEAF || !part->text.p)
		return STR_NONE;
	if (!is_html(part))
		return part->text;
	document = links_document(&in->links, part);
	if (!document) {
		/* Of the mail around a reported one the links were not read. */
		html_read(in->arena, part->text, &own);
		document = &own;
	}
	return document->text.p ? document->text : STR("");
}

/* Of an attachment it was made already. */
static const char *known_sha256(const struct inspection *in, const struct part *part)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];

		if (item->depth == 0 && item->part == part && item->sha256[0] &&
		    item->bytes.p == part->bytes.p && item->bytes.n == part->bytes.n)
			return item->sha256;
	}
	return NULL;
}

/* A multipart is its children: no bytes of its own that anybody could look up. */
static void add_digests(struct json *json, const struct inspection *in,
			const struct part *part)
{
	const char *known = known_sha256(in, part);
	struct digests digests;

	if (part->kind == PART_MULTIPART || part->bytes_cut) {
		json_key_null(json, "size");
		json_key_null(json, "md5");
		json_key_null(json, "sha1");
		json_key_null(json, "sha256");
		return;
	}
	if (known)
		digest_others(part->bytes, known, &digests);
	else
		digest_all(part->bytes, &digests);
	json_key_int(json, "size", (int64_t)part->bytes.n);
	json_key_text(json, "md5", str_c(digests.md5));
	json_key_text(json, "sha1", str_c(digests.sha1));
	json_key_text(json, "sha256", str_c(digests.sha256));
}

static void add_text(struct json *json, const struct inspection *in,
		     const struct part *part)
{
	const struct html_document *document =
	    part->text.p ? links_document(&in->links, part) : NULL;
	struct str text = part_seen_text(in, part);
	size_t most = json->most;

	json->most = LIMIT_REPORT_TEXT;
	json_key_str_or_null(json, "text", text);
	json_key_bool(json, "text_cut", text.n > LIMIT_REPORT_TEXT);
	json_key_text(json, "hidden_text", document ? document->hidden_text : STR_NONE);
	json->most = most;
}

static const char *place_name(enum part_place place)
{
	switch (place) {
	case PLACE_PREAMBLE:
		return "preamble";
	case PLACE_EPILOGUE:
		return "epilogue";
	case PLACE_UUENCODE:
		return "uuencode";
	default:
		return "body";
	}
}

static void add_encoding(struct json *json, const struct part *part)
{
	json_key(json, "encoding");
	if (part->encoding == ENCODING_UNKNOWN)
		json_str(json, part->encoding_token);
	else
		json_c(json, encoding_name(part->encoding));
}

void json_part(struct json *json, const struct inspection *in, const struct part *part)
{
	json_object(json);
	json_key_int(json, "id", part->id);
	json_key_int_or_null(json, "parent", part->parent, part->parent >= 0);
	json_key_int(json, "reading", part->reading);
	json_key_c(json, "place", place_name(part->place));
	json_key_text(json, "type", part->content_type.value);
	json_key_text(json, "charset", part->charset);
	json_key_c(json, "used_charset", part->used_charset);
	add_encoding(json, part);
	json_key_text(json, "disposition", part->disposition.value);
	json_key_text(json, "filename", part->filename);
	json_key_int(json, "offset", (int64_t)message_offset(in->outer, part->body));
	json_key_int(json, "length", (int64_t)part->body.n);
	add_digests(json, in, part);
	add_text(json, in, part);
	json_object_end(json);
}
