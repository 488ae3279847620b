/* media/picture_pnm.c - PBM, PGM and PPM in their binary forms (P4, P5, P6): what poppler
 * makes of a page, and what we draw ourselves. */
#include "media/picture.h"

/* White space and comments, then a number; both before the pixels. */
static bool take_number(struct str *rest, uint32_t *ret)
{
	struct str s = *rest;
	size_t n = 0;

	while (s.n && (ascii_is_space(s.p[0]) || s.p[0] == '#'))
		s = s.p[0] == '#' ? str_skip(s, str_until(s, '\n').n) : str_skip(s, 1);
	while (n < s.n && ascii_is_digit(s.p[n]))
		n++;
	if (!str_to_u32(str_sub(s, 0, n), ret))
		return false;
	*rest = str_skip(s, n);
	return true;
}

static uint8_t scaled(unsigned value, unsigned most)
{
	return (uint8_t)(value >= most ? 255 : value * 255 / most);
}

static void keep_row(const uint8_t *row, char kind, unsigned most, uint8_t *to,
		     uint32_t width)
{
	for (uint32_t x = 0; x < width; x++)
		if (kind == '4')
			to[x] = row[x / 8] >> (7 - x % 8) & 1 ? 0 : 255;
		else if (kind == '5')
			to[x] = scaled(row[x], most);
		else
			to[x] = picture_grey(scaled(row[3 * x], most),
					     scaled(row[3 * x + 1], most),
					     scaled(row[3 * x + 2], most), 255);
}

void picture_pnm(struct str bytes, struct pictures *ret)
{
	struct str rest = str_skip(bytes, 2);
	uint32_t width, height, most = 1;
	struct picture *picture;
	char kind = bytes.p[1];
	size_t stride;

	if (!take_number(&rest, &width) || !take_number(&rest, &height) ||
	    (kind != '4' && !take_number(&rest, &most)) || most == 0 || most > 255 ||
	    rest.n == 0) {
		pictures_trouble(ret, "its head cannot be read");
		return;
	}
	rest = str_skip(rest, 1);
	if (!pictures_size(ret, width, height))
		return;
	stride = kind == '4'   ? ((size_t)width + 7) / 8
		 : kind == '5' ? width
			       : (size_t)width * 3;
	picture = pictures_add(ret, width, height);
	for (uint32_t y = 0; picture && y < height; y++) {
		if (rest.n < stride) {
			pictures_trouble(ret, "it ends too early");
			return;
		}
		keep_row((const uint8_t *)rest.p, kind, most,
			 picture->grey + (size_t)y * width, width);
		rest = str_skip(rest, stride);
	}
}
