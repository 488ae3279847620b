/* attachment/open.c - what is in archives, mails and containers; and the questions to
 * decoders. */
#include "attachment/decode.h"
#include "attachment/inside.h"
#include "attachment/tnef.h"
#include "attachment/zip.h"
#include "base/limits.h"

enum { MAIL_PARTS = 64, PIXELS = 20 };

/* --- what is inside ------------------------------------------------------------------
 */

/* By the list of a ZIP, which anybody can read. */
static void open_zip(struct arena *arena, struct attachments *list, uint32_t n)
{
	struct zip_list zip;

	if (!zip_read(arena, list->items[n - 1].bytes, &zip))
		return;
	list->items[n - 1].opened = true;
	list->items[n - 1].entries_told = zip.told;
	list->items[n - 1].encrypted = zip.encrypted;
	for (uint32_t i = 0; i < zip.count; i++) {
		const struct zip_entry *entry = &zip.entries[i];
		struct found_inside found = { .name = entry->name,
					      .size = entry->size,
					      .encrypted = entry->encrypted };

		if (!entry->folder)
			attachments_add_inside(arena, list, n, &found);
	}
}

static void open_decoded(struct arena *arena, struct attachments *list, uint32_t n)
{
	const struct media *media = list->items[n - 1].media;
	bool encrypted = media->encrypted;

	list->items[n - 1].opened = true;
	list->items[n - 1].entries_told = media->entries_told;
	for (uint32_t i = 0; i < media->entry_count && i < LIMIT_ZIP_ENTRIES; i++) {
		const struct media_entry *entry = &media->entries[i];
		struct found_inside found = { .name = entry->name,
					      .bytes = entry->bytes,
					      .size = entry->size,
					      .encrypted = entry->encrypted };

		encrypted |= entry->encrypted;
		if (!str_eq(entry->kind, STR("folder")))
			attachments_add_inside(arena, list, n, &found);
	}
	list->items[n - 1].encrypted = encrypted;
}

static void open_tnef(struct arena *arena, struct attachments *list, uint32_t n)
{
	struct tnef tnef;

	tnef_read(arena, list->items[n - 1].bytes, &tnef);
	list->items[n - 1].opened = tnef.ok;
	for (uint32_t i = 0; i < tnef.count; i++) {
		struct found_inside found = { .name = tnef.items[i].name,
					      .bytes = tnef.items[i].bytes,
					      .declared = tnef.items[i].type,
					      .size = tnef.items[i].bytes.n };

		attachments_add_inside(arena, list, n, &found);
	}
}

/* The parts of a mail that came as a file. */
static void open_mail(struct arena *arena, struct attachments *list, uint32_t n)
{
	static const struct message_options options;
	const struct message *message =
	    message_parse(arena, list->items[n - 1].bytes, &options);
	uint32_t parts = 0;

	list->items[n - 1].opened = true;
	list->items[n - 1].mail = message;
	for (uint32_t i = 0; i < message->part_count && parts < MAIL_PARTS; i++) {
		const struct part *part = message->parts[i];
		struct found_inside found = { .name = part->filename,
					      .bytes = part->bytes,
					      .declared = part->content_type.value,
					      .size = part->bytes.n };

		if (part->kind != PART_LEAF || part->reading || part->bytes.n == 0)
			continue;
		attachments_add_inside(arena, list, n, &found);
		parts++;
	}
}

static bool is_zip(const struct attachment *item)
{
	if (item->also && strcmp(item->also, "zip") == 0)
		return true;
	return item->content == CONTENT_ARCHIVE && item->format &&
	       strcmp(item->format, "zip") == 0;
}

static bool is_office(const struct attachment *item)
{
	return item->content == CONTENT_OOXML || item->content == CONTENT_ODF;
}

void attachment_open(struct arena *arena, struct attachments *list, uint32_t n)
{
	const struct attachment *item = &list->items[n - 1];

	/* Documents are read whole, by attachment/inner.h. */
	if (item->depth >= LIMIT_ATTACHMENT_DEPTH || item->bytes.n == 0 ||
	    is_office(item))
		return;
	if (item->media && (item->media->entry_count || item->media->encrypted))
		open_decoded(arena, list, n);
	else if (is_zip(item))
		open_zip(arena, list, n);
	else if (item->content == CONTENT_TNEF)
		open_tnef(arena, list, n);
	else if (item->content == CONTENT_MESSAGE && item->bytes.n <= LIMIT_TEXT_BYTES)
		open_mail(arena, list, n);
}

/* --- decoders
 * ---------------------------------------------------------------------------
 */

static uint32_t be16(const char *p)
{
	return (uint32_t)(uint8_t)p[0] << 8 | (uint8_t)p[1];
}

/* Pictures that are there to be counted, not to be seen, by their own header. */
static bool is_tiny(const struct attachment *item)
{
	const char *p = item->bytes.p;
	uint32_t width, height;

	if (item->bytes.n < 26)
		return true;
	if (strcmp(item->format, "png") == 0) {
		width = be16(p + 16) << 16 | be16(p + 18);
		height = be16(p + 20) << 16 | be16(p + 22);
	} else if (strcmp(item->format, "gif") == 0) {
		width = (uint32_t)(uint8_t)p[6] | (uint32_t)(uint8_t)p[7] << 8;
		height = (uint32_t)(uint8_t)p[8] | (uint32_t)(uint8_t)p[9] << 8;
	} else {
		return false;
	}
	return width < PIXELS || height < PIXELS;
}

static bool is_one_of(const char *format, const char *const *formats, size_t count)
{
	for (size_t i = 0; format && i < count; i++)
		if (strcmp(format, formats[i]) == 0)
			return true;
	return false;
}

static enum media_kind kind_of(const struct attachment *item)
{
	static const char *const pictures[] = {
		"png", "jpeg", "gif", "webp", "bmp", "pgm"
	};

	if (item->bytes.n == 0)
		return MEDIA_NONE;
	switch (item->content) {
	case CONTENT_IMAGE:
		return is_one_of(item->format, pictures, COUNT(pictures)) &&
			       !is_tiny(item)
			   ? MEDIA_IMAGE
			   : MEDIA_NONE;
	case CONTENT_PDF:
		return MEDIA_PDF;
	case CONTENT_ARCHIVE:
	case CONTENT_DISK:
	case CONTENT_OOXML:
	case CONTENT_ODF:
		return item->depth < LIMIT_ATTACHMENT_DEPTH ? MEDIA_ARCHIVE : MEDIA_NONE;
	default:
		return MEDIA_NONE;
	}
}

static void decide(struct door *door, struct attachment *item)
{
	enum media_kind kind = door ? kind_of(item) : MEDIA_NONE;

	if (kind != MEDIA_NONE) {
		item->answer =
		    decode_ask_sum(door, kind, item->bytes, item->sha256, &item->media);
		if (!item->answer)
			return;
	}
	item->decided = true;
}

/* --- codes made of two pictures -------------------------------------------------------
 */

/* Of a height, with nothing found in either: halves of one. */
static bool may_be_pair(const struct attachment *left, const struct attachment *right)
{
	return left->media && right->media && left->media->ok && right->media->ok &&
	       left->content == CONTENT_IMAGE && right->content == CONTENT_IMAGE &&
	       left->depth == 0 && right->depth == 0 && left->media->code_count == 0 &&
	       right->media->code_count == 0 && left->media->height >= PIXELS &&
	       left->media->height == right->media->height &&
	       strcmp(left->sha256, right->sha256) != 0;
}

/* False: waiting. */
static bool join_pairs(struct arena *arena, struct door *door, struct attachments *list)
{
	bool done = true;

	list->pair_count = 0;
	for (uint32_t i = 0; i + 1 < list->count && list->pair_count < COUNT(list->pairs);
	     i++) {
		const struct attachment *left = &list->items[i], *right = left + 1;
		struct attachment_pair pair = { .left = left->n, .right = right->n };

		if (!may_be_pair(left, right))
			continue;
		pair.answer =
		    decode_ask(door, MEDIA_PAIR,
			       media_pair(arena, left->bytes, right->bytes), &pair.media);
		done &= pair.answer != NULL;
		list->pairs[list->pair_count++] = pair;
	}
	return done;
}

/* False: waiting. */
static bool decode_drawn(struct door *door, struct attachments *list)
{
	bool done = true;

	for (uint32_t i = 0; i < list->drawn_count; i++) {
		struct drawn *drawn = &list->drawn[i];

		if (!drawn->answer)
			drawn->answer =
			    decode_ask(door, MEDIA_IMAGE, drawn->picture, &drawn->media);
		done &= drawn->answer != NULL;
	}
	return done;
}

bool attachments_round(struct arena *arena, struct door *door,
		       struct attachments *attachments)
{
	bool done = true;

	attachments->asked = door != NULL;
	for (uint32_t i = 0; i < attachments->count; i++) {
		if (!attachments->items[i].decided)
			decide(door, &attachments->items[i]);
		/* In order, whatever answer comes first: numbers hang on it. */
		while (attachments->expanded < attachments->count &&
		       attachments->items[attachments->expanded].decided)
			attachment_open(arena, attachments, ++attachments->expanded);
		done &= attachments->items[i].decided;
	}
	if (!door)
		return true;
	done &= decode_drawn(door, attachments);
	return done && join_pairs(arena, door, attachments);
}
