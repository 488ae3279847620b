/* auth/canonical.c - see canonical.h.
 *
 * The body is searched, many bytes at a time, for the next place where the canonical form
 * differs from what stands there; the run before it goes on as it is. */
#include "auth/canonical.h"

/* --- output ----------------------------------------------------------------- */

/* Longer runs do not pass through the stage. */
enum { LONG_RUN = 512 };

void canonical_begin(struct canonical *c, canonical_sink *sink, void *arg, uint64_t limit)
{
	c->sink = sink;
	c->arg = arg;
	c->limit = limit;
	c->length = 0;
	c->staged = 0;
	c->cut = NULL;
	c->blank = c->begun = false;
}

void canonical_end(struct canonical *c)
{
	if (c->staged)
		c->sink(c->arg, str_make(c->stage, c->staged));
	c->staged = 0;
}

/* `from`: the byte of the source that `bytes` come from; NULL: they stand there. */
static void put(struct canonical *c, struct str bytes, const char *from)
{
	uint64_t room = c->limit > c->length ? c->limit - c->length : 0;

	c->length += bytes.n;
	if (bytes.n > room) {
		if (!c->cut)
			c->cut = from ? from : bytes.p + room;
		bytes.n = (size_t)room;
	}
	if (bytes.n > sizeof c->stage - c->staged || bytes.n >= LONG_RUN)
		canonical_end(c);
	if (bytes.n >= LONG_RUN) {
		c->sink(c->arg, bytes);
	} else if (bytes.n) {
		memcpy(c->stage + c->staged, bytes.p, bytes.n);
		c->staged += bytes.n;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* --- body ------------------------------------------------------------------- */

/* Sixteen bytes at once, in whatever the machine has for it. */
typedef unsigned char block __attribute__((vector_size(16)));
typedef unsigned long long halves __attribute__((vector_size(16)));

static block load(const char *p)
{
	block b;

	memcpy(&b, p, sizeof b);
	return b;
}

static bool any(block b)
{
	halves h = (halves)b;

	return (h[0] | h[1]) != 0;
}

/* What relaxed form changes: a tab, a space before white space or a line end, a line end
 * of LF alone. `p` is not the first byte. */
static bool is_odd_relaxed(const char *p, const char *end)
{
	if (*p == '\n')
		return p[-1] != '\r';
	return *p == '\t' || (*p == ' ' && (p + 1 == end || (unsigned char)p[1] <= ' '));
}

static bool block_relaxed(const char *p)
{
	block here = load(p), next = load(p + 1), before = load(p - 1);

	return any((block)(here == '\t') | ((block)(here == ' ') & (block)(next <= ' ')) |
		   ((block)(here == '\n') & (block)(before != '\r')));
}

static const char *find_relaxed(const char *p, const char *end)
{
	while (end - p > 17) {
		if (block_relaxed(p))
			break;
		p += 16;
	}
	while (p < end && !is_odd_relaxed(p, end))
		p++;
	return p;
}

static const char *find_simple(const char *p, const char *end)
{
	const char *lf;

	while ((lf = memchr(p, '\n', (size_t)(end - p)))) {
		if (lf[-1] != '\r')
			return lf;
		p = lf + 1;
	}
	return end;
}

/* Empty lines at the end do not count (3.4.3, 3.4.4): the bytes before them, without the
 * line end of the last one. */
static struct str without_empty_lines(struct str body, bool relaxed)
{
	size_t n = body.n;

	for (;;) {
		while (relaxed && n && is_blank(body.p[n - 1]))
			n--;
		if (n == 0 || body.p[n - 1] != '\n')
			return str_sub(body, 0, n);
		n -= n > 1 && body.p[n - 2] == '\r' ? 2 : 1;
	}
}

/* White space at `p`: one space, or none before a line end. Returns what follows it. */
static const char *put_blank(struct canonical *c, const char *p, const char *end)
{
	const char *after = p;

	while (after < end && is_blank(*after))
		after++;
	if (after < end && *after != '\n' &&
	    !(*after == '\r' && after + 1 < end && after[1] == '\n'))
		put(c, STR(" "), p);
	return after;
}

static const char *put_line_end(struct canonical *c, const char *lf)
{
	/* A limit between CR and LF: both come from one byte of the source. */
	put(c, STR("\r\n"), lf);
	return lf + 1;
}

void canonical_body(struct canonical *c, struct str body, bool relaxed)
{
	struct str kept = without_empty_lines(body, relaxed);
	const char *p = kept.p, *end = kept.p + kept.n;
	const char *const from = end;

	/* The search looks one byte back. */
	while (p < end && (*p == '\n' || (relaxed && is_blank(*p))))
		p = *p == '\n' ? put_line_end(c, p) : put_blank(c, p, end);
	while (p < end) {
		const char *odd =
		    relaxed ? find_relaxed(p + 1, end) : find_simple(p + 1, end);

		put(c, str_make(p, (size_t)(odd - p)), NULL);
		for (p = odd; p < end && (*p == '\n' || (relaxed && is_blank(*p)));)
			p = *p == '\n' ? put_line_end(c, p) : put_blank(c, p, end);
	}
	if (kept.n || !relaxed)
		put(c, STR("\r\n"), from ? from : "");
	canonical_end(c);
}

/* --- header ----------------------------------------------------------------- */

static void put_simple(struct canonical *c, struct str text)
{
	struct str rest = text, line;

	while (rest.n) {
		size_t lf = str_find(rest, '\n');

		if (lf == STR_NPOS) {
			put(c, rest, NULL);
			return;
		}
		line = str_sub(rest, 0, lf);
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		put(c, line, NULL);
		put(c, STR("\r\n"), line.p);
		rest = str_skip(rest, lf + 1);
	}
}

/* A value in relaxed form; white space at the end of one piece is owed to the next. */
static void put_relaxed(struct canonical *c, struct str text)
{
	const char *p = text.p, *end = text.p + text.n, *run;

	while (p < end) {
		/* Line ends are gone and count as no white space themselves, but what
		 * follows a fold is white space. */
		if (is_blank(*p)) {
			c->blank = c->begun;
			p++;
			continue;
		}
		if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] == '\n')) {
			p++;
			continue;
		}
		if (c->blank)
			put(c, STR(" "), p);
		c->blank = false;
		c->begun = true;
		run = p++;
		while (p < end && !ascii_is_space(*p))
			p++;
		put(c, str_make(run, (size_t)(p - run)), NULL);
	}
}

/* Name and colon; what follows the colon is returned. */
static struct str put_name(struct canonical *c, struct str raw)
{
	struct str name, value;

	if (!str_cut(raw, ':', &name, &value))
		return raw;
	while (name.n && ascii_is_space(name.p[name.n - 1]))
		name.n--;
	for (size_t i = 0; i < name.n; i++) {
		char lower = ascii_lower(name.p[i]);

		put(c, str_make(&lower, 1), name.p);
	}
	put(c, STR(":"), name.p);
	c->blank = c->begun = false;
	return value;
}

static struct str without_line_end(struct str raw)
{
	if (raw.n && raw.p[raw.n - 1] == '\n')
		raw.n--;
	if (raw.n && raw.p[raw.n - 1] == '\r')
		raw.n--;
	return raw;
}

void canonical_field(struct canonical *c, struct str raw, bool relaxed)
{
	canonical_signature_field(c, raw, STR_NONE, relaxed);
	put(c, STR("\r\n"), raw.p);
}

void canonical_signature_field(struct canonical *c, struct str raw, struct str left_out,
			       bool relaxed)
{
	struct str text = without_line_end(raw), after = STR_NONE;

	if (left_out.p) {
		size_t at = str_offset(raw, left_out);

		after = str_sub(text, at + left_out.n, text.n);
		text = str_sub(text, 0, at);
	}
	if (!relaxed) {
		put_simple(c, text);
		put_simple(c, after);
		return;
	}
	put_relaxed(c, put_name(c, text));
	put_relaxed(c, after);
}
