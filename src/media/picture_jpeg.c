/* media/picture_jpeg.c - JPEG, by libjpeg. */
#include "media/picture.h"

#include "base/limits.h"
#include "config.h"

#ifdef MEKIKI_JPEG
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

const bool picture_has_jpeg = true;

/* Honest progressive pictures have ten scans; each is a pass over all pixels. */
enum { SCANS_MOST = 100 };

struct reader {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	struct pictures *pictures;
	uint8_t *row; /* of CMYK */
	jmp_buf away;
};

static void on_error(j_common_ptr jpeg)
{
	struct reader *reader = (struct reader *)jpeg;
	char why[JMSG_LENGTH_MAX];

	jpeg->err->format_message(jpeg, why);
	pictures_trouble(reader->pictures, "%s", why);
	longjmp(reader->away, 1);
}

static void on_message(j_common_ptr jpeg)
{
	struct reader *reader = (struct reader *)jpeg;
	char why[JMSG_LENGTH_MAX];

	jpeg->err->format_message(jpeg, why);
	pictures_trouble(reader->pictures, "%s", why);
}

static void on_progress(j_common_ptr jpeg)
{
	struct reader *reader = (struct reader *)jpeg;

	if (reader->jpeg.input_scan_number > SCANS_MOST) {
		pictures_trouble(reader->pictures, "it has more than %d scans",
				 SCANS_MOST);
		longjmp(reader->away, 1);
	}
}

/* A photograph of many megapixels is decoded at a fraction of its size. */
static void choose_scale(struct reader *reader)
{
	struct jpeg_decompress_struct *jpeg = &reader->jpeg;
	uint64_t pixels = (uint64_t)jpeg->image_width * jpeg->image_height;
	unsigned shrink = 1;

	while (shrink < 8 && pixels / shrink / shrink > LIMIT_MEDIA_LOOK_PIXELS)
		shrink *= 2;
	jpeg->scale_num = 1;
	jpeg->scale_denom = shrink;
	reader->pictures->shrunk = shrink;
}

/* Adobe's inverted inks, as nearly all of them are. */
static void keep_cmyk(const uint8_t *row, uint8_t *to, uint32_t width)
{
	for (uint32_t i = 0; i < width; i++, row += 4)
		to[i] = picture_grey(row[0] * row[3] / 255u, row[1] * row[3] / 255u,
				     row[2] * row[3] / 255u, 255);
}

static void read_rows(struct reader *reader, struct picture *picture)
{
	struct jpeg_decompress_struct *jpeg = &reader->jpeg;
	bool cmyk = jpeg->out_color_space == JCS_CMYK;

	if (cmyk)
		reader->row = malloc((size_t)picture->width * 4);
	while (jpeg->output_scanline < jpeg->output_height) {
		uint8_t *to =
		    picture->grey + (size_t)jpeg->output_scanline * picture->width;
		uint8_t *row = cmyk ? reader->row : to;

		if (!row || jpeg_read_scanlines(jpeg, &row, 1) != 1)
			return;
		if (cmyk)
			keep_cmyk(row, to, picture->width);
	}
}

static void read_all(struct reader *reader, struct str bytes)
{
	struct jpeg_decompress_struct *jpeg = &reader->jpeg;
	struct pictures *pictures = reader->pictures;
	struct picture *picture;

	if (setjmp(reader->away))
		return;
	jpeg_create_decompress(jpeg);
	jpeg->progress = &reader->progress;
	jpeg_mem_src(jpeg, (const unsigned char *)bytes.p, bytes.n);
	jpeg_read_header(jpeg, TRUE);
	if (!pictures_size(pictures, jpeg->image_width, jpeg->image_height))
		return;
	choose_scale(reader);
	jpeg->out_color_space =
	    jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK
		? JCS_CMYK
		: JCS_GRAYSCALE;
	jpeg_start_decompress(jpeg);
	picture = pictures_add(pictures, jpeg->output_width, jpeg->output_height);
	if (picture)
		read_rows(reader, picture);
}

void picture_jpeg(struct str bytes, struct pictures *ret)
{
	struct reader *reader = calloc(1, sizeof *reader);

	if (!reader)
		return;
	reader->pictures = ret;
	reader->jpeg.err = jpeg_std_error(&reader->errors);
	reader->errors.error_exit = on_error;
	reader->errors.output_message = on_message;
	reader->progress.progress_monitor = on_progress;
	read_all(reader, bytes);
	jpeg_destroy_decompress(&reader->jpeg);
	free(reader->row);
	free(reader);
}
#else
const bool picture_has_jpeg = false;

void picture_jpeg(struct str bytes, struct pictures *ret)
{
	(void)bytes;
	(void)ret;
}
#endif
