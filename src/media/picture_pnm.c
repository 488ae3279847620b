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

struct head {
	char kind;
	uint32_t width, height, most;
	size_t stride;
	struct str pixels;
};

static bool read_head(struct str bytes, struct head *ret)
{
	struct str rest = str_skip(bytes, 2);

	if (bytes.n < 3 || bytes.p[0] != 'P' || bytes.p[1] < '4' || bytes.p[1] > '6')
		return false;
	*ret = (struct head){ .kind = bytes.p[1], .most = 1 };
	if (!take_number(&rest, &ret->width) || !take_number(&rest, &ret->height) ||
	    (ret->kind != '4' && !take_number(&rest, &ret->most)) || ret->most == 0 ||
	    ret->most > 255 || rest.n == 0)
		return false;
	ret->pixels = str_skip(rest, 1);
	ret->stride = ret->kind == '4'	 ? ((size_t)ret->width + 7) / 8
		      : ret->kind == '5' ? ret->width
					 : (size_t)ret->width * 3;
	return true;
}

size_t picture_pnm_length(struct str bytes)
{
	struct head head;

	if (!read_head(bytes, &head) || head.stride == 0 || head.height == 0 ||
	    head.pixels.n / head.stride < head.height)
		return 0;
	return str_offset(bytes, head.pixels) + head.stride * head.height;
}

void picture_pnm(struct str bytes, struct pictures *ret)
{
	struct picture *picture;
	struct head head;
	struct str rest;

	if (!read_head(bytes, &head)) {
		pictures_trouble(ret, "its head cannot be read");
		return;
	}
	if (!pictures_size(ret, head.width, head.height))
		return;
	rest = head.pixels;
	/* A head alone is no reason to fill a picture. */
	if (rest.n < head.stride) {
		pictures_trouble(ret, "it ends too early");
		return;
	}
	picture = pictures_add(ret, head.width, head.height);
	for (uint32_t y = 0; picture && y < head.height; y++) {
		if (rest.n < head.stride) {
			pictures_trouble(ret, "it ends too early");
			return;
		}
		keep_row((const uint8_t *)rest.p, head.kind, head.most,
			 picture->grey + (size_t)y * head.width, head.width);
		rest = str_skip(rest, head.stride);
	}
}
