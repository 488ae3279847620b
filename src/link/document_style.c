/* link/document_style.c - which declarations hold for an element: old attributes first,
 * then the sheets, then its style attribute (CSS Cascade 4, 6.1). */
#include "link/css_sheet.h"
#include "link/document_reader.h"

/* --- attributes ------------------------------------------------------------------------
 */

void attributes_find(const struct html_token *token, struct wanted *ret)
{
	if (ret->count) /* of the tag before */
		memset(ret->by, 0, sizeof ret->by);
	ret->count = token->attribute_count;
	ret->url_count = 0;
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		const struct html_attribute *attribute = &token->attributes[i];

		if (attribute->id == ATTR_OTHER)
			continue;
		ret->by[attribute->id] = attribute;
		if (html_attribute_holds_urls(attribute->id) &&
		    ret->url_count < COUNT(ret->urls))
			ret->urls[ret->url_count++] = attribute;
	}
}

/* --- old attributes --- */

static struct css_declaration *add_old(struct old_attributes *old,
				       enum css_property property, enum css_value value,
				       struct str written)
{
	struct css_declaration *d = &old->items[old->count++];

	*d = (struct css_declaration){ .property = (uint8_t)property,
				       .value = (uint8_t)value,
				       .written = written };
	return d;
}

/* "bgcolor=#fff" as it stands; the value alone where it was taken apart. */
static struct str written_attribute(struct reader *r,
				    const struct html_attribute *attribute)
{
	struct str name = attribute->name, raw = attribute->raw;

	if (str_within(r->source, name) && str_within(r->source, raw) && raw.p > name.p)
		return str_make(name.p, (size_t)(raw.p + raw.n - name.p));
	return raw.n ? reader_keep(r, raw) : reader_keep(r, name);
}

static void add_colour(struct reader *r, struct old_attributes *old,
		       enum css_property property, const struct html_attribute *attribute)
{
	uint32_t colour;

	if (attribute && css_legacy_colour(attribute->value, &colour))
		add_old(old, property, CSS_COLOUR_VALUE, written_attribute(r, attribute))
		    ->colour = colour;
}

/* WHATWG HTML, 15.3.6 "rules for parsing a legacy font size". */
static void add_font_size(struct reader *r, struct old_attributes *old,
			  const struct html_attribute *attribute)
{
	static const float sizes[] = { 0, 10, 13, 16, 18, 24, 32, 48 };
	struct str text = str_trim(attribute->value);
	char sign = text.n && (text.p[0] == '+' || text.p[0] == '-') ? text.p[0] : 0;
	int size = 0;

	if (sign)
		text = str_skip(text, 1);
	if (text.n == 0 || !ascii_is_digit(text.p[0]))
		return;
	for (; text.n && ascii_is_digit(text.p[0]) && size < 100;
	     text = str_skip(text, 1))
		size = size * 10 + (text.p[0] - '0');
	size = sign == '+' ? 3 + size : sign == '-' ? 3 - size : size;
	size = size < 1 ? 1 : size > 7 ? 7 : size;
	add_old(old, CSS_FONT_SIZE, CSS_PX, written_attribute(r, attribute))->number =
	    sizes[size];
}

static void add_old_attributes(struct reader *r, const struct html_element *row,
			       const struct wanted *w, struct old_attributes *old)
{
	const struct html_attribute *hidden = w->by[ATTR_HIDDEN];

	if (hidden && str_eq_nocase(hidden->value, STR("until-found")))
		add_old(old, CSS_CONTENT_VISIBILITY, CSS_HIDES,
			written_attribute(r, hidden));
	else if (hidden)
		add_old(old, CSS_DISPLAY, CSS_NONE, written_attribute(r, hidden));
	if (w->by[ATTR_BACKGROUND] && w->by[ATTR_BACKGROUND]->value.n)
		add_old(old, CSS_BACKGROUND_IMAGE, CSS_SHOWS, STR_NONE);
	if (row->traits & TRAIT_TABLE || row->id == EL_BODY || row->id == EL_OTHER)
		add_colour(r, old, CSS_BACKGROUND_COLOUR, w->by[ATTR_BGCOLOR]);
	switch (row->id) {
	case EL_A:
		if (w->by[ATTR_HREF])
			add_old(old, CSS_COLOUR, CSS_COLOUR_VALUE, STR_NONE)->colour =
			    r->link_colour;
		break;
	case EL_BODY:
		add_colour(r, old, CSS_COLOUR, w->by[ATTR_TEXT]);
		if (w->by[ATTR_LINK])
			css_legacy_colour(w->by[ATTR_LINK]->value, &r->link_colour);
		break;
	case EL_FONT:
	case EL_BASEFONT:
		add_colour(r, old, CSS_COLOUR, w->by[ATTR_COLOR]);
		if (w->by[ATTR_SIZE])
			add_font_size(r, old, w->by[ATTR_SIZE]);
		break;
	case EL_DIALOG:
		if (!w->by[ATTR_OPEN])
			add_old(old, CSS_DISPLAY, CSS_NONE, STR("dialog"));
		break;
	default:
		break;
	}
}

/* --- style attributes --- */

static size_t hash_of(struct str s)
{
	size_t hash = s.n;

	/* A few bytes tell the styles of one mail apart. */
	for (size_t i = 0; i < s.n; i += 1 + s.n / 8)
		hash = hash * 31 + (uint8_t)s.p[i];
	return hash * 31 + (uint8_t)s.p[s.n - 1];
}

/* Newsletters write the same few styles a thousand times. */
static const struct css_block *inline_style(struct reader *r, struct str element,
					    const struct html_attribute *attribute)
{
	struct str text = attribute->value;
	struct cached_style *cached;
	struct css_urls urls = { 0 };
	struct css_block *block;

	if (text.n == 0)
		return NULL;
	cached = &r->styles[hash_of(text) % STYLE_CACHE];
	if (!cached->urls && str_eq(cached->text, text))
		return cached->block;
	text = reader_keep(r, text);
	block = arena_new_of(r->arena, struct css_block);
	if (!css_declarations(r->arena, text, r->quirks, block, &urls))
		reader_cut(r, "LIMIT_CSS_DECLARATIONS");
	if (urls.count)
		link_add_css(r, element, &urls, text, reader_value_place(r, attribute));
	if (block->count == 0)
		block = NULL;
	*cached = (struct cached_style){ text, block, urls.count > 0 };
	return block;
}

/* --- sheets ----------------------------------------------------------------------------
 */

/* Behind the "<" of the last "<style", or 0. */
static size_t last_style(struct str source)
{
	size_t last = 0, at;

	for (struct str rest = source;
	     (at = str_find_str_nocase(rest, STR("<style"))) != STR_NPOS;
	     rest = str_skip(rest, at + 1))
		last = str_offset(source, rest) + at + 1;
	return last;
}

static void add_sheet(struct reader *r, const struct html_token *tag,
		      const struct html_token *token)
{
	const struct html_attribute *media = html_attribute_find(tag, STR("media"));
	struct str text = reader_keep(r, html_token_text(r->inner, token, false));
	struct sheet_ahead *ahead = NULL;

	if (!r->sheet) {
		r->sheet = arena_new_of(r->arena, struct css_sheet);
		r->sheet->arena = r->arena;
		r->sheet->quirks = r->quirks;
	}
	if (r->ahead_count < SHEETS_AHEAD) {
		ARENA_GROW(r->scratch, r->ahead, r->ahead_count, r->ahead_cap);
		ahead = &r->ahead[r->ahead_count++];
		*ahead = (struct sheet_ahead){ .offset = token->offset, .text = text };
	}
	css_sheet_add(r->sheet, text, media ? reader_keep(r, media->value) : STR_NONE,
		      ahead && css_may_load(token->text) ? &ahead->urls : NULL);
}

/* A sheet holds for what stands before it, too: so they are read first. Most stand in the
 * head, and the look ahead is short. */
void style_read_ahead(struct reader *r)
{
	size_t last = last_style(r->source);
	struct html_token token, tag = { 0 };
	struct html_attribute media;

	if (last == 0)
		return;
	r->inner = html_tokenizer_new(r->scratch, r->source);
	html_tokenizer_reuse(r->inner);
	html_tokenizer_as_written(r->inner);
	while (html_next(r->inner, &token)) {
		if (token.kind == HTML_DOCTYPE && !r->sheet)
			r->quirks = html_is_quirky(&token);
		if (token.kind == HTML_TEXT && tag.kind == HTML_START_TAG)
			add_sheet(r, &tag, &token);
		tag = (struct html_token){ 0 };
		if (token.offset > last)
			break;
		if (token.kind == HTML_START_TAG && str_eq(token.name, STR("style"))) {
			const struct html_attribute *found =
			    html_attribute_find(&token, STR("media"));

			tag.kind = HTML_START_TAG;
			if (found) {
				/* The token's memory is used again for its text. */
				media = (struct html_attribute){ .name = STR("media"),
								 .value = reader_keep(
								     r, found->value) };
				tag.attributes = &media;
				tag.attribute_count = 1;
			}
		}
	}
	r->quirks = true; /* the doctype is read again */
	if (!r->sheet)
		return;
	if (r->sheet->cut)
		reader_cut(r, r->sheet->cut);
	r->document->conditional_styles = r->sheet->conditional;
	r->document->conditional_style_count = r->sheet->conditional_count;
	if (r->sheet->count == 0)
		r->sheet = NULL;
}

/* What was found in it when it was read ahead; NULL: it was not, or is not kept. */
static const struct sheet_ahead *find_ahead(struct reader *r,
					    const struct html_token *token)
{
	if (r->reading_inner)
		return NULL;
	for (; r->ahead_at < r->ahead_count; r->ahead_at++) {
		const struct sheet_ahead *ahead = &r->ahead[r->ahead_at];

		if (ahead->offset >= token->offset)
			return ahead->offset == token->offset ? ahead : NULL;
	}
	return NULL;
}

void style_read_sheet(struct reader *r, const struct html_token *token)
{
	const struct sheet_ahead *ahead = find_ahead(r, token);
	struct str nowhere = str_sub(r->source, 0, 0), text;
	struct css_urls urls = { 0 };

	if (ahead) {
		link_add_css(r, STR("style"), &ahead->urls, ahead->text, nowhere);
		return;
	}
	/* Neither CR nor NUL makes a URL of what is none. */
	if (!css_may_load(token->text))
		return;
	text = reader_keep(r, reader_text(r, token, false));
	css_sheet_urls(r->arena, text, &urls);
	link_add_css(r, STR("style"), &urls, text, nowhere);
}

/* --- the cascade --- */

struct asked {
	const struct reader *reader;
	const struct html_token *token;
};

static struct str attribute_value(const void *arg, struct str name)
{
	const struct asked *asked = arg;

	for (uint32_t i = 0; i < asked->token->attribute_count; i++)
		if (str_eq_nocase(asked->token->attributes[i].name, name)) {
			struct str value = asked->token->attributes[i].value;

			return value.p ? value : STR("");
		}
	return STR_NONE;
}

static struct str type_of(const struct open_element *element)
{
	return element->row->length ? str_make(element->row->name, element->row->length)
				    : element->name;
}

void style_mark(const struct reader *r, struct open_element *element)
{
	if (r->sheet)
		element->marks =
		    css_marks(type_of(element), element->id, element->classes);
}

static struct css_element as_asked(const struct open_element *element)
{
	return (struct css_element){ type_of(element), element->id, element->classes,
				     element->marks };
}

static void ancestor(const void *arg, uint32_t i, struct css_element *ret)
{
	const struct asked *asked = arg;

	*ret = as_asked(&asked->reader->stack[i]);
}

/* To ask the sheet costs more than to see that no rule speaks of such an element. */
static bool may_match(const struct css_sheet *sheet, const struct open_element *element)
{
	return sheet && (element->marks & sheet->marks || sheet->others);
}

static uint32_t match(struct reader *r, const struct html_token *token,
		      const struct open_element *element, const struct css_block **ret)
{
	enum html_element_id id = element->row->id;
	uint32_t depth = id == EL_HTML ? 0 : id == EL_BODY ? 1 : r->depth;
	const struct open_element *parent = depth ? &r->stack[depth - 1] : NULL;
	struct asked asked = { r, token };
	struct css_question question = {
		.element = as_asked(element),
		.depth = depth,
		.above = parent ? parent->marks | parent->above : 0,
		.arg = &asked,
		.attribute = attribute_value,
		.ancestor = ancestor,
	};
	uint32_t count = css_sheet_match(r->sheet, &question, ret, LIMIT_CSS_MATCHED);

	if (r->sheet->cut)
		reader_cut(r, r->sheet->cut);
	return count;
}

static void append(struct css_block *block, const struct css_declaration *items,
		   uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		block->items[block->count++] = items[i];
		block->important |= items[i].important;
	}
}

/* How many of the blocks are taken, and their declarations. */
static uint32_t taken(struct reader *r, const struct css_block *const *blocks,
		      uint32_t count, uint32_t *ret_declarations)
{
	uint32_t i;

	*ret_declarations = 0;
	for (i = 0; i < count && r->merged <= LIMIT_CSS_MERGED; i++) {
		*ret_declarations += blocks[i]->count;
		r->merged += blocks[i]->count;
	}
	if (i < count)
		reader_cut(r, "LIMIT_CSS_MERGED");
	return i;
}

/* Of the size it has: a page may have a block for each of its tags. */
static const struct css_block *merge(struct reader *r, const struct old_attributes *old,
				     const struct css_block *const *blocks,
				     uint32_t count)
{
	struct css_block *block = arena_new_of(r->arena, struct css_block);
	uint32_t declarations;

	count = taken(r, blocks, count, &declarations);
	block->cap = old->count + declarations;
	block->items = arena_alloc_array(r->arena, block->cap, sizeof *block->items);
	append(block, old->items, old->count);
	for (uint32_t i = 0; i < count; i++)
		append(block, blocks[i]->items, blocks[i]->count);
	return block;
}

/* The same rules hold for most cells of a table. */
static const struct css_block *merged(struct reader *r,
				      const struct css_block *const *blocks,
				      uint32_t count)
{
	size_t hash = count;
	struct cached_merge *cached;

	for (uint32_t i = 0; i < count; i++)
		hash = hash * 31 + (size_t)((uintptr_t)blocks[i] >> 4);
	cached = &r->merges[hash % STYLE_CACHE];
	if (cached->count == count &&
	    memcmp(cached->blocks, blocks, count * sizeof *blocks) == 0)
		return cached->block;
	cached->blocks = arena_alloc_array(r->arena, count, sizeof *blocks);
	memcpy(cached->blocks, blocks, count * sizeof *blocks);
	cached->count = count;
	cached->block = merge(r, &(struct old_attributes){ .count = 0 }, blocks, count);
	return cached->block;
}

static const struct css_block *cascade(struct reader *r, const struct html_token *token,
				       const struct open_element *element,
				       const struct wanted *wanted)
{
	const struct css_block **blocks = r->matched;
	struct old_attributes *old = &r->old;
	uint32_t count = 0;

	old->count = 0;
	add_old_attributes(r, element->row, wanted, old);
	if (may_match(r->sheet, element))
		count = match(r, token, element, blocks);
	if (wanted->by[ATTR_STYLE]) {
		blocks[count] = inline_style(r, token->name, wanted->by[ATTR_STYLE]);
		count += blocks[count] != NULL;
	}
	if (old->count)
		return merge(r, old, blocks, count);
	if (count == 0)
		return NULL;
	return count == 1 ? blocks[0] : merged(r, blocks, count);
}

const struct css_block *style_of(struct reader *r, const struct html_token *token,
				 const struct open_element *element,
				 const struct wanted *wanted)
{
	/* Most tags say nothing of how they look. */
	if (!r->sheet && token->attribute_count == 0 && element->row->id != EL_DIALOG)
		return NULL;
	return cascade(r, token, element, wanted);
}
