/* report/redact.c - see redact.h. */
#include "report/redact_words.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "mail/words.h"

#include <assert.h>
#include <stdlib.h>

/* A larger attachment is not searched: its hash is left out. */
enum { FILE_SEARCHED = 1 << 20 };

struct redaction *redaction_new(const struct redact_profile *profile,
				const struct inspection *in)
{
	struct redaction *r;

	if (!profile)
		return NULL;
	r = calloc(1, sizeof *r);
	if (!r)
		abort();
	*r = (struct redaction){ .profile = profile, .in = in, .arena = arena_new(0) };
	if (!r->arena)
		abort();
	r->salt = arena_str(r->arena, str_c(in->salt));
	redact_facts(r);
	r->matcher = redact_matcher_build(r->arena, r->patterns, r->pattern_count);
	return r;
}

void redaction_free(struct redaction *r)
{
	if (!r)
		return;
	arena_free(r->arena);
	free(r);
}

const struct redact_profile *redaction_profile(const struct redaction *r)
{
	return r->profile;
}

uint32_t redaction_tally(const struct redaction *r, const struct redact_tally **ret)
{
	*ret = r->tally;
	return r->tally_count;
}

/* --- one text -------------------------------------------------------------------------
 */

/* What becomes of a stretch of the text. */
struct stretch {
	size_t start, end;
	struct str mask;
	const struct redact_word *word;
};

struct masking {
	const struct redaction *r;
	struct str text;
	struct arena *scratch;
	bool paper;  /* a document of ours: strong words alone */
	size_t done; /* up to here it stands in `out` */
	struct buf *out;
	bool any;
};

static bool is_label_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || (c & 0x80);
}

/* Labels in front of one of our domains are a host's name; not where the name goes on
 * behind it (then it is somebody else's), and not what is no host ("_dmarc"). */
static void take_host(const struct masking *m, struct stretch *stretch)
{
	struct str text = m->text;
	size_t start = stretch->start, end = stretch->end;
	struct str labels;

	if (!redact_hides(m->r->profile, REDACT_HOST))
		return;
	if (end + 1 < text.n && text.p[end] == '.' && is_label_byte(text.p[end + 1]))
		return;
	while (start > 1 + m->done && text.p[start - 1] == '.' &&
	       is_label_byte(text.p[start - 2])) {
		size_t label = start - 1;

		while (label > m->done && is_label_byte(text.p[label - 1]))
			label--;
		if (text.p[label] == '_' ||
		    str_eq_nocase(str_sub(text, label, start - 1), STR("www")))
			break;
		start = label;
	}
	if (start == stretch->start)
		return;
	labels = str_sub(text, start, stretch->start - 1);
	stretch->mask = arena_concat(
	    m->scratch,
	    arena_concat(m->scratch, words_sum(m->r, m->scratch, "host", labels),
			 STR(".")),
	    stretch->mask);
	stretch->start = start;
}

static void widen(const struct masking *m, struct stretch *stretch)
{
	while (stretch->start > m->done && ascii_is_alnum(m->text.p[stretch->start - 1]))
		stretch->start--;
	while (stretch->end < m->text.n && ascii_is_alnum(m->text.p[stretch->end]))
		stretch->end++;
}

/* Characters of Japanese names: the one behind a name goes on with it, unless it is a
 * title. */
static bool goes_on(struct str text, size_t at)
{
	static const char *const titles[] = { "様", "殿", "氏", "君", "宛", "御", "先" };
	struct str rest = str_skip(text, at);
	size_t length;
	int32_t cp;

	if (rest.n == 0)
		return false;
	for (size_t i = 0; i < COUNT(titles); i++)
		if (str_starts(rest, str_c(titles[i])))
			return false;
	cp = utf8_decode(rest, &length);
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
	       cp == 0x3005;
}

static bool counts(const struct masking *m, const struct redact_word *word,
		   const struct redact_match *match)
{
	if (m->paper && !(word->flags & WORD_STRONG))
		return false;
	if (word->flags & WORD_CAPITAL && !match->coded &&
	    !(m->text.p[match->start] >= 'A' && m->text.p[match->start] <= 'Z'))
		return false;
	if (word->flags & WORD_KANJI && !match->coded && goes_on(m->text, match->end))
		return false;
	return true;
}

static void note(const struct masking *m, const struct stretch *stretch)
{
	struct redact_tally *row = &m->r->tally[stretch->word->tally];

	if (!row->times++)
		row->word =
		    arena_str(m->r->arena, str_sub(m->text, stretch->start,
						   stretch->end < stretch->start + 200
						       ? stretch->end
						       : stretch->start + 200));
	if (!row->mask.n)
		row->mask = arena_str(m->r->arena, stretch->mask);
}

static void write_stretch(struct masking *m, struct stretch *stretch)
{
	if (!(stretch->word->flags & WORD_KEPT))
		m->any = true;
	if (!m->out)
		return;
	if (!(stretch->word->flags & WORD_KEPT))
		note(m, stretch);
	buf_add(m->out, str_sub(m->text, m->done, stretch->start));
	buf_add(m->out, stretch->mask);
	m->done = stretch->end;
}

static struct stretch stretch_of(struct masking *m, const struct redact_match *match)
{
	const struct redact_word *word = &m->r->words[match->number];
	struct stretch stretch = { match->start, match->end, word->mask, word };

	if (word->flags & WORD_WIDENS)
		widen(m, &stretch);
	if (match->coded || word->flags & WORD_SUMMED || !word->mask.n)
		stretch.mask = words_sum(m->r, m->scratch, "token",
					 str_sub(m->text, stretch.start, stretch.end));
	else if (word->flags & WORD_DOMAIN)
		take_host(m, &stretch);
	return stretch;
}

/* The longest at each place; where others reach beyond it, the mask covers them too: no
 * half of a word may stay. */
static void mask_matches(struct masking *m, const struct redact_matches *found)
{
	struct stretch open = { 0 };

	for (size_t i = 0; i < found->count; i++) {
		const struct redact_match *match = &found->items[i];
		const struct redact_word *word = &m->r->words[match->number];
		struct stretch next;

		if (!counts(m, word, match))
			continue;
		if (open.word && match->start < open.end) {
			if (match->end > open.end)
				open.end = match->end;
			continue;
		}
		next = stretch_of(m, match);
		if (open.word && next.start < open.end) {
			open.end = next.end > open.end ? next.end : open.end;
			continue;
		}
		if (open.word)
			write_stretch(m, &open);
		next = stretch_of(m, match);
		open = next;
		if (word->flags & WORD_KEPT) {
			/* Stays, and so does what lies in it. */
			open.mask = str_sub(m->text, open.start, open.end);
		}
	}
	if (open.word)
		write_stretch(m, &open);
}

/* --- encoded words ---------------------------------------------------------------------
 */

/* The length of "=?utf-8?B?…?=" in front; 0: there is none. */
static size_t encoded_word(struct str s)
{
	size_t marks = 0;

	if (!str_starts(s, STR("=?")))
		return 0;
	for (size_t i = 2; i + 1 < s.n && s.p[i] != '\n'; i++) {
		if (s.p[i] != '?' || ++marks < 3)
			continue;
		return s.p[i + 1] == '=' ? i + 2 : 0;
	}
	return 0;
}

/* And of all those that follow one another: they are read together. */
static size_t encoded_words(struct str s)
{
	size_t end = encoded_word(s);

	while (end) {
		struct str rest = str_skip(s, end), next = str_trim_left(rest);
		size_t n = encoded_word(next);

		if (n == 0)
			break;
		end += rest.n - next.n + n;
	}
	return end;
}

static void mask_piece(struct masking *m, struct str text)
{
	struct redact_matches found;
	struct masking inner = *m;

	inner.text = text;
	inner.done = 0;
	redact_matcher_find(m->r->matcher, text, &found);
	mask_matches(&inner, &found);
	redact_matches_free(&found);
	if (m->out)
		buf_add(m->out, str_skip(text, inner.done));
	m->any |= inner.any;
}

/* Is there anything to mask in what words say? One level: what says encoded words again
 * is text, and may say itself. */
static bool piece_finds(const struct masking *m, struct str text)
{
	struct masking probe = *m;

	probe.out = NULL;
	probe.any = false;
	mask_piece(&probe, text);
	return probe.any;
}

/* Words that hold something to mask are written as what they say. */
static void mask_encoded(struct masking *m, struct str words)
{
	struct str said = words_text(m->scratch, words, NULL);

	if (!m->paper && piece_finds(m, said))
		mask_piece(m, said);
	else
		mask_piece(m, words);
}

static void mask_all(struct masking *m, struct str text)
{
	size_t at = 0, from = 0;

	while (!m->paper && at < text.n) {
		size_t next = str_find_str(str_skip(text, at), STR("=?")), n;

		if (next == STR_NPOS)
			break;
		at += next;
		n = encoded_words(str_skip(text, at));
		if (n == 0) {
			at += 2;
			continue;
		}
		mask_piece(m, str_sub(text, from, at));
		mask_encoded(m, str_sub(text, at, at + n));
		at += n;
		from = at;
	}
	mask_piece(m, str_skip(text, from));
}

/* --- more recipients than are known one by one
 * ---------------------------------------------
 */

static bool is_local_byte(char c)
{
	return ascii_is_alnum(c) || (c & 0x80) || memchr("!#$%&'*+-/=?^_`{|}~.", c, 20);
}

/* Where the sign of an address stands at `at`, its length. */
static size_t sign_at(struct str text, size_t at)
{
	static const char *const signs[] = { "@", "%40", "=40", "[@]", "&#64;" };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_starts(str_skip(text, at), str_c(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static void mask_crowd(struct str text, struct buf *out)
{
	size_t done = 0;

	for (size_t at = 0; at < text.n; at++) {
		size_t sign = sign_at(text, at), start = at;

		if (!sign)
			continue;
		while (start > done && is_local_byte(text.p[start - 1]))
			start--;
		buf_add(out, str_sub(text, done, start));
		if (start < at)
			buf_add(out, STR("***"));
		buf_add(out, str_sub(text, at, at + sign));
		at += sign - 1;
		done = at + 1;
	}
	buf_add(out, str_skip(text, done));
}

/* --- the doors -------------------------------------------------------------------------
 */

static bool run(const struct redaction *r, struct str text, bool paper, struct buf *out)
{
	struct masking m = { .r = r, .paper = paper, .out = out };

	m.scratch = arena_new(0);
	if (!m.scratch)
		abort();
	m.text = text;
	mask_all(&m, text);
	arena_free(m.scratch);
	return m.any;
}

void redaction_mask(const struct redaction *r, struct str text, struct buf *out)
{
	struct buf first;

	if (!r->crowd) {
		run(r, text, false, out);
		return;
	}
	buf_init(&first, 0);
	run(r, text, false, &first);
	mask_crowd(buf_peek(&first), out);
	buf_fini(&first);
}

bool redaction_finds(const struct redaction *r, struct str text)
{
	return run(r, text, false, NULL);
}

bool redaction_finds_in_attachment(const struct redaction *r, uint32_t n)
{
	const struct attachments *attachments = &r->in->attachments;

	for (uint32_t i = 0; i < attachments->count; i++) {
		const struct attachment *item = &attachments->items[i];

		if (item->n == n)
			return item->bytes.n == 0 || item->bytes.n > FILE_SEARCHED ||
			       redaction_finds(r, item->bytes);
	}
	return true;
}

void redaction_mask_paper(const struct redaction *r, struct str text, struct buf *out)
{
	run(r, text, true, out);
}
