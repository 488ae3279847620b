/* mail/address_plain.c - a name as the eye reads an address in it (see address_reader.h).
 *
 * "info\uFF20bank\uFF0Eexample" is an address to whoever reads it: what Unicode holds to
 * be another form of an ASCII character (NFKC) is taken for that, and so are the full
 * stops of IDNA (UTS 46, 2.3) and the hyphens. */
#include "base/utf8.h"
#include "mail/address_reader.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Longer forms are words in one sign, no part of an address. */
enum { FORM_MOST = 4 };

static bool is_hyphen(int32_t c)
{
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58;
}

/* The ASCII that `c` is another form of; 0: it is none. */
static size_t ascii_form(const UNormalizer2 *nfkc, int32_t c, char out[FORM_MOST])
{
	UErrorCode error = U_ZERO_ERROR;
	UChar form[FORM_MOST];
	int32_t n;

	if (c == 0x3002 || c == 0xFF61 || is_hyphen(c)) {
		out[0] = is_hyphen(c) ? '-' : '.';
		return 1;
	}
	n = unorm2_getDecomposition(nfkc, c, form, FORM_MOST, &error);
	if (n <= 0 || U_FAILURE(error))
		return 0;
	for (int32_t i = 0; i < n; i++) {
		if (form[i] <= ' ' || form[i] >= 0x7F)
			return 0;
		out[i] = (char)form[i];
	}
	return (size_t)n;
}

/* '@', full-width and small. */
static bool has_at(struct str name)
{
	return str_find(name, '@') != STR_NPOS ||
	       str_find_str(name, STR("\xef\xbc\xa0")) != STR_NPOS ||
	       str_find_str(name, STR("\xef\xb9\xab")) != STR_NPOS;
}

struct str address_plain(struct arena *arena, struct str name)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfkc;
	size_t length, n = 0;
	char *out;

	if (ascii_is_all(name) || !has_at(name))
		return name;
	nfkc = unorm2_getNFKCInstance(&error);
	/* Two bytes are the least for a form of four. */
	out = arena_bytes(arena, name.n * 2);
	for (; name.n; name = str_skip(name, length)) {
		int32_t c = utf8_decode(name, &length);
		size_t form = c < 0x80 ? 0 : ascii_form(nfkc, c, out + n);

		if (form == 0 &&
		    (c < 0x80 ||
		     !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))) {
			memcpy(out + n, name.p, length);
			form = length;
		}
		n += form;
	}
	return str_make(out, n);
}
