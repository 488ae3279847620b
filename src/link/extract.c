/* link/extract.c - see extract.h.
 *
 * Every link holds a ':', an '@' or a '.' with a letter behind it: those three bytes are
 * looked for sixteen at a time, and only around them is anything read. What was read is
 * not read again (`floor`), so the time is linear. */
#include "link/extract.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "link/extract_part.h"

#include <unicode/uchar.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
	SCHEME_BYTES = 40,    /* longest registered one: 36 */
	BARE_AUTHORITY = 320, /* a user and a host, where no slashes are */
	ADDRESS_BYTES = 256,  /* local part; RFC 5321 allows 64, bounce addresses more */
	SHOWN_LINKS = 4,      /* of a link's text, addresses among them */
	LOOK_AHEAD = 64,      /* behind a name, for the '@' of an address it begins */
};

struct scan {
	struct arena *arena;
	struct str text;
	size_t floor; /* nothing before it belongs to a link that is not yet found */
	struct text_links *links;
	uint32_t want; /* stop after so many */
};

/* --- marks -------------------------------------------------------------------- */

/* A full stop at the end of a word is the commonest of the three, and none. */
static bool is_mark(struct str text, size_t at)
{
	char c = text.p[at];

	if (c != '.')
		return c == ':' || c == '@';
	return at + 1 < text.n &&
	       (ascii_is_alnum(text.p[at + 1]) || text.p[at + 1] & 0x80);
}

/* Offset of the next ':', '@' or '.' that may stand in a link; text.n: none. */
static size_t next_mark(struct str text, size_t at)
{
#if defined(__SSE2__)
	const __m128i colon = _mm_set1_epi8(':'), sign = _mm_set1_epi8('@'),
		      dot = _mm_set1_epi8('.');

	for (; at + 16 <= text.n; at += 16) {
		__m128i in =
		    _mm_loadu_si128((const __m128i *)(const void *)(text.p + at));
		unsigned mask = (unsigned)_mm_movemask_epi8(_mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(in, colon), _mm_cmpeq_epi8(in, sign)),
		    _mm_cmpeq_epi8(in, dot)));

		for (; mask; mask &= mask - 1) {
			size_t i = at + (unsigned)__builtin_ctz(mask);

			if (is_mark(text, i))
				return i;
		}
	}
#endif
	while (at < text.n && !is_mark(text, at))
		at++;
	return at;
}

/* --- results ------------------------------------------------------------------ */

static void add(struct scan *scan, enum text_link_kind kind, size_t start, size_t end,
		struct str url)
{
	struct text_links *links = scan->links;

	if (links->count >= scan->want) {
		links->cut = true;
		return;
	}
	ARENA_GROW(scan->arena, links->items, links->count, links->cap);
	links->items[links->count++] = (struct text_link){
		.kind = kind, .shown = str_sub(scan->text, start, end), .url = url
	};
}

static void add_prefixed(struct scan *scan, enum text_link_kind kind, struct str prefix,
			 size_t start, size_t end)
{
	add(scan, kind, start, end,
	    arena_concat(scan->arena, prefix, str_sub(scan->text, start, end)));
}

/* --- with a scheme ------------------------------------------------------------ */

static bool is_scheme_byte(char c)
{
	return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

/* The scheme that ends before the colon. "リンクhttps:", "Linkhttps:" and "2.https:" hold
 * "https"; "git+https" is another scheme. */
static struct str scheme_before(struct str text, size_t floor, size_t colon)
{
	static const char *const known[] = { "https", "http" };
	size_t start = colon;
	struct str run;

	while (start > floor && colon - start < SCHEME_BYTES &&
	       is_scheme_byte(text.p[start - 1]))
		start--;
	run = str_sub(text, start, colon);
	for (size_t i = 0; i < COUNT(known); i++) {
		struct str name = str_c(known[i]);
		size_t before = run.n > name.n ? run.n - name.n : 0;

		if (str_ends_nocase(run, name) &&
		    (before == 0 || !memchr("+-", run.p[before - 1], 2)))
			return str_skip(run, before);
	}
	while (run.n && !ascii_is_alpha(run.p[0]))
		run = str_skip(run, 1);
	return run;
}

/* Browsers and most programs know these by their name, whatever stands behind. */
static bool is_web_scheme(struct str scheme)
{
	return str_eq_nocase(scheme, STR("http")) ||
	       str_eq_nocase(scheme, STR("https")) || str_eq_nocase(scheme, STR("ftp"));
}

/* "hxxp" and kin are written so that nobody can click them. */
static bool is_defused(struct str scheme)
{
	return scheme.n >= 4 && ascii_lower(scheme.p[0]) == 'h' &&
	       (str_eq_nocase(str_sub(scheme, 1, 3), STR("xx")) ||
		str_eq_nocase(str_sub(scheme, 1, 3), STR("tx")) ||
		str_eq_nocase(str_sub(scheme, 1, 3), STR("xt")));
}

static size_t skip_slashes(struct str text, size_t at, bool backslash)
{
	while (at < text.n && (text.p[at] == '/' || (backslash && text.p[at] == '\\')))
		at++;
	return at;
}

/* "<https://… LF …>": RFC 3986, appendix C, has line ends inside ignored. */
static bool add_bracketed(struct scan *scan, size_t start, size_t *ret_next)
{
	struct str text = scan->text, whole;
	size_t end, n = 0;
	char *url;

	end = extract_bracketed_end(text, start);
	if (end == STR_NPOS)
		return false;
	whole = str_sub(text, start, end);
	if (str_find(whole, '\n') == STR_NPOS)
		return false; /* in one line it is read as everywhere */
	url = arena_bytes(scan->arena, whole.n);
	for (size_t i = 0; i < whole.n; i++) {
		if (!ascii_is_space(whole.p[i]))
			url[n++] = whole.p[i];
	}
	arena_shrink(scan->arena, url, whole.n, n);
	add(scan, TEXT_LINK_URL, start, end, str_make(url, n));
	*ret_next = end;
	return true;
}

static bool is_in_angles(struct str text, size_t start)
{
	return (start > 0 && text.p[start - 1] == '<') ||
	       (start > 4 &&
		str_eq_nocase(str_sub(text, start - 5, start), STR("<URL:")));
}

/* "//host…" or, of known schemes, any slashes. Returns where to go on; `at` where it is
 * no link. */
static size_t read_hierarchical(struct scan *scan, struct str scheme, size_t colon)
{
	struct str text = scan->text;
	bool web = is_web_scheme(scheme);
	size_t start = str_offset(text, scheme), slashes, from, host, end;

	from = skip_slashes(text, colon + 1, web);
	slashes = from - colon - 1;
	if (slashes < 2 && !web)
		return colon;
	/* Without slashes only a host will do: "http:http:http:…" is not to be read to
	 * its end from each colon. */
	host = extract_authority_end(
	    scan->arena, slashes < 2 ? str_sub(text, 0, from + BARE_AUTHORITY) : text,
	    from);
	if (host == from)
		return colon;
	/* "https:example.com" works in a browser; "http: see below" is text. */
	if (slashes < 2 && !extract_is_host(scan->arena, str_sub(text, from, host)))
		return colon;
	if (slashes >= 2 && is_in_angles(text, start) && add_bracketed(scan, start, &end))
		return end;
	end = host;
	if (end < text.n && memchr("/?#\\", text.p[end], 4))
		end = extract_tail_end(text, start, host);
	add(scan, TEXT_LINK_URL, start, end, str_sub(text, start, end));
	return end;
}

/* --- addresses ---------------------------------------------------------------- */

static bool is_local_byte(char c)
{
	return ascii_is_alnum(c) || memchr("._+-=&~%#", c, 9);
}

/* Behind an '@': the end of a host's name, 0 where there is none. */
static size_t domain_end(struct scan *scan, size_t from)
{
	struct str text = scan->text, name;

	if (from == text.n || (!ascii_is_alnum(text.p[from]) && !(text.p[from] & 0x80)))
		return 0;
	name = extract_name_run(text, from, from);
	while (name.n && memchr(".-_", name.p[name.n - 1], 3))
		name.n--;
	if (!extract_is_host(scan->arena, name))
		return 0;
	/* "a@b.example@c.example" is no address. */
	if (from + name.n < text.n && text.p[from + name.n] == '@')
		return 0;
	return from + name.n;
}

static size_t local_start(struct str text, size_t floor, size_t sign)
{
	size_t start = sign;

	while (start > floor && sign - start < ADDRESS_BYTES &&
	       is_local_byte(text.p[start - 1]))
		start--;
	while (start < sign && memchr(".-&=~%#", text.p[start], 7))
		start++;
	return start;
}

static size_t at_sign(struct scan *scan, size_t sign)
{
	struct str text = scan->text;
	size_t start = local_start(text, scan->floor, sign), end;

	if (start == sign || (start > 0 && text.p[start - 1] == '@'))
		return sign;
	end = domain_end(scan, sign + 1);
	if (end == 0)
		return sign;
	add_prefixed(scan, TEXT_LINK_MAIL, STR("mailto:"), start, end);
	return end;
}

static size_t read_mailto(struct scan *scan, struct str scheme, size_t colon)
{
	struct str text = scan->text;
	size_t start = str_offset(text, scheme), i = colon + 1, end;

	while (i < text.n && is_local_byte(text.p[i]))
		i++;
	if (i == colon + 1 || i == text.n || text.p[i] != '@')
		return colon;
	end = domain_end(scan, i + 1);
	if (end == 0)
		return colon;
	if (end < text.n && (text.p[end] == '?' || text.p[end] == ','))
		end = extract_tail_end(text, start, end);
	add(scan, TEXT_LINK_URL, start, end, str_sub(text, start, end));
	return end;
}

/* "tel:" in small letters is a link, "Tel:" a word of every signature (RFC 3966). */
static size_t read_tel(struct scan *scan, struct str scheme, size_t colon)
{
	struct str text = scan->text;
	size_t start = str_offset(text, scheme), i = colon + 1, digits = 0, end = i;

	for (; i < text.n && (ascii_is_digit(text.p[i]) || memchr("+-.()", text.p[i], 5));
	     i++) {
		if (ascii_is_digit(text.p[i])) {
			digits++;
			end = i + 1;
		}
	}
	if (digits < 3)
		return colon;
	add(scan, TEXT_LINK_URL, start, end, str_sub(text, start, end));
	return end;
}

static size_t at_colon(struct scan *scan, size_t colon)
{
	struct str text = scan->text, scheme;

	if (colon + 1 == text.n || ascii_is_space(text.p[colon + 1]))
		return colon;
	scheme = scheme_before(text, scan->floor, colon);
	if (scheme.n < 2 || is_defused(scheme))
		return colon;
	if (str_eq_nocase(scheme, STR("mailto")))
		return read_mailto(scan, scheme, colon);
	if (str_eq(scheme, STR("tel")))
		return read_tel(scan, scheme, colon);
	return read_hierarchical(scan, scheme, colon);
}

/* --- names ---------------------------------------------------------------------- */

/* "www.", "www2."; "ftp." names the other scheme. */
static bool has_service_label(struct str name, struct str word)
{
	size_t i = word.n;

	if (!str_starts_nocase(name, word))
		return false;
	while (i < name.n && i < word.n + 3 && ascii_is_digit(name.p[i]))
		i++;
	return i < name.n && name.p[i] == '.';
}

/* Dots around a name and between words are an ellipsis; two in a row are a mistake, and
 * no name. */
static struct str without_dots(struct str run)
{
	size_t ellipsis;

	while (run.n && memchr(".-_", run.p[run.n - 1], 3))
		run.n--;
	while (run.n && memchr(".-_", run.p[0], 3))
		run = str_skip(run, 1);
	while ((ellipsis = str_find_str(run, STR("..."))) != STR_NPOS) {
		run = str_skip(run, ellipsis + 3);
		while (run.n && run.p[0] == '.')
			run = str_skip(run, 1);
	}
	return run;
}

/* ":80", "/…", "?x", "#x" behind a name. */
static bool has_tail(struct str text, size_t at)
{
	if (at + 1 >= text.n)
		return at < text.n && text.p[at] == '/';
	if (text.p[at] == ':')
		return ascii_is_digit(text.p[at + 1]);
	if (text.p[at] == '?' || text.p[at] == '#')
		return ascii_is_alnum(text.p[at + 1]);
	return text.p[at] == '/';
}

/* Part of a path, of an address, of a word with an escape: not a name of its own. */
static bool belongs_to_what_is_before(struct str text, size_t start, bool www)
{
	char before = start > 0 ? text.p[start - 1] : ' ';

	/* "and/www.example.com" is two things, "hxxp://www.example.com" one. */
	if (www)
		return before == '@' ||
		       (before == '/' && start > 1 && text.p[start - 2] == '/');
	return memchr("@/\\%$~", before, 6) != NULL;
}

/* "www.bank.example@evil.example:80": what a port or path follows is no address. */
static size_t read_www_user(struct scan *scan, size_t start, size_t sign)
{
	struct str text = scan->text;
	size_t end;

	if (sign == text.n || text.p[sign] != '@')
		return 0;
	end = domain_end(scan, sign + 1);
	if (end == 0 || !has_tail(text, end))
		return 0;
	end = extract_tail_end(text, start, end);
	add_prefixed(scan, TEXT_LINK_WWW, STR("http://"), start, end);
	return end;
}

static size_t read_name(struct scan *scan, struct str name)
{
	struct str text = scan->text;
	size_t start = str_offset(text, name), end = start + name.n;
	bool www = has_service_label(name, STR("www")),
	     ftp = has_service_label(name, STR("ftp")) && !ascii_is_digit(name.p[3]),
	     tail;

	if (belongs_to_what_is_before(text, start, www))
		return 0;
	tail = has_tail(text, end);
	if (!www && !ftp && !tail && !extract_is_bare_link(name))
		return 0;
	if (!extract_is_host(scan->arena, name))
		return 0;
	if (tail)
		end = extract_tail_end(text, start, end);
	add_prefixed(scan, www || ftp ? TEXT_LINK_WWW : TEXT_LINK_DOMAIN,
		     ftp ? STR("ftp://") : STR("http://"), start, end);
	return end;
}

/* Does an '@' follow, at once or behind "+tag", "=example.com"? */
static bool is_local_part(struct str text, size_t at)
{
	size_t limit = at + LOOK_AHEAD;

	while (at < text.n && at < limit && is_local_byte(text.p[at]) &&
	       text.p[at] != '#' && text.p[at] != '%')
		at++;
	return at < text.n && text.p[at] == '@';
}

static size_t at_dot(struct scan *scan, size_t dot)
{
	struct str text = scan->text, run = extract_name_run(text, scan->floor, dot),
		   name;
	size_t run_end = str_offset(text, run) + run.n, end = 0;

	name = without_dots(run);
	/* The '@' is the next mark; its local part begins before this name. */
	if (is_local_part(text, run_end)) {
		if (has_service_label(name, STR("www")))
			end = read_www_user(scan, str_offset(text, name), run_end);
	} else if (name.n) {
		end = read_name(scan, name);
	}
	return end ? end : run_end - 1;
}

/* --- the text ---------------------------------------------------------------------- */

/* Looks at text[from, to). Offsets are those of the whole. */
static void scan_piece(struct scan *scan, size_t from, size_t to)
{
	struct str whole = scan->text;
	size_t at = from;

	scan->text = str_sub(whole, 0, to);
	scan->floor = from;
	while ((at = next_mark(scan->text, at)) < to && !scan->links->cut) {
		uint32_t count = scan->links->count;
		size_t next;

		switch (scan->text.p[at]) {
		case ':':
			next = at_colon(scan, at);
			break;
		case '@':
			next = at_sign(scan, at);
			break;
		default:
			next = at_dot(scan, at);
		}
		if (scan->links->count > count) {
			at = scan->floor = next > at ? next : at + 1;
		} else {
			/* Neither ':' nor '@' stands inside what another mark's reader
			 * walks back over. */
			if (scan->text.p[at] != '.')
				scan->floor = at;
			at = next > at ? next + 1 : at + 1;
		}
	}
	scan->text = whole;
}

/* What was found in a piece's plain form, told by where it stands in the text. */
static void add_plain_links(struct scan *scan, const struct extract_refanged *piece,
			    const struct text_links *found)
{
	for (uint32_t i = 0; i < found->count; i++) {
		const struct text_link *link = &found->items[i];
		size_t at = str_offset(piece->plain, link->shown);
		size_t start = piece->from[at], end = piece->from[at + link->shown.n];
		struct str shown = str_sub(scan->text, start, end);

		add(scan, str_eq(shown, link->shown) ? link->kind : TEXT_LINK_DEFANGED,
		    start, end, link->url);
	}
}

static void scan_defanged(struct scan *scan)
{
	struct extract_refanged piece = { 0 };
	size_t from = 0;

	while (!scan->links->cut &&
	       extract_refang(scan->arena, scan->text, from, &piece)) {
		struct text_links found = { 0 };
		struct scan inner = { .arena = scan->arena,
				      .text = piece.plain,
				      .links = &found,
				      .want = scan->want };

		scan_piece(scan, from, piece.start);
		scan_piece(&inner, 0, piece.plain.n);
		add_plain_links(scan, &piece, &found);
		from = piece.end;
	}
	scan_piece(scan, from, scan->text.n);
}

void text_links(struct arena *arena, struct str text, bool understand_defanged,
		struct text_links *ret)
{
	struct scan scan = {
		.arena = arena, .text = text, .links = ret, .want = LIMIT_LINKS
	};

	*ret = (struct text_links){ 0 };
	if (understand_defanged)
		scan_defanged(&scan);
	else
		scan_piece(&scan, 0, text.n);
}

/* --- what a link's text shows ------------------------------------------------------- */

static bool is_between_letters(struct str text, size_t at, size_t length)
{
	return at && at + length < text.n && ascii_is_alnum(text.p[at - 1]) &&
	       ascii_is_alnum(text.p[at + length]);
}

/* As the eye reads it: characters without width gone, full-width letters narrow; a full
 * stop of East Asia between Latin letters is a dot, as it is to browsers. */
static struct str as_seen(struct arena *arena, struct str text)
{
	char *out;
	size_t n = 0, i = 0, length;

	if (ascii_is_all(text))
		return text;
	out = arena_bytes(arena, text.n);
	while (i < text.n) {
		int32_t c = utf8_decode(str_skip(text, i), &length);

		if (c >= 0xff01 && c <= 0xff5e) {
			out[n++] = (char)(c - 0xff01 + '!');
		} else if ((c == 0x3002 || c == 0xff61) &&
			   is_between_letters(text, i, length)) {
			out[n++] = '.';
		} else if (!(c == 0xad || c == 0x2060 || c == 0xfeff ||
			     (c >= 0x200b && c <= 0x200f))) {
			memcpy(out + n, text.p + i, length);
			n += length;
		}
		i += length;
	}
	arena_shrink(arena, out, text.n, n);
	return str_make(out, n);
}

/* Nothing that is read as a word. */
static bool is_wordless(struct str text)
{
	size_t length;

	while (text.n) {
		int32_t c = utf8_decode(text, &length);

		if (c < 0x80 ? c >= 0 && ascii_is_alnum((char)c) : u_isalnum(c))
			return false;
		text = str_skip(text, length);
	}
	return true;
}

static bool has_path(struct str shown)
{
	size_t slash = str_find(shown, '/');

	return slash != STR_NPOS && slash + 1 < shown.n;
}

static bool is_explicit(struct str text, const struct text_link *link)
{
	size_t start = str_offset(text, link->shown);

	return link->kind != TEXT_LINK_DOMAIN || has_path(link->shown) ||
	       (is_wordless(str_sub(text, 0, start)) &&
		is_wordless(str_skip(text, start + link->shown.n)));
}

enum text_shown text_shows_url(struct arena *arena, struct str text, struct str *ret_url)
{
	struct text_links links = { 0 };
	struct scan scan = { .arena = arena, .links = &links, .want = SHOWN_LINKS };
	enum text_shown shows = SHOWS_NOTHING;

	scan.text = as_seen(arena, text);
	scan_piece(&scan, 0, scan.text.n);
	for (uint32_t i = 0; i < links.count; i++) {
		const struct text_link *link = &links.items[i];

		if (link->kind == TEXT_LINK_MAIL ||
		    str_find(link->url, ':') == STR_NPOS ||
		    str_starts_nocase(link->url, STR("mailto:")) ||
		    str_starts_nocase(link->url, STR("tel:")))
			continue;
		if (is_explicit(scan.text, link)) {
			*ret_url = link->url;
			return SHOWS_URL;
		}
		if (shows == SHOWS_NOTHING)
			*ret_url = link->url;
		shows = SHOWS_NAME_IN_WORDS;
	}
	return shows;
}
