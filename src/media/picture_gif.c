/* media/picture_gif.c - GIF, by giflib: the first frames as they are shown one after the
 * other; the others are counted. */
#include "media/picture.h"

#include "base/limits.h"
#include "config.h"

#ifdef MEKIKI_GIF
#include <gif_lib.h>
#include <stdlib.h>

const bool picture_has_gif = true;

struct gif {
	GifFileType *file;
	struct str rest;
	struct pictures *pictures;
	struct picture canvas;
	int transparent, disposal;
};

static int give(GifFileType *file, GifByteType *to, int n)
{
	struct gif *gif = file->UserData;
	size_t count = (size_t)n < gif->rest.n ? (size_t)n : gif->rest.n;

	memcpy(to, gif->rest.p, count);
	gif->rest = str_skip(gif->rest, count);
	return (int)count;
}

static void paint(struct gif *gif, const GifPixelType *row, uint32_t y)
{
	const GifImageDesc *place = &gif->file->Image;
	const ColorMapObject *map =
	    place->ColorMap ? place->ColorMap : gif->file->SColorMap;
	struct picture *canvas = &gif->canvas;
	uint8_t *to = canvas->grey + (size_t)y * canvas->width;

	if (y >= canvas->height || !map)
		return;
	for (int i = 0; i < place->Width; i++) {
		uint32_t x = (uint32_t)(place->Left + i);
		const GifColorType *colour;

		if (row[i] == gif->transparent || row[i] >= map->ColorCount ||
		    x >= canvas->width)
			continue;
		colour = &map->Colors[row[i]];
		to[x] = picture_grey(colour->Red, colour->Green, colour->Blue, 255);
	}
}

static bool paint_frame(struct gif *gif)
{
	static const struct {
		int from, step;
	} passes[] = { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } }, whole[] = { { 0, 1 } };
	const GifImageDesc *place = &gif->file->Image;
	GifPixelType *row = malloc((size_t)place->Width + 1);
	bool ok = row;

	for (size_t p = 0; ok && p < (place->Interlace ? COUNT(passes) : 1); p++) {
		int from = place->Interlace ? passes[p].from : whole[0].from;
		int step = place->Interlace ? passes[p].step : whole[0].step;

		for (int y = from; ok && y < place->Height; y += step) {
			ok = DGifGetLine(gif->file, row, place->Width) == GIF_OK;
			if (ok)
				paint(gif, row, (uint32_t)(place->Top + y));
		}
	}
	free(row);
	return ok;
}

static bool skip_frame(GifFileType *file)
{
	GifByteType *code;
	int size;

	if (DGifGetCode(file, &size, &code) != GIF_OK)
		return false;
	while (code)
		if (DGifGetCodeNext(file, &code) != GIF_OK)
			return false;
	return true;
}

static bool keep_frame(struct gif *gif)
{
	struct picture *canvas = &gif->canvas, *kept;
	size_t n = (size_t)canvas->width * canvas->height;
	bool ok;

	if (gif->disposal == DISPOSE_BACKGROUND)
		memset(canvas->grey, 255, n);
	ok = paint_frame(gif);
	kept = pictures_add(gif->pictures, canvas->width, canvas->height);
	if (kept)
		memcpy(kept->grey, canvas->grey, n);
	return ok && kept;
}

static bool read_frame(struct gif *gif)
{
	struct pictures *pictures = gif->pictures;
	bool ok;

	if (DGifGetImageDesc(gif->file) != GIF_OK)
		return false;
	/* The size of a frame is said apart from that of the whole. */
	if ((uint64_t)gif->file->Image.Width * (uint64_t)gif->file->Image.Height >
	    LIMIT_MEDIA_PIXELS)
		return pictures->cut = "pixels", false;
	if (pictures->frames >= LIMIT_MEDIA_FRAMES)
		return pictures->cut = "frames", false;
	ok = pictures->count < PICTURE_FRAMES ? keep_frame(gif) : skip_frame(gif->file);
	pictures->frames += ok;
	gif->transparent = NO_TRANSPARENT_COLOR;
	return ok;
}

static bool read_extension(struct gif *gif)
{
	GraphicsControlBlock control;
	GifByteType *data;
	int code;

	if (DGifGetExtension(gif->file, &code, &data) != GIF_OK)
		return false;
	while (data) {
		if (code == GRAPHICS_EXT_FUNC_CODE &&
		    DGifExtensionToGCB(data[0], data + 1, &control) == GIF_OK) {
			gif->transparent = control.TransparentColor;
			gif->disposal = control.DisposalMode;
		}
		if (DGifGetExtensionNext(gif->file, &data) != GIF_OK)
			return false;
	}
	return true;
}

static void read_records(struct gif *gif)
{
	GifRecordType type;
	bool ok;

	do {
		if (DGifGetRecordType(gif->file, &type) != GIF_OK)
			type = UNDEFINED_RECORD_TYPE;
		ok = type == IMAGE_DESC_RECORD_TYPE  ? read_frame(gif)
		     : type == EXTENSION_RECORD_TYPE ? read_extension(gif)
						     : false;
	} while (ok);
	if (type != TERMINATE_RECORD_TYPE && !gif->pictures->cut)
		pictures_trouble(gif->pictures, "it ends too early, or is damaged");
}

void picture_gif(struct str bytes, struct pictures *ret)
{
	struct gif gif = { .rest = bytes,
			   .pictures = ret,
			   .transparent = NO_TRANSPARENT_COLOR };
	int error = 0;

	gif.file = DGifOpen(&gif, give, &error);
	if (!gif.file) {
		pictures_trouble(ret, "its head cannot be read");
		return;
	}
	if (pictures_size(ret, (uint64_t)gif.file->SWidth, (uint64_t)gif.file->SHeight) &&
	    picture_make(ret->width, ret->height, &gif.canvas)) {
		ret->frames = 0;
		read_records(&gif);
	}
	picture_free(&gif.canvas);
	DGifCloseFile(gif.file, &error);
}
#else
const bool picture_has_gif = false;

void picture_gif(struct str bytes, struct pictures *ret)
{
	(void)bytes;
	(void)ret;
}
#endif
