/* link/html.c - the tokenizer of the WHATWG HTML standard (13.2.5), pulled.
 *
 * The standard describes it a character at a time; here each construct is read
 * by a function of its own, which looks for the next byte that matters. What
 * the standard calls a parse error is simply read as it says. */
#include "link/html.h"

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
	bool alone, reuse, ended_in_tag;
	size_t open_tag; /* where that began */
	/* Memory of the current token, where it is used again for the next. */
	char *room;
	size_t room_size, room_used;
	struct html_attribute attributes[LIMIT_HTML_ATTRIBUTES];
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

void html_tokenizer_restart(struct html_tokenizer *t, struct str source)
{
	t->source = source;
	t->at = 0;
	t->state = HTML_DATA;
	t->last = STR_NONE;
	t->ended_in_tag = false;
}

bool html_ended_in_tag(const struct html_tokenizer *t, size_t *ret_offset)
{
	if (t->ended_in_tag)
		*ret_offset = t->open_tag;
	return t->ended_in_tag;
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
	LOWER_CASE = 8,
};

/* Length of the run that means itself: no '&', no CR, no NUL. */
static size_t plain_run(struct str s)
{
	size_t i = 0;

#if defined(__SSE2__)
	const __m128i amp = _mm_set1_epi8('&'), cr = _mm_set1_epi8('\r');

	for (; i + 16 <= s.n; i += 16) {
		__m128i in = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
		__m128i stop = _mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(in, amp), _mm_cmpeq_epi8(in, cr)),
		    _mm_cmpeq_epi8(in, _mm_setzero_si128()));
		unsigned mask = (unsigned)_mm_movemask_epi8(stop);

		if (mask)
			return i + (unsigned)__builtin_ctz(mask);
	}
#endif
	while (i < s.n && s.p[i] != '&' && s.p[i] != '\r' && s.p[i] != '\0')
		i++;
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

/* `s` as it is meant; `s` itself where that is the same. */
static struct str resolve(struct html_tokenizer *t, struct str s, unsigned how)
{
	size_t run = plain_run(s), n = 0, room;
	char *out;

	if (run == s.n)
		return s;
	room = html_reference_room(s.n);
	if (how & REPLACE_ZEROS && memchr(s.p, 0, s.n))
		room = s.n * 3 + 8;
	out = take_room(t, room);
	while (s.n) {
		run = plain_run(s);
		memcpy(out + n, s.p, run);
		n += run;
		s = str_skip(s, run);
		if (s.n)
			s = str_skip(s, resolve_one(s, how, out, &n));
	}
	give_back(t, out, room, n);
	return str_make(out, n);
}

/* A name in lower case; `odd`: it has letters to change, or NUL. */
static struct str resolve_name(struct html_tokenizer *t, struct str s, bool odd)
{
	char *out;

	if (!odd)
		return s;
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

static size_t skip_space(const struct html_tokenizer *t, size_t i)
{
	while (is_space(byte_at(t, i)))
		i++;
	return i;
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

/* What a byte means inside a name. */
enum { NAME_END = 1, NAME_EQUALS = 2, NAME_ODD = 4 };
static const uint8_t name_bytes[256] = {
	['\t'] = NAME_END, ['\n'] = NAME_END,	['\f'] = NAME_END,
	['\r'] = NAME_END, [' '] = NAME_END,	['/'] = NAME_END,
	['>'] = NAME_END,  ['='] = NAME_EQUALS, ['A' ... 'Z'] = NAME_ODD,
	['\0'] = NAME_ODD,
};

/* From a name's first byte; `i` moves behind it. The standard takes the first byte
 * of an attribute's name even where it is '='. */
static struct str take_name(struct html_tokenizer *t, size_t *i, bool attribute)
{
	unsigned stop = NAME_END | (attribute ? NAME_EQUALS : 0), seen = 0;
	const uint8_t *p = (const uint8_t *)t->source.p;
	size_t from = *i, at = from;

	if (attribute && p[at] == '=')
		at++;
	while (at < t->source.n && !(name_bytes[p[at]] & stop))
		seen |= name_bytes[p[at++]];
	*i = at;
	return resolve_name(t, str_sub(t->source, from, at), seen & NAME_ODD);
}

/* Behind '=' and white space; false at the end of the source. */
static bool take_value(struct html_tokenizer *t, size_t *i, struct str *ret)
{
	int quote = byte_at(t, *i);
	size_t from = *i, end;

	if (quote == '"' || quote == '\'') {
		end = next_byte(t, ++from, (char)quote);
		*i = end + 1;
	} else {
		for (end = from; end < t->source.n && !is_space(byte_at(t, end)) &&
				 t->source.p[end] != '>';)
			end++;
		*i = end;
	}
	*ret = str_sub(t->source, from, end);
	return end < t->source.n;
}

static bool has_name(const struct html_attribute *attributes, uint32_t count,
		     struct str name)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(attributes[i].name, name))
			return true;
	return false;
}

/* One attribute at `i`; false at the end of the source. */
static bool take_attribute(struct html_tokenizer *t, size_t *i, struct html_token *ret)
{
	struct str name = take_name(t, i, true), value = STR("");
	size_t after = skip_space(t, *i);

	if (byte_at(t, after) == '=') {
		*i = skip_space(t, after + 1);
		if (byte_at(t, *i) != '>' && !take_value(t, i, &value))
			return false;
	}
	if (ret->kind == HTML_END_TAG ||
	    has_name(t->attributes, ret->attribute_count, name))
		return true;
	if (ret->attribute_count == LIMIT_HTML_ATTRIBUTES) {
		ret->attributes_cut = true;
		return true;
	}
	t->attributes[ret->attribute_count++] = (struct html_attribute){
		name, resolve(t, value, READ_REFERENCES | REPLACE_ZEROS | IN_ATTRIBUTE),
		value
	};
	return true;
}

/* Behind the tag's name, up to and over '>'; false where the source ends first. */
static bool take_attributes(struct html_tokenizer *t, size_t i, struct html_token *ret)
{
	for (;;) {
		int c;

		i = skip_space(t, i);
		c = byte_at(t, i);
		if (c < 0)
			return false;
		if (c == '>')
			break;
		if (c == '/') {
			ret->self_closing = byte_at(t, ++i) == '>';
			continue;
		}
		if (!take_attribute(t, &i, ret))
			return false;
	}
	t->at = i + 1;
	return true;
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
static void follow(struct html_tokenizer *t, struct str name)
{
	if (t->alone) {
		t->last = name;
		return;
	}
	if (name.n < 3 || name.n > 9 || !memchr("stxinp", name.p[0], 6))
		return;
	for (size_t i = 0; i < COUNT(raw_elements); i++)
		if (str_eq(name, str_c(raw_elements[i].name))) {
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
	if (!take_attributes(t, i, ret)) {
		t->at = t->source.n;
		t->ended_in_tag = true;
		t->open_tag = from;
		return false;
	}
	if (ret->kind == HTML_END_TAG)
		ret->self_closing = false;
	if (ret->attribute_count && !t->reuse) {
		size_t size = ret->attribute_count * sizeof *ret->attributes;

		ret->attributes = arena_alloc(t->arena, size);
		memcpy(ret->attributes, t->attributes, size);
	} else {
		ret->attributes = t->attributes;
	}
	set_place(t, from, ret);
	if (ret->kind == HTML_START_TAG)
		follow(t, ret->name);
	return true;
}

/* --- comments --- */

static void set_comment(struct html_tokenizer *t, size_t from, struct str text, size_t at,
			struct html_token *ret)
{
	ret->kind = HTML_COMMENT;
	ret->text = resolve(t, text, REPLACE_ZEROS);
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
		ret->name = resolve_name(t, str_sub(t->source, start, i), true);
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
	next = t->state == HTML_CDATA && end < t->source.n ? end + 3 : end;
	if (t->state != HTML_PLAINTEXT)
		t->state = HTML_DATA; /* what follows is the end tag, or nothing */
	t->at = next;
	if (end == from)
		return false;
	ret->kind = HTML_TEXT;
	ret->text = resolve(t, str_sub(t->source, from, end), how);
	set_place(t, from, ret);
	return true;
}

/* --- data --- */

/* Does '<' at `i` begin anything but text? */
static bool begins_markup(const struct html_tokenizer *t, size_t i)
{
	int c = byte_at(t, i + 1);

	return c == '!' || c == '?' || (c >= 0 && ascii_is_alpha((char)c)) ||
	       (c == '/' && i + 2 < t->source.n);
}

static void read_text(struct html_tokenizer *t, struct html_token *ret)
{
	size_t from = t->at, end = from;

	while ((end = next_byte(t, end, '<')) < t->source.n && !begins_markup(t, end))
		end++;
	t->at = end;
	ret->kind = HTML_TEXT;
	ret->text = resolve(t, str_sub(t->source, from, end), READ_REFERENCES);
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
