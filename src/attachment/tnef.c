/* attachment/tnef.c - see tnef.h. */
#include "attachment/tnef.h"

#include "base/buf.h"
#include "mail/outlook_rtf.h"

enum { ITEMS = 64, HEAD = 6, ATTRIBUTE = 9, RTF_MOST = 4 << 20 };
enum {
	ATT_DATA = 0x0006800F,
	ATT_TITLE = 0x00018010,
	ATT_RENDDATA = 0x00069002,
	ATT_ATTACHMENT = 0x00069005,
	ATT_PROPS = 0x00069003,
	PR_BODY_HTML = 0x1013,
	PR_RTF = 0x1009,
	PR_LONG_NAME = 0x3707,
	PR_DATA = 0x3701,
	PR_MIME = 0x370E,
};

static uint32_t le16(struct str s, size_t at)
{
	return (uint8_t)s.p[at] | (uint32_t)(uint8_t)s.p[at + 1] << 8;
}

static uint32_t le32(struct str s, size_t at)
{
	return le16(s, at) | le16(s, at + 2) << 16;
}

static struct tnef_item *add(struct arena *arena, struct tnef *tnef)
{
	if (tnef->count >= ITEMS)
		return NULL;
	ARENA_GROW(arena, tnef->items, tnef->count, tnef->cap);
	tnef->items[tnef->count] = (struct tnef_item){ 0 };
	return &tnef->items[tnef->count++];
}

/* Texts end in zeros. UTF-16 of names of files is ASCII mostly; other letters
 * become "_". */
static struct str text_of(struct arena *arena, struct str value, bool wide)
{
	char *out;
	size_t n = 0;

	if (!wide)
		return str_until(value, '\0');
	out = arena_bytes(arena, value.n);
	for (size_t i = 0; i + 1 < value.n; i += 2) {
		uint32_t c = le16(value, i);

		if (c == 0)
			break;
		out[n++] = c < 0x80 ? (char)c : '_';
	}
	return str_make(out, n);
}

struct property {
	uint32_t id, type;
	struct str value;
};

/* The size of a value of fixed length; 0: counted ones. */
static size_t fixed_size(uint32_t type)
{
	switch (type) {
	case 2:
	case 3:
	case 4:
	case 10:
	case 11:
		return 4;
	case 5:
	case 6:
	case 7:
	case 20:
	case 64:
		return 8;
	case 72:
		return 16;
	default:
		return 0;
	}
}

/* The property at `*at`; false where it is broken, or at the end. Of several values the
 * first. [MS-OXTNEF] 2.1.3.4. */
static bool next_property(struct str props, size_t *at, struct property *ret)
{
	size_t size;
	uint32_t count;

	if (props.n - *at < 8)
		return false;
	ret->type = le16(props, *at);
	ret->id = le16(props, *at + 2);
	*at += 4;
	if (ret->id >= 0x8000) {
		if (props.n - *at < 24)
			return false;
		count = le32(props, *at + 16);
		*at += 24;
		if (count == 1) { /* a name in place of a number */
			size = (le32(props, *at - 4) + 3u) & ~(size_t)3;
			if (size > props.n - *at)
				return false;
			*at += size;
		}
	}
	size = fixed_size(ret->type);
	if (size) {
		if (size > props.n - *at)
			return false;
		ret->value = str_sub(props, *at, *at + size);
		*at += size;
		return true;
	}
	if (ret->type < 13 || (ret->type & 0x1000) || props.n - *at < 8)
		return false;
	count = le32(props, *at);
	size = le32(props, *at + 4);
	*at += 8;
	if (count == 0 || size > props.n - *at)
		return false;
	ret->value = str_sub(props, *at, *at + size);
	size = (size + 3u) & ~(size_t)3;
	*at += size > props.n - *at ? props.n - *at : size;
	return true;
}

static void unpack_rtf(struct arena *arena, struct tnef *tnef, struct str packed)
{
	struct tnef_item *item;
	struct buf out;

	buf_init(&out, RTF_MOST);
	outlook_rtf(packed, &out);
	item = out.n ? add(arena, tnef) : NULL;
	if (item) {
		item->name = STR("body.rtf");
		item->type = STR("text/rtf");
		item->bytes = arena_str(arena, buf_peek(&out));
	}
	buf_fini(&out);
}

static void read_properties(struct arena *arena, struct tnef *tnef, struct str props,
			    struct tnef_item *current)
{
	struct property property;
	size_t at = 4;

	if (props.n < 4)
		return;
	while (next_property(props, &at, &property)) {
		bool wide = property.type == 31;

		if (current && property.id == PR_LONG_NAME)
			current->name = text_of(arena, property.value, wide);
		else if (current && property.id == PR_MIME)
			current->type = text_of(arena, property.value, wide);
		else if (current && property.id == PR_DATA && !current->bytes.n)
			/* An object's class stands before its bytes. */
			current->bytes = property.type == 13
					     ? str_skip(property.value, 16)
					     : property.value;
		else if (!current && property.id == PR_RTF)
			unpack_rtf(arena, tnef, property.value);
		else if (!current && property.id == PR_BODY_HTML) {
			struct tnef_item *item = add(arena, tnef);

			if (item)
				*item =
				    (struct tnef_item){ STR("body.html"), property.value,
							STR("text/html") };
		}
	}
}

void tnef_read(struct arena *arena, struct str bytes, struct tnef *ret)
{
	uint32_t current = 0; /* 1 + its index */
	size_t at = HEAD;

	*ret = (struct tnef){ 0 };
	if (bytes.n < HEAD || le32(bytes, 0) != 0x223E9F78)
		return;
	ret->ok = true;
	while (bytes.n - at >= ATTRIBUTE) {
		uint32_t id = le32(bytes, at + 1), size = le32(bytes, at + 5);
		struct tnef_item *item;
		struct str value;

		at += ATTRIBUTE;
		if (size > bytes.n - at)
			size = (uint32_t)(bytes.n - at);
		value = str_sub(bytes, at, at + size);
		at += size;
		at += bytes.n - at < 2 ? bytes.n - at : 2; /* the checksum */
		if (id == ATT_RENDDATA)
			current = add(arena, ret) ? ret->count : 0;
		item = current ? &ret->items[current - 1] : NULL;
		if (item && id == ATT_TITLE && !item->name.n)
			item->name = str_until(value, '\0');
		else if (item && id == ATT_DATA)
			item->bytes = value;
		else if (item && id == ATT_ATTACHMENT)
			read_properties(arena, ret, value, item);
		else if (id == ATT_PROPS)
			read_properties(arena, ret, value, NULL);
	}
}
