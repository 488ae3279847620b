/* base/utf8.c - see utf8.h. */
#include "base/utf8.h"

size_t ascii_prefix(struct str s)
{
	size_t i = 0;

	while (i + 32 <= s.n) {
		uint64_t w[4];

		memcpy(w, s.p + i, sizeof w);
		if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)
			break;
		i += 32;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

int32_t utf8_decode(struct str s, size_t *ret_length)
{
	unsigned char lead = (unsigned char)s.p[0];
	/* The second byte's range rules out overlong forms and surrogates. */
	unsigned char low = 0x80, high = 0xBF;
	size_t more, i;
	int32_t cp;

	*ret_length = 1;
	if (lead < 0x80)
		return lead;
	if (lead < 0xC2 || lead > 0xF4)
		return -1;
	if (lead < 0xE0) {
		more = 1;
		cp = lead & 0x1F;
	} else if (lead < 0xF0) {
		more = 2;
		cp = lead & 0x0F;
		low = lead == 0xE0 ? 0xA0 : 0x80;
		high = lead == 0xED ? 0x9F : 0xBF;
	} else {
		more = 3;
		cp = lead & 0x07;
		low = lead == 0xF0 ? 0x90 : 0x80;
		high = lead == 0xF4 ? 0x8F : 0xBF;
	}
	for (i = 1; i <= more; i++) {
		unsigned char c;

		if (i >= s.n)
			break;
		c = (unsigned char)s.p[i];
		if (c < low || c > high)
			break;
		cp = cp << 6 | (c & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*ret_length = i;
	return i == more + 1 ? cp : -1;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		cp = 0xFFFD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t utf8_valid_prefix(struct str s)
{
	size_t i = 0, length;

	for (;;) {
		i += ascii_prefix(str_skip(s, i));
		if (i == s.n)
			return i;
		if (utf8_decode(str_skip(s, i), &length) < 0)
			return i;
		i += length;
	}
}
