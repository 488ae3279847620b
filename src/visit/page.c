/* visit/page.c - see page.h. */
#include "visit/page_part.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "link/document.h"
#include "link/host.h"
#include "mail/charset.h"
#include "record/brand_accept.h"

enum {
	SMALL_TEXT = 400, /* bytes; a page that says more is there to be read */
	FRAME_TEXT = 40,  /* beside a frame that is all of the page */
	KANA_SHARE = 20,  /* one character in so many makes a text Japanese */
	ONE_NAME = 200,	  /* a title that is longer is an article's */
};

static const char *const lead_names[PAGE_LEADS] = {
	[LEAD_NONE] = NULL,	    [LEAD_LOCATION] = "location",
	[LEAD_REFRESH] = "refresh", [LEAD_META] = "meta-refresh",
	[LEAD_SCRIPT] = "script",   [LEAD_FRAME] = "frame",
};

const char *page_lead_name(enum page_lead lead)
{
	return lead_names[lead];
}

static const char *const asks_names[PAGE_ASKS] = {
	[ASKS_PASSWORD] = "password", [ASKS_CARD] = "card",   [ASKS_CODE] = "code",
	[ASKS_MAIL] = "mail",	      [ASKS_PHONE] = "phone", [ASKS_BIRTH] = "birth",
	[ASKS_ADDRESS] = "address",   [ASKS_NAME] = "name",   [ASKS_FILE] = "file",
	[ASKS_OTHER] = "other",
};

const char *page_asks_name(enum page_asks asks)
{
	return asks_names[asks];
}

bool page_is_html(struct str type, struct str body)
{
	struct str media = str_trim(str_until(type, ';'));
	struct str head = str_trim_left(str_sub(body, 0, 1024));

	if (str_eq_nocase(media, STR("text/html")) ||
	    str_eq_nocase(media, STR("application/xhtml+xml")))
		return true;
	/* Without a type browsers look at the first bytes (mimesniff.spec.whatwg.org). */
	return media.n == 0 && head.n && head.p[0] == '<';
}

bool page_is_empty(const struct page_facts *page)
{
	return page->form_count == 0 && page->text_length <= SMALL_TEXT;
}

/* --- text -------------------------------------------------------------------------- */

static struct str charset_of(struct str type, struct str body)
{
	size_t at = str_find_str_nocase(type, STR("charset="));
	struct str label;

	if (at == STR_NPOS)
		return html_meta_charset(body);
	label = str_trim(str_until(str_skip(type, at + 8), ';'));
	str_eat_char(&label, '"');
	return str_until(label, '"');
}

/* Kana are Japanese; Han alone may be anybody's. */
static bool is_japanese(struct str text)
{
	size_t kana = 0, all = 0;

	while (text.n) {
		size_t length;
		int32_t c = utf8_decode(text, &length);

		kana += c >= 0x3041 && c <= 0x30ff;
		all += c > ' ';
		text = str_skip(text, length);
	}
	return kana * KANA_SHARE >= all && kana > 0;
}

static struct str kept(struct arena *arena, struct str s, size_t most)
{
	return arena_str(arena, utf8_front(s, most));
}

/* --- forms ---------------------------------------------------------------------------
 */

static enum page_asks asks_find(struct str name)
{
	for (size_t i = 0; i < PAGE_ASKS; i++)
		if (str_eq(name, str_c(asks_names[i])))
			return (enum page_asks)i;
	return ASKS_OTHER;
}

/* The rules' words are whole words where they are ASCII. */
static const struct page_rule *field_rule(const struct page_rules *rules, struct str text)
{
	for (uint32_t i = 0; i < rules->count; i++) {
		const struct page_rule *rule = &rules->items[i];
		const struct page_rules one = { (struct page_rule *)rule, 1, 1 };
		bool ascii = rule->text.n && !(rule->text.p[0] & 0x80);

		if (rule->kind == PAGE_FIELD &&
		    page_rule_in(&one, PAGE_FIELD, STR(""), text, ascii))
			return rule;
	}
	return NULL;
}

static enum page_asks asks_of(const struct page_rules *rules,
			      const struct html_field *field)
{
	static const struct {
		const char *type;
		enum page_asks asks;
	} types[] = {
		{ "password", ASKS_PASSWORD }, { "email", ASKS_MAIL },
		{ "tel", ASKS_PHONE },	       { "file", ASKS_FILE },
		{ "hidden", ASKS_OTHER },      { "submit", ASKS_OTHER },
		{ "button", ASKS_OTHER },      { "image", ASKS_OTHER },
		{ "reset", ASKS_OTHER },       { "checkbox", ASKS_OTHER },
		{ "radio", ASKS_OTHER },       { "search", ASKS_OTHER },
	};
	const struct page_rule *rule = field_rule(rules, field->name);

	if (!rule)
		rule = field_rule(rules, field->label);
	for (size_t i = 0; i < COUNT(types); i++) {
		if (!str_eq(field->type, str_c(types[i].type)))
			continue;
		/* A card's number and a code of one use are often typed unseen. */
		if (rule &&
		    (types[i].asks == ASKS_PASSWORD || types[i].asks == ASKS_PHONE)) {
			enum page_asks asks = asks_find(rule->where);

			if (asks == ASKS_CARD || asks == ASKS_CODE)
				return asks;
		}
		return types[i].asks;
	}
	return rule ? asks_find(rule->where) : ASKS_OTHER;
}

static void read_form(struct arena *arena, const struct page_query *query,
		      const struct url *base, const struct html_form *from,
		      struct page_form *form)
{
	uint32_t n = from->field_count < LIMIT_VISIT_FIELDS ? from->field_count
							    : LIMIT_VISIT_FIELDS;
	struct url action;

	form->method = kept(arena, from->method.n ? from->method : STR("get"), 16);
	form->fields = arena_alloc_array(arena, n, sizeof *form->fields);
	for (uint32_t i = 0; i < n; i++) {
		struct page_field *field = &form->fields[form->field_count++];

		field->name = kept(arena, from->fields[i].name, LIMIT_VISIT_TITLE);
		field->type = kept(arena, from->fields[i].type, LIMIT_VISIT_TITLE);
		field->label = kept(arena, from->fields[i].label, LIMIT_VISIT_TITLE);
		field->asks = asks_of(&query->tables->pages, &from->fields[i]);
		form->asks |= 1u << field->asks;
	}
	/* Without an action a form goes to its own page. */
	if (url_parse(arena, from->action.n ? from->action : query->url->href, base,
		      &action)) {
		form->action = action.href;
		form->host = action.host;
	}
}

static void read_forms(struct arena *arena, const struct page_query *query,
		       const struct url *base, const struct html_document *document,
		       struct page_facts *ret)
{
	uint32_t n = document->form_count;

	if (n > LIMIT_VISIT_FORMS)
		n = LIMIT_VISIT_FORMS;
	ret->forms = arena_alloc_array(arena, n, sizeof *ret->forms);
	for (uint32_t i = 0; i < n; i++)
		if (document->forms[i].field_count)
			read_form(arena, query, base, &document->forms[i],
				  &ret->forms[ret->form_count++]);
}

/* --- brands ------------------------------------------------------------------------- */

static void add_brand(struct arena *arena, struct page_facts *ret,
		      const struct brand *brand, bool in_title)
{
	for (uint32_t i = 0; i < ret->brand_count; i++)
		if (ret->brands[i].brand == brand)
			return;
	if (ret->brand_count == LIMIT_VISIT_BRANDS)
		return;
	if (!ret->brands)
		ret->brands =
		    arena_alloc_array(arena, LIMIT_VISIT_BRANDS, sizeof *ret->brands);
	ret->brands[ret->brand_count++] = (struct page_brand){ brand, in_title };
}

/* A title speaks for the page as a subject does for a mail; in the text only names that
 * nothing else is called by. The longest of those that overlap stands. */
static void find_brands(struct arena *scratch, struct arena *arena,
			const struct page_query *query, struct str text, bool title,
			struct page_facts *ret)
{
	struct alias_search search = { .index = query->tables->brand_index };
	struct alias_match match, best = { 0 };
	struct matter matter = { 0 };
	struct folded folded;

	if (!search.index || text.n == 0 || (title && text.n > ONE_NAME))
		return;
	fold_plain(scratch, text, &folded);
	search.text = folded.text;
	if (title)
		matter = matter_find(folded.text);
	while (alias_search_next(&search, &match)) {
		if (!accept_at_borders(&match, folded.text))
			continue;
		if (title ? !accept_in_subject(&match, &folded, &matter) &&
				match.alias->kind != ALIAS_DISTINCTIVE
			  : match.alias->kind != ALIAS_DISTINCTIVE)
			continue;
		if (best.alias && match.start >= best.end)
			add_brand(arena, ret, &query->tables->brands[best.alias->brand],
				  title);
		if (!best.alias || match.start >= best.end || match.start <= best.start)
			best = match;
	}
	if (best.alias)
		add_brand(arena, ret, &query->tables->brands[best.alias->brand], title);
}

/* --- parked, blocked -----------------------------------------------------------------
 */

static const struct page_rule *url_rule(const struct page_query *query,
					const struct html_document *document)
{
	const struct page_rules *rules = &query->tables->pages;

	for (uint32_t i = 0; i < rules->count; i++) {
		const struct page_rule *rule = &rules->items[i];

		if (rule->kind != PAGE_PARKED || !str_eq(rule->where, STR("url")))
			continue;
		if (str_is_domain_or_below(query->url->host, rule->text))
			return rule;
		for (uint32_t k = 0; k < document->link_count; k++) {
			const struct html_link *link = &document->links[k];

			if ((link->carrier == CARRIER_SCRIPT ||
			     link->carrier == CARRIER_FRAME) &&
			    str_find_str_nocase(link->url, rule->text) != STR_NPOS)
				return rule;
		}
	}
	return NULL;
}

static const struct page_rule *words_rule(const struct page_query *query,
					  enum page_rule_kind kind,
					  const struct html_document *document)
{
	const struct page_rules *rules = &query->tables->pages;
	const struct page_rule *rule =
	    page_rule_in(rules, kind, STR("title"), document->title, false);
	/* An article may speak of such pages; they themselves say little else. */
	bool small = document->text.n <= LIMIT_VISIT_TEXT / 4;

	if (!rule && small)
		rule = page_rule_in(rules, kind, STR("text"), document->text, false);
	return rule;
}

/* --- where it leads on
 * ------------------------------------------------------------------
 */

/* What stands before ';' or ',' of a refresh, in whole seconds. */
static uint32_t refresh_delay(struct str content)
{
	uint32_t delay = 0;
	size_t n = 0;

	content = str_trim_left(content);
	while (n < content.n && ascii_is_digit(content.p[n]) && n < 6)
		n++;
	str_to_u32(str_sub(content, 0, n), &delay);
	return delay;
}

static void set_lead(struct arena *arena, const struct url *base, struct str target,
		     enum page_lead by, struct page_facts *ret)
{
	struct url url;

	if (ret->lead.n || target.n == 0 || !url_parse(arena, target, base, &url) ||
	    !url_is_http(&url))
		return;
	ret->lead = url.href;
	ret->lead_by = by;
}

static void find_lead(struct arena *arena, const struct url *base,
		      const struct html_document *document, const struct page_walk *walk,
		      struct page_facts *ret)
{
	for (uint32_t i = 0; i < document->link_count && !ret->lead.n; i++)
		if (document->links[i].carrier == CARRIER_META_REFRESH)
			set_lead(arena, base, document->links[i].url, LEAD_META, ret);
	if (ret->lead.n)
		ret->lead_delay = refresh_delay(walk->refresh);
	/* A script of a page that is there to be read may be for a button of it. */
	if (page_is_empty(ret)) {
		set_lead(arena, base, walk->location, LEAD_SCRIPT, ret);
		/* One frame and nothing else: what is shown stands in the frame. */
		if (walk->frames == 1 && document->text.n <= FRAME_TEXT)
			set_lead(arena, base, walk->frame, LEAD_FRAME, ret);
	}
}

/* --- all
 * --------------------------------------------------------------------------------
 */

static void read_source(struct arena *scratch, struct arena *arena,
			const struct page_query *query, struct str source,
			struct page_facts *ret)
{
	struct url own = *query->url, base;
	struct html_document document;
	struct page_walk walk;

	html_read(scratch, source, &document);
	page_walk(scratch, arena, &query->tables->pages, source, &walk);
	if (document.base.n == 0 || !url_parse(arena, document.base, &own, &base) ||
	    !url_is_http(&base))
		base = own;
	ret->title = kept(arena, str_trim(document.title), LIMIT_VISIT_TITLE);
	ret->text = kept(arena, document.text, LIMIT_VISIT_TEXT);
	ret->text_length = document.text.n;
	ret->japanese = is_japanese(document.text);
	ret->language = walk.language;
	ret->dead = walk.dead;
	ret->dead_count = walk.dead_count;
	for (uint32_t i = 0; i < document.link_count; i++)
		ret->live_links += document.links[i].carrier == CARRIER_A &&
				   !str_starts(document.links[i].url, STR("#"));
	read_forms(arena, query, &base, &document, ret);
	if (walk.icon.n && url_parse(arena, walk.icon, &base, &own) && url_is_http(&own))
		ret->icon = own.href;
	find_brands(scratch, arena, query, ret->title, true, ret);
	find_brands(scratch, arena, query, ret->text, false, ret);
	ret->parked = words_rule(query, PAGE_PARKED, &document);
	if (!ret->parked)
		ret->parked = url_rule(query, &document);
	ret->blocked = words_rule(query, PAGE_BLOCKED, &document);
	find_lead(arena, &base, &document, &walk, ret);
	if (document.cut)
		ret->cut = N_("the page has more tags, forms or styles than are read");
}

void page_read(struct arena *arena, const struct page_query *query,
	       struct page_facts *ret)
{
	struct arena *scratch = arena_new(LIMIT_VISIT_ARENA);
	struct str body = str_sub(query->body, 0, LIMIT_VISIT_PAGE);
	struct charset_text decoded;

	*ret = (struct page_facts){ 0 };
	charset_decode(scratch, charset_of(query->type, body), body, &decoded);
	ret->charset = str_c(decoded.used);
	read_source(scratch, arena, query, decoded.text, ret);
	if (body.n < query->body.n)
		ret->cut = N_("the page is larger than what is read of one");
	arena_free(scratch);
}
