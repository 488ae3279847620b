/* link/html.c - the tokenizer of the WHATWG HTML standard (13.2.5), pulled.
 *
 * The standard describes it a character at a time; here each construct is read
 * by a function of its own, which looks for the next byte that matters. What
 * the standard calls a parse error is simply read as it says. */
#include "link/html.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "link/html_entities.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD, in place of NUL */

struct html_tokenizer {
	struct arena *arena;
	struct str source;
	size_t at;
	enum html_state state;
	struct str last; /* the last start tag's name: what ends a raw state */
	char last_name[16];
	bool alone, reuse, as_written, ended_in_tag, ended_in_raw;
	size_t open_tag, open_raw; /* where that began */
	/* Memory of the current token, where it is used again for the next. */
	char *room;
	size_t room_size, room_used;
	struct html_attribute *attributes; /* of one tag */
	uint32_t attribute_cap;
	uint8_t hashes[LIMIT_HTML_ATTRIBUTES]; /* of their names */
	uint64_t hash_bits;	      /* a bit for each of these, some share one */
	struct html_attribute unused; /* what is read and not kept */
};

struct html_tokenizer *html_tokenizer_new(struct arena *arena, struct str source)
{
	struct html_tokenizer *t = arena_new_of(arena, struct html_tokenizer);

	t->arena = arena;
	t->source = source;
	return t;
}

void html_tokenizer_reuse(struct html_tokenizer *t)
{
	t->reuse = true;
}

void html_tokenizer_as_written(struct html_tokenizer *t)
{
	t->as_written = true;
}

void html_tokenizer_restart(struct html_tokenizer *t, struct str source)
{
	t->source = source;
	t->at = 0;
	t->state = HTML_DATA;
	t->last = STR_NONE;
	t->ended_in_tag = t->ended_in_raw = false;
}

bool html_ended_in_tag(const struct html_tokenizer *t, size_t *ret_offset)
{
	if (t->ended_in_tag)
		*ret_offset = t->open_tag;
	return t->ended_in_tag;
}

bool html_ended_in_raw(const struct html_tokenizer *t, size_t *ret_offset)
{
	bool nothing_read = t->state == HTML_RCDATA || t->state == HTML_RAWTEXT ||
			    t->state == HTML_SCRIPT_DATA;

	if (t->ended_in_raw || nothing_read)
		*ret_offset = t->ended_in_raw ? t->open_raw : t->source.n;
	return t->ended_in_raw || nothing_read;
}

void html_tokenizer_alone(struct html_tokenizer *t, enum html_state state,
			  struct str last)
{
	t->alone = true;
	t->state = state;
	t->last = last;
}

const struct html_attribute *html_attribute_find(const struct html_token *token,
						 struct str name)
{
	for (uint32_t i = 0; i < token->attribute_count; i++)
		if (str_eq(token->attributes[i].name, name))
			return &token->attributes[i];
	return NULL;
}

/* --- memory -------------------------------------------------------------------- */

static char *take_room(struct html_tokenizer *t, size_t n)
{
	char *p;

	if (!t->reuse)
		return arena_bytes(t->arena, n);
	if (t->room_size - t->room_used < n) {
		t->room_size = n * 2 + 4096;
		t->room = arena_bytes(t->arena, t->room_size);
		t->room_used = 0;
	}
	p = t->room + t->room_used;
	t->room_used += n;
	return p;
}

static void give_back(struct html_tokenizer *t, char *p, size_t n, size_t used)
{
	if (t->reuse)
		t->room_used -= n - used;
	else
		arena_shrink(t->arena, p, n, used);
}

/* --- text ------------------------------------------------------------------------ */

enum {
	READ_REFERENCES = 1,
	REPLACE_ZEROS = 2,
	IN_ATTRIBUTE = 4,
	KEEP_RETURNS = 8, /* and NUL: only references are odd */
};

/* Does it mean more than itself in text? '&', CR, NUL. */
static inline bool is_odd(char c, unsigned how)
{
	return c == '&' || (!(how & KEEP_RETURNS) && (c == '\r' || c == '\0'));
}

#if defined(__SSE2__)
static inline unsigned bits_of(__m128i in, char c)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(in, _mm_set1_epi8(c)));
}

/* A bit for each of sixteen bytes: those that are odd. */
static inline unsigned odd_bits(__m128i in, unsigned how)
{
	__m128i amp = _mm_cmpeq_epi8(in, _mm_set1_epi8('&')),
		cr = _mm_cmpeq_epi8(in, _mm_set1_epi8('\r')),
		nul = _mm_cmpeq_epi8(in, _mm_setzero_si128());

	if (how & KEEP_RETURNS)
		return (unsigned)_mm_movemask_epi8(amp);
	return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(amp, cr), nul));
}

static inline __m128i sixteen_at(struct str s, size_t i)
{
	return _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
}
#endif

/* Length of the run that means itself. */
static size_t plain_run(struct str s)
{
	size_t i = 0;

#if defined(__SSE2__)
	for (; i + 16 <= s.n; i += 16) {
		unsigned odd = odd_bits(sixteen_at(s, i), 0);

		if (odd)
			return i + (unsigned)__builtin_ctz(odd);
	}
#endif
	while (i < s.n && !is_odd(s.p[i], 0))
		i++;
	return i;
}

/* Length of the run at the front of `s` that holds no `stop`. `ret_odd`: where in it the
 * first odd byte stands, its length if there is none. */
static inline size_t run_to(struct str s, char stop, unsigned how, size_t *ret_odd)
{
	size_t i = 0, odd = SIZE_MAX;

#if defined(__SSE2__)
	for (; i + 16 <= s.n; i += 16) {
		__m128i in = sixteen_at(s, i);
		unsigned ends = bits_of(in, stop), odds = odd_bits(in, how);

		if (odds && odd == SIZE_MAX)
			odd = i + (unsigned)__builtin_ctz(odds);
		if (ends) {
			i += (unsigned)__builtin_ctz(ends);
			*ret_odd = odd < i ? odd : i;
			return i;
		}
	}
#endif
	for (; i < s.n && s.p[i] != stop; i++)
		if (odd == SIZE_MAX && is_odd(s.p[i], how))
			odd = i;
	*ret_odd = odd < i ? odd : i;
	return i;
}

/* The one special byte at the front of `s`; returns the bytes read. */
static size_t resolve_one(struct str s, unsigned how, char *out, size_t *n)
{
	size_t length, read;

	switch (s.p[0]) {
	case '\r': /* CR LF and CR are LF (13.2.3.5) */
		out[(*n)++] = '\n';
		return s.n > 1 && s.p[1] == '\n' ? 2 : 1;
	case '\0':
		if (how & REPLACE_ZEROS) {
			memcpy(out + *n, replacement, 3);
			*n += 3;
		} else {
			out[(*n)++] = '\0';
		}
		return 1;
	default:
		read = how & READ_REFERENCES
			   ? html_reference(s, how & IN_ATTRIBUTE, out + *n, &length)
			   : 0;
		if (read == 0) {
			out[(*n)++] = s.p[0];
			return 1;
		}
		*n += length;
		return read;
	}
}

/* Bytes that may be read behind the start of `s`: those of the source, where it is a
 * slice of that. */
static size_t readable(const struct html_tokenizer *t, struct str s)
{
	return str_within(t->source, s) ? t->source.n - str_offset(t->source, s) : s.n;
}

enum { AHEAD = 16 }; /* bytes that copy_run() may write beyond the run */

/* Copy the run at the front of `s` that means itself; returns its length. */
static inline size_t copy_run(struct str s, size_t readable, unsigned how, char *out)
{
	size_t i = 0;

	(void)readable;
#if defined(__SSE2__)
	for (; i < s.n && i + 16 <= readable; i += 16) {
		__m128i in = sixteen_at(s, i);
		unsigned odd = odd_bits(in, how);

		_mm_storeu_si128((__m128i *)(void *)(out + i), in);
		if (odd) {
			i += (unsigned)__builtin_ctz(odd);
			return i < s.n ? i : s.n;
		}
	}
#endif
	for (; i < s.n && !is_odd(s.p[i], how); i++)
		out[i] = s.p[i];
	return i < s.n ? i : s.n;
}

/* `s` as it is meant, where its first odd byte stands at `run`. */
static struct str resolve_from(struct html_tokenizer *t, struct str s, size_t run,
			       unsigned how)
{
	size_t n = run, room = html_reference_room(s.n), left = readable(t, s);
	char *out;

	if (how & REPLACE_ZEROS && memchr(s.p, 0, s.n))
		room = s.n * 3 + 8;
	room += AHEAD;
	out = take_room(t, room);
	memcpy(out, s.p, run);
	while (run < s.n) {
		size_t read;

		s = str_skip(s, run);
		read = resolve_one(s, how, out, &n);
		s = str_skip(s, read);
		left -= run + read;
		run = how & KEEP_RETURNS ? copy_run(s, left, KEEP_RETURNS, out + n)
					 : copy_run(s, left, 0, out + n);
		n += run;
	}
	give_back(t, out, room, n);
	return str_make(out, n);
}

/* The same, `s` itself where nothing is odd. */
static struct str resolve(struct html_tokenizer *t, struct str s, unsigned how)
{
	size_t odd = plain_run(s);

	return odd == s.n ? s : resolve_from(t, s, odd, how);
}

struct str html_token_text(struct html_tokenizer *t, const struct html_token *token,
			   bool flows)
{
	unsigned how = (token->references ? READ_REFERENCES : 0u) |
		       (token->zeros ? REPLACE_ZEROS : 0u);

	if (!t->as_written || token->kind != HTML_TEXT)
		return token->text;
	if (!flows || token->zeros)
		return resolve(t, token->text, how);
	return token->plain == token->text.n
		   ? token->text
		   : resolve_from(t, token->text, token->plain, how | KEEP_RETURNS);
}

/* A name in lower case, without NUL. */
static struct str resolve_name(struct html_tokenizer *t, struct str s)
{
	char *out;

	if (memchr(s.p, 0, s.n))
		s = resolve(t, s, REPLACE_ZEROS);
	out = take_room(t, s.n);
	for (size_t i = 0; i < s.n; i++)
		out[i] = ascii_lower(s.p[i]);
	return str_make(out, s.n);
}

/* --- places ------------------------------------------------------------------------ */

static int byte_at(const struct html_tokenizer *t, size_t i)
{
	return i < t->source.n ? (unsigned char)t->source.p[i] : -1;
}

static bool is_space(int c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool ends_name(int c)
{
	return is_space(c) || c == '/' || c == '>';
}

/* The next such byte, or the end. */
static size_t next_byte(const struct html_tokenizer *t, size_t i, char c)
{
	const char *found =
	    i < t->source.n ? memchr(t->source.p + i, c, t->source.n - i) : NULL;

	return found ? (size_t)(found - t->source.p) : t->source.n;
}

static bool looking_at(const struct html_tokenizer *t, size_t i, struct str what)
{
	return i <= t->source.n && str_starts(str_skip(t->source, i), what);
}

static bool looking_at_nocase(const struct html_tokenizer *t, size_t i, struct str what)
{
	return i <= t->source.n && str_starts_nocase(str_skip(t->source, i), what);
}

static void set_place(const struct html_tokenizer *t, size_t from, struct html_token *ret)
{
	ret->offset = from;
	ret->length = t->at - from;
}

/* --- tags ------------------------------------------------------------------------------
 */

/* What a byte means inside a tag. */
enum { TAG_SPACE = 1, TAG_END = 2, TAG_EQUALS = 4, TAG_ODD = 8 };
static const uint8_t tag_bytes[256] = {
	['\t'] = TAG_SPACE, ['\n'] = TAG_SPACE, ['\f'] = TAG_SPACE,
	['\r'] = TAG_SPACE, [' '] = TAG_SPACE,	['/'] = TAG_END,
	['>'] = TAG_END,    ['='] = TAG_EQUALS, ['A' ... 'Z'] = TAG_ODD,
	['\0'] = TAG_ODD,
};

static inline size_t skip_space(const struct html_tokenizer *t, size_t i)
{
	while (i < t->source.n && tag_bytes[(uint8_t)t->source.p[i]] & TAG_SPACE)
		i++;
	return i;
}

/* Over bytes of a name that mean themselves, sixteen at most: names are short, and to
 * look at all of one at once costs less than to guess how long it is. */
static inline size_t skip_plain_name(const struct html_tokenizer *t, size_t i)
{
	bytes16 in;
	unsigned found;

	if (i + 16 > t->source.n)
		return i;
	in = bytes16_at(t->source.p + i);
	found =
	    bytes16_places((bytes16)(in <= ' ') | bytes16_are(in, '/') |
			   bytes16_between(in, '=', '>') | bytes16_between(in, 'A', 'Z'));
	return i + (found ? (unsigned)__builtin_ctz(found) : 16);
}

/* From a name's first byte; `i` moves behind it. The standard takes the first byte
 * of an attribute's name even where it is '='. */
static inline struct str take_name(struct html_tokenizer *t, size_t *i, bool attribute)
{
	unsigned stop = TAG_SPACE | TAG_END | (attribute ? TAG_EQUALS : 0);
	const uint8_t *p = (const uint8_t *)t->source.p;
	size_t from = *i, at = from, n = t->source.n;
	bool odd = false;
	struct str name;

	if (attribute && p[at] == '=')
		at++;
	at = skip_plain_name(t, at);
	while (at < n && !(tag_bytes[p[at]] & (stop | TAG_ODD)))
		at++;
	for (; at < n && !(tag_bytes[p[at]] & stop); at++)
		odd = true;
	*i = at;
	name = str_make(t->source.p + from, at - from);
	return odd ? resolve_name(t, name) : name;
}

/* Behind '=' and white space; false at the end of the source. */
static bool take_value(struct html_tokenizer *t, size_t *i, struct html_attribute *ret)
{
	struct str rest = str_skip(t->source, *i);
	size_t n = 0, odd;
	bool quoted;

	if (rest.n == 0)
		return false;
	quoted = rest.p[0] == '"' || rest.p[0] == '\'';
	if (quoted) {
		char quote = rest.p[0];

		rest = str_skip(rest, 1);
		n = run_to(rest, quote, 0, &odd);
	} else {
		while (n < rest.n && rest.p[n] != '>' &&
		       !(tag_bytes[(uint8_t)rest.p[n]] & TAG_SPACE))
			n++;
		odd = plain_run(str_sub(rest, 0, n));
	}
	ret->raw = ret->value = str_sub(rest, 0, n);
	if (odd < n)
		ret->value = resolve_from(t, ret->raw, odd,
					  READ_REFERENCES | REPLACE_ZEROS | IN_ATTRIBUTE);
	*i = str_offset(t->source, rest) + n + quoted;
	return n < rest.n;
}

/* A few of a name's bytes, so that few names have to be compared. */
static uint8_t hash_of(struct str name)
{
	if (name.n == 0)
		return 0;
	return (uint8_t)(name.n * 11 + (uint8_t)name.p[0] * 5u +
			 (uint8_t)name.p[name.n / 2] * 3u + (uint8_t)name.p[name.n - 1]);
}

static bool has_name(const struct html_tokenizer *t, const struct html_token *token,
		     struct str name, uint8_t hash)
{
	const uint8_t *from = t->hashes, *end = from + token->attribute_count, *at = from;

	if (!(t->hash_bits >> hash % 64 & 1))
		return false;
	while (at < end && (at = memchr(at, hash, (size_t)(end - at)))) {
		if (str_eq(token->attributes[at - from].name, name))
			return true;
		at++;
	}
	return false;
}

/* Where the attribute `name` is to be read to. */
static struct html_attribute *next_attribute(struct html_tokenizer *t,
					     struct html_token *ret, struct str name)
{
	uint8_t hash = hash_of(name);

	if (ret->kind == HTML_END_TAG || has_name(t, ret, name, hash))
		return &t->unused;
	if (ret->attribute_count == LIMIT_HTML_ATTRIBUTES) {
		ret->attributes_cut = true;
		return &t->unused;
	}
	ARENA_GROW(t->arena, t->attributes, ret->attribute_count, t->attribute_cap);
	t->hashes[ret->attribute_count] = hash;
	t->hash_bits |= UINT64_C(1) << hash % 64;
	ret->attributes = t->attributes;
	return &t->attributes[ret->attribute_count++];
}

/* One attribute at `i`; false at the end of the source. */
static bool take_attribute(struct html_tokenizer *t, size_t *i, struct html_token *ret)
{
	struct str name = take_name(t, i, true);
	struct html_attribute *attribute = next_attribute(t, ret, name);
	size_t after = skip_space(t, *i);

	attribute->name = name;
	attribute->id = html_attribute_find_id(name);
	attribute->value = attribute->raw = STR("");
	if (byte_at(t, after) != '=')
		return true;
	*i = skip_space(t, after + 1);
	return byte_at(t, *i) == '>' || take_value(t, i, attribute);
}

/* Behind the tag's name, up to and over '>'; false where the source ends first. */
static bool take_attributes(struct html_tokenizer *t, size_t i, struct html_token *ret)
{
	t->hash_bits = 0;
	while (i < t->source.n) {
		char c = t->source.p[i];

		if (tag_bytes[(uint8_t)c] & TAG_SPACE) {
			i++;
		} else if (c == '>') {
			t->at = i + 1;
			return true;
		} else if (c == '/') {
			ret->self_closing = byte_at(t, ++i) == '>';
		} else if (!take_attribute(t, &i, ret)) {
			return false;
		}
	}
	return false;
}

static const struct {
	const char *name;
	enum html_state state;
} raw_elements[] = {
	{ "script", HTML_SCRIPT_DATA },	 { "style", HTML_RAWTEXT },
	{ "title", HTML_RCDATA },	 { "textarea", HTML_RCDATA },
	{ "xmp", HTML_RAWTEXT },	 { "iframe", HTML_RAWTEXT },
	{ "noembed", HTML_RAWTEXT },	 { "noframes", HTML_RAWTEXT },
	{ "plaintext", HTML_PLAINTEXT },
};

/* What the tree builder would tell the tokenizer. */
static void follow(struct html_tokenizer *t, const struct html_token *tag)
{
	if (t->alone) {
		t->last = tag->name;
		return;
	}
	if (!(tag->element->traits & TRAIT_RAW))
		return;
	for (size_t i = 0; i < COUNT(raw_elements); i++)
		if (str_eq(tag->name, str_c(raw_elements[i].name))) {
			t->state = raw_elements[i].state;
			/* The token's memory may be gone when it is needed. */
			t->last = str_c(raw_elements[i].name);
		}
}

/* At "<x" or "</x": a tag; one that the source cuts off is nothing at all. */
static bool read_tag(struct html_tokenizer *t, struct html_token *ret)
{
	size_t from = t->at, i = from + 1;

	ret->kind = HTML_START_TAG;
	if (byte_at(t, i) == '/') {
		ret->kind = HTML_END_TAG;
		i++;
	}
	ret->name = take_name(t, &i, false);
	ret->element = html_element_find(ret->name);
	if (!take_attributes(t, i, ret)) {
		t->at = t->source.n;
		t->ended_in_tag = true;
		t->open_tag = from;
		return false;
	}
	if (ret->kind == HTML_END_TAG)
		ret->self_closing = false;
	if (!t->reuse) { /* the next tag's lie elsewhere */
		t->attributes = NULL;
		t->attribute_cap = 0;
	}
	set_place(t, from, ret);
	if (ret->kind == HTML_START_TAG)
		follow(t, ret);
	return true;
}

/* --- comments --- */

static void set_comment(struct html_tokenizer *t, size_t from, struct str text, size_t at,
			struct html_token *ret)
{
	ret->kind = HTML_COMMENT;
	ret->text = t->as_written ? text : resolve(t, text, REPLACE_ZEROS);
	t->at = at < t->source.n ? at : t->source.n;
	set_place(t, from, ret);
}

/* Anything else that begins like markup: up to '>'. */
static void read_bogus_comment(struct html_tokenizer *t, size_t text,
			       struct html_token *ret)
{
	size_t end = next_byte(t, text, '>');

	set_comment(t, t->at, str_sub(t->source, text, end), end + 1, ret);
}

/* A comment that the source cuts off: what may have been its end is not text. */
static struct str without_begun_end(struct str text)
{
	if (str_ends(text, STR("--!")))
		text.n -= 3;
	else if (str_ends(text, STR("--")))
		text.n -= 2;
	else if (str_ends(text, STR("-")))
		text.n -= 1;
	return text;
}

/* Behind "<!--". */
static void read_comment(struct html_tokenizer *t, struct html_token *ret)
{
	size_t text = t->at + 4;
	struct str body = str_skip(t->source, text);

	if (str_starts(body, STR(">"))) {
		set_comment(t, t->at, STR(""), text + 1, ret);
		return;
	}
	if (str_starts(body, STR("->"))) {
		set_comment(t, t->at, STR(""), text + 2, ret);
		return;
	}
	for (size_t i = text; (i = next_byte(t, i, '>')) < t->source.n; i++) {
		struct str before = str_sub(t->source, text, i);
		size_t dashes = str_ends(before, STR("--"))    ? 2
				: str_ends(before, STR("--!")) ? 3
							       : 0;

		if (dashes == 0)
			continue;
		set_comment(t, t->at, str_sub(before, 0, before.n - dashes), i + 1, ret);
		return;
	}
	set_comment(t, t->at, without_begun_end(body), t->source.n, ret);
}

/* --- doctype --- */

/* A quoted identifier at `i`; false where '>' or the end comes first. */
static bool take_identifier(struct html_tokenizer *t, size_t *i, struct str *ret)
{
	char quote = t->source.p[*i];
	size_t from = *i + 1, end = from;

	while (end < t->source.n && t->source.p[end] != quote && t->source.p[end] != '>')
		end++;
	*ret = resolve(t, str_sub(t->source, from, end), REPLACE_ZEROS);
	if (!ret->p)
		ret->p = "";
	*i = end;
	if (byte_at(t, end) != quote)
		return false;
	++*i;
	return true;
}

static bool is_quote(int c)
{
	return c == '"' || c == '\'';
}

/* Behind the name: PUBLIC "…" "…" or SYSTEM "…". Returns whether all was in order. */
static bool take_identifiers(struct html_tokenizer *t, size_t *i, struct html_token *ret)
{
	bool is_public = looking_at_nocase(t, *i, STR("PUBLIC"));

	if (byte_at(t, *i) == '>')
		return true;
	if (!is_public && !looking_at_nocase(t, *i, STR("SYSTEM")))
		return false;
	*i = skip_space(t, *i + 6);
	if (!is_quote(byte_at(t, *i)))
		return false;
	if (!take_identifier(t, i, is_public ? &ret->public_id : &ret->system_id))
		return false;
	*i = skip_space(t, *i);
	if (is_public && is_quote(byte_at(t, *i))) {
		if (!take_identifier(t, i, &ret->system_id))
			return false;
		*i = skip_space(t, *i);
	}
	/* Junk behind a system identifier does no harm (13.2.5.67). */
	return byte_at(t, *i) == '>' || (ret->system_id.p && *i < t->source.n);
}

/* Behind "<!DOCTYPE". */
static void read_doctype(struct html_tokenizer *t, struct html_token *ret)
{
	size_t from = t->at, i = skip_space(t, from + 9), start = i;

	ret->kind = HTML_DOCTYPE;
	while (i < t->source.n && !is_space(byte_at(t, i)) && t->source.p[i] != '>')
		i++;
	if (i > start)
		ret->name = resolve_name(t, str_sub(t->source, start, i));
	i = skip_space(t, i);
	ret->quirks = !ret->name.p || i >= t->source.n || !take_identifiers(t, &i, ret);
	i = next_byte(t, i, '>');
	t->at = i < t->source.n ? i + 1 : i;
	set_place(t, from, ret);
}

/* --- raw states --- */

static bool is_end_tag_of(const struct html_tokenizer *t, size_t i, struct str name)
{
	return looking_at(t, i, STR("</")) && looking_at_nocase(t, i + 2, name) &&
	       ends_name(byte_at(t, i + 2 + name.n));
}

static size_t raw_end(const struct html_tokenizer *t)
{
	size_t i = t->at;

	while ((i = next_byte(t, i, '<')) < t->source.n) {
		if (t->last.n && is_end_tag_of(t, i, t->last))
			break;
		i++;
	}
	return i;
}

/* Scripts may hide in comments, and in those other scripts (13.2.5.20 to 31). */
static size_t script_end(const struct html_tokenizer *t)
{
	enum { PLAIN, ESCAPED, TWICE } mode = PLAIN;
	size_t i = t->at;

	while (i < t->source.n) {
		char c = t->source.p[i];

		if (mode == PLAIN && c != '<') {
			i = next_byte(t, i, '<');
		} else if (mode != PLAIN && c == '-' && looking_at(t, i, STR("-->"))) {
			mode = PLAIN;
			i += 3;
		} else if (c != '<') {
			i++;
		} else if (mode == PLAIN && looking_at(t, i, STR("<!--"))) {
			mode = ESCAPED;
			i += 2; /* its dashes may be those of "-->" */
		} else if (mode != TWICE && t->last.n && is_end_tag_of(t, i, t->last)) {
			return i;
		} else if (mode == ESCAPED &&
			   looking_at_nocase(t, i + 1, STR("script")) &&
			   ends_name(byte_at(t, i + 7))) {
			mode = TWICE;
			i += 7;
		} else if (mode == TWICE && is_end_tag_of(t, i, STR("script"))) {
			mode = ESCAPED;
			i += 8;
		} else {
			i++;
		}
	}
	return i;
}

/* Text up to the end of a raw state; false where there is none. */
static bool read_raw(struct html_tokenizer *t, struct html_token *ret)
{
	size_t from = t->at, end = t->source.n, next;
	unsigned how = REPLACE_ZEROS;

	switch (t->state) {
	case HTML_RCDATA:
		how |= READ_REFERENCES;
		end = raw_end(t);
		break;
	case HTML_RAWTEXT:
		end = raw_end(t);
		break;
	case HTML_SCRIPT_DATA:
		end = script_end(t);
		break;
	case HTML_CDATA:
		how = 0;
		end = str_find_str(str_skip(t->source, from), STR("]]>"));
		end = end == STR_NPOS ? t->source.n : from + end;
		break;
	default:
		break;
	}
	if (end == t->source.n && t->state != HTML_CDATA) {
		t->ended_in_raw = true;
		t->open_raw = from;
	}
	next = t->state == HTML_CDATA && end < t->source.n ? end + 3 : end;
	if (t->state != HTML_PLAINTEXT)
		t->state = HTML_DATA; /* what follows is the end tag, or nothing */
	t->at = next;
	if (end == from)
		return false;
	ret->kind = HTML_TEXT;
	ret->text = str_sub(t->source, from, end);
	if (!t->as_written)
		ret->text = resolve(t, ret->text, how);
	ret->references = how & READ_REFERENCES;
	ret->zeros = how & REPLACE_ZEROS;
	set_place(t, from, ret);
	return true;
}

/* --- data --- */

/* Does '<' at `i` begin anything but text? */
static inline bool begins_markup(const struct html_tokenizer *t, size_t i)
{
	char c = i + 1 < t->source.n ? t->source.p[i + 1] : ' ';

	return ascii_is_alpha(c) || (c == '/' && i + 2 < t->source.n) || c == '!' ||
	       c == '?';
}

/* Up to markup; `ret_odd` as run_to() has it. */
static inline size_t text_end(const struct html_tokenizer *t, struct str rest,
			      unsigned how, size_t *ret_odd)
{
	size_t from = t->at, n = run_to(rest, '<', how, ret_odd);

	while (n < rest.n && !begins_markup(t, from + n)) {
		size_t next, more = run_to(str_skip(rest, n + 1), '<', how, &next);

		if (*ret_odd == n)
			*ret_odd = n + 1 + next;
		n += more + 1;
	}
	return n;
}

static void read_text(struct html_tokenizer *t, struct html_token *ret)
{
	struct str rest = str_skip(t->source, t->at);
	size_t from = t->at, odd,
	       n = t->as_written ? text_end(t, rest, KEEP_RETURNS, &odd)
				 : text_end(t, rest, 0, &odd);

	t->at = from + n;
	ret->kind = HTML_TEXT;
	ret->text = str_sub(rest, 0, n);
	ret->plain = odd;
	if (odd < n && !t->as_written)
		ret->text = resolve_from(t, ret->text, odd, READ_REFERENCES);
	ret->references = true;
	set_place(t, from, ret);
}

/* At '<' of markup; false where it amounts to nothing. */
static bool read_markup(struct html_tokenizer *t, struct html_token *ret)
{
	int c = byte_at(t, t->at + 1);

	if (c == '!') {
		if (looking_at(t, t->at + 2, STR("--")))
			read_comment(t, ret);
		else if (looking_at_nocase(t, t->at + 2, STR("DOCTYPE")))
			read_doctype(t, ret);
		else /* with "[CDATA[", which HTML does not have */
			read_bogus_comment(t, t->at + 2, ret);
		return true;
	}
	if (c == '?') {
		read_bogus_comment(t, t->at + 1, ret);
		return true;
	}
	if (c == '/') {
		int after = byte_at(t, t->at + 2);

		if (after == '>') { /* "</>" is nothing */
			t->at += 3;
			return false;
		}
		if (!ascii_is_alpha((char)after)) {
			read_bogus_comment(t, t->at + 2, ret);
			return true;
		}
	}
	return read_tag(t, ret);
}

bool html_next(struct html_tokenizer *t, struct html_token *ret)
{
	t->room_used = 0;
	while (t->at < t->source.n) {
		*ret = (struct html_token){ 0 };
		if (t->state != HTML_DATA) {
			if (read_raw(t, ret))
				return true;
		} else if (t->source.p[t->at] == '<' && begins_markup(t, t->at)) {
			if (read_markup(t, ret))
				return true;
		} else {
			read_text(t, ret);
			return true;
		}
	}
	return false;
}
