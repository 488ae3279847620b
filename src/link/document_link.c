/* link/document_link.c - links from every carrier (ATTACKS UR-11). */
#include "link/document_reader.h"

/* What browsers strip from both ends of a URL (WHATWG URL, 4.4). */
static struct str trim_url(struct str s)
{
	while (s.n && (uint8_t)s.p[0] <= ' ')
		s = str_skip(s, 1);
	while (s.n && (uint8_t)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

static int32_t add_link(struct reader *r, enum html_carrier carrier, struct str element,
			struct str url, size_t offset, size_t length, bool loads,
			bool hidden)
{
	struct html_document *d = r->document;

	if (d->link_count == LIMIT_LINKS) {
		reader_cut(r, "LIMIT_LINKS");
		return NO_LINK;
	}
	ARENA_GROW(r->scratch, r->link_texts, d->link_count, r->link_text_cap);
	r->link_texts[d->link_count] = (struct link_text){ .seen = true };
	ARENA_GROW(r->scratch, d->links, d->link_count, d->link_cap);
	d->links[d->link_count] = (struct html_link){
		.carrier = r->in_comment ? CARRIER_COMMENT : carrier,
		.element = reader_keep(r, element),
		.url = reader_keep(r, trim_url(url)),
		.loads = loads && !r->in_comment,
		.hidden = hidden || r->in_comment,
		.conditional = r->in_conditional || r->in_revealed,
		.offset = offset,
		.length = length,
	};
	return (int32_t)d->link_count++;
}

/* --- which carrier --------------------------------------------------------------------
 */

static bool is_vml(struct str element)
{
	return str_starts(element, STR("v:")) || str_starts(element, STR("o:"));
}

/* What the shown mail fetches by itself. */
static bool rel_loads(const struct wanted *wanted)
{
	static const char *const loading[] = { "stylesheet", "icon",	     "preload",
					       "prefetch",   "dns-prefetch", "preconnect",
					       "prerender",  "modulepreload" };

	if (!wanted->by[ATTR_REL])
		return false;
	for (size_t i = 0; i < COUNT(loading); i++)
		if (str_find_str_nocase(wanted->by[ATTR_REL]->value, str_c(loading[i])) !=
		    STR_NPOS)
			return true;
	return false;
}

static enum html_carrier carrier_of_href(struct str element,
					 const struct html_element *row, bool xlink)
{
	switch (row->id) {
	case EL_A:
		return CARRIER_A;
	case EL_AREA:
		return CARRIER_AREA;
	case EL_BASE:
		return CARRIER_BASE;
	case EL_LINK:
		return CARRIER_LINK;
	case EL_USE:
	case EL_IMAGE:
		return CARRIER_SVG;
	default:
		return is_vml(element) ? CARRIER_VML : xlink ? CARRIER_SVG : CARRIER_CITE;
	}
}

static enum html_carrier carrier_of_src(struct str element,
					const struct html_element *row)
{
	switch (row->id) {
	case EL_IMG:
	case EL_IMAGE:
	case EL_INPUT:
		return CARRIER_IMG;
	case EL_IFRAME:
	case EL_FRAME:
		return CARRIER_FRAME;
	case EL_SCRIPT:
		return CARRIER_SCRIPT;
	case EL_EMBED:
		return CARRIER_OBJECT;
	case EL_VIDEO:
	case EL_AUDIO:
	case EL_SOURCE:
	case EL_TRACK:
		return CARRIER_MEDIA;
	default:
		return is_vml(element) ? CARRIER_VML : CARRIER_CITE;
	}
}

static enum html_carrier carrier_of(struct str element, const struct html_element *row,
				    enum html_attribute_id id)
{
	switch (id) {
	case ATTR_HREF:
	case ATTR_OHREF:
		return carrier_of_href(element, row, false);
	case ATTR_XLINK_HREF:
		return carrier_of_href(element, row, true);
	case ATTR_SRC:
		return carrier_of_src(element, row);
	case ATTR_SRCSET:
		return CARRIER_SRCSET;
	case ATTR_ACTION:
		return row->id == EL_FORM ? CARRIER_FORM : CARRIER_CITE;
	case ATTR_FORMACTION:
		return CARRIER_BUTTON;
	case ATTR_BACKGROUND:
		return CARRIER_BACKGROUND;
	case ATTR_DATA:
	case ATTR_CODE:
		return CARRIER_OBJECT;
	case ATTR_POSTER:
		return CARRIER_MEDIA;
	case ATTR_LOWSRC:
		return CARRIER_IMG;
	default:
		return CARRIER_CITE;
	}
}

static bool carrier_loads(enum html_carrier carrier, enum html_attribute_id id,
			  const struct wanted *wanted)
{
	switch (carrier) {
	case CARRIER_META_REFRESH:
	case CARRIER_IMG:
	case CARRIER_SRCSET:
	case CARRIER_BACKGROUND:
	case CARRIER_STYLE:
	case CARRIER_FRAME:
	case CARRIER_SCRIPT:
	case CARRIER_OBJECT:
	case CARRIER_MEDIA:
	case CARRIER_SVG:
		return true;
	case CARRIER_VML:
		return id == ATTR_SRC;
	case CARRIER_LINK:
		return rel_loads(wanted);
	default:
		return false;
	}
}

/* --- lists and texts that hold URLs --- */

static bool is_space(char c)
{
	return ascii_is_space(c) || c == '\f';
}

/* WHATWG HTML, 4.8.4.3.9 "parsing a srcset attribute". */
static bool next_candidate(struct str *rest, struct str *ret)
{
	struct str s = *rest;
	size_t n = 0, depth = 0;

	while (s.n && (is_space(s.p[0]) || s.p[0] == ','))
		s = str_skip(s, 1);
	while (n < s.n && !is_space(s.p[n]))
		n++;
	*ret = str_sub(s, 0, n);
	if (n && ret->p[n - 1] == ',') {
		while (ret->n && ret->p[ret->n - 1] == ',')
			ret->n--;
	} else {
		for (; n < s.n && (depth || s.p[n] != ','); n++)
			depth = s.p[n] == '(' ? 1 : s.p[n] == ')' ? 0 : depth;
	}
	*rest = str_skip(s, n);
	return ret->n > 0;
}

static void add_srcset(struct reader *r, struct str element,
		       const struct html_attribute *attribute, struct str place,
		       bool hidden)
{
	struct str rest = attribute->value, url;

	while (next_candidate(&rest, &url)) {
		struct str at = str_within(r->source, url) ? url : place;

		add_link(r, CARRIER_SRCSET, element, url, str_offset(r->source, at), at.n,
			 true, hidden);
	}
}

/* WHATWG HTML, 4.2.5.3 "shared declarative refresh steps". */
static bool refresh_url(struct str content, struct str *ret)
{
	struct str s = content;
	bool seconds = false;
	char quote;

	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	for (; s.n && (ascii_is_digit(s.p[0]) || s.p[0] == '.'); s = str_skip(s, 1))
		seconds = true;
	if (!seconds || s.n == 0 || !(is_space(s.p[0]) || s.p[0] == ';' || s.p[0] == ','))
		return false;
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	if (s.n && (s.p[0] == ';' || s.p[0] == ','))
		s = str_skip(s, 1);
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	if (str_starts_nocase(s, STR("url"))) {
		struct str after = str_skip(s, 3);

		while (after.n && is_space(after.p[0]))
			after = str_skip(after, 1);
		if (str_eat_char(&after, '=')) {
			while (after.n && is_space(after.p[0]))
				after = str_skip(after, 1);
			s = after;
		}
	}
	if (s.n && (s.p[0] == '"' || s.p[0] == '\'')) {
		quote = s.p[0];
		s = str_until(str_skip(s, 1), quote);
	}
	*ret = s;
	return s.n > 0;
}

static void add_refresh(struct reader *r, const struct wanted *wanted)
{
	const struct html_attribute *equiv = wanted->by[ATTR_HTTP_EQUIV],
				    *content = wanted->by[ATTR_CONTENT];
	struct str url;

	if (!equiv || !content ||
	    !str_eq_nocase(str_trim(equiv->value), STR("refresh")) ||
	    !refresh_url(content->value, &url))
		return;
	add_link(r, CARRIER_META_REFRESH, STR("meta"), url,
		 str_offset(r->source, reader_value_place(r, content)),
		 reader_value_place(r, content).n, true, false);
}

/* <param name=movie value=URL> */
static void add_param(struct reader *r, const struct wanted *wanted, bool hidden)
{
	static const char *const names[] = { "movie", "src",	  "url",
					     "data",  "filename", "href" };
	const struct html_attribute *name = wanted->by[ATTR_NAME],
				    *value = wanted->by[ATTR_VALUE];

	for (size_t i = 0; name && value && i < COUNT(names); i++)
		if (str_eq_nocase(str_trim(name->value), str_c(names[i])))
			add_link(r, CARRIER_OBJECT, STR("param"), value->value,
				 str_offset(r->source, reader_value_place(r, value)),
				 reader_value_place(r, value).n, true, hidden);
}

/* --- SVG: what is to become a link's target --- */

static bool is_animation(const struct html_token *token, const struct html_element *row)
{
	const struct html_attribute *name;

	if (row->length || (!str_eq(token->name, STR("set")) &&
			    !str_starts(token->name, STR("animate"))))
		return false;
	name = html_attribute_find(token, STR("attributename"));
	return name && (str_eq_nocase(str_trim(name->value), STR("href")) ||
			str_eq_nocase(str_trim(name->value), STR("xlink:href")));
}

/* SVG 2, 16.5; SMIL: "values" is a list, the others are one value each. A click on the
 * link around leads to whichever is in force. */
static void add_animation(struct reader *r, const struct html_token *token, bool hidden)
{
	static const char *const names[] = { "values", "to", "from", "by" };

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct html_attribute *attribute =
		    html_attribute_find(token, str_c(names[i]));
		struct str rest = attribute ? attribute->value : STR_NONE, url;

		while (str_split(&rest, ';', &url)) {
			struct str place = reader_value_place(r, attribute);

			if (str_within(r->source, url))
				place = url;
			if (str_trim(url).n)
				add_link(r, CARRIER_A, token->name, url,
					 str_offset(r->source, place), place.n, false,
					 hidden);
		}
	}
}

void link_add_css(struct reader *r, struct str element, const struct css_urls *urls,
		  struct str text, struct str place)
{
	if (urls->cut)
		reader_cut(r, "LIMIT_LINKS");
	for (uint32_t i = 0; i < urls->count; i++) {
		const struct css_url *url = &urls->items[i];
		struct str at = str_sub(text, url->offset, url->offset + url->length);

		if (!str_within(r->source, at))
			at = place;
		/* "#id" is a place in the page, "data:" is all there; both are kept. */
		if (url->url.n)
			add_link(r, CARRIER_STYLE, element, url->url,
				 str_offset(r->source, at), at.n, true, false);
	}
}

/* --- a tag --- */

static bool in_sight(const struct look *look)
{
	return look->sealed == SEEN && !look->invisible;
}

static void set_base(struct reader *r, struct str url)
{
	if (r->document->base.n == 0 && reader_on_page(r))
		r->document->base = reader_keep(r, trim_url(url));
}

/* Alternative texts of many pictures in one link: the first ones tell. */
enum { ALT_MAX = 1024 };

void link_add_picture(struct reader *r, const struct wanted *wanted,
		      const struct look *look)
{
	struct link_text *text;
	struct str alt;

	if (r->link == NO_LINK)
		return;
	text = &r->link_texts[r->link];
	text->seen |= in_sight(look);
	if (!wanted->by[ATTR_ALT] || text->alt.n > ALT_MAX)
		return;
	alt = str_trim(wanted->by[ATTR_ALT]->value);
	if (alt.n == 0)
		return;
	text->alt =
	    text->alt.n
		? arena_concat(r->arena, arena_concat(r->arena, text->alt, STR(" ")), alt)
		: arena_str(r->arena, alt);
}

static bool paints_picture(const struct css_block *own)
{
	for (uint32_t i = 0; own && i < own->count; i++)
		if (own->items[i].property == CSS_BACKGROUND_IMAGE &&
		    own->items[i].value == CSS_SHOWS)
			return true;
	return false;
}

void link_add_background(struct reader *r, const struct css_block *own,
			 const struct look *look)
{
	struct link_text *text;

	if (r->link == NO_LINK || r->in_comment)
		return;
	text = &r->link_texts[r->link];
	if (!text->seen && in_sight(look) && paints_picture(own))
		text->seen = true;
}

/* Those whose text is what the element holds. */
static bool has_text(const struct html_element *row, enum html_carrier carrier,
		     enum html_attribute_id id)
{
	return (carrier == CARRIER_A && row->id == EL_A) ||
	       (carrier == CARRIER_VML && id != ATTR_SRC) ||
	       (carrier == CARRIER_BUTTON && row->id == EL_BUTTON);
}

static int32_t add_attribute(struct reader *r, const struct html_token *token,
			     const struct html_element *row, const struct wanted *wanted,
			     const struct html_attribute *attribute,
			     const struct look *look)
{
	enum html_attribute_id id = attribute->id;
	enum html_carrier carrier = carrier_of(token->name, row, id);
	struct str place = attribute->raw;
	bool hidden = !in_sight(look);
	int32_t n;

	if (!str_within(r->source, place))
		place = reader_place(r, token);
	if (carrier == CARRIER_SRCSET) {
		add_srcset(r, token->name, attribute, place, hidden);
		return NO_LINK;
	}
	n = add_link(r, carrier, token->name, attribute->value,
		     str_offset(r->source, place), place.n,
		     carrier_loads(carrier, id, wanted), hidden);
	if (carrier == CARRIER_BASE)
		set_base(r, attribute->value);
	if (n == NO_LINK)
		return n;
	if (row->id == EL_AREA && wanted->by[ATTR_ALT])
		r->link_texts[n].alt =
		    arena_str(r->arena, str_trim(wanted->by[ATTR_ALT]->value));
	if (row->id == EL_IMG && id == ATTR_SRC && wanted->by[ATTR_ALT] &&
	    wanted->by[ATTR_ALT]->value.n <= ALT_MAX)
		r->document->links[n].alt =
		    arena_str(r->arena, str_trim(wanted->by[ATTR_ALT]->value));
	if (!has_text(row, carrier, id))
		return NO_LINK;
	r->link_texts[n].seen = false; /* until something of it is */
	return n;
}

int32_t links_of_tag(struct reader *r, const struct html_token *token,
		     const struct html_element *row, const struct wanted *wanted,
		     const struct look *look)
{
	int32_t text_of = NO_LINK, n;

	if (row->id == EL_META)
		add_refresh(r, wanted);
	else if (row->id == EL_PARAM)
		add_param(r, wanted, !in_sight(look));
	else if (is_animation(token, row))
		add_animation(r, token, !in_sight(look));
	for (uint8_t i = 0; i < wanted->url_count; i++) {
		n = add_attribute(r, token, row, wanted, wanted->urls[i], look);
		if (n != NO_LINK)
			text_of = n;
	}
	if (text_of != NO_LINK) {
		bool hidden = look->why != SEEN;

		r->link_texts[text_of].place = (struct place){
			.from = hidden ? r->hidden_page.n : r->page.n,
			.hidden_page = hidden,
		};
	}
	return text_of;
}

/* --- texts --- */

void link_follow(struct reader *r)
{
	if (r->link != NO_LINK) {
		struct place *place = &r->link_texts[r->link].place;

		place->to = place->hidden_page ? r->hidden_page.n : r->page.n;
	}
	r->link = reader_top(r)->link;
}

void links_finish(struct reader *r)
{
	struct html_document *d = r->document;

	d->links = arena_copy_array(r->arena, d->links, d->link_count, sizeof *d->links);
	for (uint32_t i = 0; i < d->link_count; i++) {
		const struct link_text *text = &r->link_texts[i];
		struct html_link *link = &d->links[i];

		link->text =
		    html_page_slice(text->place.hidden_page ? &r->hidden_page : &r->page,
				    text->place.from, text->place.to);
		if (link->text.n == 0 && text->alt.n) {
			link->text = text->alt;
			link->text_is_alt = true;
		}
		link->hidden |= !text->seen;
	}
}
