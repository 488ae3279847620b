/* link/document.c - see document.h: one pass over the tokens. */
#include "link/document_reader.h"

/* What a comment or a srcdoc holds is a page of its own inside the page. */
static const struct html_element inner_row = { "", 0, EL_TEMPLATE, LAYOUT_INLINE,
					       TRAIT_SCOPE | TRAIT_SPECIAL };

void reader_cut(struct reader *r, const char *limit)
{
	if (!r->document->cut)
		r->document->cut = limit;
}

struct str reader_keep(struct reader *r, struct str s)
{
	if (s.n == 0)
		return STR("");
	return str_within(r->source, s) ? s : arena_str(r->arena, s);
}

struct str reader_place(const struct reader *r, const struct html_token *token)
{
	size_t from = token->offset + r->inner_offset;

	if (r->inner_copy)
		return r->inner_place;
	return str_sub(r->source, from, from + token->length);
}

struct str reader_text(struct reader *r, const struct html_token *token, bool flows)
{
	return html_token_text(r->reading_inner ? r->inner : r->tokenizer, token, flows);
}

struct str reader_value_place(const struct reader *r,
			      const struct html_attribute *attribute)
{
	if (str_within(r->source, attribute->raw))
		return attribute->raw;
	return r->inner_copy ? r->inner_place : str_sub(r->source, 0, 0);
}

bool reader_on_page(const struct reader *r)
{
	return !r->in_comment && !r->in_conditional && !r->in_page;
}

size_t reader_offset(const struct reader *r, struct str s, size_t otherwise)
{
	return str_within(r->source, s) ? str_offset(r->source, s) : otherwise;
}

/* --- layout --- */

static void lay_out(struct reader *r, const struct html_element *row, bool seen)
{
	const struct look *look = reader_look(r);
	/* A summary is seen in details that are not. */
	bool there = look->sealed == SEEN || (look->folded && row->id == EL_SUMMARY);

	if (row->layout == LAYOUT_INLINE)
		return;
	html_page_blank(&r->hidden_page);
	/* What is not there at all moves nothing. */
	if (!seen || !there)
		return;
	switch ((enum html_layout)row->layout) {
	case LAYOUT_INLINE:
		break;
	case LAYOUT_BLOCK:
	case LAYOUT_PREFORMATTED:
		html_page_lines(&r->page, 1);
		break;
	case LAYOUT_PARAGRAPH:
		html_page_lines(&r->page, 2);
		break;
	case LAYOUT_BREAK: /* "</br>" counts, by the standard */
		html_page_break(&r->page);
		break;
	case LAYOUT_CELL:
		html_page_blank(&r->page);
		break;
	}
}

static bool is_block(const struct html_element *row)
{
	return row->layout != LAYOUT_INLINE && row->layout != LAYOUT_BREAK;
}

/* The first line of a block has ended, and with it what indents it: for the elements
 * within that line, too. */
static void end_first_line(struct reader *r)
{
	for (uint32_t i = r->depth; i-- > 0;) {
		struct look *look = &r->looks[r->stack[i].look];

		if (look->indent != 0) {
			look->indent = 0;
			look_judge(look);
		}
		if (is_block(r->stack[i].row))
			return;
	}
}

/* --- tags --- */

static void note_element(struct reader *r, const struct html_token *token,
			 const struct html_element *row, const struct wanted *wanted,
			 const struct look *look)
{
	switch (row->id) {
	case EL_IMG:
	case EL_IMAGE:
		r->document->images += !r->in_comment;
		link_add_picture(r, wanted, look);
		break;
	case EL_SVG:
	case EL_VIDEO:
	case EL_OBJECT:
	case EL_EMBED:
		link_add_picture(r, wanted, look);
		break;
	case EL_SCRIPT:
		r->document->scripts += !r->in_comment;
		break;
	case EL_FORM:
	case EL_INPUT:
	case EL_BUTTON:
	case EL_TEXTAREA:
	case EL_SELECT:
		form_of_tag(r, token, row, wanted);
		break;
	default:
		break;
	}
}

/* <html> and <body>: what they say is added to what is there. */
static void change_root(struct reader *r, uint32_t at, const struct css_block *own,
			const struct open_element *named)
{
	struct open_element *element = &r->stack[at];

	if (!reader_on_page(r))
		return;
	if (element->id.n == 0)
		element->id = named->id;
	if (element->classes.n == 0)
		element->classes = named->classes;
	element->marks |= named->marks;
	for (uint32_t i = at + 1; i < r->depth; i++)
		r->stack[i].above |= element->marks;
	/* A second <body> adds only what the first did not have (13.2.6.4.7). */
	if (!own || element->own)
		return;
	element->own = own;
	stack_look_again(r, at);
}

/* --- a page inside the page --- */

static void read_inner(struct reader *r, struct str content)
{
	r->inner_overflow = r->overflow == 0;
	r->reading_inner = true;
	if (!r->inner) {
		r->inner = html_tokenizer_new(r->scratch, content);
		html_tokenizer_reuse(r->inner);
		html_tokenizer_as_written(r->inner);
	} else {
		html_tokenizer_restart(r->inner, content);
	}
}

/* <iframe srcdoc>: browsers show it as they show the page. One in another is not read. */
static void open_page(struct reader *r, const struct html_attribute *srcdoc,
		      const struct css_block *own)
{
	struct open_element page = { .row = &inner_row,
				     .seals = HIDING_ELEMENT,
				     .link = NO_LINK,
				     .own_link = true };
	uint32_t outside =
	    r->depth - 2; /* the frame itself hides what it does not show */

	if (r->reading_inner || r->depth >= LIMIT_HTML_DEPTH)
		return;
	span_close(r);
	r->comment_depth = r->depth;
	r->in_page = true;
	r->inner_copy = !str_within(r->source, srcdoc->value);
	r->inner_place = srcdoc->raw;
	r->inner_offset = reader_offset(r, srcdoc->value, 0);
	r->outer_form = r->form;
	r->form = NO_FORM;
	stack_push(r, &page);
	look_make(r, &r->looks[r->stack[outside].look], &inner_row, own, SEEN, STR_NONE,
		  reader_look(r));
	link_follow(r);
	if (reader_look(r)->sealed == SEEN)
		html_page_lines(&r->page, 1);
	read_inner(r, reader_keep(r, srcdoc->value));
}

static void start_tag(struct reader *r, const struct html_token *token)
{
	const struct html_element *row = token->element;
	struct open_element element = { .row = row, .seals = SEEN };
	struct wanted *wanted = &r->wanted;
	const struct look *look = reader_look(r);

	attributes_find(token, wanted);
	if (token->attributes_cut)
		reader_cut(r, "LIMIT_HTML_ATTRIBUTES");
	if (!stack_make_place(r, row)) {
		/* Such a tag is nothing to a browser; what it names may still be fetched
		 * by others. */
		links_of_tag(r, token, row, wanted, look);
		return;
	}
	if (wanted->by[ATTR_CLASS])
		element.classes = reader_keep(r, wanted->by[ATTR_CLASS]->value);
	if (wanted->by[ATTR_ID])
		element.id = reader_keep(r, wanted->by[ATTR_ID]->value);
	if (row->length == 0)
		element.name = reader_keep(r, token->name);
	style_mark(r, &element);
	element.own = style_of(r, token, &element, wanted);
	if (row->id == EL_HTML || row->id == EL_BODY || row->id == EL_HEAD) {
		if (row->id != EL_HEAD)
			change_root(r, row->id == EL_BODY, element.own, &element);
		links_of_tag(r, token, row, wanted, reader_look(r));
		return;
	}
	if (row->traits & TRAIT_UNSEEN ||
	    (row->id == EL_DETAILS && !wanted->by[ATTR_OPEN])) {
		element.seals = HIDING_ELEMENT;
		element.sealed_by = str_make(row->name, row->length);
	}
	if (row->traits & TRAIT_VOID) {
		look = reader_look(r);
		if (element.own) {
			look_make(r, look, row, element.own, SEEN, STR_NONE, &r->passing);
			look = &r->passing;
		}
		links_of_tag(r, token, row, wanted, look);
		note_element(r, token, row, wanted, look);
		lay_out(r, row, look->sealed == SEEN);
		if (row->id == EL_BR)
			end_first_line(r);
		return;
	}
	stack_push(r, &element);
	look = reader_look(r);
	element.link = links_of_tag(r, token, row, wanted, look);
	if (element.link != NO_LINK && !r->overflow) {
		reader_top(r)->link = element.link;
		reader_top(r)->own_link = true;
	}
	link_follow(r);
	link_add_background(r, element.own, look);
	note_element(r, token, row, wanted, look);
	lay_out(r, row, true);
	r->first_line_end = row->layout == LAYOUT_PREFORMATTED;
	if (row->id == EL_IFRAME && wanted->by[ATTR_SRCDOC])
		open_page(r, wanted->by[ATTR_SRCDOC], element.own);
}

static void end_tag(struct reader *r, const struct html_token *token)
{
	const struct html_element *row = token->element;

	switch (row->id) {
	case EL_HTML:
	case EL_BODY:
	case EL_HEAD:
		return;
	case EL_TITLE:
		r->title_read |= r->title.n > 0 && reader_on_page(r);
		break;
	case EL_FORM:
		if (!r->in_comment)
			r->form = NO_FORM;
		break;
	default:
		break;
	}
	r->closed_unseen = false;
	if (row->traits & TRAIT_VOID) {
		if (row->id == EL_BR)
			end_first_line(r);
	} else if (stack_close(r, row, token->name)) {
		link_follow(r);
	}
	lay_out(r, row, !r->closed_unseen);
}

/* --- comments --- */

/* "[if mso]>": the condition; what stands behind it is shown where it holds. */
static bool is_conditional(struct str comment, struct str *ret_condition,
			   struct str *ret_content)
{
	struct str text = str_trim_left(comment);
	size_t end;

	if (!str_starts_nocase(text, STR("[if")))
		return false;
	end = str_find_str(text, STR("]>"));
	if (end == STR_NPOS)
		return false;
	*ret_condition = str_sub(text, 0, end + 1);
	*ret_content = str_skip(text, end + 2);
	end = str_find_str_nocase(*ret_content, STR("<![endif]"));
	if (end != STR_NPOS)
		*ret_content = str_sub(*ret_content, 0, end);
	return true;
}

/* "<!--x-->" without its marks, as it stands in the source. */
static struct str comment_content(struct str written)
{
	struct str text = str_skip(written, 4);

	if (str_ends(text, STR("--!>")))
		return str_sub(text, 0, text.n - 4);
	if (str_ends(text, STR("-->")))
		return str_sub(text, 0, text.n - 3);
	return text;
}

static bool has_markup(struct str text)
{
	for (size_t i; (i = str_find(text, '<')) != STR_NPOS;
	     text = str_skip(text, i + 1))
		if (i + 1 < text.n && ascii_is_alpha(text.p[i + 1]))
			return true;
	return false;
}

static void open_comment(struct reader *r, int seals, struct str by)
{
	struct open_element element = { .row = &inner_row,
					.seals = (int16_t)seals,
					.sealed_by = by,
					.link = NO_LINK,
					.own_link = true };

	stack_push(r, &element);
	link_follow(r);
}

/* Ends a comment, or a page in the page. */
static void close_inner(struct reader *r)
{
	if (r->in_page) {
		r->form = r->outer_form;
		if (r->looks[r->stack[r->comment_depth].look].sealed == SEEN)
			html_page_lines(&r->page, 1);
	}
	if (r->inner_overflow)
		r->overflow = 0;
	stack_pop_to(r, r->comment_depth);
	r->in_comment = r->in_conditional = r->in_page = r->inner_copy = false;
	r->inner_offset = 0;
	r->reading_inner = false;
	span_close(r);
	link_follow(r);
}

static void read_comment(struct reader *r, const struct html_token *token)
{
	struct str written =
	    str_sub(r->source, token->offset, token->offset + token->length);
	struct str content, condition = STR_NONE;
	bool conditional;

	/* Inside a comment there are none; "<!x>" and "<?x>" say nothing, except that
	 * "<![if !mso]>" and "<![endif]>" frame what others see. */
	if (r->reading_inner || r->depth == LIMIT_HTML_DEPTH)
		return;
	if (!str_starts(written, STR("<!--"))) {
		if (str_starts_nocase(written, STR("<![if")))
			r->in_revealed = true;
		else if (str_starts_nocase(written, STR("<![endif]")))
			r->in_revealed = false;
		return;
	}
	content = comment_content(written);
	conditional = is_conditional(content, &condition, &content);
	if (conditional && !has_markup(content) && str_find(content, '<') != STR_NPOS) {
		r->in_revealed = true; /* "<!--[if !mso]><!-->" */
		return;
	}
	if (str_find_str_nocase(content, STR("<![endif]")) != STR_NPOS) {
		r->in_revealed = false;
		return;
	}
	if (str_trim(content).n == 0)
		return;
	span_close(r);
	r->comment_depth = r->depth;
	r->in_comment = !conditional;
	r->in_conditional = conditional;
	r->inner_offset = str_offset(r->source, content);
	open_comment(r, conditional ? HIDING_CONDITIONAL : HIDING_COMMENT, condition);
	if (!has_markup(content)) {
		text_hidden(r, content, r->inner_offset, content.n);
		close_inner(r);
		return;
	}
	read_inner(r, content);
}

/* --- tokens --- */

/* Pages of the years before standards (WHATWG HTML, 13.2.6.4.1, the names that mails
 * have). */
bool html_is_quirky(const struct html_token *doctype)
{
	static const char *const old[] = { "-//W3C//DTD HTML 3",
					   "-//W3C//DTD HTML 4.0 Transitional//",
					   "-//W3C//DTD HTML 4.0 Frameset//",
					   "-//IETF//DTD HTML" };

	if (doctype->quirks || !str_eq(doctype->name, STR("html")))
		return true;
	for (size_t i = 0; i < COUNT(old); i++)
		if (str_starts_nocase(doctype->public_id, str_c(old[i])))
			return true;
	return !doctype->system_id.p &&
	       (str_starts_nocase(doctype->public_id,
				  STR("-//W3C//DTD HTML 4.01 Transitional//")) ||
		str_starts_nocase(doctype->public_id,
				  STR("-//W3C//DTD HTML 4.01 Frameset//")));
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_space(text.p[i]) && text.p[i] != '\f')
			return false;
	return true;
}

static void read_token(struct reader *r, const struct html_token *token)
{
	switch (token->kind) {
	case HTML_TEXT:
		r->started = r->started || !is_blank(reader_text(r, token, true));
		text_read(r, token);
		break;
	case HTML_START_TAG:
		r->started = true;
		start_tag(r, token);
		break;
	case HTML_END_TAG:
		r->started = true;
		end_tag(r, token);
		break;
	case HTML_COMMENT:
		read_comment(r, token);
		break;
	case HTML_DOCTYPE: /* counts where nothing stands before it */
		if (!r->started)
			r->quirks = html_is_quirky(token);
		r->started = true;
		break;
	}
}

static bool next_token(struct reader *r, struct html_token *token)
{
	if (r->reading_inner) {
		if (html_next(r->inner, token))
			return true;
		close_inner(r);
	}
	return html_next(r->tokenizer, token);
}

static struct reader *begin(struct arena *arena, struct arena *scratch, struct str source,
			    struct html_document *document)
{
	struct reader *r = arena_new_of(scratch, struct reader);

	r->arena = arena;
	r->scratch = r->page.scratch = r->hidden_page.scratch = r->title.scratch =
	    scratch;
	r->source = source;
	r->document = document;
	r->quirks = true;
	r->link = NO_LINK;
	r->form = r->loose_form = NO_FORM;
	r->link_colour = 0x0000EEFF;
	r->tokenizer = html_tokenizer_new(scratch, source);
	html_tokenizer_reuse(r->tokenizer);
	html_tokenizer_as_written(r->tokenizer);
	style_read_ahead(r);
	stack_begin(r);
	return r;
}

static void read_page(struct arena *arena, struct str source, struct html_document *ret,
		      struct html_map *map)
{
	/* Thousands of small pages in one mail must not each keep what reading needs. */
	struct arena *scratch = arena_new(0);
	struct html_token token;
	struct reader *r;

	*ret = (struct html_document){ .map = map };
	r = begin(arena, scratch ? scratch : arena, source.p ? source : STR(""), ret);
	r->map = map;
	while (next_token(r, &token))
		read_token(r, &token);
	ret->open_quote = html_ended_in_tag(r->tokenizer, &ret->open_quote_offset);
	ret->open_element = html_ended_in_raw(r->tokenizer, &ret->open_element_offset);
	r->depth = 2;
	link_follow(r);
	span_close(r);
	ret->title = html_page_end(&r->title, arena);
	ret->text = html_page_end(&r->page, arena);
	ret->hidden_text = html_page_end(&r->hidden_page, arena);
	spans_finish(r);
	links_finish(r);
	if (map)
		map_finish(r);
	arena_free(scratch);
}

void html_read(struct arena *arena, struct str source, struct html_document *ret)
{
	read_page(arena, source, ret, NULL);
}

void html_read_mapped(struct arena *arena, struct str source, struct html_document *ret)
{
	read_page(arena, source, ret, map_begin(arena, source));
}

/* --- names --- */

const char *html_carrier_name(enum html_carrier carrier)
{
	static const char *const names[] = {
		[CARRIER_A] = "a",
		[CARRIER_AREA] = "area",
		[CARRIER_FORM] = "form",
		[CARRIER_BUTTON] = "button",
		[CARRIER_BASE] = "base",
		[CARRIER_META_REFRESH] = "meta.refresh",
		[CARRIER_LINK] = "link",
		[CARRIER_IMG] = "img",
		[CARRIER_SRCSET] = "srcset",
		[CARRIER_BACKGROUND] = "background",
		[CARRIER_STYLE] = "style",
		[CARRIER_FRAME] = "frame",
		[CARRIER_SCRIPT] = "script",
		[CARRIER_OBJECT] = "object",
		[CARRIER_MEDIA] = "media",
		[CARRIER_SVG] = "svg",
		[CARRIER_VML] = "vml",
		[CARRIER_CITE] = "cite",
		[CARRIER_COMMENT] = "comment",
	};

	return names[carrier];
}

const char *html_hiding_name(enum html_hiding why)
{
	static const char *const names[] = {
		[HIDING_DISPLAY] = "display",
		[HIDING_VISIBILITY] = "visibility",
		[HIDING_FONT_SIZE] = "font-size",
		[HIDING_COLOUR] = "colour",
		[HIDING_TRANSPARENT] = "transparent",
		[HIDING_SIZE] = "size",
		[HIDING_OFF_SCREEN] = "off-screen",
		[HIDING_CLIP] = "clip",
		[HIDING_MSO] = "mso-hide",
		[HIDING_COMMENT] = "comment",
		[HIDING_CONDITIONAL] = "conditional",
		[HIDING_ELEMENT] = "element",
		[HIDING_INVISIBLE] = "zero-width",
	};

	return names[why];
}
