/* media/picture_bmp.c - BMP without compression, of 1 to 32 bits a pixel. */
#include "media/picture.h"

struct bmp {
	struct str bytes;
	uint32_t pixels; /* offset */
	uint32_t width, height, bits, compression;
	bool upside; /* the first row is the uppermost */
	uint32_t colours, colour_at, colour_size;
	uint32_t masks[4]; /* red, green, blue, opacity; 0: none */
};

static uint32_t get(struct str bytes, size_t at, unsigned size)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < size && at + i < bytes.n; i++)
		value |= (uint32_t)(unsigned char)bytes.p[at + i] << (8 * i);
	return value;
}

enum { FILE_HEAD = 14, CORE_HEAD = 12, INFO_HEAD = 40, RGB = 0, BITFIELDS = 3 };

static void read_masks(struct bmp *bmp, uint32_t head)
{
	static const uint32_t usual[2][3] = { { 0x7c00, 0x3e0, 0x1f },
					      { 0xff0000, 0xff00, 0xff } };

	for (unsigned i = 0; i < 3; i++)
		bmp->masks[i] = bmp->compression == BITFIELDS
				    ? get(bmp->bytes, FILE_HEAD + INFO_HEAD + 4 * i, 4)
				    : usual[bmp->bits == 32][i];
	if (head >= INFO_HEAD + 16 && bmp->compression == BITFIELDS)
		bmp->masks[3] = get(bmp->bytes, FILE_HEAD + INFO_HEAD + 12, 4);
}

static bool read_head(struct str bytes, struct bmp *ret)
{
	uint32_t head = get(bytes, FILE_HEAD, 4);
	bool core = head == CORE_HEAD;
	int32_t height;

	*ret = (struct bmp){ .bytes = bytes, .pixels = get(bytes, 10, 4) };
	if (bytes.n < FILE_HEAD + CORE_HEAD || (!core && head < INFO_HEAD) ||
	    head > 1u << 16)
		return false;
	ret->width = get(bytes, FILE_HEAD + 4, core ? 2 : 4);
	height = (int32_t)get(bytes, FILE_HEAD + (core ? 6 : 8), core ? 2 : 4);
	ret->upside = height < 0;
	ret->height = height < 0 ? 0u - (uint32_t)height : (uint32_t)height;
	ret->bits = get(bytes, FILE_HEAD + (core ? 10 : 14), 2);
	ret->compression = core ? RGB : get(bytes, FILE_HEAD + 16, 4);
	ret->colours = core ? 0 : get(bytes, FILE_HEAD + 32, 4);
	ret->colour_at = FILE_HEAD + head;
	if (ret->compression == BITFIELDS && head == INFO_HEAD)
		ret->colour_at += 12;
	ret->colour_size = core ? 3 : 4;
	if (ret->bits <= 8 && (ret->colours == 0 || ret->colours > 1u << ret->bits))
		ret->colours = 1u << ret->bits;
	read_masks(ret, head);
	return ret->compression == RGB || ret->compression == BITFIELDS;
}

static unsigned masked(uint32_t pixel, uint32_t mask)
{
	uint32_t value = pixel & mask;

	if (mask == 0)
		return 255;
	while (!(mask & 1)) {
		mask >>= 1;
		value >>= 1;
	}
	return (unsigned)((uint64_t)value * 255 / mask);
}

static uint8_t pixel_at(const struct bmp *bmp, size_t row, uint32_t x)
{
	struct str bytes = bmp->bytes;
	uint32_t value;
	size_t at;

	if (bmp->bits <= 8) {
		unsigned each = 8 / bmp->bits, shift = (each - 1 - x % each) * bmp->bits;

		value = get(bytes, row + x / each, 1) >> shift & ((1u << bmp->bits) - 1);
		at = bmp->colour_at + (size_t)value * bmp->colour_size;
		if (value >= bmp->colours)
			return 255;
		return picture_grey(get(bytes, at + 2, 1), get(bytes, at + 1, 1),
				    get(bytes, at, 1), 255);
	}
	at = row + (size_t)x * (bmp->bits / 8);
	value = get(bytes, at, bmp->bits / 8);
	if (bmp->bits == 24)
		return picture_grey(value >> 16, value >> 8 & 255, value & 255, 255);
	return picture_grey(masked(value, bmp->masks[0]), masked(value, bmp->masks[1]),
			    masked(value, bmp->masks[2]), masked(value, bmp->masks[3]));
}

void picture_bmp(struct str bytes, struct pictures *ret)
{
	struct picture *picture;
	struct bmp bmp;
	size_t stride;

	if (!read_head(bytes, &bmp) ||
	    (bmp.bits != 1 && bmp.bits != 4 && bmp.bits != 8 && bmp.bits != 16 &&
	     bmp.bits != 24 && bmp.bits != 32)) {
		pictures_trouble(ret, "it is a BMP of a kind that is not read here");
		return;
	}
	if (!pictures_size(ret, bmp.width, bmp.height))
		return;
	stride = ((size_t)bmp.width * bmp.bits + 31) / 32 * 4;
	/* A head alone is no reason to fill a picture. */
	if (bmp.pixels >= bytes.n || bytes.n - bmp.pixels < stride) {
		pictures_trouble(ret, "it ends too early");
		return;
	}
	picture = pictures_add(ret, bmp.width, bmp.height);
	for (uint32_t y = 0; picture && y < bmp.height; y++) {
		size_t row = bmp.pixels + y * stride;
		uint32_t to = bmp.upside ? y : bmp.height - 1 - y;

		if (bytes.n < stride || row > bytes.n - stride) {
			pictures_trouble(ret, "it ends too early");
			return;
		}
		for (uint32_t x = 0; x < bmp.width; x++)
			picture->grey[(size_t)to * bmp.width + x] =
			    pixel_at(&bmp, row, x);
	}
}
