/* record/token.c - see token.h. */
#include "record/token.h"
#include "base/digest.h"
#include "base/limits.h"
#include "link/host.h"
#include "record/dns_name.h"

enum {
	LOCAL_LENGTH = 5,     /* of a local part that means somebody */
	NUMBER_LENGTH = 7,    /* the same where it is all digits */
	ADDRESS_LENGTH = 254, /* RFC 5321, 4.5.3.1.3 */
	STEP_MAX = 8,	      /* of a search; a longer one meets more by chance */
	ENCODED_LENGTH = 6,   /* shorter pieces of base64 stand anywhere */
	PERCENT_ROUNDS = 2,
};

enum form {
	FORM_LOCAL, /* the local part; what follows tells whether the address is whole */
	FORM_REVERSED,
	FORM_ROT13,
	FORM_BASE64,
	FORM_BASE64_LOCAL, /* the local part alone, a token of its own */
	FORM_BASE32,
	FORM_HEX,
	FORM_MD5,
	FORM_SHA1,
	FORM_SHA256,
};

static const char *const codings[] = {
	"plain",  "reversed", "rot13", "base64", "base64",
	"base32", "hex",      "md5",   "sha1",	 "sha256",
};

struct token_needle {
	enum form form;
	uint32_t begin; /* its first two bytes, as pair_of() has them */
	struct str text;
	struct str domain; /* FORM_LOCAL */
	bool alone;	   /* FORM_LOCAL: counts without the domain */
};

/* --- needles ----------------------------------------------------------------------- */

/* Two bytes, in either case: seven bits of each. `pair` is that of the byte before and
 * the one before that. */
static uint32_t pair_of(uint32_t pair, char c)
{
	return (pair << 7 | (((uint8_t)c | 0x20u) & 0x7Fu)) & 0x3FFFu;
}

static void set_bit(uint64_t *bits, uint32_t pair)
{
	bits[pair / 64] |= UINT64_C(1) << pair % 64;
}

static bool has_bit(const uint64_t *bits, uint32_t pair)
{
	return bits[pair / 64] >> pair % 64 & 1;
}

/* The two bytes at `at`. */
static uint32_t pair_at(struct str s, size_t at)
{
	return pair_of(pair_of(0, s.p[at]), s.p[at + 1]);
}

static struct token_needle *add(struct arena *arena, struct token_needles *needles,
				enum form form, struct str text)
{
	struct token_needle *needle;

	/* A local part of one letter is looked for with the sign behind it. */
	if (text.n < 2)
		return NULL;
	ARENA_GROW(arena, needles->items, needles->count, needles->cap);
	needle = &needles->items[needles->count++];
	*needle = (struct token_needle){
		.form = form,
		.begin = pair_at(text, 0),
		.text = text,
	};
	set_bit(needles->begins, needle->begin);
	return needle;
}

static struct str reversed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[s.n - 1 - i];
	return str_make(out, s.n);
}

static struct str rot13(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++) {
		int c = s.p[i], first = c >= 'a' ? 'a' : 'A';

		out[i] =
		    (char)(ascii_is_alpha(s.p[i]) ? (c - first + 13) % 26 + first : c);
	}
	return str_make(out, s.n);
}

static struct str hex_of(struct arena *arena, struct str s)
{
	static const char digits[] = "0123456789abcdef";
	char *out = arena_bytes(arena, 2 * s.n);

	for (size_t i = 0; i < s.n; i++) {
		out[2 * i] = digits[(uint8_t)s.p[i] >> 4];
		out[2 * i + 1] = digits[(uint8_t)s.p[i] & 15];
	}
	return str_make(out, 2 * s.n);
}

static const char base64_alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/* RFC 4648, 6 and 7. */
static const char *const base32_alphabets[] = { "abcdefghijklmnopqrstuvwxyz234567",
						"0123456789abcdefghijklmnopqrstuv" };

/* The characters of `bits` bits each that such a coding makes of `s` alone where `before`
 * bytes stand before it in the group (of three, or five): those that also hold bits of
 * its neighbours are left out. */
static struct str coded_core(struct arena *arena, struct str s, size_t before,
			     size_t bits, const char *alphabet)
{
	size_t first = (before * 8 + bits - 1) / bits, end = (before + s.n) * 8 / bits;
	char *out = arena_bytes(arena, end - first);
	/* Bits of `word` that are still to be written; the first are a neighbour's. */
	int left = -(int)(first * bits - before * 8), each = (int)bits;
	uint32_t word = 0;

	for (size_t i = first, byte = 0; i < end; i++) {
		for (; left < each; left += 8)
			word = word << 8 | (uint8_t)s.p[byte++];
		left -= each;
		out[i - first] = alphabet[word >> left & ((1u << bits) - 1)];
	}
	return str_make(out, end - first);
}

static struct str base64_core(struct arena *arena, struct str s, size_t before)
{
	return coded_core(arena, s, before, 6, base64_alphabet);
}

static struct str url_alphabet(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[i] == '+' ? '-' : s.p[i] == '/' ? '_' : s.p[i];
	return str_make(out, s.n);
}

static void add_base64(struct arena *arena, struct token_needles *needles, enum form form,
		       struct str core)
{
	struct str other;

	if (core.n < ENCODED_LENGTH)
		return;
	add(arena, needles, form, core);
	other = url_alphabet(arena, core);
	if (!str_eq(core, other))
		add(arena, needles, form, other);
}

static void add_base32(struct arena *arena, struct token_needles *needles,
		       struct str address)
{
	for (size_t i = 0; i < COUNT(base32_alphabets); i++)
		for (size_t before = 0; before < 5; before++) {
			struct str core =
			    coded_core(arena, address, before, 5, base32_alphabets[i]);

			if (core.n >= ENCODED_LENGTH)
				add(arena, needles, FORM_BASE32, core);
		}
}

/* Words that URLs hold for reasons of their own. */
static bool is_url_word(struct str local)
{
	static const struct str words[] = {
		STR("account"),	   STR("click"),  STR("email"),	  STR("images"),
		STR("index"),	   STR("login"),  STR("member"),  STR("members"),
		STR("newsletter"), STR("online"), STR("service"), STR("signin"),
		STR("track"),	   STR("update"), STR("users"),	  STR("verify"),
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (str_eq(local, words[i]))
			return true;
	}
	return false;
}

static bool means_somebody(const struct tables *tables, struct str local)
{
	size_t digits = 0;

	for (size_t i = 0; i < local.n; i++)
		digits += ascii_is_digit(local.p[i]);
	if (local.n < (digits == local.n ? NUMBER_LENGTH : LOCAL_LENGTH))
		return false;
	return !is_url_word(local) && !(tables && tables_is_role_account(tables, local));
}

static void add_address(struct arena *arena, struct token_needles *needles,
			const struct tables *tables, struct str written, struct str lower)
{
	struct str local, domain;
	struct token_needle *needle;
	struct digests digests;
	bool alone;

	if (!str_cut_last(lower, '@', &local, &domain) || !local.n || !domain.n)
		return;
	/* "a@…": the sign is part of what is looked for. */
	needle =
	    add(arena, needles, FORM_LOCAL, local.n < 2 ? str_sub(lower, 0, 2) : local);
	needle->text = local;
	needle->domain = domain;
	needle->alone = alone = means_somebody(tables, local);
	add(arena, needles, FORM_REVERSED, reversed(arena, lower));
	add(arena, needles, FORM_ROT13, rot13(arena, lower));
	add(arena, needles, FORM_HEX, hex_of(arena, lower));
	add_base32(arena, needles, lower);
	for (size_t before = 0; before < 3; before++) {
		add_base64(arena, needles, FORM_BASE64,
			   base64_core(arena, lower, before));
		if (!str_eq(lower, written))
			add_base64(arena, needles, FORM_BASE64,
				   base64_core(arena, written, before));
	}
	if (alone)
		add_base64(arena, needles, FORM_BASE64_LOCAL,
			   base64_core(arena, local, 0));
	digest_all(lower, &digests);
	add(arena, needles, FORM_MD5, arena_str(arena, str_c(digests.md5)));
	add(arena, needles, FORM_SHA1, arena_str(arena, str_c(digests.sha1)));
	add(arena, needles, FORM_SHA256, arena_str(arena, str_c(digests.sha256)));
}

/* Once all are there. */
static void set_fronts(struct token_needles *needles)
{
	needles->step = STEP_MAX;
	for (uint32_t i = 0; i < needles->count; i++) {
		size_t n = needles->items[i].text.n;

		if (n <= needles->step)
			needles->step = n < 2 ? 1 : n - 1;
	}
	for (uint32_t i = 0; i < needles->count; i++) {
		const struct token_needle *needle = &needles->items[i];

		set_bit(needles->fronts, needle->begin);
		for (size_t at = 1; at < needles->step; at++)
			set_bit(needles->fronts, pair_at(needle->text, at));
	}
}

void token_needles(struct arena *arena, const struct str *addresses, size_t count,
		   const struct tables *tables, struct token_needles *ret)
{
	struct str seen[LIMIT_TOKEN_ADDRESSES];
	size_t n = 0, known;

	*ret = (struct token_needles){ 0 };
	for (size_t i = 0; i < count; i++) {
		struct str lower;

		if (addresses[i].n > ADDRESS_LENGTH)
			continue;
		if (n == LIMIT_TOKEN_ADDRESSES) {
			ret->cut = true;
			break;
		}
		lower = arena_lower(arena, addresses[i]);
		for (known = 0; known < n && !str_eq(seen[known], lower); known++)
			;
		if (known < n)
			continue;
		seen[n++] = lower;
		add_address(arena, ret, tables, addresses[i], lower);
	}
	set_fronts(ret);
}

/* --- finding ------------------------------------------------------------------------ */

struct search {
	struct arena *arena;
	const struct token_needles *needles;
	struct str host; /* of the URL */
	const char *place;
	struct str raw;	 /* the part of the URL */
	struct str text; /* the same, decoded `rounds` times */
	int rounds;
	bool is_name; /* of the DNS: what ends it in the recipient's own domain is none */
	bool is_joined; /* its labels are put together: only what is coded is sought */
	struct link_token weak; /* a local part alone: kept until nothing better comes */
};

static bool word_before(struct str s, size_t at)
{
	return at > 0 && (ascii_is_alnum(s.p[at - 1]) || s.p[at - 1] & 0x80);
}

static bool word_behind(struct str s, size_t at)
{
	return at < s.n && (ascii_is_alnum(s.p[at]) || s.p[at] & 0x80);
}

/* In a label or a VERP address (RFC 5321 knows no such thing; qmail began it) the dots
 * and the sign are written otherwise. */
static bool same_domain(struct str s, struct str domain)
{
	if (s.n < domain.n)
		return false;
	for (size_t i = 0; i < domain.n; i++) {
		char c = ascii_lower(s.p[i]);

		if (c != domain.p[i] && !(domain.p[i] == '.' && (c == '-' || c == '_')))
			return false;
	}
	return !word_behind(s, domain.n);
}

/* Bytes of the whole address at `at`, where its local part stands; 0: it is not whole. */
static size_t whole_address(const struct token_needle *needle, struct str text, size_t at)
{
	size_t sign = at + needle->text.n;

	if (sign >= text.n || !memchr("@=.-_+:|~,!#/", text.p[sign], 13) ||
	    !same_domain(str_skip(text, sign + 1), needle->domain))
		return 0;
	return needle->text.n + 1 + needle->domain.n;
}

/* "amazon@joe.example" bought at amazon.co.jp: there the word is the shop's name. */
static bool is_sites_own_word(const struct search *search, struct str local)
{
	struct str registrable = host_registrable(search->arena, search->host);

	return str_find_str_nocase(registrable, local) != STR_NPOS;
}

/* Bytes of base64 around what was found: the token as it stands. '=' only ends it; in
 * front it belongs to the query. */
static bool is_base64_byte(char c)
{
	return ascii_is_alnum(c) || c == '+' || c == '-' || c == '_' || c == '=';
}

static bool is_hex_byte(char c)
{
	return ascii_hex(c) >= 0;
}

static void widen(struct str text, bool (*belongs)(char), size_t *start, size_t *end)
{
	while (*start > 0 && text.p[*start - 1] != '=' && belongs(text.p[*start - 1]))
		--*start;
	while (*end < text.n && belongs(text.p[*end]))
		++*end;
}

/* The same where at most `more` bytes may follow: a whole token, not part of another. */
static bool stands_apart(struct str text, bool (*belongs)(char), size_t *start,
			 size_t *end, size_t more)
{
	size_t first = *end;

	if (*start > 0 && text.p[*start - 1] != '=' && belongs(text.p[*start - 1]))
		return false;
	while (*end < text.n && belongs(text.p[*end]))
		++*end;
	return *end - first <= more;
}

/* Where byte `at` of the decoded text stands in `raw`. */
static size_t before_decoding(struct str raw, size_t at)
{
	size_t i = 0;

	for (; at > 0 && i < raw.n; at--) {
		bool encoded = raw.p[i] == '%' && i + 2 < raw.n &&
			       ascii_hex(raw.p[i + 1]) >= 0 &&
			       ascii_hex(raw.p[i + 2]) >= 0;

		i += encoded ? 3 : 1;
	}
	return i;
}

static struct link_token token_at(const struct search *search, const char *coding,
				  size_t start, size_t end)
{
	struct link_token token = { .coding = coding, .place = search->place };

	for (int round = search->rounds; round > 0; round--) {
		struct str text = search->raw;

		for (int i = 1; i < round; i++)
			text = url_percent_decode(search->arena, text);
		start = before_decoding(text, start);
		end = before_decoding(text, end);
	}
	token.text = str_sub(search->raw, start, end);
	/* The standard itself writes "%40" into a user's name. */
	if (search->rounds > (strcmp(search->place, "userinfo") == 0) &&
	    strcmp(coding, "plain") == 0 && str_find(token.text, '%') != STR_NPOS)
		token.coding = "percent";
	return token;
}

static bool found_local(struct search *search, const struct token_needle *needle,
			size_t at, struct link_token *ret)
{
	size_t whole, end = at + needle->text.n;

	if (search->is_joined || word_before(search->text, at))
		return false;
	whole = whole_address(needle, search->text, at);
	if (whole && !(search->is_name && at + whole == search->text.n)) {
		*ret = token_at(search, "plain", at, at + whole);
		return true;
	}
	if (needle->alone && !whole && !search->weak.coding &&
	    !word_behind(search->text, end) && !is_sites_own_word(search, needle->text))
		search->weak = token_at(search, "plain", at, end);
	return false;
}

/* Host names have lost their case. */
static bool same_text(const struct search *search, const struct token_needle *needle,
		      struct str found)
{
	bool exact = needle->form == FORM_BASE64 || needle->form == FORM_BASE64_LOCAL;

	return exact && strcmp(search->place, "host") != 0
		   ? str_eq(found, needle->text)
		   : str_eq_nocase(found, needle->text);
}

static bool found_at(struct search *search, const struct token_needle *needle, size_t at,
		     struct link_token *ret)
{
	size_t start = at, end = at + needle->text.n;
	struct str text = search->text;

	if (!same_text(search, needle, str_sub(text, at, end)))
		return false;
	switch (needle->form) {
	case FORM_LOCAL:
		return found_local(search, needle, at, ret);
	case FORM_REVERSED:
	case FORM_ROT13:
		if (word_before(text, at) || word_behind(text, end))
			return false;
		break;
	case FORM_BASE64:
		widen(text, is_base64_byte, &start, &end);
		break;
	case FORM_BASE64_LOCAL:
		/* One character and padding may follow; more is another word. */
		if (!stands_apart(str_sub(text, 0, end + 4), is_base64_byte, &start, &end,
				  3))
			return false;
		break;
	case FORM_BASE32:
	case FORM_HEX:
		widen(text, is_hex_byte, &start, &end);
		break;
	case FORM_MD5:
	case FORM_SHA1:
	case FORM_SHA256:
		if (!stands_apart(str_sub(text, 0, end + 1), is_hex_byte, &start, &end,
				  0))
			return false;
		break;
	}
	*ret = token_at(search, codings[needle->form], start, end);
	return true;
}

static bool search_at(struct search *search, size_t at, struct link_token *ret)
{
	const struct token_needles *needles = search->needles;
	uint32_t pair = pair_at(search->text, at);

	if (!has_bit(needles->begins, pair))
		return false;
	for (uint32_t i = 0; i < needles->count; i++) {
		if (needles->items[i].begin == pair &&
		    found_at(search, &needles->items[i], at, ret))
			return true;
	}
	return false;
}

static bool search_text(struct search *search, struct link_token *ret)
{
	const struct token_needles *needles = search->needles;
	struct str text = search->text;

	for (size_t end = needles->step; end < text.n; end += needles->step) {
		if (!has_bit(needles->fronts, pair_at(text, end - 1)))
			continue;
		for (size_t at = end - needles->step; at < end; at++)
			if (search_at(search, at, ret))
				return true;
	}
	return false;
}

static bool search_part(struct search *search, const char *place, struct str part,
			struct link_token *ret)
{
	search->place = place;
	search->raw = search->text = part;
	for (search->rounds = 0; search->rounds <= PERCENT_ROUNDS; search->rounds++) {
		struct str decoded;

		if (search_text(search, ret))
			return true;
		if (str_find(search->text, '%') == STR_NPOS)
			break;
		decoded = url_percent_decode(search->arena, search->text);
		if (decoded.n == search->text.n)
			break;
		search->text = decoded;
	}
	return false;
}

bool token_find(struct arena *arena, const struct token_needles *needles,
		const struct url *url, struct link_token *ret)
{
	struct search search = { .arena = arena, .needles = needles };

	if (needles->count == 0 || str_eq(url->scheme, STR("mailto")))
		return false;
	search.host = url->host;
	if (search_part(&search, "query", url->query, ret) ||
	    search_part(&search, "fragment", url->fragment, ret) ||
	    search_part(&search, "path", url->path, ret) ||
	    search_part(&search, "userinfo", url->username, ret) ||
	    search_part(&search, "userinfo", url->password, ret) ||
	    search_part(&search, "host", url->host, ret))
		return true;
	if (search.weak.coding)
		*ret = search.weak;
	return search.weak.coding != NULL;
}

/* --- in names -------------------------------------------------------------------------
 */

/* The bytes of the labels, dots between them (or nothing). */
static struct str name_bytes(struct arena *arena, struct str name, bool dots)
{
	uint8_t wire[DNS_NAME_WIRE];
	size_t n, length = 0;
	char *out;

	if (!dns_name_to_wire(name, wire, &n))
		return STR("");
	out = arena_bytes(arena, n);
	for (size_t at = 0; wire[at]; at += 1u + wire[at]) {
		if (at && dots)
			out[length++] = '.';
		memcpy(out + length, wire + at + 1, wire[at]);
		length += wire[at];
	}
	return str_make(out, length);
}

static bool is_letter(char c)
{
	return ascii_is_alnum(c) || c & 0x80;
}

/* The end of the words of `word` at the start of `text`, whatever stands between them; 0:
 * they are not there. */
static size_t spelled_out(struct str text, struct str word)
{
	size_t at = 0;

	for (size_t i = 0; i < word.n; i++) {
		if (!is_letter(word.p[i]))
			continue;
		while (at < text.n && !is_letter(text.p[at]))
			at++;
		if (at == text.n || ascii_lower(text.p[at]) != word.p[i])
			return 0;
		at++;
	}
	return at;
}

static bool has_spelled(struct str text, const struct token_needle *needle)
{
	for (size_t at = 0; at < text.n; at++) {
		struct str rest = str_skip(text, at);
		size_t local, domain;

		if (!is_letter(text.p[at]) || word_before(text, at))
			continue;
		local = spelled_out(rest, needle->text);
		domain = local ? spelled_out(str_skip(rest, local), needle->domain) : 0;
		if (domain && !word_behind(rest, local + domain) &&
		    !(local + domain == rest.n &&
		      str_is_domain_or_below(text, needle->domain)))
			return true;
	}
	return false;
}

static bool search_name(struct arena *arena, const struct token_needles *needles,
			struct str name, bool dots)
{
	struct search search = {
		.arena = arena, .needles = needles, .is_name = true, .is_joined = !dots
	};
	struct str text = name_bytes(arena, name, dots);
	struct link_token token;

	search.host = dots ? text : STR("");
	return search_part(&search, "host", text, &token) || search.weak.coding;
}

bool token_in_name(struct arena *arena, const struct token_needles *needles,
		   struct str name)
{
	struct str text;

	if (needles->count == 0)
		return false;
	if (search_name(arena, needles, name, true) ||
	    search_name(arena, needles, name, false))
		return true;
	text = name_bytes(arena, name, true);
	for (uint32_t i = 0; i < needles->count; i++)
		if (needles->items[i].form == FORM_LOCAL &&
		    has_spelled(text, &needles->items[i]))
			return true;
	return false;
}

bool token_in_text(struct arena *arena, const struct token_needles *needles,
		   struct str text)
{
	struct search search = { .arena = arena, .needles = needles };
	struct link_token token;

	if (needles->count == 0)
		return false;
	return search_part(&search, "query", text, &token) || search.weak.coding;
}
