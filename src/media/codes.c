/* media/codes.c - see codes.h. */
#include "media/codes.h"

#include "base/limits.h"
#include "config.h"
#include "media/picture_change.h"

void codes_init(struct arena *arena, struct codes *ret)
{
	*ret = (struct codes){ .arena = arena };
}

#ifdef MEKIKI_ZBAR
#include <zbar.h>

const bool codes_can_look = true;

/* A form of the picture on its way to the scanner. */
struct form {
	const struct codes_place *place;
	struct picture picture;
	double scale; /* a pixel of the original has so many of it */
	unsigned margin;
	bool inverted;
};

/* --- what was found -------------------------------------------------------------------
 */

static uint32_t original(const struct form *form, int at)
{
	double value = (at - (int)form->margin) / form->scale * form->place->shrunk;

	return value < 0 ? 0 : (uint32_t)value;
}

static void measure(const struct form *form, const zbar_symbol_t *symbol,
		    struct media_code *ret)
{
	int left = INT32_MAX, top = INT32_MAX, right = 0, bottom = 0;

	for (unsigned i = 0; i < zbar_symbol_get_loc_size(symbol); i++) {
		int x = zbar_symbol_get_loc_x(symbol, i);
		int y = zbar_symbol_get_loc_y(symbol, i);

		left = x < left ? x : left;
		top = y < top ? y : top;
		right = x > right ? x : right;
		bottom = y > bottom ? y : bottom;
	}
	if (right < left || bottom < top)
		return;
	ret->left = original(form, left);
	ret->top = original(form, top);
	ret->width = original(form, right) - ret->left;
	ret->height = original(form, bottom) - ret->top;
}

static bool overlaps(const struct media_code *a, const struct media_code *b)
{
	return a->left <= b->left + b->width && b->left <= a->left + a->width &&
	       a->top <= b->top + b->height && b->top <= a->top + a->height;
}

static bool is_known(const struct codes *codes, const struct media_code *code)
{
	for (uint32_t i = 0; i < codes->count; i++) {
		const struct media_code *known = &codes->items[i];

		if (known->page == code->page && str_eq(known->text, code->text) &&
		    (overlaps(known, code) || known->joined != code->joined))
			return true;
	}
	return false;
}

static void keep(struct codes *codes, const struct form *form,
		 const zbar_symbol_t *symbol)
{
	struct media_code code = {
		.type = zbar_symbol_get_type(symbol) == ZBAR_QRCODE ? "qr" : "sq",
		.text = str_make(zbar_symbol_get_data(symbol),
				 zbar_symbol_get_data_length(symbol)),
		.page = form->place->page,
		.inverted = form->inverted,
		.joined = form->place->joined,
	};

	measure(form, symbol, &code);
	if (is_known(codes, &code))
		return;
	if (codes->count >= LIMIT_MEDIA_CODES) {
		codes->cut = true;
		return;
	}
	code.text = arena_str(codes->arena, code.text);
	ARENA_GROW(codes->arena, codes->items, codes->count, codes->cap);
	codes->items[codes->count++] = code;
}

static void scan(struct codes *codes, const struct form *form)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();

	codes->work += (uint64_t)form->picture.width * form->picture.height;
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, form->picture.width, form->picture.height);
	zbar_image_set_data(image, form->picture.grey,
			    (size_t)form->picture.width * form->picture.height, NULL);
	if (zbar_scan_image(scanner, image) > 0)
		for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s;
		     s = zbar_symbol_next(s))
			keep(codes, form, s);
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
}

void codes_look(struct codes *codes, const struct picture *picture,
		const struct codes_place *place)
{
	struct form form = { .place = place, .scale = 1 };

	form.picture = *picture;
	scan(codes, &form);
	form.inverted = true;
	picture_negate(&form.picture);
	scan(codes, &form);
	picture_negate(&form.picture);
}
#else
const bool codes_can_look = false;

void codes_look(struct codes *codes, const struct picture *picture,
		const struct codes_place *place)
{
	(void)codes;
	(void)picture;
	(void)place;
}
#endif
