/* process/wire.c - see wire.h. */
#include "process/wire.h"

/* A field: its index in the shape, its length, its bytes. */
struct field_head {
	uint32_t index, length;
};

static void put_field(struct buf *out, uint32_t index, const void *bytes, size_t length)
{
	struct field_head head = { index, (uint32_t)length };

	buf_add(out, str_make((const char *)&head, sizeof head));
	buf_add(out, str_make(bytes, length));
}

void wire_put(struct buf *out, const struct wire_shape *shape, const void *record,
	      size_t body)
{
	struct wire_head head = { .type = shape->type, .body = body };
	size_t start = out->n;

	buf_add(out, str_make((const char *)&head, sizeof head));
	for (uint32_t i = 0; i < shape->field_count; i++) {
		const struct wire_field *field = &shape->fields[i];
		const char *at = (const char *)record + field->offset;
		uint64_t number;
		struct str text;

		if (field->kind == WIRE_NUMBER) {
			memcpy(&number, at, sizeof number);
			if (number)
				put_field(out, i, &number, sizeof number);
		} else {
			memcpy(&text, at, sizeof text);
			if (text.n)
				put_field(out, i, text.p,
					  text.n < field->max ? text.n : field->max);
		}
	}
	head.fields = (uint32_t)(out->n - start - sizeof head);
	memcpy(out->p + start, &head, sizeof head);
}

enum wire_status wire_peek(struct str bytes, struct wire_head *ret)
{
	struct wire_head head;

	if (bytes.n < sizeof head)
		return WIRE_MORE;
	memcpy(&head, bytes.p, sizeof head);
	if (head.fields > WIRE_FIELDS_MAX)
		return WIRE_BROKEN;
	if (bytes.n - sizeof head < head.fields)
		return WIRE_MORE;
	*ret = head;
	return WIRE_OK;
}

size_t wire_body_offset(const struct wire_head *head)
{
	return sizeof *head + head->fields;
}

static bool get_field(const struct wire_field *field, struct str value, void *record)
{
	char *at = (char *)record + field->offset;
	uint64_t number;

	if (field->kind == WIRE_TEXT) {
		if (value.n > field->max)
			return false;
		memcpy(at, &value, sizeof value);
		return true;
	}
	if (value.n != sizeof number)
		return false;
	memcpy(&number, value.p, sizeof number);
	if (number > field->max)
		return false;
	memcpy(at, &number, sizeof number);
	return true;
}

bool wire_get(const struct wire_shape *shape, struct str bytes, void *record)
{
	struct wire_head head;
	struct str rest;
	uint32_t next = 0; /* fields come in order, each once */

	if (wire_peek(bytes, &head) != WIRE_OK || head.type != shape->type ||
	    head.body > shape->body_max)
		return false;
	rest = str_sub(bytes, sizeof head, sizeof head + head.fields);
	while (rest.n) {
		struct field_head field;

		if (rest.n < sizeof field)
			return false;
		memcpy(&field, rest.p, sizeof field);
		rest = str_skip(rest, sizeof field);
		if (field.index < next || field.index >= shape->field_count ||
		    field.length > rest.n)
			return false;
		if (!get_field(&shape->fields[field.index],
			       str_sub(rest, 0, field.length), record))
			return false;
		rest = str_skip(rest, field.length);
		next = field.index + 1;
	}
	return true;
}
