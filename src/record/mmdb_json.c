/* record/mmdb_json.c - a value of a MaxMind database as JSON. Containers stand on a stack
 * of their own: what is deep, or points back into itself, ends there. */
#include "record/mmdb.h"

#include "base/json.h"
#include "base/limits.h"
#include "record/mmdb_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct frame {
	uint32_t at, left; /* the next value, and how many */
	bool map, key, pointed, first;
};

static void add_text(struct buf *out, struct str text)
{
	struct json json;

	json_init(&json, out);
	json_str(&json, text);
}

static void add_real(struct buf *out, double real)
{
	char text[40];

	if (!isfinite(real)) {
		buf_add_c(out, "null");
		return;
	}
	/* the shortest that is read as the same */
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, real);
		if (strtod(text, NULL) == real)
			break;
	}
	buf_add_c(out, text);
}

static void add_bytes(struct buf *out, struct str bytes)
{
	buf_add_c(out, "\"0x");
	for (size_t i = 0; i < bytes.n; i++)
		buf_printf(out, "%02x", (uint8_t)bytes.p[i]);
	buf_add_char(out, '"');
}

static void add_plain(struct buf *out, const struct mmdb_value *value)
{
	switch (value->kind) {
	case MMDB_TEXT:
		add_text(out, value->text);
		break;
	case MMDB_NUMBER:
		buf_printf(out, "%s%" PRIu64, value->negative ? "-" : "", value->number);
		break;
	case MMDB_REAL:
		add_real(out, value->real);
		break;
	case MMDB_TRUTH:
		buf_add_c(out, value->number ? "true" : "false");
		break;
	default:
		add_bytes(out, value->text);
	}
}

static void separate(struct frame *frame, struct buf *out)
{
	if (frame->map && !frame->key)
		buf_add_char(out, ':');
	else if (!frame->first)
		buf_add_char(out, ',');
	frame->first = false;
}

static void open_frame(struct frame *frame, const struct mmdb_value *value, bool pointed,
		       struct buf *out)
{
	bool map = value->kind == MMDB_MAP;

	*frame = (struct frame){ .at = value->at,
				 .left = value->count,
				 .map = map,
				 .key = true,
				 .pointed = pointed,
				 .first = true };
	buf_add_char(out, map ? '{' : '[');
}

bool mmdb_json(const struct mmdb *db, const struct mmdb_value *value, struct buf *out)
{
	struct frame stack[LIMIT_MMDB_DEPTH];
	uint32_t depth = 0;

	if (value->kind != MMDB_MAP && value->kind != MMDB_ARRAY) {
		add_plain(out, value);
		return true;
	}
	open_frame(&stack[depth++], value, true, out);
	for (uint32_t steps = 0; depth; steps++) {
		struct frame *frame = &stack[depth - 1];
		struct mmdb_value next;
		bool pointed;

		if (steps == LIMIT_MMDB_STEPS || out->full)
			return false;
		if (frame->left == 0) {
			buf_add_char(out, frame->map ? '}' : ']');
			/* what was written in place ends where the one above goes on */
			if (--depth && !frame->pointed)
				stack[depth - 1].at = frame->at;
			continue;
		}
		if (!mmdb_value_read(db->data, frame->at, &next, &frame->at, &pointed) ||
		    (frame->map && frame->key && next.kind != MMDB_TEXT))
			return false;
		separate(frame, out);
		if (frame->map && frame->key) {
			frame->key = false;
			add_text(out, next.text);
			continue;
		}
		frame->key = true;
		frame->left--;
		if (next.kind != MMDB_MAP && next.kind != MMDB_ARRAY) {
			add_plain(out, &next);
			continue;
		}
		if (depth == LIMIT_MMDB_DEPTH)
			return false;
		open_frame(&stack[depth++], &next, pointed, out);
	}
	return true;
}
