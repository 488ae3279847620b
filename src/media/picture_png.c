/* media/picture_png.c - PNG, by libpng. */
#include "media/picture.h"

#include "base/limits.h"
#include "config.h"

#ifdef MEKIKI_PNG
#include <png.h>
#include <stdlib.h>

const bool picture_has_png = true;

/* One chunk of text, of a colour profile; none of them is used. */
enum { CHUNK_MOST = 1u << 20, CHUNKS_MOST = 1000 };

struct source {
	struct str rest;
	struct pictures *pictures;
};

static void give(png_structp png, png_bytep to, size_t n)
{
	struct source *source = png_get_io_ptr(png);

	size_t there = n < source->rest.n ? n : source->rest.n;

	/* What is there of a piece is read, the end of the file is met with the next. */
	if (there == 0)
		png_error(png, "it ends too early");
	memcpy(to, source->rest.p, there);
	memset(to + there, 0, n - there);
	source->rest = str_skip(source->rest, there);
}

static void on_error(png_structp png, png_const_charp why)
{
	struct source *source = png_get_error_ptr(png);

	pictures_trouble(source->pictures, "%s", why);
	png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why;
}

static void be_strict_with_size(png_structp png)
{
	png_set_user_limits(png, LIMIT_MEDIA_SIDE, LIMIT_MEDIA_SIDE);
	png_set_chunk_malloc_max(png, CHUNK_MOST);
	png_set_chunk_cache_max(png, CHUNKS_MOST);
	/* What was damaged on its way is shown by others, too. */
	png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
}

/* Every kind of pixel becomes grey and opacity, a byte each. */
static void ask_for_grey(png_structp png, png_infop info)
{
	int colour = png_get_color_type(png, info);

	png_set_expand(png);
	png_set_strip_16(png);
	if (colour & PNG_COLOR_MASK_COLOR)
		png_set_rgb_to_gray_fixed(png, PNG_ERROR_ACTION_NONE, -1, -1);
	png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
}

static void keep_row(const uint8_t *row, uint8_t *to, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++) {
		unsigned grey = row[2 * i], alpha = row[2 * i + 1];

		to[i] = (uint8_t)((grey * alpha + 255 * (255 - alpha)) / 255);
	}
}

/* Of a picture that comes in several passes all rows are held, with their opacity. */
static void read_interlaced(png_structp png, struct picture *picture, uint8_t **ret_rows,
			    int passes)
{
	size_t stride = (size_t)picture->width * 2;
	uint8_t *rows = calloc(picture->height, stride);

	*ret_rows = rows;
	if (!rows)
		png_error(png, "there is no memory for its pixels");
	for (int pass = 0; pass < passes; pass++)
		for (uint32_t y = 0; y < picture->height; y++)
			png_read_row(png, rows + y * stride, NULL);
}

static void read_rows(png_structp png, struct picture *picture, uint8_t **ret_rows)
{
	size_t width = picture->width;

	*ret_rows = malloc(width * 2);
	if (!*ret_rows)
		png_error(png, "there is no memory for its pixels");
	for (uint32_t y = 0; y < picture->height; y++) {
		png_read_row(png, *ret_rows, NULL);
		keep_row(*ret_rows, picture->grey + y * width, picture->width);
	}
}

/* libpng leaves by longjmp() where it finds trouble; `rows` is the caller's. */
static void read_all(png_structp png, png_infop info, struct pictures *ret,
		     uint8_t *volatile *rows)
{
	struct picture *picture;
	uint8_t *held = NULL;
	int passes;

	if (setjmp(png_jmpbuf(png)))
		return;
	png_read_info(png, info);
	if (!pictures_size(ret, png_get_image_width(png, info),
			   png_get_image_height(png, info)))
		return;
	picture = pictures_add(ret, ret->width, ret->height);
	if (!picture)
		return;
	ask_for_grey(png, info);
	passes = png_set_interlace_handling(png);
	png_read_update_info(png, info);
	if (png_get_rowbytes(png, info) != (size_t)picture->width * 2)
		png_error(png, "its pixels are of no kind that is known");
	(void)held;
	if (passes > 1)
		read_interlaced(png, picture, (uint8_t **)rows, passes);
	else
		read_rows(png, picture, (uint8_t **)rows);
}

void picture_png(struct str bytes, struct pictures *ret)
{
	struct source source = { bytes, ret };
	uint8_t *volatile rows = NULL;
	png_structp png =
	    png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, on_error, on_warning);
	png_infop info = png ? png_create_info_struct(png) : NULL;

	if (!info) {
		pictures_trouble(ret, "libpng cannot be started");
		return;
	}
	png_set_read_fn(png, &source, give);
	be_strict_with_size(png);
	read_all(png, info, ret, &rows);
	if (ret->count && rows && png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
		for (uint32_t y = 0; y < ret->height; y++)
			keep_row(rows + (size_t)y * ret->width * 2,
				 ret->kept[0].grey + (size_t)y * ret->width, ret->width);
	free(rows);
	png_destroy_read_struct(&png, &info, NULL);
}
#else
const bool picture_has_png = false;

void picture_png(struct str bytes, struct pictures *ret)
{
	(void)bytes;
	(void)ret;
}
#endif
