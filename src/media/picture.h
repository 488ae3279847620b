/* media/picture.h - a picture of any format as shades of grey, for those who look for
 * codes in it.
 *
 * Run under the lock of mekiki-media; libraries read the formats, each behind a reader of
 * one shape. Nothing is allocated for pixels before their number was looked at. What is
 * transparent lies over white. */
#pragma once
#include "base/arena.h"

struct picture {
	uint32_t width, height;
	uint8_t *grey; /* width * height, 0 black; malloc'ed */
};

enum { PICTURE_FRAMES = 4 }; /* first ones of an animation that are looked at */

struct pictures {
	const char *format;	/* "png"; NULL: none that is known */
	uint32_t width, height; /* as it says */
	uint32_t frames;	/* that there are, as far as they were counted */
	struct picture kept[PICTURE_FRAMES];
	unsigned count;
	unsigned shrunk;   /* decoded at 1 / so many of its size; 1 mostly */
	char trouble[200]; /* why it is not here, or not whole; empty */
	const char *cut;   /* "pixels", "frames", "memory"; NULL */
};

/* Any bytes. What could be read is there, also where the end is missing. */
void pictures_read(struct str bytes, struct pictures *ret);
void pictures_free(struct pictures *pictures);

/* White; false where there is no memory, or no pixel. */
bool picture_make(uint32_t width, uint32_t height, struct picture *ret);
void picture_free(struct picture *picture);

/* Of RGB as people see it, over white. */
static inline uint8_t picture_grey(unsigned r, unsigned g, unsigned b, unsigned alpha)
{
	unsigned grey = (r * 77 + g * 150 + b * 29) >> 8;

	return (uint8_t)((grey * alpha + 255 * (255 - alpha)) / 255);
}

/* --- for the readers of formats ------------------------------------------------------
 */

/* Notes size and frames. False: more pixels than anybody decodes, or none; said so. */
bool pictures_size(struct pictures *pictures, uint64_t width, uint64_t height);
/* Room for one more frame of that size; NULL: enough, or no memory. */
struct picture *pictures_add(struct pictures *pictures, uint32_t width, uint32_t height);
void pictures_trouble(struct pictures *pictures, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

typedef void picture_reader(struct str bytes, struct pictures *ret);
picture_reader picture_png, picture_jpeg, picture_gif, picture_webp, picture_bmp,
    picture_pnm;
/* How many bytes the picture at the start of `bytes` takes, where several stand one
 * behind the other; 0: none, or its end is missing. */
size_t picture_pnm_length(struct str bytes);
/* Is it built in? The readers of our own are. */
extern const bool picture_has_png, picture_has_jpeg, picture_has_gif, picture_has_webp;
