/* mail/words.c - see words.h.
 *
 * The value is cut into plain text and encoded words, left to right and once.
 * Words that follow each other with nothing but white space between them form
 * a run: while the charset stays, their bytes are gathered and converted together. */
#include "mail/words.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "mail/base64.h"
#include "mail/charset.h"

enum { WORD_MAX = 75 }; /* RFC 2047, 2 */

struct word {
	struct str raw;	    /* "=?…?=" */
	struct str charset; /* without the language of RFC 2231, 5 */
	char encoding;
	struct str text;
};

struct reader {
	struct arena *arena;
	struct str value;
	struct defects *defects;
	struct words *ret;
	/* Output: grows by doubling, so a value of n bytes costs O(n). */
	char *out;
	size_t n, cap;
	/* The run of words not converted yet: their bytes, and the charset. */
	char *run;
	size_t run_n, run_cap;
	struct str run_charset;
	struct str run_at;  /* where it begins */
	struct str run_b64; /* base64 of the last word that ended inside a quantum */
	bool in_run, all_plain;
};

/* --- growing output ---------------------------------------------------------- */

static void room_for(struct arena *arena, char **p, size_t n, size_t *cap, size_t more)
{
	size_t want = *cap ? *cap : 128;
	char *bigger;

	if (n + more <= *cap)
		return;
	while (want < n + more)
		want *= 2;
	bigger = arena_bytes(arena, want);
	if (n)
		memcpy(bigger, *p, n);
	*p = bigger;
	*cap = want;
}

static void put(struct reader *r, struct str s)
{
	if (s.n == 0)
		return;
	room_for(r->arena, &r->out, r->n, &r->cap, s.n);
	memcpy(r->out + r->n, s.p, s.n);
	r->n += s.n;
}

static void odd(struct reader *r, const char *id, struct str at)
{
	if (r->defects)
		defect_add(r->defects, id, at, at);
}

/* --- plain text ------------------------------------------------------------------ */

/* Without the line ends of folding; the white space behind them stays. */
static void put_unfolded(struct reader *r, struct str s)
{
	while (s.n) {
		size_t n = 0;

		while (n < s.n && s.p[n] != '\r' && s.p[n] != '\n')
			n++;
		put(r, str_sub(s, 0, n));
		s = str_skip(s, n);
		while (s.n && (s.p[0] == '\r' || s.p[0] == '\n'))
			s = str_skip(s, 1);
	}
}

static bool has_escape(struct str s)
{
	return s.n && memchr(s.p, 0x1B, s.n);
}

static void note_raw_bytes(struct reader *r, struct str s)
{
	struct str at = str_skip(s, ascii_prefix(s));

	if (at.n == 0)
		return;
	/* RFC 6532 allows UTF-8 as it is, where both ends know of it. */
	odd(r, utf8_is_valid(s) ? "word.raw-utf8" : "word.raw-8bit", at);
	r->ret->eight_bit = true;
}

static void put_plain(struct reader *r, struct str s)
{
	struct charset_text text;

	if (ascii_is_all(s) && !has_escape(s)) {
		put_unfolded(r, s);
		return;
	}
	note_raw_bytes(r, s);
	charset_decode(r->arena, STR_NONE, s, &text);
	if (strcmp(text.used, "iso-2022-jp") == 0)
		odd(r, "word.raw-iso-2022", s);
	put_unfolded(r, text.text);
}

/* --- one word ---------------------------------------------------------------------- */

static bool is_charset_char(char c)
{
	return c > ' ' && c < 0x7F && !strchr("()<>@,;:\"[]", c);
}

/* At "=?": charset, '?', encoding, '?'. Returns the offset of the encoded text, 0
 * where this is no word. */
static size_t read_word_start(struct str s, struct word *ret)
{
	struct str rest;
	size_t i = 2;

	while (i < s.n && s.p[i] != '?' && is_charset_char(s.p[i]) && i < 2 + 64)
		i++;
	if (i == 2 || i + 2 >= s.n || s.p[i] != '?' || s.p[i + 2] != '?')
		return 0;
	ret->encoding = s.p[i + 1];
	if (!strchr("qQbB", ret->encoding) || !ret->encoding)
		return 0;
	rest = str_sub(s, 2, i);
	ret->charset = str_until(rest, '*');
	return i + 3;
}

/* The word at the start of `s` ("=?" is there). False: none, or never closed;
 * then *ret_seen says how far one looked, so that nobody looks there again. */
static bool read_word(struct str s, struct word *ret, size_t *ret_seen)
{
	size_t start = read_word_start(s, ret), i = start;

	*ret_seen = 2;
	if (start == 0)
		return false;
	for (;;) {
		const char *mark = i < s.n ? memchr(s.p + i, '?', s.n - i) : NULL;

		if (!mark) {
			*ret_seen = s.n;
			return false;
		}
		i = (size_t)(mark - s.p) + 1;
		if (i < s.n && s.p[i] == '=')
			break;
		/* "=?" inside: the next word begins, this one was never closed. */
		if (i >= 2 + start && s.p[i - 2] == '=') {
			*ret_seen = i - 2;
			return false;
		}
	}
	ret->raw = str_sub(s, 0, i + 1);
	ret->text = str_sub(s, start, i - 1);
	return true;
}

static size_t decode_q(struct str text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		int high = i + 2 < text.n ? ascii_hex(text.p[i + 1]) : -1;
		int low = i + 2 < text.n ? ascii_hex(text.p[i + 2]) : -1;

		if (c == '=' && high >= 0 && low >= 0) {
			out[n++] = (char)(high << 4 | low);
			i += 2;
		} else if (c == '\r' || c == '\n') {
			continue; /* folded inside the word */
		} else {
			out[n++] = c == '_' ? ' ' : c;
		}
	}
	return n;
}

/* --- runs ----------------------------------------------------------------------------
 */

static bool needs_word(struct str text)
{
	return text.n == 0 || !ascii_is_all(text) ||
	       str_find_str(text, STR("=?")) != STR_NPOS ||
	       str_find_str(text, STR("  ")) != STR_NPOS || ascii_is_space(text.p[0]) ||
	       ascii_is_space(text.p[text.n - 1]);
}

static bool has_controls(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((uint8_t)text.p[i] < 0x20 || text.p[i] == 0x7F)
			return true;
	return false;
}

/* Convert the words gathered so far. */
static void flush(struct reader *r)
{
	struct charset_text text;

	if (!r->in_run)
		return;
	r->in_run = false;
	r->run_b64 = STR_NONE;
	charset_decode(r->arena, r->run_charset, str_make(r->run, r->run_n), &text);
	if (!charset_canonical(r->run_charset))
		odd(r, "charset.unknown", r->run_at);
	else if (text.sniffed)
		odd(r, "charset.mismatch", r->run_at);
	else if (text.bad)
		odd(r, "charset.ill-formed", r->run_at);
	if (has_controls(text.text)) {
		r->ret->controls = true;
		odd(r, "word.controls", r->run_at);
		r->all_plain = false;
	}
	if (needs_word(text.text))
		r->all_plain = false;
	put(r, text.text);
}

/* Does a word's text end inside a character, or in another mode than ASCII? */
static bool ends_inside(struct str charset, struct str bytes)
{
	const char *name = charset_canonical(charset);
	size_t escape = str_rfind(bytes, 0x1B);

	if (name && strcmp(name, "iso-2022-jp") == 0)
		return escape != STR_NPOS && escape + 1 < bytes.n &&
		       bytes.p[escape + 1] != '(';
	if (name && strcmp(name, "utf-8") == 0) {
		size_t valid = utf8_valid_prefix(bytes), length;

		return valid < bytes.n &&
		       utf8_decode(str_skip(bytes, valid), &length) < 0 &&
		       valid + length == bytes.n;
	}
	return false;
}

/* Characters of the alphabet behind the last whole quantum, if no '=' ends it. */
static size_t loose_base64(struct str text)
{
	size_t symbols = 0;

	if (text.n && memchr(text.p, '=', text.n))
		return 0;
	for (size_t i = 0; i < text.n; i++)
		symbols += !ascii_is_space(text.p[i]);
	return symbols % 4;
}

/* Some senders cut the base64 text itself into words, without regard to its
 * quanta: what the last word left over is read again with this one. */
static struct str rejoin_base64(struct reader *r, const struct word *word)
{
	struct str text = word->text;

	if (r->run_b64.n) {
		struct base64_result got;
		char scratch[64];

		text = arena_concat(r->arena, r->run_b64, text);
		base64_read(r->run_b64, scratch, &got);
		r->run_n -= got.length;
	}
	r->run_b64 = STR_NONE;
	if (loose_base64(text) && text.n >= 3)
		r->run_b64 = str_skip(text, text.n - loose_base64(text));
	return text;
}

static void gather(struct reader *r, const struct word *word)
{
	struct str text = word->text;
	size_t before = r->run_n;

	if (word->encoding == 'b' || word->encoding == 'B') {
		struct base64_result got;

		text = rejoin_base64(r, word);
		before = r->run_n;
		room_for(r->arena, &r->run, r->run_n, &r->run_cap, base64_room(text.n));
		base64_read(text, r->run + r->run_n, &got);
		r->run_n += got.length;
		if (got.found & ~(1u << BASE64_LONG_LINE))
			odd(r, "word.bad-base64", word->raw);
	} else {
		r->run_b64 = STR_NONE;
		room_for(r->arena, &r->run, r->run_n, &r->run_cap, text.n);
		if (text.n) /* else there may be no run yet */
			r->run_n += decode_q(text, r->run + r->run_n);
	}
	if (ends_inside(word->charset, str_skip(str_make(r->run, r->run_n), before)))
		odd(r, "word.split-character", word->raw);
}

static bool same_charset(struct str a, struct str b)
{
	const char *x, *y;

	if (str_eq_nocase(a, b))
		return true;
	x = charset_canonical(a);
	y = charset_canonical(b);
	return x && y && strcmp(x, y) == 0;
}

static void add_word(struct reader *r, const struct word *word)
{
	if (r->ret->words++ == 0) {
		r->ret->charset = word->charset;
		r->ret->encoding = word->encoding;
	}
	if (r->in_run && !same_charset(r->run_charset, word->charset))
		flush(r);
	if (!r->in_run) {
		r->in_run = true;
		r->run_n = 0;
		r->run_charset = word->charset;
		r->run_at = word->raw;
		r->run_b64 = STR_NONE;
	}
	gather(r, word);
}

/* --- places
 * ------------------------------------------------------------------------------- */

static bool is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* RFC 2047, 5: a word stands between white space or the ends; in a comment
 * parentheses will do. */
static void note_place(struct reader *r, const struct word *word)
{
	size_t at = str_offset(r->value, word->raw), end = at + word->raw.n;
	char before = at ? r->value.p[at - 1] : ' ';
	char after = end < r->value.n ? r->value.p[end] : ' ';

	if (before == '"' && after == '"')
		odd(r, "word.in-quotes", word->raw);
	else if ((!ascii_is_space(before) && before != '(') ||
		 (!ascii_is_space(after) && after != ')'))
		odd(r, "word.glued", word->raw);
	if (word->raw.n > WORD_MAX)
		odd(r, "word.too-long", word->raw);
	if (str_find(word->text, ' ') != STR_NPOS ||
	    str_find(word->text, '\t') != STR_NPOS ||
	    str_find(word->text, '\n') != STR_NPOS)
		odd(r, "word.blank-inside", word->raw);
}

/* What stands between two words; white space alone vanishes (RFC 2047, 6.2). */
static void between(struct reader *r, struct str s)
{
	if (r->in_run && is_blank(s))
		return;
	flush(r);
	put_plain(r, s);
}

static void read_all(struct reader *r)
{
	struct str rest = r->value;
	size_t look = 0, seen;
	struct word word;

	while (look < rest.n) {
		const char *mark = memchr(rest.p + look, '=', rest.n - look);

		if (!mark)
			break;
		look = (size_t)(mark - rest.p);
		if (look + 1 >= rest.n)
			break;
		if (rest.p[look + 1] != '?') {
			look++;
			continue;
		}
		if (r->ret->words == LIMIT_ENCODED_WORDS) {
			odd(r, "limit.encoded-words", str_skip(rest, look));
			break;
		}
		if (!read_word(str_skip(rest, look), &word, &seen)) {
			if (seen > 2)
				odd(r, "word.unterminated", str_skip(rest, look));
			look += seen;
			continue;
		}
		between(r, str_sub(rest, 0, look));
		note_place(r, &word);
		add_word(r, &word);
		rest = str_skip(rest, look + word.raw.n);
		look = 0;
	}
	if (rest.n && !(r->in_run && is_blank(rest)))
		between(r, rest);
	flush(r);
}

/* ---------------------------------------------------------------------------------------------
 */

static bool is_unfolded(struct str s)
{
	return !memchr(s.p, '\r', s.n) && !memchr(s.p, '\n', s.n);
}

void words_decode(struct arena *arena, struct str value, struct defects *defects,
		  struct words *ret)
{
	struct reader r = { .arena = arena,
			    .value = str_trim(value),
			    .defects = defects,
			    .ret = ret,
			    .all_plain = true };

	*ret = (struct words){ .text = r.value };
	if (r.value.n == 0)
		return;
	if (ascii_is_all(r.value) && !has_escape(r.value) && is_unfolded(r.value) &&
	    str_find_str(r.value, STR("=?")) == STR_NPOS)
		return;
	read_all(&r);
	ret->text = r.n ? str_make(r.out, r.n) : str_sub(r.value, 0, 0);
	ret->needless = ret->words > 0 && r.all_plain;
}

struct str words_text(struct arena *arena, struct str value, struct defects *defects)
{
	struct words words;

	words_decode(arena, value, defects, &words);
	return words.text;
}
