/* report/marked.c - see marked.h. */
#include "report/marked.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "check/slip_list.h"
#include "report/outside.h"
#include "report/phrase.h"

/* A screen or two; all of it stands in the report. */
enum { SHOWN = 8000, LINKS = 200 };
/* Kinds of phrases that press; the others are words by which something is known. */
#define DECEIVING \
	(LINK_TEXT_DIFFERS | LINK_USERINFO | LINK_READING_DIFFERS | LINK_HOST_ENCODED | \
	 LINK_NUMERIC_HOST | LINK_PUNYCODE | LINK_MIXED_SCRIPT | LINK_BRAND | \
	 LINK_OWN_NAME)
#define PRESSING ((1u << LEVERS) - 1)

void marked_init(struct marked_text *text)
{
	buf_init(&text->text, LIMIT_PICTURE);
	text->count = 0;
}

void marked_fini(struct marked_text *text)
{
	buf_fini(&text->text);
}

/* --- which text -------------------------------------------------------------------- */

/* What clients show: the page where there is one, else the plain text. */
static const struct passage *shown_passage(const struct inspection *in)
{
	const struct passages *passages = &in->passages;
	const struct passage *plain = NULL;

	for (uint32_t i = 0; i < passages->count; i++) {
		const struct passage *one = &passages->items[i];

		if (one->part && one->part->reading != 0)
			continue;
		if (strcmp(one->where, "html") == 0 && str_trim(one->text).n)
			return one;
		if (!plain && strcmp(one->where, "text") == 0 && str_trim(one->text).n)
			plain = one;
	}
	return plain;
}

/* --- what is marked ---------------------------------------------------------------- */

static void mark_span(struct marking *m, size_t from, size_t to, enum mark mark)
{
	for (size_t i = from; i < to && i < m->text.n; i++)
		if (m->marks[i] < mark)
			m->marks[i] = (uint8_t)mark;
}

static void mark_levers(struct marking *m)
{
	const struct levers *levers = &m->in->levers;

	for (uint32_t i = 0; i < levers->count; i++)
		if (&m->in->passages.items[levers->hits[i].passage] == m->passage &&
		    levers->hits[i].phrase->kinds & PRESSING)
			mark_span(m, levers->hits[i].start, levers->hits[i].end,
				  MARK_LEVER);
}

static void mark_slips(struct marking *m)
{
	const struct slips *slips = m->in->slips;

	for (uint32_t i = 0; slips && i < slips->count; i++)
		if (slips->items[i].passage == m->passage &&
		    slips->items[i].kind != SLIP_TERM) /* jargon is no mistake */
			mark_span(m, slips->items[i].start, slips->items[i].end,
				  MARK_SLIP);
}

/* Links stand in the order of the text, so each is looked for behind the one before; one
 * that is not found there may have been listed earlier. */
static size_t place_of(const struct marking *m, struct str words, size_t from)
{
	size_t at = str_find_str(str_skip(m->text, from), words);

	if (at != STR_NPOS)
		return from + at;
	return str_find_str(m->text, words);
}

static void mark_links(struct marking *m)
{
	const struct links *links = &m->in->links;
	size_t from = 0;

	for (uint32_t i = 0; i < links->count && i < LINKS; i++) {
		const struct link *link = &links->items[i];
		struct str words = str_trim(link->text.n ? link->text : link->written);
		size_t at;

		if (link->part != m->passage->part || link->attachment || words.n < 2 ||
		    link->flags & (LINK_HIDDEN | LINK_LOADS))
			continue;
		at = place_of(m, words, from);
		if (at == STR_NPOS || m->marks[at] == MARK_LINK)
			continue;
		mark_span(m, at, at + words.n, MARK_LINK);
		if (at + words.n <= m->text.n)
			m->behind[at + words.n - 1] = link;
		from = at + words.n;
	}
}

bool marking_begin(const struct inspection *in, const struct report_options *options,
		   struct marking *ret)
{
	*ret = (struct marking){ .in = in,
				 .options = options,
				 .passage = shown_passage(in) };
	if (!ret->passage)
		return false;
	ret->text = utf8_front(ret->passage->text, SHOWN);
	ret->cut = ret->text.n < ret->passage->text.n;
	ret->marks = arena_alloc_array(in->arena, ret->text.n + 1, sizeof *ret->marks);
	ret->behind = arena_alloc_array(in->arena, ret->text.n + 1, sizeof *ret->behind);
	/* A mark that cuts an address in two would let both halves through a mask. */
	if (!options->redaction) {
		mark_levers(ret);
		mark_slips(ret);
	}
	mark_links(ret);
	return true;
}

/* --- a line ------------------------------------------------------------------------ */

static void end_run(struct marked_text *text, enum mark mark)
{
	if (text->count && text->runs[text->count - 1].mark == mark) {
		text->runs[text->count - 1].end = text->text.n;
		return;
	}
	if (text->count == MARKED_RUNS) {
		text->runs[MARKED_RUNS - 1].end = text->text.n;
		return;
	}
	text->runs[text->count++] = (struct marked_run){ text->text.n, mark };
}

static void add_host(const struct marking *m, const struct link *link,
		     struct marked_text *ret)
{
	struct str host = link_target_host(link)->ascii;

	if (!host.n)
		return;
	buf_add(&ret->text, STR(" → "));
	outside_add(m->options, host, &ret->text);
	buf_add_char(&ret->text, ' ');
	end_run(ret, link->flags & DECEIVING ? MARK_DECEIT : MARK_HOST);
}

/* Up to where another mark begins, or a link ends. */
static size_t run_end(const struct marking *m, size_t from, size_t to)
{
	size_t at = from;

	while (at < to && m->marks[at] == m->marks[from]) {
		at++;
		if (m->behind[at - 1])
			break;
	}
	return at;
}

bool marking_line(struct marking *m, struct marked_text *ret)
{
	size_t end;

	buf_clear(&ret->text);
	ret->count = 0;
	if (m->at >= m->text.n)
		return false;
	end = m->at + str_until(str_skip(m->text, m->at), '\n').n;
	for (size_t at = m->at; at < end;) {
		size_t to = run_end(m, at, end);
		struct str piece = str_sub(m->text, at, to);

		if (to == end)
			piece = str_trim_right(piece);
		outside_add(m->options, piece, &ret->text);
		end_run(ret, (enum mark)m->marks[at]);
		if (m->behind[to - 1])
			add_host(m, m->behind[to - 1], ret);
		at = to;
	}
	m->at = end + 1;
	return true;
}

bool marking_rest(const struct marking *m)
{
	return m->cut || m->at < m->text.n;
}
