/* language/speaker.c - see speaker.h. */
#include "language/speaker.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "language/speaker_line.h"
#include "record/brand_accept.h"
#include "record/brand_text.h"
#include "record/claims.h"

enum {
	OPENING_LINES = 3,
	SIGNATURE_LINES = 6, /* the last ones, where nothing marks a signature */
	SIGNATURE_MOST = 14, /* below a mark; more is no signature */
	LINE_BYTES = 600,    /* of a line that are looked at around a name */
	TWIN_LINE = 160,     /* a longer line is no heading */
	TWIN_LINES = 24,
	LINK_TEXTS = 256,
	PICTURES = 256,
	FILES = 64,
};

struct hunt {
	struct arena *arena;
	const struct speaker_query *query;
	const struct brand_index *index;
	struct claims *claims;
};

/* --- the lines of a text ---------------------------------------------------------- */

struct line {
	size_t start, end;
};

/* Where its first and last own lines are, in passage->text. */
struct zones {
	size_t opening_end, signature_start;
};

static bool next_line(struct str text, size_t *at, struct line *ret)
{
	const char *end;

	if (*at >= text.n)
		return false;
	end = memchr(text.p + *at, '\n', text.n - *at);
	ret->start = *at;
	ret->end = end ? (size_t)(end - text.p) : text.n;
	*at = end ? ret->end + 1 : text.n;
	return true;
}

static bool is_blank(struct str line)
{
	while (line.n) {
		size_t length;
		int32_t c = utf8_decode(line, &length);

		if (c > 0x20 && c != 0xa0 && c != 0x3000 && c != 0xad && c != 0x34f &&
		    !(c >= 0x2000 && c <= 0x200f) && c != 0xfeff)
			return false;
		line = str_skip(line, length);
	}
	return true;
}

static void find_zones(const struct passage *passage, struct str text, struct zones *ret)
{
	size_t last[SIGNATURE_LINES] = { 0 }, at = 0, mark = STR_NPOS;
	uint32_t count = 0, below = 0;
	struct line line;

	*ret = (struct zones){ 0, text.n };
	while (next_line(text, &at, &line)) {
		struct str words = str_trim(str_sub(text, line.start, line.end));

		if (passage_is_quoted(passage, line.start) || is_blank(words))
			continue;
		if (count < OPENING_LINES)
			ret->opening_end = line.end;
		last[count++ % SIGNATURE_LINES] = line.start;
		below++;
		if (speaker_begins_signature(words)) {
			mark = line.start;
			below = 0;
		}
	}
	if (mark != STR_NPOS && below <= SIGNATURE_MOST && count > below + 1)
		ret->signature_start = mark;
	if (count <= OPENING_LINES)
		return;
	below = count < SIGNATURE_LINES ? 0 : count % SIGNATURE_LINES;
	if (ret->signature_start == text.n || last[below] < ret->signature_start)
		ret->signature_start = last[below];
	if (ret->signature_start < ret->opening_end && mark != ret->signature_start)
		ret->signature_start = ret->opening_end;
}

static bool says_whose(struct str line)
{
	return str_find_str(line, STR("\u00a9")) != STR_NPOS ||
	       str_find_str(line, STR("copyright")) != STR_NPOS ||
	       str_find_str(line, STR("all rights reserved")) != STR_NPOS;
}

/* --- names that stand alone
 * ------------------------------------------------------------- */

/* What was called by one name alone; a second house makes it a row of logos. */
struct called {
	const struct brand *brand;
	struct claim_place place;
	bool several;
};

/* Icons of networks stand in every newsletter. */
static bool is_network(const struct brand *brand)
{
	return str_eq(brand->sector, STR("social")) ||
	       str_eq(brand->sector, STR("messaging"));
}

static void call(struct called *called, const struct brand *brand,
		 const struct claim_place *place)
{
	if (is_network(brand))
		return;
	if (!called->brand) {
		called->brand = brand;
		called->place = *place;
	} else if (!brands_are_one_house(called->brand, brand)) {
		called->several = true;
	}
}

static void add_called(struct hunt *h, const struct called *called)
{
	if (called->brand && !called->several)
		claims_add(h->arena, h->claims, called->brand, &called->place);
}

/* --- names in a text ---------------------------------------------------------------- */

static bool is_authority(const struct brand *brand)
{
	return str_eq(brand->sector, STR("government")) ||
	       str_eq(brand->sector, STR("police")) ||
	       str_eq(brand->sector, STR("court"));
}

/* Of what is ordinary, only letters in capitals: FBI, IRS. */
static bool is_brought_up(const struct alias_match *match, const struct folded *folded)
{
	struct str written = folded_written(folded, match);

	if (match->alias->kind == ALIAS_DISTINCTIVE)
		return true;
	for (size_t i = 0; i < written.n; i++)
		if (written.p[i] < 'A' || written.p[i] > 'Z')
			return false;
	return written.n >= 3 && str_eq(written, match->alias->text);
}

/* "www.hmrc.gov.uk", "help@irs.gov": a host or an address, of which the name is a piece.
 */
static bool is_in_address(struct str text, const struct alias_match *match)
{
	char before = match->start > 0 ? text.p[match->start - 1] : ' ';
	struct str after = str_skip(text, match->end);

	if (before == '.' || before == '@' || before == '/' || before == '-')
		return true;
	return after.n > 1 &&
	       (after.p[0] == '.' || after.p[0] == '@' || after.p[0] == '/') &&
	       ascii_is_alnum(after.p[1]);
}

/* The line around a match, at most LINE_BYTES to each side. */
static struct str line_around(struct str text, const struct alias_match *match)
{
	size_t from = match->start, to = match->end;

	while (from > 0 && text.p[from - 1] != '\n' && match->start - from < LINE_BYTES)
		from--;
	while (to < text.n && text.p[to] != '\n' && to - match->end < LINE_BYTES)
		to++;
	return str_trim(str_sub(text, from, to));
}

struct search_text { /* one text being searched */
	const struct passage *passage;
	const struct folded *folded;
	struct zones zones;
	size_t origin; /* of folded->source in passage->text */
	bool twin;
	struct called *bare; /* lines that are a bare name */
};

static size_t source_at(const struct folded *folded, size_t at)
{
	return folded->at ? folded->at[at] : at;
}

static struct claim_place place_of(const struct search_text *r,
				   const struct alias_match *match, const char *where,
				   enum claim_voice voice)
{
	struct claim_place place = {
		.where = where,
		.voice = voice,
		.passage = r->passage,
		.look_alike = r->twin,
	};

	/* Skeletons have no place for each letter: the line is the evidence. */
	place.start = r->twin ? r->origin : source_at(r->folded, match->start);
	place.end =
	    r->twin ? r->origin + r->folded->source.n : source_at(r->folded, match->end);
	place.text = str_sub(r->passage->text, place.start, place.end);
	return place;
}

static enum speaker_zone zone_of(const struct search_text *r, size_t at, struct str line)
{
	if (at >= r->zones.signature_start || says_whose(line))
		return ZONE_SIGNATURE;
	return at < r->zones.opening_end ? ZONE_OPENING : ZONE_MIDDLE;
}

static void judge_match(struct hunt *h, const struct search_text *r,
			const struct alias_match *match)
{
	const struct folded *folded = r->folded;
	size_t at = r->twin ? r->origin : source_at(folded, match->start);
	const struct brand *brand =
	    &h->query->context.tables->brands[match->alias->brand];
	struct speaker_line line = { .folded = folded };
	struct claim_place place;
	enum speaking speaking;
	bool bare;

	if (!accept_at_borders(match, folded->text) || passage_is_quoted(r->passage, at))
		return;
	line.line = line_around(folded->text, match);
	line.zone = zone_of(r, at, line.line);
	speaking = speaker_line_speaks(&line, match, &bare);
	if (speaking == SPEAKS_SIGNED)
		place = place_of(r, match, "signature", VOICE_SIGNED);
	else if (speaking == SPEAKS_TEXT)
		place = place_of(r, match, "text", VOICE_TEXT);
	else if (!r->twin && !is_in_address(folded->text, match) && is_authority(brand) &&
		 is_brought_up(match, folded))
		place = place_of(r, match, "text.named", VOICE_NAMED);
	else
		return;
	if (bare)
		call(r->bare, brand, &place);
	else
		claims_add(h->arena, h->claims, brand, &place);
}

/* Of matches that overlap the longest stands: 楽天カード, not 楽天; and of brands that
 * share an alias the one whose domain wrote. */
static bool is_better(const struct hunt *h, const struct alias_match *match,
		      const struct alias_match *best)
{
	const struct identity *from = identity_first(h->query->context.ids, ID_FROM);

	if (match->start != best->start || match->end != best->end)
		return match->start <= best->start;
	return from && brand_owns(&h->query->context.tables->brands[match->alias->brand],
				  from->domain);
}

static void search(struct hunt *h, const struct search_text *r)
{
	struct alias_search search = { .index = h->index,
				       .text = r->folded->text,
				       .twin = r->twin };
	struct alias_match match, best = { 0 };

	while (alias_search_next(&search, &match)) {
		if (best.alias && match.start >= best.end) {
			judge_match(h, r, &best);
			best = match;
		} else if (!best.alias || is_better(h, &match, &best)) {
			best = match;
		}
	}
	if (best.alias)
		judge_match(h, r, &best);
}

/* Letters of alphabets that lend theirs to Latin names: Greek, Cyrillic, Armenian and
 * kin. Of other scripts a skeleton tells nothing here. */
static bool lends_letters(struct str line)
{
	while (line.n) {
		size_t plain = ascii_prefix(line), length;
		int32_t c;

		line = str_skip(line, plain);
		if (line.n == 0)
			break;
		c = utf8_decode(line, &length);
		if (c >= 0x250 && c <= 0x1fff)
			return true;
		line = str_skip(line, length);
	}
	return false;
}

/* Headings and signatures in borrowed letters. */
static void search_twins(struct hunt *h, const struct search_text *plain, struct str text)
{
	const struct zones *zones = &plain->zones;
	struct line line;
	size_t at = 0;
	uint32_t count = 0;

	while (count < TWIN_LINES && next_line(text, &at, &line)) {
		struct str words = str_sub(text, line.start, line.end);
		struct search_text r = *plain;
		struct folded folded;

		if (line.start >= zones->opening_end &&
		    line.start < zones->signature_start) {
			at = zones->signature_start;
			continue;
		}
		if (words.n > TWIN_LINE || !lends_letters(words))
			continue;
		count++;
		fold_twin(h->arena, words, &folded);
		r.folded = &folded;
		r.origin = line.start;
		r.twin = true;
		search(h, &r);
	}
}

static void read_passage(struct hunt *h, const struct passage *passage)
{
	struct str text = utf8_front(passage->text, LIMIT_SPEAKER_BYTES);
	struct folded folded;
	struct called bare = { 0 };
	struct search_text r = { .passage = passage, .folded = &folded, .bare = &bare };

	if (passage->field || text.n == 0)
		return;
	h->claims->cut |= text.n < passage->text.n;
	find_zones(passage, text, &r.zones);
	folded = folded_front(passage_folded(h->arena, passage), text.n);
	search(h, &r);
	if (!ascii_is_all(text))
		search_twins(h, &r, text);
	add_called(h, &bare);
}

/* --- links and pictures ---------------------------------------------------------------
 */

static bool is_clicked(const struct link *link)
{
	return !(link->flags & (LINK_LOADS | LINK_BROKEN | LINK_OFFICIAL | LINK_OWN)) &&
	       !link->inert && strncmp(link->where, "header", 6) != 0;
}

static void read_link_text(struct hunt *h, struct link *link, struct called *named)
{
	const struct brand *brand;
	struct claim_place place = { .where = "link.text",
				     .voice = VOICE_SHOWN,
				     .text = link->text,
				     .link = link };
	enum brand_called how =
	    brand_in_link(h->arena, h->query->context.tables, link, &brand);

	if (how == BRAND_NAMED)
		call(named, brand, &place);
	else if (how == BRAND_TO_ACT && !is_network(brand))
		claims_add(h->arena, h->claims, brand, &place);
}

/* A host that wears a brand's name was named for it. */
static void read_link_host(struct hunt *h, const struct link *link)
{
	const uint32_t worn = 1u << LIKENESS_DOMAIN_LEFT | 1u << LIKENESS_WORDS |
			      1u << LIKENESS_OTHER_TLD | 1u << LIKENESS_LOOK_ALIKE |
			      1u << LIKENESS_DIGITS | 1u << LIKENESS_EDIT;

	for (uint32_t i = 0; i < link->likeness_count; i++) {
		const struct likeness *like = &link->likenesses[i];
		struct claim_place place = { .where = "link.host",
					     .voice = VOICE_SHOWN,
					     .text = like->shown,
					     .link = link };

		if (!like->brand || !(worn & 1u << like->how))
			continue;
		place.look_alike = like->how == LIKENESS_LOOK_ALIKE ||
				   like->how == LIKENESS_DIGITS ||
				   like->how == LIKENESS_EDIT;
		place.slip = like->how == LIKENESS_EDIT && like->shown.n < BRAND_COINED;
		claims_add(h->arena, h->claims, like->brand, &place);
	}
}

static void read_links(struct hunt *h)
{
	const struct links *links = h->query->links;
	struct called named = { 0 };
	uint32_t texts = 0;

	for (uint32_t i = 0; i < links->count && texts < LINK_TEXTS; i++) {
		struct link *link = &links->items[i];

		if (!is_clicked(link))
			continue;
		read_link_host(h, link);
		if (link->text.n) {
			texts++;
			read_link_text(h, link, &named);
		}
	}
	add_called(h, &named);
}

/* The organization whose name is all that `text` says; NULL: none. */
static const struct brand *called_by(struct hunt *h, struct str text)
{
	struct alias_search search = { .index = h->index };
	struct alias_match match;
	struct folded folded;

	if (text.n == 0 || text.n > TWIN_LINE)
		return NULL;
	fold_plain(h->arena, text, &folded);
	search.text = folded.text;
	while (alias_search_next(&search, &match))
		if (match.alias->kind == ALIAS_DISTINCTIVE &&
		    accept_at_borders(&match, folded.text) &&
		    speaker_naming(&folded, folded.text, &match) != NAME_NOT)
			return &h->query->context.tables->brands[match.alias->brand];
	return NULL;
}

static void read_pictures(struct hunt *h)
{
	const struct links *links = h->query->links;
	struct called logo = { 0 };
	uint32_t count = 0;

	for (uint32_t v = 0; v < links->view_count; v++) {
		const struct part_view *view = &links->views[v];

		for (uint32_t i = 0; i < view->document->link_count; i++) {
			const struct html_link *link = &view->document->links[i];
			struct claim_place place = { .where = "image.alt",
						     .voice = VOICE_TEXT,
						     .text = link->alt,
						     .part = view->part };
			const struct brand *brand;

			if (link->alt.n == 0 || ++count > PICTURES)
				continue;
			brand = called_by(h, link->alt);
			if (brand)
				call(&logo, brand, &place);
		}
	}
	add_called(h, &logo);
}

/* --- files ----------------------------------------------------------------------------
 */

/* "PayPal_Invoice_1234.pdf": the signs between words are blanks. */
static struct str words_of(struct hunt *h, struct str name)
{
	char *p = arena_bytes(h->arena, name.n);

	for (size_t i = 0; i < name.n; i++)
		p[i] = strchr("_-.+", name.p[i]) ? ' ' : name.p[i];
	return str_make(p, name.n);
}

static void read_file_name(struct hunt *h, const struct attachment *file)
{
	struct alias_search search = { .index = h->index };
	struct alias_match match;
	struct folded folded;
	struct claim_place place = { .where = "file-name",
				     .voice = VOICE_SHOWN,
				     .text = file->name,
				     .part = file->part };

	if (file->name.n == 0 || file->name.n > LINE_BYTES)
		return;
	fold_plain(h->arena, words_of(h, file->name), &folded);
	search.text = folded.text;
	while (alias_search_next(&search, &match))
		if (match.alias->kind == ALIAS_DISTINCTIVE &&
		    accept_at_borders(&match, folded.text))
			claims_add(h->arena, h->claims,
				   &h->query->context.tables->brands[match.alias->brand],
				   &place);
}

static void read_files(struct hunt *h)
{
	const struct attachments *files = h->query->attachments;

	for (uint32_t i = 0; i < files->count && i < FILES; i++)
		read_file_name(h, &files->items[i]);
}

/* --- all of it ------------------------------------------------------------------------
 */

void speakers_find(struct arena *arena, const struct speaker_query *query,
		   struct claims *claims)
{
	struct hunt h = { .arena = arena,
			  .query = query,
			  .index = query->context.tables->brand_index,
			  .claims = claims };

	if (!h.index)
		return;
	for (uint32_t i = 0; i < query->passages->count; i++)
		read_passage(&h, &query->passages->items[i]);
	read_links(&h);
	read_pictures(&h);
	read_files(&h);
	claims_judge(arena, claims, &query->context);
}

static const struct brand *mention_in(struct arena *arena,
				      const struct speaker_query *query,
				      const struct passage *passage,
				      const struct brand *own)
{
	struct alias_search search = { .index = query->context.tables->brand_index };
	struct alias_match match;
	struct folded folded;

	folded = folded_front(passage_folded(arena, passage), LIMIT_SPEAKER_BYTES);
	search.text = folded.text;
	while (alias_search_next(&search, &match)) {
		const struct brand *brand =
		    &query->context.tables->brands[match.alias->brand];

		if (match.alias->kind == ALIAS_DISTINCTIVE && !is_network(brand) &&
		    accept_at_borders(&match, folded.text) &&
		    !is_in_address(folded.text, &match) &&
		    !passage_is_quoted(passage, source_at(&folded, match.start)) &&
		    !(own && brands_are_one_house(own, brand)))
			return brand;
	}
	return NULL;
}

const struct brand *speaker_mention(struct arena *arena,
				    const struct speaker_query *query,
				    const struct brand *own)
{
	const struct brand *found = NULL;

	for (uint32_t i = 0; !found && i < query->passages->count; i++)
		if (query->context.tables->brand_index)
			found = mention_in(arena, query, &query->passages->items[i], own);
	return found;
}

uint32_t speaker_boilerplate(const struct passage *passage, struct str *ret, uint32_t cap)
{
	struct str text = utf8_front(passage->text, LIMIT_SPEAKER_BYTES);
	uint32_t count = 0;
	struct line line;
	size_t at = 0;

	while (count < cap && next_line(text, &at, &line)) {
		struct str words = str_trim(str_sub(text, line.start, line.end));

		if (words.n && speaker_is_boilerplate(words) &&
		    !passage_is_quoted(passage, line.start))
			ret[count++] = utf8_front(words, TWIN_LINE);
	}
	return count;
}
