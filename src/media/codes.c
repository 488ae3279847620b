/* media/codes.c - see codes.h. */
#include "media/codes.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "config.h"
#include "mail/charset.h"
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

enum { CORNERS_ENOUGH = 6 };

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

/* Half-width katakana, which bytes of other charsets become in Shift_JIS, too; where they
 * are meant, a mark that voices one stands among them. */
static bool is_narrow_by_chance(struct str text)
{
	return (str_find_str(text, STR("\xef\xbd")) != STR_NPOS ||
		str_find_str(text, STR("\xef\xbe")) != STR_NPOS) &&
	       str_find_str(text, STR("\xef\xbe\x9e")) == STR_NPOS &&
	       str_find_str(text, STR("\xef\xbe\x9f")) == STR_NPOS;
}

/* Codes with kanji are in Shift_JIS, as their standard has it (ISO/IEC 18004); others in
 * the charset of their country. What is none of these stays as it is. */
static struct str text_of(struct arena *arena, struct str bytes)
{
	static const char *const charsets[] = { "shift_jis", "euc-jp", "gb18030", "big5",
						"euc-kr" };
	struct charset_text text;
	const char *name;

	if (utf8_is_valid(bytes))
		return arena_str(arena, bytes);
	charset_decode(arena, STR("shift_jis"), bytes, &text);
	if (text.bad == 0 && str_eq(str_c(text.used), STR("shift_jis")) &&
	    !is_narrow_by_chance(text.text))
		return arena_str(arena, text.text);
	name = charset_sniff(bytes);
	for (size_t i = 0; name && i < COUNT(charsets); i++) {
		if (!str_eq(str_c(name), str_c(charsets[i])))
			continue;
		charset_decode(arena, str_c(name), bytes, &text);
		if (text.bad == 0)
			bytes = text.text;
	}
	return arena_str(arena, bytes);
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
	code.text = text_of(codes->arena, code.text);
	if (is_known(codes, &code))
		return;
	if (codes->count >= LIMIT_MEDIA_CODES) {
		codes->cut = true;
		return;
	}
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

/* Looked at as it is, and its negative. The picture is given up. */
static void try_both(struct codes *codes, struct form *form)
{
	uint64_t pixels = (uint64_t)form->picture.width * form->picture.height;

	if (codes->work + 2 * pixels <= codes->most) {
		form->inverted = false;
		scan(codes, form);
		form->inverted = true;
		picture_negate(&form->picture);
		scan(codes, form);
	} else {
		codes->cut = true;
	}
	picture_free(&form->picture);
}

/* --- forms ---------------------------------------------------------------------------
 */

enum { MARGIN = 16 };

/* One that stands alone: it needs white around it, and more than a pixel for a square. */
static void try_enlarged(struct codes *codes, const struct picture *base,
			 const struct codes_place *place)
{
	uint32_t side = base->width > base->height ? base->width : base->height;
	struct form form = { .place = place, .margin = MARGIN };
	unsigned times = side <= 256 ? 4 : side <= 512 ? 3 : side <= 1024 ? 2 : 1;

	form.scale = times;
	if (picture_enlarge(base, times, MARGIN, &form.picture))
		try_both(codes, &form);
	/* A margin that is dark in the negative. */
	if (codes->count == 0 && picture_enlarge(base, times, 0, &form.picture)) {
		struct picture plain = form.picture;

		form.margin = MARGIN;
		picture_negate(&plain);
		if (picture_enlarge(&plain, 1, MARGIN, &form.picture)) {
			picture_negate(&form.picture);
			try_both(codes, &form);
		}
		picture_free(&plain);
	}
}

static void try_shrunk(struct codes *codes, const struct picture *base,
		       const struct codes_place *place)
{
	for (unsigned times = 2; times <= 4 && codes->count == 0; times++) {
		struct form form = { .place = place, .scale = 1.0 / times };

		if (base->width / times < 40 || base->height / times < 40)
			return;
		if (picture_shrink(base, times, &form.picture))
			try_both(codes, &form);
	}
}

/* Bad light, low contrast, noise. */
static void try_parted(struct codes *codes, const struct picture *base,
		       const struct codes_place *place)
{
	unsigned radius = (base->width + base->height) / 32 + 3;
	struct form form = { .place = place, .scale = 1 };
	struct picture blurred;

	if (picture_two_tone(base, &form.picture))
		try_both(codes, &form);
	if (codes->count == 0 && picture_threshold(base, radius, 4, &form.picture))
		try_both(codes, &form);
	if (codes->count || !picture_blur(base, 1, &blurred))
		return;
	if (picture_threshold(&blurred, radius, 2, &form.picture))
		try_both(codes, &form);
	if (codes->count == 0 && picture_two_tone(&blurred, &form.picture))
		try_both(codes, &form);
	picture_free(&blurred);
}

/* --- is a code likely? ---------------------------------------------------------------
 */

/* The corners of a code, in any direction: dark, light, three times dark, light, dark. */
static bool is_corner(const uint32_t runs[5])
{
	uint32_t all = 0;

	for (int i = 0; i < 5; i++)
		all += runs[i];
	if (all < 7)
		return false;
	for (int i = 0; i < 5; i++) {
		uint32_t want = i == 2 ? 3 : 1, seven = runs[i] * 7;

		if (seven * 2 < want * all || seven > 2 * want * all)
			return false;
	}
	return true;
}

/* Rows that have one, counted up to a few. */
static unsigned corners(const struct picture *two)
{
	unsigned found = 0;

	for (uint32_t y = 0; y < two->height && found < CORNERS_ENOUGH; y++) {
		const uint8_t *row = two->grey + (size_t)y * two->width;
		uint32_t runs[5] = { 0 };

		for (uint32_t x = 1; x < two->width && found < CORNERS_ENOUGH; x++) {
			runs[4]++;
			if (row[x] == row[x - 1])
				continue;
			found += is_corner(runs);
			memmove(runs, runs + 1, 4 * sizeof *runs);
			runs[4] = 0;
		}
	}
	return found;
}

/* Most pictures hold no code, and need not be tried in ten forms. */
static bool is_likely(const struct picture *base)
{
	unsigned radius = (base->width + base->height) / 32 + 3, found;
	struct picture two;

	if (!picture_threshold(base, radius, 4, &two))
		return false;
	found = corners(&two);
	picture_free(&two);
	if (found < CORNERS_ENOUGH && picture_two_tone(base, &two)) {
		found += corners(&two);
		picture_free(&two);
	}
	return found >= CORNERS_ENOUGH;
}

/* --- more than one -------------------------------------------------------------------
 */

/* Codes that are known are painted over: the one beside or around them is seen then. */
static void paint_over(const struct codes *codes, uint32_t from,
		       const struct codes_place *place, struct picture *picture)
{
	for (uint32_t i = from; i < codes->count; i++) {
		const struct media_code *code = &codes->items[i];
		uint32_t left = code->left / place->shrunk;
		uint32_t right = (code->left + code->width) / place->shrunk + 1;
		uint32_t top = code->top / place->shrunk;
		uint32_t bottom = (code->top + code->height) / place->shrunk + 1;

		right = right < picture->width ? right : picture->width;
		bottom = bottom < picture->height ? bottom : picture->height;
		for (uint32_t y = top; y < bottom && left < right; y++)
			memset(picture->grey + (size_t)y * picture->width + left, 255,
			       right - left);
	}
}

/* A code in the middle of another one: the outer is read in spite of it. */
static void look_inside(struct codes *codes, uint32_t from, const struct picture *base,
			const struct codes_place *place)
{
	uint32_t to = codes->count;

	for (uint32_t i = from; i < to && i < from + 4; i++) {
		struct media_code code = codes->items[i];
		struct form form = { .place = place, .scale = 3 };
		uint32_t before = codes->count;
		struct picture middle;

		if (!picture_crop(base, (code.left + code.width / 5) / place->shrunk,
				  (code.top + code.height / 5) / place->shrunk,
				  code.width * 3 / 5 / place->shrunk,
				  code.height * 3 / 5 / place->shrunk, &middle))
			continue;
		if (picture_enlarge(&middle, 3, 0, &form.picture))
			try_both(codes, &form);
		picture_free(&middle);
		for (uint32_t k = before; k < codes->count; k++) {
			codes->items[k].left += code.left + code.width / 5;
			codes->items[k].top += code.top + code.height / 5;
		}
	}
}

static void look_for_more(struct codes *codes, uint32_t from, const struct picture *base,
			  const struct codes_place *place)
{
	struct form form = { .place = place, .scale = 1 };

	look_inside(codes, from, base, place);
	for (unsigned round = 0; round < 4; round++) {
		uint32_t before = codes->count;

		if (!picture_enlarge(base, 1, 0, &form.picture))
			return;
		paint_over(codes, from, place, &form.picture);
		try_both(codes, &form);
		if (codes->count == before)
			return;
	}
}

/* --- all of it -----------------------------------------------------------------------
 */

static void look(struct codes *codes, const struct picture *base,
		 const struct codes_place *place)
{
	struct form form = { .place = place, .scale = 1 };
	uint32_t before = codes->count;

	if (picture_enlarge(base, 1, 0, &form.picture))
		try_both(codes, &form);
	if (codes->count > before) {
		look_for_more(codes, before, base, place);
	} else if (codes->count == 0 && is_likely(base)) {
		try_enlarged(codes, base, place);
		if (codes->count == 0)
			try_parted(codes, base, place);
		if (codes->count == 0)
			try_shrunk(codes, base, place);
	}
}

void codes_look(struct codes *codes, const struct picture *picture,
		const struct codes_place *place)
{
	uint64_t pixels = (uint64_t)picture->width * picture->height;
	struct codes_place smaller = *place;
	struct picture base;
	unsigned times = 1;

	codes->most = codes->work + LIMIT_MEDIA_WORK;
	while (pixels / times / times > LIMIT_MEDIA_LOOK_PIXELS)
		times++;
	if (times == 1) {
		look(codes, picture, place);
		return;
	}
	smaller.shrunk *= times;
	if (picture_shrink(picture, times, &base)) {
		look(codes, &base, &smaller);
		picture_free(&base);
	}
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
