/* record/brand.c - see brand.h.
 *
 * Which names claim their brands is told in brand_accept.c. A domain claims a brand
 * where one of its words (between dots and hyphens) is the brand's, or the brand's with
 * words of service glued to it ("paypalsecurity"). */
#include "record/brand.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "link/host.h"
#include "record/brand_accept.h"
#include "record/brand_index.h"
#include "record/claims.h"

#include <stdlib.h>

struct hunt {
	struct arena *arena;
	const struct message *message;
	const struct identities *ids;
	const struct site *site;
	const struct tables *tables;
	const struct brand_index *index;
	struct claims *claims;
	size_t searched; /* of LIMIT_CLAIM_BYTES */
	struct str from; /* domain of the first From */
	bool *seen;	 /* by brand: its plain name stands in the text being searched */
};

struct place {
	const char *where;
	const struct field *field;
	bool subject;
	struct str
	    own_domain; /* of an address other than From, which speaks for itself */
};

/* --- claims ---------------------------------------------------------------------- */

enum likeness_kind { SAME, LOOK_ALIKE, SLIP };

static void add_claim(struct hunt *h, uint32_t brand, const struct place *place,
		      struct str text, enum likeness_kind kind)
{
	const struct brand *claimed = &h->tables->brands[brand];
	struct claim_place found = {
		.where = place->where,
		.voice = place->subject ? VOICE_SUBJECT : VOICE_SENDER,
		.text = text,
		.field = place->field,
		.look_alike = kind != SAME,
		.slip = kind == SLIP,
	};

	/* "Google Calendar" as the Sender, at google.com, pretends nothing. */
	if (place->own_domain.n && brand_owns(claimed, place->own_domain))
		return;
	claims_add(h->arena, h->claims, claimed, &found);
}

/* --- the search in one text --------------------------------------------------------- */

static bool has_invisible(struct str text)
{
	while (text.n) {
		size_t length;
		int32_t c = utf8_decode(text, &length);

		if (c == 0xad || (c >= 0x200b && c <= 0x200f) ||
		    (c >= 0x2060 && c <= 0x2064) || c == 0xfeff ||
		    (c >= 0x202a && c <= 0x202e))
			return true;
		text = str_skip(text, length);
	}
	return false;
}

static bool accepts(const struct alias_match *match, const struct folded *folded,
		    const struct place *place, const struct matter *matter)
{
	if (!accept_at_borders(match, folded->text))
		return false;
	return place->subject ? accept_in_subject(match, folded, matter)
			      : accept_in_name(match, folded);
}

static void claim_match(struct hunt *h, const struct alias_match *match,
			const struct folded *folded, const struct place *place, bool twin)
{
	struct str text = twin ? folded->source : folded_written(folded, match);

	add_claim(h, match->alias->brand, place, text,
		  twin || has_invisible(text) ? LOOK_ALIKE : SAME);
}

/* Matches come by rising end; of those that overlap the longest stands, and of brands
 * that share an alias the one whose domain wrote. */
static bool is_better(const struct hunt *h, const struct alias_match *match,
		      const struct alias_match *best)
{
	if (match->start != best->start || match->end != best->end)
		return match->start <= best->start;
	return brand_owns(&h->tables->brands[match->alias->brand], h->from);
}

static void search_folded(struct hunt *h, const struct folded *folded,
			  const struct place *place, bool twin)
{
	struct alias_search search = { .index = h->index,
				       .text = folded->text,
				       .twin = twin };
	struct matter matter = { 0 };
	struct alias_match match, best = { 0 };

	if (place->subject)
		matter = matter_find(folded->text);
	while (alias_search_next(&search, &match)) {
		/* Each name is its own twin: what was judged plainly is not judged again.
		 */
		if (twin && h->seen[match.alias->brand])
			continue;
		h->seen[match.alias->brand] |= !twin;
		if (!accepts(&match, folded, place, &matter))
			continue;
		if (best.alias && match.start >= best.end) {
			claim_match(h, &best, folded, place, twin);
			best = match;
		} else if (!best.alias || is_better(h, &match, &best)) {
			best = match;
		}
	}
	if (best.alias)
		claim_match(h, &best, folded, place, twin);
}

/* Can a skeleton of `text` differ from its lower case where that matters? Plain ASCII
 * without l's and o's stand-ins needs no second pass. */
static bool may_deceive(struct str text)
{
	if (!ascii_is_all(text))
		return true;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '0' || c == '1' || c == 'I' || c == '|' ||
		    ((c == 'r' || c == 'R') && i + 1 < text.n &&
		     ascii_lower(text.p[i + 1]) == 'n'))
			return true;
	}
	return false;
}

static void search_text(struct hunt *h, struct str text, const struct place *place)
{
	struct folded folded;

	if (text.n > LIMIT_CLAIM_BYTES - h->searched) {
		h->claims->cut = true;
		text = str_sub(text, 0, LIMIT_CLAIM_BYTES - h->searched);
	}
	h->searched += text.n;
	if (text.n == 0)
		return;
	memset(h->seen, 0, h->tables->brand_count * sizeof *h->seen);
	fold_plain(h->arena, text, &folded);
	search_folded(h, &folded, place, false);
	if (!may_deceive(text))
		return;
	fold_twin(h->arena, text, &folded);
	search_folded(h, &folded, place, true);
}

/* --- domains and local parts ---------------------------------------------------------
 */

static const struct brand_label *label_by_skeleton(const struct brand_index *index,
						   struct str skeleton)
{
	uint32_t low = 0, high = index->label_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(index->labels[mid].skeleton, skeleton) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < index->label_count && str_eq(index->labels[low].skeleton, skeleton))
		return &index->labels[low];
	return NULL;
}

/* Letters that are taken for each other beyond what skeletons know. */
static bool are_visual_twins(char a, char b)
{
	static const char pairs[][2] = { { 'i', 'l' }, { 'i', '1' }, { 'i', 'j' },
					 { 'u', 'v' }, { 'g', 'q' }, { 'm', 'n' },
					 { 'c', 'e' } };

	for (size_t i = 0; i < COUNT(pairs); i++) {
		if ((pairs[i][0] == a && pairs[i][1] == b) ||
		    (pairs[i][0] == b && pairs[i][1] == a))
			return true;
	}
	return false;
}

/* One slip that the eye forgives: neighbours swapped, a letter doubled or left out, one
 * replaced by its visual twin. Any other letter makes another word: kagoya and nagoya. */
static bool is_near(struct str word, struct str label)
{
	size_t i = 0;

	if (word.n < 6 || label.n < 6)
		return false;
	while (i < word.n && i < label.n && word.p[i] == label.p[i])
		i++;
	if (word.n == label.n) {
		if (i + 1 < word.n && word.p[i] == label.p[i + 1] &&
		    word.p[i + 1] == label.p[i])
			return str_eq(str_skip(word, i + 2), str_skip(label, i + 2));
		return i < word.n && are_visual_twins(word.p[i], label.p[i]) &&
		       str_eq(str_skip(word, i + 1), str_skip(label, i + 1));
	}
	if (word.n + 1 == label.n)
		return str_eq(str_skip(word, i), str_skip(label, i + 1));
	if (word.n == label.n + 1)
		return i > 0 && word.p[i] == word.p[i - 1] &&
		       str_eq(str_skip(word, i + 1), str_skip(label, i));
	return false;
}

static const struct brand_label *label_nearby(const struct brand_index *index,
					      struct str word)
{
	for (uint32_t i = 0; i < index->label_count; i++) {
		const struct brand_label *label = &index->labels[i];

		if (!label->ordinary && label->text.n + 1 >= word.n &&
		    word.n + 1 >= label->text.n && is_near(word, label->text))
			return label;
	}
	return NULL;
}

static bool eat_service(struct str *rest)
{
	static const struct str more[] = { STR("co"),	 STR("com"),	 STR("jp"),
					   STR("my"),	 STR("net"),	 STR("japan"),
					   STR("web"),	 STR("smtp"),	 STR("no"),
					   STR("reply"), STR("s"),	 STR("ing"),
					   STR("ity"),	 STR("ication"), STR("y") };
	struct str best = service_word(*rest);

	for (size_t i = 0; i < COUNT(more); i++) {
		if (str_starts(*rest, more[i]) && more[i].n > best.n)
			best = more[i];
	}
	*rest = str_skip(*rest, best.n);
	return best.n > 0;
}

static bool is_service_or_digits(struct str rest)
{
	while (rest.n) {
		if (ascii_is_digit(rest.p[0]))
			rest = str_skip(rest, 1);
		else if (!eat_service(&rest))
			return false;
	}
	return true;
}

/* "paypalsecurity", "secureamazon01": a distinctive name of six letters or more with
 * nothing around it but words of service and digits. */
static const struct alias *alias_inside(const struct brand_index *index, struct str word)
{
	struct alias_search search = { .index = index, .text = word, .anywhere = true };
	struct alias_match match;

	while (alias_search_next(&search, &match)) {
		if (is_service_or_digits(str_sub(word, 0, match.start)) &&
		    is_service_or_digits(str_skip(word, match.end)))
			return match.alias;
	}
	return NULL;
}

/* A word of a name; `label` is the whole of it, for the report. */
static void judge_word(struct hunt *h, struct str word, struct str label,
		       const struct place *place, bool service_beside, bool domain)
{
	struct str skeleton = host_skeleton(h->arena, word);
	const struct brand_label *found = label_by_skeleton(h->index, skeleton);
	const struct alias *alias;

	if (found) {
		bool same = str_eq_nocase(found->text, word);

		if (!found->ordinary || (same && service_beside))
			add_claim(h, found->brand, place, label,
				  same ? SAME : LOOK_ALIKE);
		return;
	}
	if (!ascii_is_all(word) || word.n < 6)
		return;
	alias = alias_inside(h->index, word);
	if (alias) {
		add_claim(h, alias->brand, place, label, SAME);
		return;
	}
	found = domain ? label_nearby(h->index, word) : NULL;
	if (!found)
		return;
	/* Letters that are swapped, doubled or look alike make no other word. */
	add_claim(h, found->brand, place, label,
		  service_beside || word.n >= found->text.n ||
			  found->text.n >= BRAND_COINED
		      ? LOOK_ALIKE
		      : SLIP);
}

enum { MAX_WORDS = 16 }; /* hyphens in one label; more is no name to be taken for */

static bool is_word_break(char c)
{
	return c == '-' || c == '_' || c == '.' || c == '+';
}

static void judge_label(struct hunt *h, struct str label, const struct place *place,
			bool domain)
{
	struct str words[MAX_WORDS];
	bool service = false;
	uint32_t count = 0;
	size_t start = 0;

	for (size_t i = 0; i <= label.n && count < MAX_WORDS; i++) {
		if (i < label.n && !is_word_break(label.p[i]))
			continue;
		if (i > start)
			words[count++] = str_sub(label, start, i);
		start = i + 1;
	}
	for (uint32_t i = 0; i < count; i++)
		service |= service_word(words[i]).n > 0;
	/* "etc-meisai", "eki-net": labels with a hyphen of their own come first. */
	if (count > 1) {
		struct str skeleton = host_skeleton(h->arena, label);
		const struct brand_label *found = label_by_skeleton(h->index, skeleton);

		if (found && !found->ordinary) {
			add_claim(h, found->brand, place, label,
				  str_eq_nocase(found->text, label) ? SAME : LOOK_ALIKE);
			return;
		}
	}
	for (uint32_t i = 0; i < count; i++)
		judge_word(h, words[i], label, place, service, domain);
}

/* The brand a domain belongs to; of several that share it one that is claimed already. */
static const struct brand *owner_of(const struct hunt *h, struct str domain)
{
	for (uint32_t i = 0; i < h->claims->count; i++) {
		if (brand_owns(h->claims->items[i].brand, domain))
			return h->claims->items[i].brand;
	}
	return brand_of_domain(h->tables, domain);
}

static void judge_domain(struct hunt *h, const struct identity *from,
			 const struct place *place)
{
	struct str domain = from->domain, names, label;
	const struct brand *owner = owner_of(h, domain);
	struct host host;

	if (owner) {
		/* taro@docomo.ne.jp says that Taro is a subscriber, no more. */
		if (!brand_shares(owner, from->class_, domain))
			add_claim(h, (uint32_t)(owner - h->tables->brands), place, domain,
				  SAME);
		return;
	}
	host_parse(h->arena, domain, &host);
	if (host.is_address || host.registrable_domain.n == 0)
		return;
	names = host.unicode;
	/* googlemail.com and its kin say nothing of their users; "paypal" in front of a
	 * shared domain was chosen by one of them. */
	if (from->class_)
		names = str_sub(domain, 0, domain.n - from->class_->domain.n);
	else if (ascii_is_all(names))
		names.n -= host.public_suffix.n;
	for (uint32_t i = 0; i < 32 && str_split(&names, '.', &label); i++)
		judge_label(h, label, place, true);
}

static void judge_local(struct hunt *h, struct str local, const struct place *place)
{
	if (local.n == 0 || local.n > 64)
		return;
	judge_label(h, arena_lower(h->arena, local), place, false);
}

/* --- all places ------------------------------------------------------------------------
 */

/* An answer carries the other's subject, if it says what it answers; a bare "Re:" is an
 * old trick and counts for nothing. */
static bool is_answer(const struct message *message, struct str subject)
{
	static const struct str marks[] = { STR("re:"),	 STR("re["),  STR("fw:"),
					    STR("fwd:"), STR("aw:"),  STR("wg:"),
					    STR("sv:"),	 STR("vs:"),  STR("tr:"),
					    STR("rv:"),	 STR("返信"), STR("転送") };
	const struct header *header = &message->header;

	if (!header_first(header, FIELD_IN_REPLY_TO) &&
	    !header_first(header, FIELD_REFERENCES))
		return false;
	for (size_t i = 0; i < COUNT(marks); i++) {
		if (str_starts_nocase(subject, marks[i]))
			return true;
	}
	return false;
}

static void search_names(struct hunt *h)
{
	static const struct {
		enum identity_role role;
		const char *where;
	} roles[] = {
		{ ID_FROM, "from.name" },
		{ ID_SENDER, "sender.name" },
		{ ID_REPLY_TO, "reply-to.name" },
	};

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(h->ids, roles[i].role);

		for (; id; id = identity_next(h->ids, id)) {
			struct place place = { .where = roles[i].where,
					       .field = id->field };

			if (roles[i].role != ID_FROM)
				place.own_domain = id->domain;

			search_text(h, id->name, &place);
		}
	}
}

static void search_addresses(struct hunt *h)
{
	const struct identity *from = identity_first(h->ids, ID_FROM);

	for (; from; from = identity_next(h->ids, from)) {
		struct place domain = { .where = "from.address", .field = from->field };
		struct place local = { .where = "from.local", .field = from->field };
		struct str before, after;

		judge_domain(h, from, &domain);
		if (str_cut_last(from->text, '@', &before, &after))
			judge_local(h, before, &local);
	}
}

void brand_claims(struct arena *arena, const struct message *message,
		  const struct identities *ids, const struct site *site,
		  const struct tables *tables, struct claims *ret)
{
	const struct identity *from = identity_first(ids, ID_FROM);
	struct hunt h = {
		.arena = arena,
		.message = message,
		.ids = ids,
		.site = site,
		.tables = tables,
		.index = tables->brand_index,
		.claims = ret,
		.from = from ? from->domain : STR_NONE,
	};

	*ret = (struct claims){ 0 };
	if (!h.index)
		return;
	h.seen = arena_alloc_array(arena, tables->brand_count, sizeof *h.seen);
	search_names(&h);
	search_addresses(&h);
	if (!is_answer(message, message->subject.text)) {
		struct place place = {
			.where = "subject",
			.field = header_first(&message->header, FIELD_SUBJECT),
			.subject = true,
		};

		search_text(&h, message->subject.text, &place);
	}
	claims_judge(arena, ret, &(struct claims_context){ ids, site, tables, false });
}
