/* record/link.c - see link.h. Gathers; what one link tells is in link_judge.c. */
#include "record/link.h"

#include "base/limits.h"
#include "base/name_index.h"
#include "record/link_lines.h"
#include "record/link_judge.h"

enum {
	RECIPIENTS = 16,
	DATA_DEPTH = 3, /* pages inside "data:" URLs of pages inside … */
	BARE_URLS = 64, /* URLs in an HTML part's text that are compared with its links */
	FILE_HTML = 1024, /* of a file named ".html": where its markup must have begun */
};

struct gathering {
	struct link_view view;
	struct link_hosts hosts;
	const struct message *message;
	struct links *links;
	/* Open addressing over links->items, by URL, text and place. */
	uint32_t *slots, slot_count;
	/* "html.a", "data.a", "attachment.html.a" */
	const char *where[3][CARRIER_COMMENT + 1];
	const char *room;    /* of a page that was found: "attachment.html" */
	uint32_t attachment; /* in which it was found */
	struct part_walk {
		const struct part *part;
		struct text_walk *walk;
		bool in_input; /* the part's body stands in the input as it is */
		size_t body;   /* where */
	} walk;
};

/* --- each once -------------------------------------------------------------------- */

static uint64_t hash_of(const struct link *link)
{
	uint64_t hash = name_hash(link->written);

	hash = hash * 31 + name_hash(link->text);
	return hash * 31 + name_hash(str_c(link->where));
}

/* A calendar's part is read with the message, and once more as what is enclosed. */
static bool is_in_same(const struct link *old, const struct link *link)
{
	return old->attachment == link->attachment ||
	       (!old->attachment && old->part == link->part);
}

static bool is_same(const struct link *old, const struct link *link)
{
	return str_eq(old->written, link->written) && str_eq(old->text, link->text) &&
	       is_in_same(old, link) && strcmp(old->where, link->where) == 0;
}

static void fill_slots(struct gathering *g, uint32_t want)
{
	const struct links *links = g->links;

	g->slots = arena_alloc_array(g->view.arena, want, sizeof *g->slots);
	g->slot_count = want;
	for (uint32_t i = 0; i < links->count; i++) {
		uint32_t slot = (uint32_t)links->items[i].hash & (want - 1);

		while (g->slots[slot])
			slot = (slot + 1) & (want - 1);
		g->slots[slot] = i + 1;
	}
}

/* The same link as it stood before, or the slot for a new one. */
static struct link *find_link(struct gathering *g, struct link *link, uint32_t *ret_slot)
{
	uint32_t slot;

	link->hash = hash_of(link);
	if (g->links->count * 2 >= g->slot_count)
		fill_slots(g, g->slot_count ? g->slot_count * 2 : 64);
	slot = (uint32_t)link->hash & (g->slot_count - 1);
	while (g->slots[slot]) {
		struct link *old = &g->links->items[g->slots[slot] - 1];

		if (old->hash == link->hash && is_same(old, link))
			return old;
		slot = (slot + 1) & (g->slot_count - 1);
	}
	*ret_slot = slot;
	return NULL;
}

/* The link of the same URL that was judged before, whatever its text: most mails repeat
 * a few. Looked for among the latest only. */
static const struct link *judged_before(const struct gathering *g,
					const struct link *link, const struct url *base)
{
	const struct links *links = g->links;
	uint32_t from = links->count > 8 ? links->count - 8 : 0;

	for (uint32_t i = links->count; i-- > from;)
		if (!base && str_eq(links->items[i].written, link->written) &&
		    links->items[i].part == link->part)
			return &links->items[i];
	return NULL;
}

/* --- one link ------------------------------------------------------------------------
 */

static void copy_judgement(struct link *link, const struct link *old)
{
	static const uint32_t of_place =
	    LINK_TEXT_DIFFERS | LINK_HIDDEN | LINK_LOADS | LINK_FORM | LINK_DEFANGED;

	link->url = old->url;
	link->host = old->host;
	link->rfc3986_host = old->rfc3986_host;
	link->flags |= old->flags & ~of_place;
	link->chain = old->chain;
	link->chain_count = old->chain_count;
	link->chain_cut = old->chain_cut;
	link->opaque = old->opaque;
	link->nested = old->nested;
	link->likenesses = old->likenesses;
	link->likeness_count = old->likeness_count;
	link->shared = old->shared;
	link->token = old->token;
}

/* In the URL as it is written, or inside what wraps it. */
static void find_token(struct gathering *g, struct link *link)
{
	if (link->flags & LINK_BROKEN)
		return;
	if (token_find(g->view.arena, &g->view.needles, &link->url, &link->token) ||
	    (link->chain_count && token_find(g->view.arena, &g->view.needles,
					     link_target(link), &link->token)))
		link->flags |= LINK_RECIPIENT;
}

/* Links are large: from where doubling would leave megabytes behind, room is made for as
 * many as there may be, and costs memory as they come. */
static void grow_items(struct gathering *g)
{
	enum { FEW = 8, MANY = 512 };
	struct links *links = g->links;
	struct link *items;

	if (links->count < links->cap)
		return;
	links->cap = links->cap == 0	 ? FEW
		     : links->cap < MANY ? links->cap * 2
					 : LIMIT_LINKS;
	items = arena_room(g->view.arena, links->cap, sizeof *items);
	if (links->count)
		memcpy(items, links->items, links->count * sizeof *items);
	links->items = items;
}

/* Offsets are those of what is written there; `link` holds place, text and flags. */
static const struct link *add_link(struct gathering *g, struct link *link,
				   const struct url *base)
{
	struct links *links = g->links;
	const struct link *old;
	struct link *same;
	uint32_t slot;

	same = find_link(g, link, &slot);
	if (same) {
		same->seen++;
		same->attachment = link->attachment;
		if (!(link->flags & LINK_HIDDEN))
			same->flags &= ~(uint32_t)LINK_HIDDEN;
		return same;
	}
	if (links->count >= LIMIT_LINKS) {
		links->cut = true;
		return NULL;
	}
	link->n = links->count + 1;
	link->seen = 1;
	old = judged_before(g, link, base);
	if (old && (old->flags & LINK_LOADS) == (link->flags & LINK_LOADS)) {
		copy_judgement(link, old);
	} else {
		link_judge(&g->view, base, link);
		if (!(link->flags & LINK_LOADS))
			link_find_likeness(&g->view, link);
		find_token(g, link);
	}
	link_compare_text(&g->view, link);
	grow_items(g);
	links->items[links->count++] = *link;
	g->slots[slot] = links->count;
	return &links->items[links->count - 1];
}

/* --- places
 * ----------------------------------------------------------------------------- */

static void begin_part(struct gathering *g, const struct part *part)
{
	const struct message *message = g->message;

	g->walk.part = part;
	g->walk.walk = text_walk_of(g->view.arena, part);
	g->walk.in_input = str_within(message->defects.input, part->body);
	g->walk.body = message_offset(message, part->body);
}

/* Where text offset `at` of the part stands in the input; the start of what had been
 * encoded as a whole. */
static size_t offset_in_input(struct gathering *g, size_t at)
{
	if (!g->walk.in_input)
		return g->walk.body;
	return g->walk.body + text_walk_to(g->walk.walk, at);
}

static void place(struct gathering *g, struct link *link, size_t at, size_t length)
{
	size_t end;

	link->part = g->walk.part;
	link->attachment = g->attachment;
	link->offset = offset_in_input(g, at);
	if (!g->walk.in_input)
		return;
	end = offset_in_input(g, at + length);
	link->length = end > link->offset ? end - link->offset : 0;
}

/* --- HTML
 * ---------------------------------------------------------------------------------- */

static const char *where_of(struct gathering *g, const char *room, const char *what)
{
	return arena_printf(g->view.arena, "%s.%s", room, what).p;
}

static uint32_t flags_of(const struct html_link *html)
{
	uint32_t flags = 0;

	if (html->hidden)
		flags |= LINK_HIDDEN;
	if (html->loads)
		flags |= LINK_LOADS;
	if (html->carrier == CARRIER_FORM || html->carrier == CARRIER_BUTTON)
		flags |= LINK_FORM;
	return flags;
}

/* "#top" and nothing at all lead nowhere. */
static bool leads_somewhere(struct str url)
{
	return url.n && url.p[0] != '#';
}

static bool read_base(struct gathering *g, const struct html_document *document,
		      struct url *ret)
{
	return document->base.n && url_parse(g->view.arena, document->base, NULL, ret);
}

/* The place of a link inside a "data:" URL is that URL's. */
static void place_html(struct gathering *g, const struct html_link *html,
		       const struct link *around, struct link *link)
{
	if (!around) {
		place(g, link, html->offset, html->length);
		return;
	}
	link->part = around->part;
	link->attachment = around->attachment;
	link->offset = around->offset;
	link->length = around->length;
}

static void read_document(struct gathering *g, const struct part *part, struct str source,
			  uint32_t inside, unsigned depth);

/* What a "data:" URL holds is read as a page of its own. */
static void read_content(struct gathering *g, const struct link *link, unsigned depth)
{
	struct str type, content;
	struct charset_text text;

	if (depth >= DATA_DEPTH || link->seen > 1 ||
	    !link_data_content(g->view.arena, &link->url, &type, &content) ||
	    (!str_eq(type, STR("text/html")) && !str_eq(type, STR("image/svg+xml"))))
		return;
	charset_decode(g->view.arena, STR("utf-8"), content, &text);
	read_document(g, link->part, text.text, link->n, depth + 1);
}

static const struct link *link_at(const struct gathering *g, uint32_t n)
{
	return n ? &g->links->items[n - 1] : NULL;
}

static void add_html_link(struct gathering *g, const struct html_link *html,
			  const struct url *base, uint32_t inside, unsigned depth)
{
	const struct link *around = link_at(g, inside), *added;
	const char *room = around			     ? "data"
			   : g->room			     ? g->room
			   : part_is_page_file(g->walk.part) ? "attachment.html"
							     : "html";
	unsigned slot = around ? 1 : room[0] == 'a' ? 2 : 0;
	struct link link = {
		.where = g->room && !around ? NULL : g->where[slot][html->carrier],
		.written = html->url,
		.text = str_eq(html->text, html->url) ? STR_NONE : html->text,
		.flags = flags_of(html),
	};

	if (!leads_somewhere(html->url))
		return;
	if (!link.where)
		link.where = where_of(g, room, html_carrier_name(html->carrier));
	if (!g->room || around)
		g->where[slot][html->carrier] = link.where;
	place_html(g, html, around, &link);
	added = add_link(g, &link, html->carrier == CARRIER_BASE ? NULL : base);
	/* A picture is only seen; in a frame one reads and clicks. */
	if (added && !(added->flags & LINK_BROKEN) &&
	    (!(added->flags & LINK_LOADS) || html->carrier == CARRIER_FRAME ||
	     html->carrier == CARRIER_OBJECT))
		read_content(g, added, depth);
}

/* Mail programs open bare URLs too. Those that are the text of a link lead where the link
 * leads. */
static bool is_link_text(const struct html_document *document, struct str shown)
{
	for (uint32_t i = 0; i < document->link_count; i++)
		if (str_find_str(document->links[i].text, shown) != STR_NPOS)
			return true;
	return false;
}

static void add_bare_urls(struct gathering *g, const struct html_document *document)
{
	struct text_links found = { 0 };

	text_links(g->view.arena, document->text, true, &found);
	for (uint32_t i = 0; i < found.count && i < BARE_URLS; i++) {
		const struct text_link *item = &found.items[i];
		struct link link = { .where = g->room ? "attachment.text" : "html.text",
				     .written = item->url };

		if ((item->kind != TEXT_LINK_URL && item->kind != TEXT_LINK_WWW &&
		     item->kind != TEXT_LINK_DEFANGED) ||
		    is_link_text(document, item->shown))
			continue;
		if (item->kind == TEXT_LINK_DEFANGED) {
			link.flags |= LINK_DEFANGED;
			link.inert = !g->view.reports;
			link.text = item->shown;
		}
		place(g, &link, 0, 0);
		add_link(g, &link, NULL);
	}
	g->links->cut |= found.cut;
}

static struct html_document *new_view(struct gathering *g, const struct part *part,
				      uint32_t inside)
{
	struct links *links = g->links;
	struct part_view *view;

	ARENA_GROW(g->view.arena, links->views, links->view_count, links->view_cap);
	view = &links->views[links->view_count++];
	*view = (struct part_view){
		.part = part,
		.inside_link = inside,
		.attachment = g->attachment,
		.file = g->attachment || part_is_page_file(part),
	};
	view->document = arena_new_of(g->view.arena, struct html_document);
	return view->document;
}

/* Depth is at most DATA_DEPTH. */
static void read_document(struct gathering *g, const struct part *part, struct str source,
			  uint32_t inside, unsigned depth)
{
	struct html_document *document = new_view(g, part, inside);
	struct url base;
	bool has_base;

	html_read_mapped(g->view.arena, source, document);
	has_base = read_base(g, document, &base);
	for (uint32_t i = 0; i < document->link_count; i++)
		add_html_link(g, &document->links[i], has_base ? &base : NULL, inside,
			      depth);
	if (!inside)
		add_bare_urls(g, document);
	g->links->cut |= document->cut != NULL;
}

static bool is_bare(const struct text_link *item)
{
	return item->kind == TEXT_LINK_DOMAIN && str_find(item->shown, '/') == STR_NPOS;
}

/* --- text
 * ------------------------------------------------------------------------------------ */

static void add_text_links(struct gathering *g, const struct part *part,
			   const char *where)
{
	struct text_links found = { 0 };

	text_links(g->view.arena, part->text, true, &found);
	for (uint32_t i = 0; i < found.count; i++) {
		const struct text_link *item = &found.items[i];
		struct link link = { .where = where,
				     .written = item->url,
				     .bare = is_bare(item) };

		if (item->kind == TEXT_LINK_MAIL)
			continue;
		if (item->kind == TEXT_LINK_DEFANGED) {
			link.flags |= LINK_DEFANGED;
			link.inert = !g->view.reports;
			link.text = item->shown;
		}
		place(g, &link, str_offset(part->text, item->shown), item->shown.n);
		add_link(g, &link, NULL);
	}
	g->links->cut |= found.cut;
}

/* --- parts
 * -------------------------------------------------------------------------------------
 */

static bool is_html_type(const struct part *part)
{
	return str_eq(part->content_type.value, STR("text/html")) ||
	       str_eq(part->content_type.value, STR("application/xhtml+xml"));
}

static bool is_html_name(struct str name)
{
	static const struct str ends[] = { STR(".html"), STR(".htm"), STR(".shtml"),
					   STR(".xhtml"), STR(".svg") };

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends_nocase(name, ends[i]))
			return true;
	return false;
}

/* A page sent as a file, whatever its type says: a click opens it in the browser. */
static bool is_html_file(const struct part *part)
{
	struct str front = str_sub(part->bytes, 0, FILE_HTML);

	return !part->text.p && part->bytes.n && !part->bytes_cut &&
	       (is_html_name(part->filename) || is_html_type(part) ||
		str_eq(part->content_type.value, STR("image/svg+xml"))) &&
	       str_find(front, '<') != STR_NPOS;
}

/* Such a part has no text of its own: a copy gets it, for the way back to the bytes. */
static const struct part *with_text(struct gathering *g, const struct part *part)
{
	struct part *copy = arena_new_of(g->view.arena, struct part);
	struct str bytes = str_sub(part->bytes, 0, LIMIT_TEXT_BYTES);
	struct charset_text text;

	*copy = *part;
	charset_decode(g->view.arena, html_meta_charset(bytes), bytes, &text);
	copy->text = text.text;
	copy->used_charset = text.used;
	g->links->cut |= bytes.n < part->bytes.n;
	return copy;
}

bool part_is_page_file(const struct part *part)
{
	if (part->kind != PART_LEAF)
		return false;
	if (!is_html_type(part))
		return is_html_name(part->filename) ||
		       str_eq(part->content_type.value, STR("image/svg+xml"));
	return str_eq_nocase(part->disposition.value, STR("attachment")) ||
	       (is_html_name(part->filename) &&
		!str_eq_nocase(part->disposition.value, STR("inline")));
}

/* A calendar or a card, as its program reads it. Offsets are those of the part. */
static void read_lines(struct gathering *g, const struct part *part, const char *where)
{
	struct part *copy = arena_new_of(g->view.arena, struct part);

	*copy = *part;
	copy->text = lines_plain(g->view.arena, part->text);
	g->walk.in_input = false;
	add_text_links(g, copy, where);
}

/* A URL may be folded; white space is no part of it (RFC 2369, 2). */
static struct str without_blanks(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_space(s.p[i]))
			out[n++] = s.p[i];
	return str_make(out, n);
}

/* RFC 2017: the content is elsewhere, and white space is no part of where. */
static void read_external(struct gathering *g, const struct part *part)
{
	const struct param *param = params_get(&part->content_type, STR("url"), 0);
	struct link link = { .where = "external-body" };

	if (!param || !str_eq(part->content_type.value, STR("message/external-body")))
		return;
	link.written = without_blanks(g->view.arena, param->value);
	begin_part(g, part);
	place(g, &link, 0, 0);
	if (leads_somewhere(link.written))
		add_link(g, &link, NULL);
}

static void read_part(struct gathering *g, const struct part *part)
{
	read_external(g, part);
	if (part->kind != PART_LEAF)
		return;
	if (is_html_file(part)) {
		part = with_text(g, part);
		begin_part(g, part);
		read_document(g, part, part->text, 0, 0);
	} else if (part->text.n == 0) {
		return;
	} else if (is_html_type(part)) {
		begin_part(g, part);
		read_document(g, part, part->text, 0, 0);
	} else if (!str_eq(part->content_type.value, STR("text/css")) &&
		   !str_eq(part->content_type.value, STR("text/rfc822-headers"))) {
		const char *lines = lines_of(part);

		begin_part(g, part);
		if (lines)
			read_lines(g, part, lines);
		else
			add_text_links(g, part, "text");
	}
}

/* --- header
 * -------------------------------------------------------------------------------------
 */

static void add_subject(struct gathering *g)
{
	const struct message *message = g->message;
	const struct field *field = header_first(&message->header, FIELD_SUBJECT);
	struct text_links found = { 0 };

	if (!field)
		return;
	text_links(g->view.arena, message->subject.text, true, &found);
	for (uint32_t i = 0; i < found.count; i++) {
		struct link link = {
			.where = "subject",
			.written = found.items[i].url,
			.bare = is_bare(&found.items[i]),
			.offset = message_offset(message, field->value),
			.length = field->value.n,
		};

		if (found.items[i].kind == TEXT_LINK_MAIL)
			continue;
		if (found.items[i].kind == TEXT_LINK_DEFANGED) {
			link.flags |= LINK_DEFANGED;
			link.inert = !g->view.reports;
		}
		add_link(g, &link, NULL);
	}
}

static bool holds_urls(const struct field *field)
{
	static const struct str names[] = { STR("List-"), STR("X-List-"),
					    STR("Archived-At"), STR("X-Report-Abuse"),
					    STR("X-Unsubscribe") };

	/* The third letter tells them from most others, "X-" does not. */
	for (size_t i = 0; i < COUNT(names); i++)
		if (field->name.n > 2 &&
		    !str_bytes_differ(field->name.p[2], names[i].p[2]) &&
		    str_starts_nocase(field->name, names[i]))
			return str_find_str_nocase(field->value, STR("http")) != STR_NPOS;
	return false;
}

static void add_field(struct gathering *g, const struct field *field)
{
	const char *where = NULL;
	struct str rest = field->value, before, inside;

	while (str_cut(rest, '<', &before, &rest) && str_cut(rest, '>', &inside, &rest)) {
		struct link link = {
			.written = without_blanks(g->view.arena, inside),
			.offset = message_offset(g->message, inside),
			.length = inside.n,
		};

		if (!str_starts_nocase(link.written, STR("http")))
			continue;
		if (!where)
			where = where_of(
			    g, "header",
			    arena_printf(g->view.arena, "%.*s",
					 STR_ARG(arena_lower(g->view.arena, field->name)))
				.p);
		link.where = where;
		add_link(g, &link, NULL);
	}
}

static void add_fields(struct gathering *g)
{
	const struct header *header = &g->message->header;

	for (uint32_t i = 0; i < header->count; i++)
		if (holds_urls(&header->fields[i]))
			add_field(g, &header->fields[i]);
}

/* ---------------------------------------------------------------------------------------------------
 */

static void find_recipients(struct gathering *g, const struct identities *ids)
{
	static const enum identity_role roles[] = { ID_DELIVERED_TO, ID_TO };
	struct str addresses[RECIPIENTS];
	size_t count = 0;

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(ids, roles[i]);

		for (; id && count < RECIPIENTS; id = identity_next(ids, id))
			if (str_find(id->text, '@') != STR_NPOS)
				addresses[count++] = id->text;
	}
	token_needles(g->view.arena, addresses, count, g->view.tables, &g->view.needles);
}

/* People who report a mail write its links so that nobody follows them. */
static bool is_reported(const struct message *message)
{
	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->kind == PART_MESSAGE)
			return true;
	return message->carrier != NULL;
}

static uint32_t first_view_slot(const struct links *links, const struct part *part)
{
	uint64_t hash = (uint64_t)(uintptr_t)part->body.p * 0x9E3779B97F4A7C15u;

	return (uint32_t)(hash >> 32) & (links->view_slot_count - 1);
}

/* A mail may have thousands of pages, and every check asks for each. */
static void index_views(struct gathering *g)
{
	struct links *links = g->links;
	uint32_t want = 8;

	while (want < links->view_count * 2)
		want *= 2;
	links->view_slots = arena_alloc_array(g->view.arena, want, sizeof(uint32_t));
	links->view_slot_count = want;
	for (uint32_t i = 0; i < links->view_count; i++) {
		uint32_t slot = first_view_slot(links, links->views[i].part);

		if (links->views[i].inside_link || links->views[i].attachment)
			continue;
		while (links->view_slots[slot])
			slot = (slot + 1) & (want - 1);
		links->view_slots[slot] = i + 1;
	}
}

void links_gather(struct arena *arena, const struct message *message,
		  const struct identities *ids, const struct site *site,
		  const struct tables *tables, struct links *ret)
{
	struct gathering *g = arena_new_of(arena, struct gathering);

	*g = (struct gathering){
		.view = { .arena = arena,
			  .tables = tables,
			  .site = site,
			  .hosts = &g->hosts },
		.message = message,
		.links = ret,
	};
	*ret = (struct links){ .gathering = g };
	g->view.reports = is_reported(message);
	url_parse(arena, STR("https://mail.invalid/"), NULL, &g->view.scheme_relative);
	find_recipients(g, ids);
	add_subject(g);
	for (uint32_t i = 0; i < message->part_count; i++)
		read_part(g, message->parts[i]);
	add_fields(g);
	index_views(g);
}

/* --- attachments
 * -----------------------------------------------------------------------------------
 */

/* They stand in the part, and where in its text cannot be said. */
static void begin_found(struct gathering *g, const struct found_link *found)
{
	begin_part(g, found->part);
	g->walk.in_input = false;
	g->attachment = found->attachment;
}

const struct link *links_add_found(struct links *links, const struct found_link *found)
{
	struct gathering *g = links->gathering;
	struct link link = {
		.where = found->where,
		.written = found->written,
		.text = found->text,
		.flags = found->flags,
	};

	if (!g || !leads_somewhere(found->written))
		return NULL;
	begin_found(g, found);
	place(g, &link, 0, 0);
	return add_link(g, &link, NULL);
}

void links_add_text(struct links *links, const struct found_link *found, struct str text)
{
	struct text_links all = { 0 };
	struct found_link one = *found;

	if (!links->gathering)
		return;
	text_links(links->gathering->view.arena, text, true, &all);
	for (uint32_t i = 0; i < all.count; i++) {
		const struct text_link *item = &all.items[i];

		if (item->kind == TEXT_LINK_MAIL || item->kind == TEXT_LINK_DEFANGED)
			continue;
		one.written = item->url;
		links_add_found(links, &one);
	}
	links->cut |= all.cut;
}

const struct html_document *links_add_page(struct links *links,
					   const struct found_link *found,
					   const char *room, struct str source)
{
	struct gathering *g = links->gathering;
	uint32_t view = links->view_count;

	if (!g)
		return NULL;
	begin_found(g, found);
	g->room = room;
	read_document(g, found->part, source, 0, 0);
	g->room = NULL;
	links->views[view].built = found->built;
	return links->views[view].document;
}

void links_of_asked(struct arena *arena, struct str url, const struct site *site,
		    const struct tables *tables, struct links *ret)
{
	struct gathering g = {
		.view = { .arena = arena,
			  .tables = tables,
			  .site = site,
			  .hosts = &g.hosts },
		.links = ret,
	};
	struct link link = { .where = "asked", .written = url };

	*ret = (struct links){ 0 };
	url_parse(arena, STR("https://mail.invalid/"), NULL, &g.view.scheme_relative);
	token_needles(arena, NULL, 0, tables, &g.view.needles);
	add_link(&g, &link, NULL);
}

const struct html_document *links_document(const struct links *links,
					   const struct part *part)
{
	uint32_t slot;

	if (links->view_slot_count == 0)
		return NULL;
	slot = first_view_slot(links, part);
	for (; links->view_slots[slot];
	     slot = (slot + 1) & (links->view_slot_count - 1)) {
		const struct part_view *view = &links->views[links->view_slots[slot] - 1];

		if (view->part->body.p == part->body.p)
			return view->document;
	}
	return NULL;
}

unsigned link_rank(const struct link *link)
{
	static const struct {
		uint32_t flags;
		unsigned rank;
	} rows[] = {
		{ LINK_BRAND | LINK_OWN_NAME, 40 },
		{ LINK_READING_DIFFERS | LINK_MIXED_SCRIPT, 30 },
		{ LINK_USERINFO | LINK_HOST_ENCODED | LINK_TEXT_DIFFERS, 25 },
		{ LINK_NUMERIC_HOST | LINK_SCHEME | LINK_FORM, 20 },
		{ LINK_REDIRECTOR | LINK_SHARED_HOST | LINK_SHORTENER, 12 },
		{ LINK_RECIPIENT | LINK_PORT | LINK_PUNYCODE, 6 },
		{ LINK_PLAIN_HTTP, 1 },
	};
	unsigned rank = link->flags & (LINK_OFFICIAL | LINK_OWN) ? 0 : 5;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (link->flags & rows[i].flags)
			rank += rows[i].rank;
	return rank;
}
