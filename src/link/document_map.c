/* link/document_map.c - from a character of what is seen back to its place in the source.
 *
 * The page is read with an anchor for each text token that shows anything. Inside a
 * token, source and page agree in all but white space once references are resolved: so
 * the bytes that are no white space are counted on both sides. */
#include "base/limits.h"
#include "link/document_reader.h"
#include "link/html_entities.h"

struct anchor {
	uint32_t page;	 /* where its text begins, with the white space before it */
	uint32_t length; /* in the source; of all of an attribute where `whole` */
	size_t source;
	bool references, zeros; /* as in struct html_token */
	bool whole;		/* a copy was read: its inside has no place of its own */
};

/* A byte as it was written, which may be several bytes of text. */
struct unit {
	size_t length; /* in the source */
	unsigned seen; /* bytes of text that are no white space */
};

struct html_map {
	struct str source, text; /* text: as in html_document */
	size_t skew;		 /* blanks cut off before it */
	struct anchor *anchors;
	uint32_t count, cap;
	/* Where the last answer was found; the next is likely behind it. */
	uint32_t at;
	size_t page, place;
};

/* As html_page.c: what it leaves out or folds. */
static bool is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\0';
}

static unsigned seen_bytes(const char *p, size_t n)
{
	unsigned seen = 0;

	for (size_t i = 0; i < n; i++)
		seen += !is_white(p[i]);
	return seen;
}

static struct unit unit_at(const struct anchor *anchor, struct str rest)
{
	char value[8];
	size_t read, n;

	if (rest.p[0] == '&' && anchor->references &&
	    (read = html_reference(rest, false, value, &n)))
		return (struct unit){ read, seen_bytes(value, n) };
	if (rest.p[0] == '\0' && anchor->zeros)
		return (struct unit){ 1, 3 };
	return (struct unit){ 1, !is_white(rest.p[0]) };
}

void map_note(struct reader *r, const struct html_token *token, size_t from,
	      struct str place)
{
	struct html_map *map = r->map;

	/* Nobody asks for what lies beyond a passage's end. */
	if (from > LIMIT_PASSAGE_BYTES || place.n > UINT32_MAX)
		return;
	ARENA_GROW(r->scratch, map->anchors, map->count, map->cap);
	map->anchors[map->count++] =
	    (struct anchor){ .page = (uint32_t)from,
			     .source = reader_offset(r, place, 0),
			     .length = (uint32_t)place.n,
			     .references = token->references,
			     .zeros = token->zeros,
			     .whole = r->inner_copy };
}

static void go_to(struct html_map *map, uint32_t at)
{
	map->at = at;
	map->page = map->anchors[at].page;
	map->place = map->anchors[at].source;
}

struct html_map *map_begin(struct arena *arena, struct str source)
{
	struct html_map *map = arena_new_of(arena, struct html_map);

	map->source = source;
	return map;
}

struct html_map *html_map_of(struct arena *arena, const struct html_document *document,
			     struct str source, struct str text)
{
	struct html_document again;
	struct html_map *map = document ? document->map : NULL;

	if (!map || map->source.p != source.p || map->source.n != source.n) {
		html_read_mapped(arena, source, &again);
		map = again.map;
	}
	/* What was read of a copy in another reading may be another text. */
	if (text.n > map->text.n || memcmp(text.p, map->text.p, text.n) != 0)
		return NULL;
	if (map->count == 0)
		return NULL;
	go_to(map, 0);
	return map;
}

void map_finish(struct reader *r)
{
	struct html_map *map = r->map;

	map->anchors =
	    arena_copy_array(r->arena, map->anchors, map->count, sizeof *map->anchors);
	map->cap = map->count;
	map->text = r->document->text;
	map->skew = r->document->text.n
			? str_offset(str_make(r->page.p, r->page.n), r->document->text)
			: 0;
}

/* The last anchor that begins at `page` or before it. */
static uint32_t anchor_at(const struct html_map *map, size_t page)
{
	uint32_t low = 0, high = map->count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (map->anchors[middle].page <= page)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static char page_byte(const struct html_map *map, size_t page)
{
	if (page < map->skew || page - map->skew >= map->text.n)
		return ' ';
	return map->text.p[page - map->skew];
}

/* Where the byte at `at` of the text was written, as a slice of the source. */
static struct str place_of(struct html_map *map, size_t at)
{
	size_t page = at + map->skew, end, place, left;
	uint32_t n = anchor_at(map, page);
	const struct anchor *anchor = &map->anchors[n];
	struct unit unit = { 0 };

	if (anchor->whole)
		return str_sub(map->source, anchor->source,
			       anchor->source + anchor->length);
	if (map->at != n || map->page > page)
		go_to(map, n);
	place = map->place;
	end = anchor->source + anchor->length;
	left = 0;
	for (size_t i = map->page; i < page; i++)
		left += !is_white(page_byte(map, i));
	/* Behind `left` bytes that are seen; white space before the next belongs to it
	 * only where it is asked for. */
	while (place < end) {
		unit = unit_at(anchor, str_sub(map->source, place, end));
		if (unit.seen > left || (left == 0 && is_white(page_byte(map, page))))
			break;
		left -= unit.seen;
		place += unit.length;
	}
	if (left == 0) {
		map->page = page;
		map->place = place;
	}
	return str_sub(map->source, place, place < end ? place + unit.length : place);
}

void html_map_span(struct html_map *map, size_t start, size_t end, size_t *ret_from,
		   size_t *ret_to)
{
	struct str first = place_of(map, start), last = first;

	if (end > start + 1)
		last = place_of(map, end - 1);
	*ret_from = str_offset(map->source, first);
	*ret_to = str_offset(map->source, last) + last.n;
	if (*ret_to < *ret_from)
		*ret_to = *ret_from;
}
