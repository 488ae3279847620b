/* visit/alter.c - see alter.h. */
#include "visit/alter.h"

#include "base/digest.h"

#ifndef N_
#define N_(text) text
#endif

enum {
	LONG_NUMBER = 7, /* a year with month and day has eight digits, counters more */
	DATE = 8,
	LONG_HEX = 10,	/* "deadbeef01" */
	LONG_WORD = 24, /* no word of a language */
	MIXED_WORD = 6, /* with so many changes between letter and digit: */
	MIXED_CHANGES = 3,
	CASE_WORD = 8,	  /* "aXbQeRtZ": */
	CASE_SHARE = 3,	  /* one in three letters begins anew in upper case */
	WHOLE_PIECE = 16, /* letters of both cases and digits, with signs in between */
	CHANGES = 16,	  /* listed; what is replaced has no end */
};

struct alteration {
	struct arena *arena;
	const struct alter_query *query;
	struct altered *ret;
	struct buf out, shape;
};

/* --- what looks made for one ----------------------------------------------------- */

struct look {
	size_t digits, letters, upper, hex, hyphens, others, changes, rises, number;
};

static struct look look_at(struct str word)
{
	struct look look = { 0 };
	size_t number = 0;

	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i], before = i ? word.p[i - 1] : '\0';
		bool digit = ascii_is_digit(c), alnum = ascii_is_alnum(c);

		look.digits += digit;
		look.letters += ascii_is_alpha(c);
		look.upper += c >= 'A' && c <= 'Z';
		look.hex += ascii_hex(c) >= 0;
		look.hyphens += c == '-';
		look.others += !alnum;
		look.changes +=
		    ascii_is_alnum(before) && alnum && digit != ascii_is_digit(before);
		look.rises += before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
		number = digit ? number + 1 : 0;
		if (number > look.number)
			look.number = number;
	}
	return look;
}

static bool is_date(struct str word)
{
	uint32_t n;

	return word.n == DATE && str_to_u32(word, &n) && n / 10000 >= 1990 &&
	       n / 10000 < 2100 && n / 100 % 100 >= 1 && n / 100 % 100 <= 12 &&
	       n % 100 >= 1 && n % 100 <= 31;
}

/* Of letters and digits alone. */
static bool is_counted(struct str word)
{
	struct look look = look_at(word);

	if (is_date(word))
		return false;
	if (look.number >= LONG_NUMBER || word.n >= LONG_WORD)
		return true;
	if (look.hex == word.n && word.n >= LONG_HEX && look.digits > 0)
		return true;
	if (word.n >= MIXED_WORD && look.changes >= MIXED_CHANGES)
		return true;
	return word.n >= CASE_WORD && look.rises * CASE_SHARE >= word.n;
}

/* Of a whole value: a UUID, base64 with its signs. */
static bool is_drawn(struct str piece)
{
	struct look look = look_at(piece);

	if (look.hex + look.hyphens == piece.n && look.hex >= WHOLE_PIECE &&
	    look.digits > 0)
		return true;
	return look.letters + look.digits >= WHOLE_PIECE && look.digits >= 2 &&
	       look.upper >= 2 && look.letters > look.upper + 1 &&
	       look.changes >= MIXED_CHANGES;
}

/* Whoever copied it from the genuine site has told everybody the same. */
static bool is_public(const struct tables *tables, struct str word)
{
	for (uint32_t i = 0; tables && i < tables->genuine_url_count; i++)
		if (str_find_str(tables->genuine_urls[i].url, word) != STR_NPOS)
			return true;
	return false;
}

/* --- nonsense ------------------------------------------------------------------------
 */

/* Letters stay letters of their case, digits digits, hexadecimal hexadecimal; all else
 * stands. A percent escape is one of "all else". */
static void add_nonsense(struct alteration *a, struct str word)
{
	struct look look = look_at(word);
	bool hex = look.hex + look.others == word.n && look.digits > 0;
	struct str seed = arena_concat(a->arena, a->query->salt, word);
	char sum[65];
	size_t at = 0;

	digest_sha256(seed, sum);
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		int b;

		if (at + 2 > 64) {
			digest_sha256(str_make(sum, 64), sum);
			at = 0;
		}
		b = ascii_hex(sum[at]) * 16 + ascii_hex(sum[at + 1]);
		at += 2;
		if (c == '%' && i + 2 < word.n && ascii_hex(word.p[i + 1]) >= 0 &&
		    ascii_hex(word.p[i + 2]) >= 0) {
			buf_add(&a->out, str_sub(word, i, i + 3));
			i += 2;
		} else if (ascii_is_digit(c)) {
			buf_add_char(&a->out, (char)('1' + b % 9));
		} else if (ascii_is_alpha(c)) {
			char first = c >= 'a' ? 'a' : 'A';

			buf_add_char(&a->out, (char)(first + b % (hex ? 6 : 26)));
		} else {
			buf_add_char(&a->out, c);
		}
	}
}

static void note(struct alteration *a, const char *place, struct str word, size_t from,
		 bool recipient)
{
	struct altered *ret = a->ret;

	if (ret->count == CHANGES)
		return;
	if (!ret->changes)
		ret->changes = arena_alloc_array(a->arena, CHANGES, sizeof *ret->changes);
	ret->changes[ret->count++] = (struct visit_change){
		.place = place,
		.now = arena_str(a->arena, str_skip(buf_peek(&a->out), from)),
		.was = arena_str(a->arena, word),
		.recipient = recipient,
	};
}

static void replace(struct alteration *a, const char *place, struct str word,
		    bool recipient)
{
	size_t from = a->out.n;

	add_nonsense(a, word);
	buf_add(&a->shape, STR("#"));
	note(a, place, word, from, recipient);
}

static void keep(struct alteration *a, struct str s)
{
	buf_add(&a->out, s);
	buf_add(&a->shape, s);
}

/* --- pieces ------------------------------------------------------------------------ */

static bool carries(const struct alteration *a, struct str piece)
{
	return a->query->needles && piece.n &&
	       token_in_text(a->arena, a->query->needles, piece);
}

/* Letters and digits in front; one byte else, or a percent escape. */
static struct str next_word(struct str *rest)
{
	size_t n = 0;

	while (n < rest->n && ascii_is_alnum(rest->p[n]))
		n++;
	if (n == 0)
		n = rest->p[0] == '%' && rest->n >= 3 ? 3 : 1;
	*rest = str_skip(*rest, n);
	return str_make(rest->p - n, n);
}

static void alter_piece(struct alteration *a, const char *place, struct str piece)
{
	struct str rest = piece;

	if (carries(a, piece)) {
		replace(a, place, piece, true);
		return;
	}
	if (is_drawn(piece) && !is_public(a->query->tables, piece)) {
		replace(a, place, piece, false);
		return;
	}
	while (rest.n) {
		struct str word = next_word(&rest);

		if (is_counted(word) && !is_public(a->query->tables, word))
			replace(a, place, word, false);
		else
			keep(a, word);
	}
}

/* What pieces tell only together is replaced as a whole. */
static void check_whole(struct alteration *a, const char *place, struct str whole,
			size_t from)
{
	if (!carries(a, str_skip(buf_peek(&a->out), from)))
		return;
	a->out.n = from;
	replace(a, place, whole, true);
}

static void alter_path(struct alteration *a, struct str path)
{
	struct str piece, rest = path;
	uint32_t before = a->ret->count;
	size_t from = a->out.n;
	bool first = true;

	while (path.n && str_split(&rest, '/', &piece)) {
		if (!first)
			keep(a, STR("/"));
		first = false;
		alter_piece(a, N_("path"), piece);
	}
	check_whole(a, N_("path"), path, from);
	a->ret->path = a->ret->count > before;
}

static void alter_pair(struct alteration *a, struct str pair)
{
	struct str name = STR_NONE, value = pair;

	if (str_cut(pair, '=', &name, &value)) {
		alter_piece(a, N_("query"), name);
		keep(a, STR("="));
	}
	alter_piece(a, N_("query"), value);
}

static void alter_query(struct alteration *a, struct str query)
{
	struct str pair, rest = query;
	bool first = true;

	while (query.n && str_split(&rest, '&', &pair)) {
		if (!first)
			keep(a, STR("&"));
		first = false;
		alter_pair(a, pair);
	}
}

static void alter_host(struct alteration *a, const struct url *url)
{
	struct str host = a->query->host;

	if (host.n && !str_eq(host, url->host)) {
		size_t from = a->out.n;

		buf_add(&a->out, host);
		buf_add(&a->shape, host);
		note(a, N_("host"), url->host, from, true);
	} else {
		keep(a, url->host);
	}
	if (url->port >= 0) {
		struct str port = arena_printf(a->arena, ":%d", (int)url->port);

		keep(a, port);
	}
}

void url_alter(struct arena *arena, const struct alter_query *query,
	       const struct url *url, struct altered *ret)
{
	struct alteration a = { .arena = arena, .query = query, .ret = ret };
	size_t from;

	*ret = (struct altered){ 0 };
	buf_init(&a.out, 0);
	buf_init(&a.shape, 0);
	keep(&a, url->scheme);
	keep(&a, STR("://"));
	if (url->username.n || url->password.n)
		note(&a, N_("userinfo"), url->username, a.out.n, false);
	alter_host(&a, url);
	alter_path(&a, url->path);
	ret->shape = arena_str(arena, buf_peek(&a.shape));
	if (url->has_query) {
		keep(&a, STR("?"));
		from = a.out.n;
		alter_query(&a, url->query);
		check_whole(&a, N_("query"), url->query, from);
	}
	ret->href = arena_str(arena, buf_peek(&a.out));
	buf_fini(&a.out);
	buf_fini(&a.shape);
}

bool url_has_value(struct arena *arena, const struct tables *tables,
		   const struct url *url)
{
	const struct alter_query query = { .tables = tables, .salt = STR("value") };
	struct str rest = url->query, name, value;
	struct altered altered;

	url_alter(arena, &query, url, &altered);
	if (altered.count)
		return true;
	while (rest.n && url_next_pair(&rest, false, &name, &value))
		if (value.n >= 4)
			return true;
	return false;
}
