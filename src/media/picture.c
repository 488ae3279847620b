/* media/picture.c - see picture.h. */
#include "media/picture.h"

#include "base/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool picture_make(uint32_t width, uint32_t height, struct picture *ret)
{
	size_t n = (size_t)width * height;
	uint8_t *grey = n ? malloc(n) : NULL;

	if (!grey)
		return false;
	memset(grey, 255, n);
	*ret = (struct picture){ width, height, grey };
	return true;
}

void picture_free(struct picture *picture)
{
	free(picture->grey);
	*picture = (struct picture){ 0 };
}

void pictures_free(struct pictures *pictures)
{
	for (unsigned i = 0; i < pictures->count; i++)
		picture_free(&pictures->kept[i]);
	pictures->count = 0;
}

void pictures_trouble(struct pictures *pictures, const char *format, ...)
{
	va_list args;

	if (pictures->trouble[0])
		return; /* the first is the cause of the others */
	va_start(args, format);
	vsnprintf(pictures->trouble, sizeof pictures->trouble, format, args);
	va_end(args);
}

bool pictures_size(struct pictures *pictures, uint64_t width, uint64_t height)
{
	pictures->width = width > UINT32_MAX ? UINT32_MAX : (uint32_t)width;
	pictures->height = height > UINT32_MAX ? UINT32_MAX : (uint32_t)height;
	if (pictures->frames == 0)
		pictures->frames = 1;
	if (width == 0 || height == 0) {
		pictures_trouble(pictures, "it has no pixel");
		return false;
	}
	if (width <= LIMIT_MEDIA_SIDE && height <= LIMIT_MEDIA_SIDE &&
	    width * height <= LIMIT_MEDIA_PIXELS)
		return true;
	pictures->cut = "pixels";
	pictures_trouble(pictures, "it says that it has %llu x %llu pixels",
			 (unsigned long long)width, (unsigned long long)height);
	return false;
}

struct picture *pictures_add(struct pictures *pictures, uint32_t width, uint32_t height)
{
	if (pictures->count >= PICTURE_FRAMES)
		return NULL;
	if (!picture_make(width, height, &pictures->kept[pictures->count])) {
		pictures->cut = "memory";
		pictures_trouble(pictures, "there is no memory for its pixels");
		return NULL;
	}
	return &pictures->kept[pictures->count++];
}

static const struct {
	const char *format;
	struct str magic;
	size_t at;
	picture_reader *read;
	const bool *built_in; /* NULL: always */
} formats[] = {
	{ "png", { "\x89PNG\r\n\x1a\n", 8 }, 0, picture_png, &picture_has_png },
	{ "jpeg", { "\xff\xd8\xff", 3 }, 0, picture_jpeg, &picture_has_jpeg },
	{ "gif", { "GIF8", 4 }, 0, picture_gif, &picture_has_gif },
	{ "webp", { "WEBP", 4 }, 8, picture_webp, &picture_has_webp },
	{ "bmp", { "BM", 2 }, 0, picture_bmp, NULL },
	{ "pnm", { "P4", 2 }, 0, picture_pnm, NULL },
	{ "pnm", { "P5", 2 }, 0, picture_pnm, NULL },
	{ "pnm", { "P6", 2 }, 0, picture_pnm, NULL },
};

void pictures_read(struct str bytes, struct pictures *ret)
{
	*ret = (struct pictures){ .shrunk = 1 };
	for (size_t i = 0; i < COUNT(formats); i++) {
		if (!str_starts(str_skip(bytes, formats[i].at), formats[i].magic))
			continue;
		ret->format = formats[i].format;
		if (formats[i].built_in && !*formats[i].built_in)
			pictures_trouble(ret, "a reader of %s is not built in",
					 formats[i].format);
		else
			formats[i].read(bytes, ret);
		return;
	}
	pictures_trouble(ret, "it is no picture of a format that is read here");
}
