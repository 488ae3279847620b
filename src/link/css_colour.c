/* link/css_colour.c - colours: names, #rgb and kin, rgb(), hsl() (CSS Color 4), and what
 * old attributes make of any text. */
#include "link/css.h"

#include <math.h>
#include <stdlib.h>

/* CSS Color 4, 6.1 and 6.2; of the system's colours those that mails use, as they are
 * where nothing is themed. Sorted. */
static const struct name {
	char name[22];
	uint32_t rgb;
} names[] = {
	{ "aliceblue", 0xF0F8FF },
	{ "antiquewhite", 0xFAEBD7 },
	{ "aqua", 0x00FFFF },
	{ "aquamarine", 0x7FFFD4 },
	{ "azure", 0xF0FFFF },
	{ "background", 0xFFFFFF },
	{ "beige", 0xF5F5DC },
	{ "bisque", 0xFFE4C4 },
	{ "black", 0x000000 },
	{ "blanchedalmond", 0xFFEBCD },
	{ "blue", 0x0000FF },
	{ "blueviolet", 0x8A2BE2 },
	{ "brown", 0xA52A2A },
	{ "burlywood", 0xDEB887 },
	{ "buttonface", 0xF0F0F0 },
	{ "buttontext", 0x000000 },
	{ "cadetblue", 0x5F9EA0 },
	{ "canvas", 0xFFFFFF },
	{ "canvastext", 0x000000 },
	{ "chartreuse", 0x7FFF00 },
	{ "chocolate", 0xD2691E },
	{ "coral", 0xFF7F50 },
	{ "cornflowerblue", 0x6495ED },
	{ "cornsilk", 0xFFF8DC },
	{ "crimson", 0xDC143C },
	{ "cyan", 0x00FFFF },
	{ "darkblue", 0x00008B },
	{ "darkcyan", 0x008B8B },
	{ "darkgoldenrod", 0xB8860B },
	{ "darkgray", 0xA9A9A9 },
	{ "darkgreen", 0x006400 },
	{ "darkgrey", 0xA9A9A9 },
	{ "darkkhaki", 0xBDB76B },
	{ "darkmagenta", 0x8B008B },
	{ "darkolivegreen", 0x556B2F },
	{ "darkorange", 0xFF8C00 },
	{ "darkorchid", 0x9932CC },
	{ "darkred", 0x8B0000 },
	{ "darksalmon", 0xE9967A },
	{ "darkseagreen", 0x8FBC8F },
	{ "darkslateblue", 0x483D8B },
	{ "darkslategray", 0x2F4F4F },
	{ "darkslategrey", 0x2F4F4F },
	{ "darkturquoise", 0x00CED1 },
	{ "darkviolet", 0x9400D3 },
	{ "deeppink", 0xFF1493 },
	{ "deepskyblue", 0x00BFFF },
	{ "dimgray", 0x696969 },
	{ "dimgrey", 0x696969 },
	{ "dodgerblue", 0x1E90FF },
	{ "firebrick", 0xB22222 },
	{ "floralwhite", 0xFFFAF0 },
	{ "forestgreen", 0x228B22 },
	{ "fuchsia", 0xFF00FF },
	{ "gainsboro", 0xDCDCDC },
	{ "ghostwhite", 0xF8F8FF },
	{ "gold", 0xFFD700 },
	{ "goldenrod", 0xDAA520 },
	{ "gray", 0x808080 },
	{ "graytext", 0x808080 },
	{ "green", 0x008000 },
	{ "greenyellow", 0xADFF2F },
	{ "grey", 0x808080 },
	{ "honeydew", 0xF0FFF0 },
	{ "hotpink", 0xFF69B4 },
	{ "indianred", 0xCD5C5C },
	{ "indigo", 0x4B0082 },
	{ "ivory", 0xFFFFF0 },
	{ "khaki", 0xF0E68C },
	{ "lavender", 0xE6E6FA },
	{ "lavenderblush", 0xFFF0F5 },
	{ "lawngreen", 0x7CFC00 },
	{ "lemonchiffon", 0xFFFACD },
	{ "lightblue", 0xADD8E6 },
	{ "lightcoral", 0xF08080 },
	{ "lightcyan", 0xE0FFFF },
	{ "lightgoldenrodyellow", 0xFAFAD2 },
	{ "lightgray", 0xD3D3D3 },
	{ "lightgreen", 0x90EE90 },
	{ "lightgrey", 0xD3D3D3 },
	{ "lightpink", 0xFFB6C1 },
	{ "lightsalmon", 0xFFA07A },
	{ "lightseagreen", 0x20B2AA },
	{ "lightskyblue", 0x87CEFA },
	{ "lightslategray", 0x778899 },
	{ "lightslategrey", 0x778899 },
	{ "lightsteelblue", 0xB0C4DE },
	{ "lightyellow", 0xFFFFE0 },
	{ "lime", 0x00FF00 },
	{ "limegreen", 0x32CD32 },
	{ "linen", 0xFAF0E6 },
	{ "linktext", 0x0000EE },
	{ "magenta", 0xFF00FF },
	{ "maroon", 0x800000 },
	{ "mediumaquamarine", 0x66CDAA },
	{ "mediumblue", 0x0000CD },
	{ "mediumorchid", 0xBA55D3 },
	{ "mediumpurple", 0x9370DB },
	{ "mediumseagreen", 0x3CB371 },
	{ "mediumslateblue", 0x7B68EE },
	{ "mediumspringgreen", 0x00FA9A },
	{ "mediumturquoise", 0x48D1CC },
	{ "mediumvioletred", 0xC71585 },
	{ "midnightblue", 0x191970 },
	{ "mintcream", 0xF5FFFA },
	{ "mistyrose", 0xFFE4E1 },
	{ "moccasin", 0xFFE4B5 },
	{ "navajowhite", 0xFFDEAD },
	{ "navy", 0x000080 },
	{ "oldlace", 0xFDF5E6 },
	{ "olive", 0x808000 },
	{ "olivedrab", 0x6B8E23 },
	{ "orange", 0xFFA500 },
	{ "orangered", 0xFF4500 },
	{ "orchid", 0xDA70D6 },
	{ "palegoldenrod", 0xEEE8AA },
	{ "palegreen", 0x98FB98 },
	{ "paleturquoise", 0xAFEEEE },
	{ "palevioletred", 0xDB7093 },
	{ "papayawhip", 0xFFEFD5 },
	{ "peachpuff", 0xFFDAB9 },
	{ "peru", 0xCD853F },
	{ "pink", 0xFFC0CB },
	{ "plum", 0xDDA0DD },
	{ "powderblue", 0xB0E0E6 },
	{ "purple", 0x800080 },
	{ "rebeccapurple", 0x663399 },
	{ "red", 0xFF0000 },
	{ "rosybrown", 0xBC8F8F },
	{ "royalblue", 0x4169E1 },
	{ "saddlebrown", 0x8B4513 },
	{ "salmon", 0xFA8072 },
	{ "sandybrown", 0xF4A460 },
	{ "seagreen", 0x2E8B57 },
	{ "seashell", 0xFFF5EE },
	{ "sienna", 0xA0522D },
	{ "silver", 0xC0C0C0 },
	{ "skyblue", 0x87CEEB },
	{ "slateblue", 0x6A5ACD },
	{ "slategray", 0x708090 },
	{ "slategrey", 0x708090 },
	{ "snow", 0xFFFAFA },
	{ "springgreen", 0x00FF7F },
	{ "steelblue", 0x4682B4 },
	{ "tan", 0xD2B48C },
	{ "teal", 0x008080 },
	{ "thistle", 0xD8BFD8 },
	{ "tomato", 0xFF6347 },
	{ "turquoise", 0x40E0D0 },
	{ "violet", 0xEE82EE },
	{ "wheat", 0xF5DEB3 },
	{ "white", 0xFFFFFF },
	{ "whitesmoke", 0xF5F5F5 },
	{ "window", 0xFFFFFF },
	{ "windowtext", 0x000000 },
	{ "yellow", 0xFFFF00 },
	{ "yellowgreen", 0x9ACD32 },
};

static int compare(const void *key, const void *member)
{
	const struct str *name = key;

	return str_cmp(*name, str_c(((const struct name *)member)->name));
}

static bool by_name(struct str text, uint32_t *ret)
{
	char lower[sizeof names[0].name];
	struct str key = { lower, text.n };
	const struct name *found;

	if (text.n >= sizeof lower)
		return false;
	for (size_t i = 0; i < text.n; i++)
		lower[i] = ascii_lower(text.p[i]);
	if (str_eq(key, STR("transparent"))) {
		*ret = 0;
		return true;
	}
	found = bsearch(&key, names, COUNT(names), sizeof *names, compare);
	if (!found)
		return false;
	*ret = found->rgb << 8 | 0xFF;
	return true;
}

/* Behind "#": 3, 4, 6 or 8 digits. */
static bool by_digits(struct str digits, uint32_t *ret)
{
	uint32_t colour = 0;
	bool brief = digits.n <= 4;

	if (digits.n < 3 || digits.n > 8 || digits.n == 5 || digits.n == 7)
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		int digit = ascii_hex(digits.p[i]);

		if (digit < 0)
			return false;
		colour = colour << 4 | (uint32_t)digit;
		if (brief)
			colour = colour << 4 | (uint32_t)digit;
	}
	if (digits.n == 3 || digits.n == 6)
		colour = colour << 8 | 0xFF;
	*ret = colour;
	return true;
}

/* --- functions ---------------------------------------------------------------------- */

struct argument {
	float number;
	bool percent;
};

static bool is_separator(char c)
{
	return ascii_is_space(c) || c == ',' || c == '/' || c == '\f';
}

/* Up to four numbers between the parentheses, with commas, blanks or "/". */
static unsigned take_arguments(struct str text, struct argument arguments[4])
{
	unsigned count = 0;

	while (text.n && count < 4) {
		struct css_declaration number = { 0 };
		size_t n = 0;

		while (text.n && is_separator(text.p[0]))
			text = str_skip(text, 1);
		while (n < text.n && !is_separator(text.p[n]))
			n++;
		if (n == 0)
			break;
		if (!css_read_number(str_sub(text, 0, n), &number))
			return 0;
		arguments[count++] =
		    (struct argument){ number.number, number.value == CSS_PERCENT };
		text = str_skip(text, n);
	}
	return count;
}

static uint32_t byte_of(float share)
{
	return share <= 0 ? 0 : share >= 1 ? 255 : (uint32_t)(share * 255 + 0.5f);
}

static uint32_t alpha_of(const struct argument *arguments, unsigned count)
{
	if (count < 4)
		return 255;
	return byte_of(arguments[3].percent ? arguments[3].number / 100
					    : arguments[3].number);
}

/* One of three from hue, saturation, lightness (CSS Color 4, 7.1). */
static float hsl_channel(float n, float hue, float saturation, float lightness)
{
	float k = fmodf(n + hue / 30, 12);
	float a = saturation * fminf(lightness, 1 - lightness);

	return lightness - a * fmaxf(-1, fminf(fminf(k - 3, 9 - k), 1));
}

static bool by_hsl(const struct argument *a, unsigned count, uint32_t *ret)
{
	float hue = fmodf(a[0].number, 360), saturation = a[1].number / 100,
	      lightness = a[2].number / 100;

	if (!isfinite(hue))
		return false;
	if (hue < 0)
		hue += 360;
	saturation = fmaxf(0, fminf(saturation, 1));
	lightness = fmaxf(0, fminf(lightness, 1));
	*ret = byte_of(hsl_channel(0, hue, saturation, lightness)) << 24 |
	       byte_of(hsl_channel(8, hue, saturation, lightness)) << 16 |
	       byte_of(hsl_channel(4, hue, saturation, lightness)) << 8 |
	       alpha_of(a, count);
	return true;
}

static bool by_function(struct str text, uint32_t *ret)
{
	struct argument a[4];
	struct str name, inside;
	unsigned count;
	bool rgb;

	if (!str_cut(text, '(', &name, &inside))
		return false;
	inside = str_until(inside, ')');
	rgb = str_eq_nocase(name, STR("rgb")) || str_eq_nocase(name, STR("rgba"));
	if (!rgb && !str_eq_nocase(name, STR("hsl")) && !str_eq_nocase(name, STR("hsla")))
		return false;
	count = take_arguments(inside, a);
	if (count < 3)
		return false;
	if (!rgb)
		return by_hsl(a, count, ret);
	*ret = alpha_of(a, count);
	for (unsigned i = 0; i < 3; i++)
		*ret |= byte_of(a[i].number / (a[i].percent ? 100 : 255)) << (24 - 8 * i);
	return true;
}

bool css_colour(struct str text, uint32_t *ret)
{
	if (text.n == 0)
		return false;
	if (text.p[0] == '#')
		return by_digits(str_skip(text, 1), ret);
	if (text.p[text.n - 1] == ')')
		return by_function(text, ret);
	return by_name(text, ret);
}

/* WHATWG HTML, 2.3.6, "rules for parsing a legacy color value": what is no hex digit is
 * a zero; the text is three parts, of which the last eight digits and then the first two
 * that matter count. */
bool css_legacy_colour(struct str text, uint32_t *ret)
{
	char digits[132] = { 0 };
	size_t n = 0, part, skip;

	text = str_trim(text);
	if (text.n == 0 || str_eq_nocase(text, STR("transparent")))
		return false;
	if (by_name(text, ret))
		return true;
	if (text.n == 4 && text.p[0] == '#' && by_digits(str_skip(text, 1), ret))
		return true;
	str_eat_char(&text, '#');
	text = str_sub(text, 0, 128);
	for (; n < text.n; n++)
		digits[n] = ascii_hex(text.p[n]) < 0 ? '0' : text.p[n];
	while (n == 0 || n % 3)
		digits[n++] = '0';
	part = n / 3;
	skip = part > 8 ? part - 8 : 0;
	while (part - skip > 2 && digits[skip] == '0' && digits[part + skip] == '0' &&
	       digits[2 * part + skip] == '0')
		skip++;
	*ret = 0;
	for (size_t i = 0; i < 3; i++) {
		const char *p = digits + i * part + skip;
		uint32_t value = (uint32_t)ascii_hex(p[0]);

		if (part - skip > 1)
			value = value << 4 | (uint32_t)ascii_hex(p[1]);
		*ret = *ret << 8 | value;
	}
	*ret = *ret << 8 | 0xFF;
	return true;
}
