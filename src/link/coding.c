/* link/coding.c - see coding.h. */
#include "link/coding.h"

static int sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool coding_base64(struct arena *arena, struct str s, struct str *ret)
{
	size_t n = 0, room;
	uint32_t bits = 0, have = 0;
	char *out;

	while (s.n && s.p[s.n - 1] == '=')
		s.n--;
	if (s.n % 4 == 1)
		return false;
	room = s.n / 4 * 3 + 3;
	out = arena_bytes(arena, room);
	for (size_t i = 0; i < s.n; i++) {
		int value = sextet(s.p[i]);

		if (value < 0) {
			arena_shrink(arena, out, room, 0);
			return false;
		}
		bits = (bits << 6 | (uint32_t)value) & 0xffffff;
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xff);
		}
	}
	arena_shrink(arena, out, room, n);
	*ret = str_make(out, n);
	return true;
}

bool coding_hex(struct arena *arena, struct str s, struct str *ret)
{
	char *out;

	if (s.n % 2)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (ascii_hex(s.p[i]) < 0)
			return false;
	}
	out = arena_bytes(arena, s.n / 2);
	for (size_t i = 0; i < s.n / 2; i++)
		out[i] = (char)(ascii_hex(s.p[2 * i]) << 4 | ascii_hex(s.p[2 * i + 1]));
	*ret = str_make(out, s.n / 2);
	return true;
}
