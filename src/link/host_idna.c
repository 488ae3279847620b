/* link/host_idna.c - names beyond ASCII: UTS 46 by ICU, as registries and as browsers use
 * it. */
#include "link/host_inside.h"

#include "base/utf8.h"
#include "link/host_mapping.h"

#include <assert.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>

static struct {
	UIDNA *idna;
	const UNormalizer2 *casefold;
} warm;

void host_idna_warm(void)
{
	UErrorCode error = U_ZERO_ERROR;

	warm.idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
					UIDNA_NONTRANSITIONAL_TO_ASCII |
					UIDNA_NONTRANSITIONAL_TO_UNICODE,
				    &error);
	warm.casefold = unorm2_getNFKCCasefoldInstance(&error);
	assert(U_SUCCESS(error));
}

/* UTS 46's UseSTD3ASCIIRules, kept apart from ICU's errors: ASCII beyond letters, digits
 * and hyphens. ICU would make U+FFFD of it. */
#define ERROR_STD3 (1u << 31)

static const struct {
	uint32_t bit;
	const char *name;
} idna_names[] = {
	{ UIDNA_ERROR_EMPTY_LABEL, "empty-label" },
	{ UIDNA_ERROR_LABEL_TOO_LONG, "label-too-long" },
	{ UIDNA_ERROR_DOMAIN_NAME_TOO_LONG, "domain-name-too-long" },
	{ UIDNA_ERROR_LEADING_HYPHEN, "leading-hyphen" },
	{ UIDNA_ERROR_TRAILING_HYPHEN, "trailing-hyphen" },
	{ UIDNA_ERROR_HYPHEN_3_4, "hyphen-3-4" },
	{ UIDNA_ERROR_LEADING_COMBINING_MARK, "leading-combining-mark" },
	{ UIDNA_ERROR_DISALLOWED, "disallowed" },
	{ UIDNA_ERROR_PUNYCODE, "punycode" },
	{ UIDNA_ERROR_LABEL_HAS_DOT, "label-has-dot" },
	{ UIDNA_ERROR_INVALID_ACE_LABEL, "invalid-ace-label" },
	{ UIDNA_ERROR_BIDI, "bidi" },
	{ UIDNA_ERROR_CONTEXTJ, "contextj" },
	{ UIDNA_ERROR_CONTEXTO_PUNCTUATION, "contexto-punctuation" },
	{ UIDNA_ERROR_CONTEXTO_DIGITS, "contexto-digits" },
	{ ERROR_STD3, "std3-ascii" },
};

/* Hyphens in odd places are against UTS 46's CheckHyphens, underscores against its STD3
 * rules, yet such names exist and resolve ("r3---sn-x.example"): said, but no reason to
 * refuse the name. */
#define TOLERATED \
	((uint32_t)(UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | \
		    UIDNA_ERROR_HYPHEN_3_4) | \
	 ERROR_STD3)

static const char *const *error_names(struct arena *arena, uint32_t errors)
{
	const char **names;
	size_t n = 0;

	if (!errors)
		return NULL;
	names = arena_alloc_array(arena, COUNT(idna_names) + 1, sizeof *names);
	for (size_t i = 0; i < COUNT(idna_names); i++) {
		if (errors & idna_names[i].bit)
			names[n++] = idna_names[i].name;
	}
	return names;
}

typedef int32_t idna_convert(const UIDNA *, const char *, int32_t, char *, int32_t,
			     UIDNAInfo *, UErrorCode *);

static struct str convert(struct arena *arena, idna_convert *how, struct str name,
			  uint32_t *errors)
{
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode error = U_ZERO_ERROR;
	char text[4 * NAME_MAX_BYTES];
	int32_t n =
	    how(warm.idna, name.p, (int32_t)name.n, text, sizeof text, &info, &error);

	*errors |= info.errors;
	if (U_FAILURE(error) || n > (int32_t)sizeof text) {
		*errors |= UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;
		return STR_NONE;
	}
	return arena_str(arena, str_make(text, (size_t)n));
}

bool host_is_plain(struct str name)
{
	size_t label = 0;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == '.') {
			if (label == 0 || label > 63)
				return false;
			label = 0;
			continue;
		}
		if (!ascii_is_alnum(c) && c != '-')
			return false;
		if (c == '-' && (label == 0 || label == 2 || label == 3 ||
				 i + 1 == name.n || name.p[i + 1] == '.'))
			return false;
		label++;
	}
	return label > 0 && label <= 63 && name.n <= 253;
}

/* Since Unicode 15.1 a label "xn--" that holds ASCII alone is an error: nobody would have
 * encoded it. ICU takes some of them. */
static bool decodes_to_ascii(struct str ascii, struct str unicode)
{
	struct str one, other;

	while (str_split(&ascii, '.', &one) && str_split(&unicode, '.', &other))
		if (str_starts(one, STR("xn--")) && ascii_is_all(other))
			return true;
	return false;
}

static bool breaks_std3(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if ((uint8_t)c < 0x80 && !ascii_is_alnum(c) && c != '-' && c != '.')
			return true;
	}
	return false;
}

void host_parse_idna(struct arena *arena, struct str name, struct host *ret)
{
	uint32_t errors = 0, ignored = 0;
	struct str lower = arena_lower(arena, name), mapped, ascii;

	mapped = host_map_newer(arena, lower);
	ascii = convert(arena, uidna_nameToASCII_UTF8, mapped, &errors);
	ret->unicode = convert(arena, uidna_nameToUnicodeUTF8, mapped, &ignored);
	errors |= ignored;
	if (decodes_to_ascii(ascii, ret->unicode))
		errors |= UIDNA_ERROR_INVALID_ACE_LABEL;
	if (breaks_std3(ret->unicode))
		errors |= ERROR_STD3;
	ret->idna_errors = error_names(arena, errors);
	ret->ok = (errors & ~TOLERATED) == 0 && ascii.n > 0 && ascii_is_all(ascii);
	ret->ascii = ret->ok ? ascii : lower;
	if (!ret->ok || ret->unicode.n == 0)
		ret->unicode = ret->ascii;
}

/* --- domains of URLs ----------------------------------------------------------- */

/* UTS 46 with CheckHyphens and VerifyDnsLength off (URL, 3.3). */
#define URL_TOLERATED \
	(TOLERATED | (uint32_t)(UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | \
				UIDNA_ERROR_DOMAIN_NAME_TOO_LONG))

static bool is_lower(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return false;
	return true;
}

bool host_to_ascii(struct arena *arena, struct str domain, struct str *ret)
{
	uint32_t errors = 0, ignored = 0;
	struct str ascii, unicode;

	if (ascii_is_all(domain)) {
		*ret = is_lower(domain) ? domain : arena_lower(arena, domain);
		return ret->n > 0;
	}
	if (domain.n > NAME_MAX_BYTES)
		return false;
	host_warm();
	domain = host_map_newer(arena, domain);
	ascii = convert(arena, uidna_nameToASCII_UTF8, domain, &errors);
	unicode = convert(arena, uidna_nameToUnicodeUTF8, ascii, &ignored);
	if (errors & ~URL_TOLERATED || ascii.n == 0 || !ascii_is_all(ascii) ||
	    decodes_to_ascii(ascii, unicode))
		return false;
	*ret = ascii;
	return true;
}

static bool folds_to_ascii(UChar32 c)
{
	UChar one[2], folded[32];
	int32_t length = 0, n;
	UErrorCode error = U_ZERO_ERROR;

	U16_APPEND_UNSAFE(one, length, c);
	n = unorm2_normalize(warm.casefold, one, length, folded, COUNT(folded), &error);
	if (U_FAILURE(error))
		return false;
	for (int32_t i = 0; i < n; i++)
		if (folded[i] >= 0x80)
			return false;
	return true;
}

bool host_is_mapped(struct str domain)
{
	host_warm();
	while (domain.n) {
		size_t length;
		int32_t c = utf8_decode(domain, &length);

		domain = str_skip(domain, length);
		/* Sharp s and the joiners are letters of their own in IDNA 2008. */
		if (c < 0x80 || c == 0xdf || c == 0x1e9e || c == 0x200c || c == 0x200d)
			continue;
		if (c == 0x3002 || folds_to_ascii(c) || c == 0xff61)
			return true;
	}
	return false;
}
