/* report/html_words.c - the text of the mail as its reader sees it, with the places
 * marked that findings point to, and what is hidden shown as hidden.
 *
 * Never a byte of the mail's own markup: text alone, which cannot act. */
#include "report/html.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "check/check.h"
#include "report/outside.h"

enum {
	SHOWN = 16384, /* bytes of one text; the rest is in the JSON report */
	PASSAGES_SHOWN = 12,
	HIDDEN_SHOWN = 12,
	SPANS = 512,
};

struct span { /* of the passage's text */
	size_t from, until;
	uint32_t finding; /* its place in the list + 1 */
};

struct marked {
	const struct passage *passage;
	struct str text; /* as much of it as is shown */
	struct span spans[SPANS];
	uint32_t count;
};

/* --- which places
 * ------------------------------------------------------------------------
 */

/* What points to a whole part, or to a field, marks nothing in the text. */
static bool is_place(const struct finding *finding, const struct evidence *evidence,
		     const struct marked *marked)
{
	return finding->severity <= SEVERITY_CAUTION && evidence->kind == AT_SLICE &&
	       evidence->length && evidence->length < marked->text.n * 2;
}

static void add_span(struct marked *marked, const struct span *span)
{
	uint32_t i = marked->count;

	if (span->from >= span->until || marked->count == SPANS)
		return;
	marked->count++;
	for (; i > 0 && marked->spans[i - 1].from > span->from; i--)
		marked->spans[i] = marked->spans[i - 1];
	marked->spans[i] = *span;
}

/* Where [offset, offset + length) of the message stands in the text: `at` has for each of
 * its bytes where the character begins in the message. */
static void find_span(struct marked *marked, const size_t *at,
		      const struct evidence *evidence, uint32_t finding)
{
	size_t low = 0, high = marked->text.n;
	struct span span = { .finding = finding };

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (at[middle] < evidence->offset)
			low = middle + 1;
		else
			high = middle;
	}
	span.from = span.until = low;
	while (span.until < marked->text.n &&
	       at[span.until] < evidence->offset + evidence->length)
		span.until++;
	add_span(marked, &span);
}

static size_t *places_of(const struct inspection *in, const struct marked *marked)
{
	size_t *at = arena_alloc_array(in->arena, marked->text.n + 1, sizeof *at);
	size_t length;

	for (size_t i = 0; i < marked->text.n; i += length) {
		size_t offset =
		    passage_offset(in->arena, in->message, marked->passage, i);

		utf8_decode(str_skip(marked->text, i), &length);
		for (size_t k = i; k < i + length && k < marked->text.n; k++)
			at[k] = offset;
	}
	return at;
}

static void find_spans(const struct inspection *in, struct marked *marked)
{
	const size_t *at;

	if (!marked->passage->mapped && !marked->passage->from_page)
		return;
	at = places_of(in, marked);
	for (uint32_t i = 0; i < in->finding_count; i++) {
		const struct finding *finding = in->findings[i];

		for (uint32_t k = 0; k < finding->evidence_count; k++)
			if (is_place(finding, &finding->evidence[k], marked))
				find_span(marked, at, &finding->evidence[k], i + 1);
	}
}

/* --- lines
 * ------------------------------------------------------------------------------
 */

struct writer {
	struct html *html;
	const struct marked *marked;
	struct buf pieces; /* one line, cut at the marks */
};

/* The next place in [from, until) where a mark begins or ends. */
static size_t next_edge(const struct marked *marked, size_t from, size_t until)
{
	size_t edge = until;

	for (uint32_t i = 0; i < marked->count; i++) {
		const struct span *span = &marked->spans[i];

		if (span->from > from && span->from < edge)
			edge = span->from;
		if (span->until > from && span->until < edge)
			edge = span->until;
	}
	return edge;
}

/* Masks and defanging look at what surrounds a word. Where a mark would come between,
 * the line stands without marks: better than half a mask. */
static bool can_be_cut(struct writer *writer, size_t from, size_t until)
{
	struct buf *whole = &writer->html->page.text;
	const struct marked *marked = writer->marked;
	bool same;

	buf_clear(&writer->pieces);
	for (size_t at = from; at < until;) {
		size_t edge = next_edge(marked, at, until);

		outside_add(writer->html->options, str_sub(marked->text, at, edge),
			    &writer->pieces);
		at = edge;
	}
	outside_add(writer->html->options, str_sub(marked->text, from, until), whole);
	same = str_eq(buf_peek(whole), buf_peek(&writer->pieces));
	buf_clear(whole);
	return same;
}

static void write_piece(struct html *html, struct str text)
{
	outside_add(html->options, text, &html->page.text);
	html_made(html);
}

static const struct finding *gravest(const struct writer *writer, size_t at)
{
	const struct inspection *in = writer->html->in;
	const struct finding *found = NULL;

	for (uint32_t i = 0; i < writer->marked->count; i++) {
		const struct span *span = &writer->marked->spans[i];
		const struct finding *finding = in->findings[span->finding - 1];

		if (span->from <= at && at < span->until &&
		    (!found || finding->severity < found->severity))
			found = finding;
	}
	return found;
}

/* The numbers of the findings whose marks end here lead to them. */
static void write_references(struct writer *writer, size_t end)
{
	struct html *html = writer->html;

	for (uint32_t i = 0; i < writer->marked->count; i++) {
		const struct span *span = &writer->marked->spans[i];

		if (span->until != end)
			continue;
		html_begin(html, TAG_A, "ref");
		html_attribute_number(html, HAS_HREF, "#finding-", span->finding);
		buf_printf(&html->page.text, "%u: ", span->finding);
		buf_add_c(&html->page.text,
			  phrase_text(html->options, N_("why this is marked")));
		html_attribute_made(html, HAS_ARIA_LABEL);
		html_number(html, span->finding);
		html_end(html, TAG_A);
	}
}

static void write_marked(struct writer *writer, size_t from, size_t until)
{
	struct html *html = writer->html;

	for (size_t at = from; at < until;) {
		size_t edge = next_edge(writer->marked, at, until);
		const struct finding *finding = gravest(writer, at);
		struct str text = str_sub(writer->marked->text, at, edge);

		if (finding) {
			html_begin(html, TAG_MARK,
				   finding->severity == SEVERITY_ADVERSE ? "adverse"
									 : "caution");
			write_piece(html, text);
			html_end(html, TAG_MARK);
			write_references(writer, edge);
		} else {
			write_piece(html, text);
		}
		at = edge;
	}
}

static void write_lines(struct html *html, const struct marked *marked)
{
	struct writer writer = { .html = html, .marked = marked };
	size_t from = 0;

	buf_init(&writer.pieces, 0);
	while (from < marked->text.n) {
		size_t n = str_find(str_skip(marked->text, from), '\n');
		size_t until = n == STR_NPOS ? marked->text.n : from + n;

		size_t end =
		    until > from && marked->text.p[until - 1] == '\r' ? until - 1 : until;

		if (can_be_cut(&writer, from, end))
			write_marked(&writer, from, end);
		else
			write_piece(html, str_sub(marked->text, from, end));
		html_text(html, "\n");
		from = until + 1;
	}
	buf_fini(&writer.pieces);
}

/* --- texts
 * -------------------------------------------------------------------------------
 */

static const char *name_of(const char *where)
{
	static const struct {
		const char *where, *name;
	} rows[] = {
		{ "subject", N_("Subject") },
		{ "text", N_("Text") },
		{ "html", N_("Page, as it is seen") },
		{ "attachment", N_("In an attachment") },
		{ "pdf", N_("In a PDF") },
		{ "picture", N_("In a picture") },
		{ "calendar", N_("In a calendar entry") },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].where, where) == 0)
			return rows[i].name;
	return N_("Text");
}

static const char *hiding_text(enum html_hiding why)
{
	switch (why) {
	case HIDING_FONT_SIZE:
		return N_("too small to be read");
	case HIDING_COLOUR:
	case HIDING_TRANSPARENT:
		return N_("in the colour of what is behind it");
	case HIDING_SIZE:
	case HIDING_CLIP:
		return N_("in a box without room");
	case HIDING_OFF_SCREEN:
		return N_("outside of the screen");
	case HIDING_MSO:
	case HIDING_CONDITIONAL:
		return N_("shown by some programs only");
	case HIDING_COMMENT:
		return N_("in a comment");
	case HIDING_INVISIBLE:
		return N_("invisible characters");
	default:
		return N_("not displayed");
	}
}

static void write_hidden(struct html *html, const struct html_document *document)
{
	uint32_t shown = 0;

	for (uint32_t i = 0; i < document->hidden_count && shown < HIDDEN_SHOWN; i++) {
		const struct html_hidden *hidden = &document->hidden[i];

		if (hidden->text.n == 0)
			continue;
		if (shown++ == 0) {
			html_begin(html, TAG_H4, NULL);
			html_our(html, N_("Hidden from the reader"));
			html_end(html, TAG_H4);
			html_begin(html, TAG_UL, "hiddentext");
		}
		html_begin(html, TAG_LI, NULL);
		html_begin(html, TAG_SPAN, "badge");
		html_our(html, hiding_text(hidden->why));
		html_end(html, TAG_SPAN);
		html_text(html, " ");
		html_outside(html, hidden->text, 400);
		html_end(html, TAG_LI);
	}
	if (shown)
		html_end(html, TAG_UL);
}

/* As much as is shown, up to the end of a line or a word: half a name would escape its
 * mask. */
static struct str first_lines(struct str text)
{
	struct str front = utf8_front(text, SHOWN);
	size_t end;

	if (front.n == text.n)
		return text;
	end = str_rfind(front, '\n');
	if (end == STR_NPOS)
		end = str_rfind(front, ' ');
	return end == STR_NPOS ? front : str_sub(front, 0, end);
}

static void write_passage(struct html *html, const struct passage *passage)
{
	struct marked *marked = arena_alloc(html->in->arena, sizeof *marked);

	marked->passage = passage;
	marked->text = first_lines(passage->text);
	find_spans(html->in, marked);
	html_begin(html, TAG_H3, NULL);
	html_our(html, name_of(passage->where));
	html_end(html, TAG_H3);
	html_begin(html, TAG_DIV, "mailtext");
	html_language(html, passage->text);
	html_attribute(html, HAS_TABINDEX, "0");
	html_attribute(html, HAS_ROLE, "group");
	html_attribute_our(html, HAS_ARIA_LABEL, name_of(passage->where));
	write_lines(html, marked);
	html_end(html, TAG_DIV);
	if (marked->text.n < passage->text.n) {
		html_begin(html, TAG_P, "meta");
		html_our_count(html,
			       N_("… and {count} bytes more, which the JSON report "
				  "has"),
			       passage->text.n - marked->text.n);
		html_end(html, TAG_P);
	}
	if (passage->document)
		write_hidden(html, passage->document);
}

static bool has(const struct html *html)
{
	return html->in->passages.count > 0;
}

static void write(struct html *html)
{
	const struct passages *passages = &html->in->passages;

	html_begin(html, TAG_P, "meta");
	html_our(html, N_("As its reader sees it, as text: nothing of the mail is shown "
			  "as the page that it is. Marked is what findings point to; "
			  "the numbers lead to them."));
	html_end(html, TAG_P);
	html_picture(html, "message");
	for (uint32_t i = 0; i < passages->count && i < PASSAGES_SHOWN; i++)
		if (passages->items[i].text.n)
			write_passage(html, &passages->items[i]);
}

const struct html_section html_words = {
	.id = "words",
	.title = N_("The text, with what gives it away"),
	.has = has,
	.write = write,
};
