/* link/host.c - see host.h.
 *
 * What ICU and libpsl keep open (one IDNA object, one spoof checker, one list) is opened
 * once by host_warm() and only read afterwards. */
#include "link/host.h"
#include "base/limits.h"
#include "base/scoped.h"
#include "base/utf8.h"
#include "link/host_mapping.h"

#include <arpa/inet.h>
#include <assert.h>
#include <fcntl.h>
#include <libpsl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

static struct {
	bool open;
	const psl_ctx_t *psl; /* in use: our own, or that of a case */
	const psl_ctx_t *own;
	struct str bytes; /* of our own's file, mapped */
	UIDNA *idna;
	USpoofChecker *spoof;
	const UNormalizer2 *nfkc, *casefold;
	char source[64];
	/* The skeleton of each ASCII character: it is mapped alone, so a table
	 * does for ASCII text what ICU does for all. */
	struct {
		char text[3];
		uint8_t n;
	} twin[128];
} warm;

static void warm_twins(void)
{
	for (int c = 0; c < 128; c++) {
		char one = (char)c, text[16];
		UErrorCode error = U_ZERO_ERROR;
		int n = uspoof_getSkeletonUTF8(warm.spoof, 0, &one, 1, text, sizeof text,
					       &error);

		/* '%' has a twin outside ASCII that no name needs: it stays. */
		if (U_FAILURE(error) || n < 1 || n > (int)sizeof warm.twin[c].text) {
			text[0] = one;
			n = 1;
		}
		for (int i = 0; i < n; i++)
			warm.twin[c].text[i] = ascii_lower(text[i]);
		warm.twin[c].n = (uint8_t)n;
	}
}

/* Updates put a new file in the place of the old one, so what is mapped stays whole. */
static void map_psl(const char *path)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	void *p;

	if (fd < 0 || fstat(fd, &about) != 0 || about.st_size <= 0 ||
	    about.st_size > LIMIT_DATA_FILE)
		return;
	p = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p != MAP_FAILED)
		warm.bytes = str_make(p, (size_t)about.st_size);
}

static void name_psl_source(void)
{
	const char *file = psl_dist_filename();
	struct stat about;
	struct tm day;

	if (warm.psl == psl_builtin())
		return;
	if (file)
		map_psl(file);
	if (file && stat(file, &about) == 0 && gmtime_r(&about.st_mtime, &day))
		strftime(warm.source, sizeof warm.source, "publicsuffix %Y%m%d", &day);
}

void host_warm(void)
{
	UErrorCode error = U_ZERO_ERROR;

	if (warm.open)
		return;
	warm.psl = psl_latest(NULL);
	if (!warm.psl)
		warm.psl = psl_builtin();
	warm.own = warm.psl;
	name_psl_source();
	warm.idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
					UIDNA_NONTRANSITIONAL_TO_ASCII |
					UIDNA_NONTRANSITIONAL_TO_UNICODE,
				    &error);
	warm.spoof = uspoof_open(&error);
	warm.nfkc = unorm2_getNFKCInstance(&error);
	warm.casefold = unorm2_getNFKCCasefoldInstance(&error);
	assert(U_SUCCESS(error));
	warm_twins();
	warm.open = true;
}

const char *host_psl_source(void)
{
	host_warm();
	return warm.source[0] ? warm.source : NULL;
}

struct str host_psl_bytes(void)
{
	host_warm();
	return warm.bytes;
}

bool host_psl_use(struct str bytes)
{
	psl_ctx_t *list = NULL;
	FILE *file;

	host_warm();
	if (warm.psl != warm.own && warm.psl != psl_builtin())
		psl_free((psl_ctx_t *)warm.psl);
	warm.psl = bytes.p && bytes.n == 0 ? psl_builtin() : warm.own;
	if (bytes.n == 0)
		return warm.psl != NULL;
	file = fmemopen((void *)bytes.p, bytes.n, "rb");
	if (file) {
		list = psl_load_fp(file);
		fclose(file);
	}
	if (list)
		warm.psl = list;
	return list != NULL;
}

/* --- addresses ----------------------------------------------------------- */

/* RFC 5321 and URLs put IPv6 into brackets; "IPv6:" is RFC 5321's alone. */
static struct str without_brackets(struct str name)
{
	if (name.n >= 2 && name.p[0] == '[' && name.p[name.n - 1] == ']') {
		name = str_sub(name, 1, name.n - 1);
		str_eat(&name, STR("IPv6:"));
	}
	return name;
}

static bool address_literal(struct arena *arena, struct str name, struct str *ret_text)
{
	char z[INET6_ADDRSTRLEN], text[INET6_ADDRSTRLEN];
	unsigned char bytes[16];
	int family;

	name = without_brackets(name);
	if (name.n == 0 || name.n >= sizeof z)
		return false;
	memcpy(z, name.p, name.n);
	z[name.n] = '\0';
	if (memchr(name.p, '\0', name.n))
		return false;
	family = memchr(z, ':', name.n) ? AF_INET6 : AF_INET;
	if (inet_pton(family, z, bytes) != 1 ||
	    !inet_ntop(family, bytes, text, sizeof text))
		return false;
	*ret_text = arena_str(arena, str_c(text));
	return true;
}

/* No top-level domain is a number (WHATWG URL, "ends in a number"): such a name
 * is a broken address, and a suffix list would call "2.1" a domain. */
static bool ends_in_number(struct str name)
{
	size_t dot = str_rfind(name, '.');
	struct str last = dot == STR_NPOS ? name : str_skip(name, dot + 1);

	if (last.n == 0)
		return false;
	for (size_t i = 0; i < last.n; i++) {
		if (!ascii_is_digit(last.p[i]))
			return false;
	}
	return true;
}

/* --- registrable domain --------------------------------------------------- */

enum { NAME_MAX_BYTES = 1024 }; /* DNS allows 253; longer is no name of a host */

static struct str without_final_dot(struct str name)
{
	if (name.n && name.p[name.n - 1] == '.')
		name.n--;
	return name;
}

static bool has_empty_label(struct str name)
{
	return name.n == 0 || name.p[0] == '.' || name.p[name.n - 1] == '.' ||
	       str_find_str(name, STR("..")) != STR_NPOS;
}

/* The length of a tail of `name` that begins at `at`; NULL: none. */
static uint16_t tail_length(struct str name, const char *at)
{
	return at ? (uint16_t)(name.n - (size_t)(at - name.p)) : 0;
}

/* What the list says of a name; both are tails of it, so their lengths are all there is
 * to keep. 0: there is none. */
struct tails {
	uint16_t registrable, suffix;
};

/* `name` is lower case and terminated. A search of the list costs as much as all that is
 * done with its answer: the suffix is what follows the first label of the registrable
 * domain, and only a name that has none is searched for again. */
static struct tails search_list(struct str name)
{
	struct tails tails = { 0 };
	struct str label, suffix;

	if (has_empty_label(name) || ends_in_number(name))
		return tails;
	tails.registrable = tail_length(name, psl_registrable_domain(warm.psl, name.p));
	if (str_cut(str_skip(name, name.n - tails.registrable), '.', &label, &suffix) &&
	    tails.registrable)
		tails.suffix = (uint16_t)suffix.n;
	else
		tails.suffix =
		    tail_length(name, psl_unregistrable_domain(warm.psl, name.p));
	return tails;
}

/* One mail asks for the same few names dozens of times, and a run of mails likewise. */
enum { RECENT_NAMES = 1024, RECENT_BYTES = 59 };
static struct recent {
	struct tails tails;
	uint8_t n;
	char name[RECENT_BYTES];
} recent[RECENT_NAMES];

static struct recent *recent_slot(struct str name)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (uint8_t)name.p[i]) * 16777619u;
	return &recent[(hash ^ hash >> 16) % RECENT_NAMES];
}

/* `name` is lower case and terminated. */
static struct tails tails_of(struct str name)
{
	struct recent *slot;

	if (name.n > RECENT_BYTES)
		return search_list(name);
	slot = recent_slot(name);
	if (!str_eq(str_make(slot->name, slot->n), name)) {
		slot->tails = search_list(name);
		memcpy(slot->name, name.p, name.n);
		slot->n = (uint8_t)name.n;
	}
	return slot->tails;
}

static struct str tail_of(struct str name, size_t length)
{
	return length ? str_skip(name, name.n - length) : STR_NONE;
}

/* A terminated lower-case copy; NULL for what cannot be a name. */
static char *name_copy(struct arena *arena, struct str name)
{
	char *z;

	if (name.n == 0 || name.n > NAME_MAX_BYTES || memchr(name.p, '\0', name.n))
		return NULL;
	z = arena_bytes(arena, name.n + 1);
	for (size_t i = 0; i < name.n; i++)
		z[i] = ascii_lower(name.p[i]);
	z[name.n] = '\0';
	return z;
}

struct str host_registrable(struct arena *arena, struct str name)
{
	char *z;

	host_warm();
	name = without_final_dot(name);
	if (!ascii_is_all(name)) {
		struct host host;

		host_parse(arena, name, &host);
		return host.registrable_domain;
	}
	if (name.n && (name.p[0] == '[' || memchr(name.p, ':', name.n)))
		return STR_NONE;
	z = name_copy(arena, name);
	if (!z)
		return STR_NONE;
	name.p = z;
	return tail_of(name, tails_of(name).registrable);
}

bool host_has_listed_suffix(struct arena *arena, struct str name)
{
	struct str registrable = host_registrable(arena, name), label, suffix;

	/* The registrable domain is the end of a terminated name, so is the suffix. The
	 * default rule "*" makes a suffix of every last word: it is left out here. */
	return str_cut(registrable, '.', &label, &suffix) &&
	       psl_is_public_suffix2(warm.psl, suffix.p,
				     PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) == 1;
}

static struct str last_two_labels(struct str name)
{
	struct str before, after, top;

	name = without_final_dot(name);
	if (!str_cut_last(name, '.', &before, &top))
		return name;
	return str_cut_last(before, '.', &before, &after)
		   ? str_skip(name, str_offset(name, after))
		   : name;
}

bool host_related(struct arena *arena, struct str a, struct str b)
{
	struct str one, two;

	/* No registrable domain has fewer labels; most pairs differ there already. */
	if (ascii_is_all(a) && ascii_is_all(b) &&
	    !str_eq_nocase(last_two_labels(a), last_two_labels(b)))
		return false;
	one = host_registrable(arena, a);
	two = host_registrable(arena, b);
	return one.n && str_eq(one, two);
}

/* --- IDNA ------------------------------------------------------------------ */

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

/* Letters, digits, hyphens, dots and no "xn--": IDNA has nothing to say
 * beyond lengths and hyphens. */
static bool is_plain(struct str name)
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

/* Names that IDNA refuses keep their bytes as found, so that a report shows them. */
static void parse_idna(struct arena *arena, struct str name, struct host *ret)
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

void host_parse(struct arena *arena, struct str name, struct host *ret)
{
	struct tails tails;
	char *z;

	host_warm();
	*ret = (struct host){ 0 };
	if (address_literal(arena, name, &ret->ascii)) {
		ret->ok = ret->is_address = true;
		ret->unicode = ret->ascii;
		return;
	}
	name = without_final_dot(name);
	if (name.n == 0 || name.n > NAME_MAX_BYTES) {
		ret->ascii = ret->unicode = arena_lower(arena, name);
		return;
	}
	if (is_plain(name)) {
		ret->ok = true;
		ret->ascii = ret->unicode = arena_lower(arena, name);
	} else {
		parse_idna(arena, name, ret);
	}
	/* UTS 46 maps the ideographic full stop and kin to '.': a dot may be there only
	 * now, and a full-width address may be an address only now. */
	if (ret->ok && address_literal(arena, ret->ascii, &ret->ascii)) {
		ret->is_address = true;
		ret->unicode = ret->ascii;
		return;
	}
	ret->ascii = without_final_dot(ret->ascii);
	ret->ok = ret->ok && !ends_in_number(ret->ascii);
	if (!ret->ok || !(z = name_copy(arena, ret->ascii)))
		return;
	name = str_make(z, ret->ascii.n);
	tails = tails_of(name);
	ret->registrable_domain = tail_of(name, tails.registrable);
	ret->public_suffix = tail_of(name, tails.suffix);
}

/* --- look-alikes ------------------------------------------------------------ */

/* A capital I right behind a small letter is there to pass for a small L ("paypaI");
 * lower case would make it an i and lose the likeness. */
static bool is_false_l(struct str s, size_t i)
{
	return s.p[i] == 'I' && i > 0 && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
}

static size_t ascii_twin(struct str text, size_t i, char *out)
{
	int c = is_false_l(text, i) ? 'l' : ascii_lower(text.p[i]) & 0x7f;

	memcpy(out, warm.twin[c].text, warm.twin[c].n);
	return warm.twin[c].n;
}

static struct str ascii_skeleton(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n * sizeof warm.twin[0].text);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += ascii_twin(text, i, out + n);
	arena_shrink(arena, out, text.n * sizeof warm.twin[0].text, n);
	return str_make(out, n);
}

/* A name; what is longer is compared by its start. One character becomes 18 units at
 * most (U+FDFA), and 512 bytes hold 170 of its kind. */
enum { SKELETON_BYTES = 512, SKELETON_UNITS = 4096 };

/* Room for the worst, hardly ever used: zeroing it would cost more than the work. */
#define SCRATCH __attribute__((uninitialized))

static int32_t without_invisible(UChar *units, int32_t n)
{
	int32_t kept = 0, i = 0;

	while (i < n) {
		int32_t start = i;
		UChar32 c;

		U16_NEXT(units, i, n, c);
		if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			continue;
		while (start < i)
			units[kept++] = units[start++];
	}
	return kept;
}

static int32_t fold_units(struct str text, UChar *ret)
{
	SCRATCH UChar wide[SKELETON_BYTES], folded[SKELETON_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	int32_t n = 0;

	u_strFromUTF8WithSub(wide, SKELETON_BYTES, &n, text.p, (int32_t)text.n, 0xfffd,
			     NULL, &error);
	n = without_invisible(wide, U_SUCCESS(error) ? n : 0);
	n = unorm2_normalize(warm.nfkc, wide, n, folded, SKELETON_UNITS, &error);
	if (U_FAILURE(error))
		return 0;
	for (int32_t i = n - 1; i > 0; i--) {
		if (folded[i] == 'I' && u_islower(folded[i - 1]))
			folded[i] = 'l';
	}
	n = u_strToLower(ret, SKELETON_UNITS, folded, n, "", &error);
	return U_FAILURE(error) ? 0 : n;
}

static struct str any_skeleton(struct arena *arena, struct str text)
{
	SCRATCH UChar units[SKELETON_UNITS], out[SKELETON_UNITS];
	SCRATCH char bytes[3 * SKELETON_UNITS];
	UErrorCode error = U_ZERO_ERROR;
	int32_t n;

	n = fold_units(text, units);
	n = uspoof_getSkeleton(warm.spoof, 0, units, n, out, SKELETON_UNITS, &error);
	if (U_FAILURE(error))
		return arena_lower(arena, text);
	n = u_strToLower(units, SKELETON_UNITS, out, n, "", &error);
	u_strToUTF8(bytes, sizeof bytes, &n, units, n, &error);
	if (U_FAILURE(error))
		return arena_lower(arena, text);
	return arena_str(arena, str_make(bytes, (size_t)n));
}

/* Kana and unified ideographs that no combining mark follows are mapped alone as well,
 * and there are many of them in a Japanese text: what ICU said of one is kept. */
enum { WIDE_TWINS = 2048, WIDE_BYTES = 3, WIDE_TWIN_BYTES = 11 };
static struct wide_twin {
	uint32_t code_point;
	char text[WIDE_TWIN_BYTES];
	uint8_t n; /* 0: the slot is free */
} wide_twins[WIDE_TWINS];

/* U+3041 to U+3096, U+30A1 to U+30FC, U+4E00 to U+9FFF, as three bytes. */
static uint32_t wide_at(struct str text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.p + i;
	uint32_t c;

	if (text.n - i < WIDE_BYTES || p[0] < 0xE3 || p[0] > 0xE9 ||
	    (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
		return 0;
	c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC) ||
		       (c >= 0x4E00 && c <= 0x9FFF)
		   ? c
		   : 0;
}

static bool is_mapped_alone(struct str text)
{
	for (size_t i = 0; i < text.n;) {
		if ((unsigned char)text.p[i] < 0x80)
			i++;
		else if (wide_at(text, i))
			i += WIDE_BYTES;
		else
			return false;
	}
	return true;
}

/* NULL where it has no room in a slot. */
static const struct wide_twin *wide_twin(struct arena *arena, struct str one, uint32_t c)
{
	struct wide_twin *twin = &wide_twins[c % WIDE_TWINS];
	struct str text;

	if (twin->n && twin->code_point == c)
		return twin;
	text = any_skeleton(arena, one);
	if (text.n == 0 || text.n > sizeof twin->text)
		return NULL;
	twin->code_point = c;
	memcpy(twin->text, text.p, text.n);
	twin->n = (uint8_t)text.n;
	return twin;
}

static bool wide_skeleton(struct arena *arena, struct str text, struct str *ret)
{
	char out[SKELETON_BYTES / WIDE_BYTES * WIDE_TWIN_BYTES + WIDE_TWIN_BYTES];
	size_t n = 0, i = 0;

	while (i < text.n) {
		uint32_t c = wide_at(text, i);
		const struct wide_twin *twin;

		if (c == 0) {
			n += ascii_twin(text, i++, out + n);
			continue;
		}
		twin = wide_twin(arena, str_sub(text, i, i + WIDE_BYTES), c);
		if (!twin)
			return false;
		memcpy(out + n, twin->text, twin->n);
		n += twin->n;
		i += WIDE_BYTES;
	}
	*ret = arena_str(arena, str_make(out, n));
	return true;
}

struct str host_skeleton(struct arena *arena, struct str text)
{
	struct str made;

	host_warm();
	if (ascii_is_all(text))
		return ascii_skeleton(arena, text);
	text = str_sub(text, 0, SKELETON_BYTES);
	if (is_mapped_alone(text) && wide_skeleton(arena, text, &made))
		return made;
	return any_skeleton(arena, text);
}

/* --- scripts ----------------------------------------------------------------- */

enum {
	SEEN_LATIN = 1,
	SEEN_HAN = 2,
	SEEN_KANA = 4, /* hiragana and katakana */
	SEEN_HANGUL = 8,
	SEEN_BOPOMOFO = 16,
	SEEN_OTHER = 32,
};

/* UTS 39, 5.2, "highly restrictive": one script, or Latin with what Japanese,
 * Korean or Chinese are written in. */
static bool may_stand_together(unsigned seen)
{
	static const unsigned unions[] = {
		SEEN_LATIN | SEEN_HAN | SEEN_KANA,
		SEEN_LATIN | SEEN_HAN | SEEN_HANGUL,
		SEEN_LATIN | SEEN_HAN | SEEN_BOPOMOFO,
		SEEN_OTHER,
	};

	for (size_t i = 0; i < COUNT(unions); i++) {
		if ((seen & ~unions[i]) == 0)
			return true;
	}
	return false;
}

static unsigned script_bit(UScriptCode script)
{
	switch (script) {
	case USCRIPT_LATIN:
		return SEEN_LATIN;
	case USCRIPT_HAN:
		return SEEN_HAN;
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		return SEEN_KANA;
	case USCRIPT_HANGUL:
		return SEEN_HANGUL;
	case USCRIPT_BOPOMOFO:
		return SEEN_BOPOMOFO;
	default:
		return SEEN_OTHER;
	}
}

bool host_mixed_script(struct str text)
{
	unsigned seen = 0;
	UScriptCode other = USCRIPT_COMMON;

	if (ascii_is_all(text))
		return false;
	while (text.n) {
		size_t length;
		int32_t c = utf8_decode(text, &length);
		UErrorCode error = U_ZERO_ERROR;
		UScriptCode script;

		text = str_skip(text, length);
		if (c < 0)
			continue;
		/* A word ends where no letter, mark or digit stands. Invisible characters
		 * do not end it: they are put there to look like nothing. */
		if (!u_isalnum(c) && !(U_GET_GC_MASK(c) & U_GC_M_MASK) &&
		    !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
			seen = 0;
			other = USCRIPT_COMMON;
			continue;
		}
		script = uscript_getScript(c, &error);
		if (U_FAILURE(error) || script <= USCRIPT_INHERITED)
			continue;
		if (script_bit(script) == SEEN_OTHER) {
			if (other != USCRIPT_COMMON && other != script)
				return true;
			other = script;
		}
		seen |= script_bit(script);
		if (!may_stand_together(seen))
			return true;
	}
	return false;
}
