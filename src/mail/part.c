/* mail/part.c - what a part is called and what it contains, decoded. */
#include "base/limits.h"
#include "link/html.h"
#include "mail/mime.h"

/* --- fields -------------------------------------------------------------------- */

enum { MOST_NAMES = 16 };

static void add_name(struct file_name *names, uint32_t *count, const char *source,
		     struct str name)
{
	if (*count < MOST_NAMES && name.n)
		names[(*count)++] = (struct file_name){ source, name };
}

/* Every "filename" of `params`, the extended ones first: clients prefer them. */
static void add_names(struct file_name *names, uint32_t *count,
		      const struct params *params, struct str parameter,
		      const char *extended, const char *plain)
{
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < params->count; i++) {
			const struct param *param = &params->items[i];

			if (param->extended == (pass == 0) &&
			    str_eq(param->name, parameter))
				add_name(names, count, pass == 0 ? extended : plain,
					 param->value);
		}
}

static void read_names(struct arena *arena, struct part *part)
{
	struct file_name names[MOST_NAMES];
	uint32_t count = 0;

	add_names(names, &count, &part->disposition, STR("filename"),
		  "disposition.filename*", "disposition.filename");
	add_names(names, &count, &part->content_type, STR("name"), "type.name*",
		  "type.name");
	if (count == 0)
		return;
	part->filenames = arena_alloc_array(arena, count, sizeof names[0]);
	memcpy(part->filenames, names, count * sizeof names[0]);
	part->filename_count = count;
	part->filename = names[0].name;
}

static struct str without_brackets(struct str id)
{
	id = str_trim(id);
	if (id.n >= 2 && id.p[0] == '<' && id.p[id.n - 1] == '>')
		id = str_sub(id, 1, id.n - 1);
	return id;
}

void part_read_fields(struct message *message, struct part *part, struct defects *defects)
{
	bool disposition = false, id = false;

	for (uint32_t i = 0; i < part->header.count; i++) {
		const struct field *field = &part->header.fields[i];

		if (field->known == FIELD_CONTENT_DISPOSITION && !disposition) {
			params_parse(message->arena, field->value, defects,
				     &part->disposition);
			disposition = true;
		} else if (field->known == FIELD_CONTENT_ID && !id) {
			part->content_id = without_brackets(field->value);
			id = true;
		}
	}
	if (disposition || part->content_type.count)
		read_names(message->arena, part);
}

/* --- bytes ----------------------------------------------------------------------- */

static bool is_identity(enum encoding encoding)
{
	return encoding == ENCODING_7BIT || encoding == ENCODING_8BIT ||
	       encoding == ENCODING_BINARY || encoding == ENCODING_UNKNOWN;
}

/* Takes `size` decoded bytes from the budget; false where they are not there. */
static bool spend(struct message *message, struct mime_budget *budget, struct part *part,
		  size_t size, struct defects *defects)
{
	if (budget->decoded >= size) {
		budget->decoded -= size;
		message->decoded_bytes += size;
		return true;
	}
	if (!budget->decoded_said && defects)
		defect_add(defects, "limit.decoded-bytes", part->raw, STR_NONE);
	budget->decoded_said = true;
	part->bytes_cut = true;
	return false;
}

/* What a reader has who stops at the first illegal byte. Where nothing comes before it,
 * such a reader shows the bytes as they stand; they are read in their turn. */
static void add_strict_reading(struct message *message, struct mime_budget *budget,
			       int32_t id, struct str bytes)
{
	const struct part *part = message->parts[id];
	struct part *other =
	    reading_add_leaf(message, budget, id,
			     bytes.n ? "encoding.stops-early" : "encoding.not-decoded",
			     part->encoding_token, input_offset(message, part->body));

	if (!other)
		return;
	if (bytes.n)
		other->bytes = bytes;
	else
		other->encoding = ENCODING_BINARY;
}

static void decode_bytes(struct message *message, struct mime_budget *budget, int32_t id,
			 struct defects *defects)
{
	struct part *part = message->parts[id];
	struct decoded decoded;

	if (is_identity(part->encoding) || part->kind == PART_MULTIPART) {
		part->bytes = part->body;
		return;
	}
	if (!spend(message, budget, part, part->body.n, defects))
		return;
	if (defects)
		defects_carrier(defects, part->body);
	encoding_decode(message->arena, part->encoding, part->body, defects, &decoded);
	part->bytes = decoded.bytes;
	if (decoded.differs && part->reading == 0)
		add_strict_reading(message, budget, id, decoded.strict_bytes);
}

/* --- text -------------------------------------------------------------------------- */

static bool has_text(const struct part *part)
{
	struct str type = part->content_type.value;

	return str_starts(type, STR("text/")) ||
	       str_eq(type, STR("message/delivery-status")) ||
	       str_eq(type, STR("message/disposition-notification")) ||
	       str_eq(type, STR("message/feedback-report"));
}

static void note_charset(const struct part *part, struct str label,
			 const struct charset_text *text, struct defects *defects)
{
	if (!defects)
		return;
	if (text->bad)
		defect_add(defects, "charset.ill-formed", part->body, label);
	if (text->sniffed && label.n)
		defect_add(defects,
			   charset_canonical(label) ? "charset.mismatch"
						    : "charset.unknown",
			   part->body, label);
}

static void decode_text(struct message *message, struct mime_budget *budget, int32_t id,
			struct defects *defects)
{
	struct part *part = message->parts[id], *other;
	struct str label = part->charset, bytes = part->bytes;
	struct charset_text text;

	if (bytes.n == 0)
		return;
	if (bytes.n > LIMIT_TEXT_BYTES) {
		bytes.n = LIMIT_TEXT_BYTES;
		if (defects)
			defect_add(defects, "limit.text-bytes", part->body, STR_NONE);
	}
	if (label.n == 0 && str_eq(part->content_type.value, STR("text/html")))
		label = html_meta_charset(bytes);
	charset_decode(message->arena, label, bytes, &text);
	part->text = text.text;
	part->used_charset = text.used;
	part->text_sniffed = text.sniffed;
	note_charset(part, label, &text, defects);
	if (!text.differs || part->reading != 0)
		return;
	other = reading_add_leaf(message, budget, id, "charset.by-label", label,
				 input_offset(message, part->body));
	if (other) {
		other->bytes = message->parts[id]->bytes;
		other->text = text.declared_text;
	}
}

/* --- inline uuencode ------------------------------------------------------------------
 */

static void find_uuencode(struct message *message, struct mime_budget *budget, int32_t id,
			  struct defects *defects)
{
	struct str bytes = message->parts[id]->bytes;
	struct uu_block block;
	size_t from = 0;

	while (uuencode_find(bytes, from, &block)) {
		int32_t child = mime_add_part(message, budget, id,
					      message->parts[id]->reading, defects);
		struct part *part;

		if (child < 0)
			return;
		part = message->parts[child];
		part->place = PLACE_UUENCODE;
		part->content_type.value = STR("application/octet-stream");
		part->encoding = ENCODING_UUENCODE;
		part->encoding_token = STR("uuencode");
		part->raw = block.raw;
		part->body =
		    block.raw; /* with its end line, which the decoder asks for */
		if (block.name.n) {
			part->filenames = arena_new_of(message->arena, struct file_name);
			part->filenames[0] = (struct file_name){
				"uuencode", words_text(message->arena, block.name, NULL)
			};
			part->filename_count = 1;
			part->filename = part->filenames[0].name;
		}
		from = str_offset(bytes, block.raw) + block.raw.n;
	}
}

void part_decode_all(struct message *message, struct mime_budget *budget, uint32_t from,
		     struct defects *defects)
{
	/* The list grows on the way: by inline files, and by readings with one part,
	 * which come with their bytes. */
	for (uint32_t id = from; id < message->part_count; id++) {
		struct part *part = message->parts[id];

		if (part->bytes.p || part->bytes_cut)
			continue;
		decode_bytes(message, budget, (int32_t)id, defects);
		part = message->parts[id];
		if (part->kind == PART_MULTIPART)
			continue;
		if (has_text(part))
			decode_text(message, budget, (int32_t)id, defects);
		if (str_eq(message->parts[id]->content_type.value, STR("text/plain")) &&
		    message->parts[id]->place != PLACE_UUENCODE)
			find_uuencode(message, budget, (int32_t)id, defects);
	}
}
