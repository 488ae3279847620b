/* record/likeness_match.c - see likeness_match.h.
 *
 * The rules, each with its reason:
 * - A name of five letters or more that nothing else is called by counts as a whole
 * label, as a word between hyphens, and with words of service or digits glued to it; from
 * seven letters on with anything glued to it ("amazonas" is a river's state, "xrakutenq"
 * is nothing else).
 * - Between hyphens a name of five or six letters beside other words of a language is
 * what people write about ("amazon-rainforest"); beside "login" or gibberish it is not.
 * - Four letters count as a whole label or word.
 * - Two letters and ordinary words that are no more than the label of a domain ("live")
 *   count as the whole official domain only.
 * - Three letters and ordinary words need the shape of a login: the official top level
 *   behind them, or a word such as "login" or "verify" in the same label or beside it.
 * - A name imitated by digits or look-alike letters is no accident from five letters on.
 * - One letter off: the name must be strong, and the change one that the eye forgives;
 *   another first letter (kagoya, nagoya) or a letter more at the end (amazon, amazons)
 *   makes another word. */
#include "record/likeness_match.h"
#include "record/likeness_words.h"
#include "record/other_words.h"

enum {
	ANYWHERE = 7, /* letters of a name that counts whatever is glued to it */
	IMITATED = 5, /* letters of a name whose imitation by digits is none by chance */
	SLIPPED = 6,  /* letters of a name that bears one slip */
};

/* --- neighbourhood ------------------------------------------------------------- */

struct place { /* of a possible match */
	const struct folded_host *text;
	const struct likeness_name *name;
	uint32_t start, end;
	uint32_t label, label_end; /* between dots */
	uint32_t word, word_end;   /* between hyphens, and where digits begin or end */
};

static uint32_t back_to(const struct folded_host *text, uint32_t i, enum border border)
{
	while (text->border[i] < border)
		i--;
	return i;
}

static uint32_t on_to(const struct folded_host *text, uint32_t i, enum border border)
{
	while (i < text->n && text->border[i] < border)
		i++;
	return i;
}

static struct place place_of(const struct folded_host *text,
			     const struct likeness_name *name, uint32_t start,
			     uint32_t end)
{
	return (struct place){
		.text = text,
		.name = name,
		.start = start,
		.end = end,
		.label = back_to(text, start, BORDER_DOT),
		.label_end = on_to(text, end, BORDER_DOT),
		.word = back_to(text, start, BORDER_DIGIT),
		.word_end = on_to(text, end, BORDER_DIGIT),
	};
}

static struct str raw(const struct folded_host *text, uint32_t from, uint32_t to)
{
	return str_make(text->raw + from, to - from);
}

static bool is_whole_label(const struct place *p)
{
	return p->start == p->label && p->end == p->label_end;
}

/* What the other words of the label are. */
struct company {
	bool lure, odd, words; /* "login"; digits, gibberish, scraps; plain words */
};

static void meet(struct company *company, struct str run)
{
	if (run.n == 0)
		return;
	if (likeness_words(run) == WORDS_LURE)
		company->lure = true;
	else if (likeness_words(run) == WORDS_SERVICE || !likeness_is_word(run))
		company->odd = true;
	else
		company->words = true;
}

static struct company company_of(const struct place *p)
{
	const struct folded_host *text = p->text;
	struct company company = { 0 };
	uint32_t i = p->label;

	while (i < p->label_end) {
		uint32_t end = on_to(text, i + 1, BORDER_HYPHEN);

		if (end > p->label_end)
			end = p->label_end;
		if (end <= p->start || i >= p->end) {
			meet(&company, raw(text, i, end));
		} else {
			meet(&company, raw(text, i, p->start > i ? p->start : i));
			meet(&company, raw(text, p->end < end ? p->end : end, end));
		}
		i = end;
	}
	return company;
}

/* "co", "jp" right behind the name, as labels or between hyphens: not the host's own top
 * level, which is no part of the text. */
static bool top_follows(const struct place *p)
{
	uint32_t end;

	if (p->end >= p->text->n || p->text->border[p->end] < BORDER_HYPHEN)
		return false;
	end = on_to(p->text, p->end + 1, BORDER_HYPHEN);
	return likeness_is_top(raw(p->text, p->end, end));
}

/* A word of login anywhere in the text. */
static bool lure_elsewhere(const struct place *p)
{
	const struct folded_host *text = p->text;

	for (uint32_t i = 0, end; i < text->n; i = end) {
		struct str run;

		end = on_to(text, i + 1, BORDER_HYPHEN);
		run = raw(text, i, end);
		if ((end <= p->start || i >= p->end) && !str_eq(run, STR("www")) &&
		    !likeness_is_top(run) && likeness_words(run) == WORDS_LURE)
			return true;
	}
	return false;
}

/* What is glued to the name inside its word: nothing, or words of service. Behind three
 * letters scraps of words mean nothing: "ana" and "log". */
static bool glue_is(const struct place *p, enum word_kind least)
{
	struct str before = raw(p->text, p->word, p->start);
	struct str after = raw(p->text, p->end, p->word_end);
	enum word_kind one = likeness_words(before), two = likeness_words(after);
	size_t glue = before.n + after.n;

	if (p->name->text.n < LIKENESS_GRAM && glue > 0 && glue < LIKENESS_GRAM)
		return false;
	return one != WORDS_OTHER && two != WORDS_OTHER && (one >= least || two >= least);
}

/* Four letters or more that are no word: "amazonxkqwz". */
static bool is_gibberish(struct str run)
{
	return run.n == 0 || (run.n >= 4 && !likeness_is_word(run));
}

/* "oricojapanse", "aifulbizf": the name opens the word and service follows. */
static bool service_is_glued_behind(const struct place *p)
{
	return p->start == p->word &&
	       likeness_word_starts(raw(p->text, p->end, p->word_end));
}

static bool glue_is_gibberish(const struct place *p)
{
	return is_gibberish(raw(p->text, p->word, p->start)) &&
	       is_gibberish(raw(p->text, p->end, p->word_end));
}

/* --- official domains ------------------------------------------------------------ */

/* Does the rest of an official domain (".co.jp") stand behind the name, with dots, or at
 * least with hyphens? */
static bool rest_follows(const struct place *p, struct str rest, enum border with)
{
	uint32_t i = p->end;

	while (rest.n) {
		struct str label;

		str_eat_char(&rest, '.');
		label = str_until(rest, '.');
		if (i + label.n > p->text->n || p->text->border[i] < with ||
		    !str_eq(raw(p->text, i, i + (uint32_t)label.n), label))
			return false;
		i += (uint32_t)label.n;
		rest = str_skip(rest, label.n);
	}
	return p->text->border[i] >= BORDER_HYPHEN;
}

/* The official domain of the brand that stands here, at the start of a label. */
static struct str domain_here(const struct likeness_scene *scene, const struct place *p,
			      enum border with)
{
	const struct brand *brand;
	struct str rest;

	if (p->text->border[p->start] < with)
		return STR_NONE;
	if (p->name->brand == LIKENESS_OWN) {
		rest = str_skip(p->name->domain, str_find(p->name->domain, '.'));
		return rest_follows(p, rest, with) ? p->name->domain : STR_NONE;
	}
	brand = &scene->tables->brands[p->name->brand];
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		struct str domain = brand->domains[i], label;

		label = str_until(domain, '.');
		rest = str_skip(domain, label.n);
		if (str_eq(str_sub(p->text->source, p->text->at[p->start],
				   p->text->at[p->start] + label.n),
			   label) &&
		    label.n >= p->name->text.n && rest_follows(p, rest, with))
			return domain;
	}
	return STR_NONE;
}

/* --- the shapes -------------------------------------------------------------------- */

/* Is the name written with its own letters? Otherwise: by look-alikes, or with digits? A
 * digit of the name itself is not imitated. */
enum spelling { SPELLING_SAME, SPELLING_LOOK_ALIKE, SPELLING_DIGITS, SPELLING_NONE };

static enum spelling spelling_of(const struct place *p)
{
	struct str name = p->name->text;
	enum spelling spelling = SPELLING_SAME;
	size_t j = 0;

	for (uint32_t i = p->start; i < p->end; i++) {
		bool pair = p->text->twin[i] != p->text->raw[i] &&
			    (p->text->raw[i] == 'r' || p->text->raw[i] == 'v');
		bool name_pair =
		    j + 1 < name.n && ((name.p[j] == 'r' && name.p[j + 1] == 'n') ||
				       (name.p[j] == 'v' && name.p[j + 1] == 'v'));

		if (j >= name.n)
			return SPELLING_NONE;
		if (pair != name_pair) {
			if (spelling == SPELLING_SAME)
				spelling = SPELLING_LOOK_ALIKE;
		} else if (!pair && p->text->raw[i] != name.p[j]) {
			if (ascii_is_digit(name.p[j]))
				return SPELLING_NONE;
			spelling = ascii_is_digit(p->text->raw[i]) ? SPELLING_DIGITS
				   : spelling == SPELLING_DIGITS   ? SPELLING_DIGITS
								   : SPELLING_LOOK_ALIKE;
		}
		j += name_pair ? 2 : 1;
	}
	return spelling;
}

/* Hyphens inside the match: the name's own, or none that matter. */
static bool hyphens_fit(const struct place *p)
{
	bool hyphen = false;

	for (uint32_t i = p->start + 1; i < p->end; i++) {
		if (p->text->border[i] >= BORDER_DOT)
			return false;
		if (p->text->border[i] == BORDER_HYPHEN) {
			if (p->name->hyphen != i - p->start && p->name->text.n < ANYWHERE)
				return false;
			hyphen = true;
		}
	}
	return hyphen || !p->name->hyphen_telling;
}

static bool is_last_label(const struct likeness_scene *scene, const struct place *p)
{
	return p->label_end == p->text->n && !scene->path && !scene->tenant;
}

/* A label that is the name and nothing else. */
static bool label_counts(const struct likeness_scene *scene, const struct place *p)
{
	return p->name->strength != NAME_WEAK || top_follows(p) ||
	       (!is_last_label(scene, p) && lure_elsewhere(p));
}

static bool weak_word_counts(const struct place *p)
{
	return glue_is(p, WORDS_SERVICE) &&
	       (glue_is(p, WORDS_LURE) || top_follows(p) || company_of(p).lure);
}

/* A name among other words of a label. */
static bool word_counts(const struct likeness_scene *scene, const struct place *p)
{
	const struct likeness_name *name = p->name;
	struct company company;

	if (name->no_word || (name->text.n >= ANYWHERE && !name->hyphen))
		return true;
	/* "eposcardx": two words in a row are no accident, "reviewcard" is another word.
	 */
	if (name->text.n > ANYWHERE && p->start == p->word)
		return true;
	if (!glue_is(p, WORDS_SERVICE) &&
	    (name->strength == NAME_MEDIUM ||
	     (!glue_is_gibberish(p) && !service_is_glued_behind(p))))
		return false;
	/* Nobody names a host below his own domain "amazon-rainforest". */
	if (!is_last_label(scene, p) || (name->hyphen && name->text.n >= SLIPPED))
		return true;
	company = company_of(p);
	return company.lure || company.odd || !company.words;
}

/* With its own letters. False: the shape says nothing. */
static bool shape_of_same(const struct likeness_scene *scene, const struct place *p,
			  enum likeness_how *ret)
{
	if (p->name->strength == NAME_DOMAIN)
		return false;
	if (is_whole_label(p)) {
		*ret = is_last_label(scene, p) ? LIKENESS_OTHER_TLD : LIKENESS_LABEL;
		return label_counts(scene, p);
	}
	*ret = LIKENESS_WORDS;
	return p->name->strength == NAME_WEAK ? weak_word_counts(p)
					      : word_counts(scene, p);
}

static bool shape_of_imitation(const struct likeness_scene *scene, const struct place *p,
			       enum spelling spelling)
{
	const struct likeness_name *name = p->name;

	if (name->text.n < IMITATED || name->strength == NAME_DOMAIN)
		return false;
	if (name->strength == NAME_WEAK && spelling != SPELLING_DIGITS &&
	    !scene->look_alike)
		return false;
	return is_whole_label(p) || glue_is(p, WORDS_SERVICE) ||
	       (name->text.n > ANYWHERE && name->strength == NAME_STRONG);
}

static bool shape_of(const struct likeness_scene *scene, const struct place *p,
		     enum likeness_how *ret_how, struct str *ret_domain)
{
	enum spelling spelling = spelling_of(p);

	*ret_domain = p->name->domain;
	if (spelling == SPELLING_NONE || !hyphens_fit(p))
		return false;
	if (spelling != SPELLING_SAME || scene->look_alike) {
		*ret_how =
		    spelling == SPELLING_DIGITS ? LIKENESS_DIGITS : LIKENESS_LOOK_ALIKE;
		return shape_of_imitation(scene, p, spelling);
	}
	*ret_domain = domain_here(scene, p, BORDER_DOT);
	if (ret_domain->n) {
		*ret_how = LIKENESS_DOMAIN_LEFT;
		return true;
	}
	*ret_domain = domain_here(scene, p, BORDER_HYPHEN);
	if (ret_domain->n) {
		*ret_how = LIKENESS_WORDS;
		return true;
	}
	*ret_domain = p->name->domain;
	return shape_of_same(scene, p, ret_how);
}

/* --- gathering -------------------------------------------------------------------- */

int likeness_rank(enum likeness_how how)
{
	static const int ranks[] = {
		[LIKENESS_OFFICIAL] = 0,    [LIKENESS_QUERY] = 1,
		[LIKENESS_DOMAIN_LEFT] = 2, [LIKENESS_LOOK_ALIKE] = 3,
		[LIKENESS_DIGITS] = 4,	    [LIKENESS_LABEL] = 5,
		[LIKENESS_WORDS] = 6,	    [LIKENESS_OTHER_TLD] = 7,
		[LIKENESS_EDIT] = 8,	    [LIKENESS_PATH] = 9,
	};

	return ranks[how];
}

static bool covers(const struct likeness_match *a, const struct likeness_match *b)
{
	return a->start <= b->start && a->end >= b->end &&
	       a->end - a->start > b->end - b->start;
}

static void drop_match(struct likeness_scene *scene, uint32_t i)
{
	scene->count--;
	memmove(&scene->matches[i], &scene->matches[i + 1],
		(scene->count - i) * sizeof *scene->matches);
}

/* "rakuten-card" is Rakuten Card and not Rakuten too. */
static void add_match(struct likeness_scene *scene, const struct likeness_match *match)
{
	uint32_t i = 0;

	for (uint32_t j = 0; j < scene->count; j++) {
		const struct likeness_match *old = &scene->matches[j];

		if (covers(old, match) ||
		    (old->name->brand == match->name->brand &&
		     likeness_rank(old->how) <= likeness_rank(match->how)))
			return;
	}
	while (i < scene->count) {
		const struct likeness_match *old = &scene->matches[i];

		if (covers(match, old) || old->name->brand == match->name->brand)
			drop_match(scene, i);
		else
			i++;
	}
	if (scene->count < LIKENESS_MATCHES)
		scene->matches[scene->count++] = *match;
}

static bool stands_at(const struct folded_host *text, const struct likeness_name *name,
		      uint32_t start)
{
	return start + name->twin.n <= text->n &&
	       memcmp(text->twin + start, name->twin.p, name->twin.n) == 0;
}

static void try_name(struct likeness_scene *scene, const struct likeness_name *name,
		     uint32_t start)
{
	struct likeness_match match = { .name = name, .start = start };
	struct place place;

	if (!stands_at(&scene->text, name, start))
		return;
	match.end = start + (uint32_t)name->twin.n;
	if (is_in_other_word(
		str_make(scene->text.raw, on_to(&scene->text, match.end, BORDER_HYPHEN)),
		start, match.end))
		return;
	place = place_of(&scene->text, name, start, match.end);
	if (shape_of(scene, &place, &match.how, &match.domain))
		add_match(scene, &match);
}

static void try_names(struct likeness_scene *scene, const struct likeness_name *name,
		      uint32_t start, size_t least, size_t most)
{
	for (; name; name = likeness_next(scene->index, name)) {
		if (name->twin.n >= least && name->twin.n <= most)
			try_name(scene, name, start);
	}
}

/* --- one letter off ------------------------------------------------------------------
 */

/* The first place where both differ, from either end. */
static size_t common_start(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	return i;
}

static bool same_letters_swapped(struct str word, struct str name, size_t i)
{
	return i + 1 < word.n && word.p[i] == name.p[i + 1] &&
	       word.p[i + 1] == name.p[i] &&
	       str_eq(str_skip(word, i + 2), str_skip(name, i + 2));
}

/* One letter more, less, other or swapped, at `i` where both begin to differ. */
static bool is_one_off(struct str word, struct str name, size_t i)
{
	if (word.n == name.n)
		return i < word.n &&
		       (same_letters_swapped(word, name, i) ||
			str_eq(str_skip(word, i + 1), str_skip(name, i + 1)));
	if (word.n < name.n)
		return str_eq(str_skip(word, i), str_skip(name, i + 1));
	return str_eq(str_skip(word, i + 1), str_skip(name, i));
}

/* Is it a slip that the eye forgives in a name that stands alone? */
static bool is_forgiven(struct str word, struct str name, size_t i)
{
	if (name.n < SLIPPED &&
	    (word.p[0] != name.p[0] || word.p[word.n - 1] != name.p[name.n - 1]))
		return false;
	if (word.n == name.n)
		return same_letters_swapped(word, name, i) ||
		       (name.n >= SLIPPED && i > 0);
	if (word.n < name.n)
		return i > 0;
	/* A letter more: in front only of long names, at the end only doubled. */
	if (i == 0)
		return name.n >= ANYWHERE;
	return i < name.n || word.p[i] == word.p[i - 1];
}

/* "aeno.co.jp" on a foreign host: what follows says whom the word means, so any slip
 * counts but in the first letter. ".com" alone says nothing of an ordinary word. */
static bool official_rest_follows(const struct likeness_scene *scene,
				  const struct place *p)
{
	const struct brand *brand;

	if (p->name->brand == LIKENESS_OWN || p->text->border[p->start] != BORDER_DOT)
		return false;
	brand = &scene->tables->brands[p->name->brand];
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		struct str domain = brand->domains[i], label = str_until(domain, '.');

		if (p->name->strength < NAME_MEDIUM &&
		    str_find(str_skip(domain, label.n + 1), '.') == STR_NPOS)
			continue;
		if (rest_follows(p, str_skip(domain, label.n), BORDER_DOT))
			return true;
	}
	return false;
}

static bool slip_counts(const struct likeness_scene *scene, const struct place *p,
			struct str word, size_t i)
{
	struct company company;

	if (i > 0 && official_rest_follows(scene, p))
		return true;
	if (p->name->strength != NAME_STRONG || !is_forgiven(word, p->name->twin, i))
		return false;
	company = company_of(p);
	return is_whole_label(p) || top_follows(p) || company.lure || company.odd ||
	       !company.words;
}

static void try_slip(struct likeness_scene *scene, const struct likeness_name *name,
		     uint32_t start, uint32_t end)
{
	struct likeness_match match = { .name = name,
					.how = LIKENESS_EDIT,
					.domain = name->domain,
					.start = start,
					.end = end };
	struct str word = str_make(scene->text.twin + start, end - start);
	struct place place = place_of(&scene->text, name, start, end);
	size_t i = common_start(word, name->twin);

	if (word.n < IMITATED - 2 || word.n + 1 < name->twin.n ||
	    word.n > name->twin.n + 1 || str_eq(word, name->twin))
		return;
	if (is_one_off(word, name->twin, i) && slip_counts(scene, &place, word, i))
		add_match(scene, &match);
}

static bool is_matched(const struct likeness_scene *scene, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < scene->count; i++) {
		if (scene->matches[i].start < end && scene->matches[i].end > start)
			return true;
	}
	return false;
}

static void try_slips(struct likeness_scene *scene, uint32_t start, uint32_t end)
{
	struct likeness_near near;
	const struct likeness_name *name;

	if (end - start < IMITATED - 2 || end - start >= LIKENESS_NAME_BYTES ||
	    is_matched(scene, start, end))
		return;
	likeness_near_start(scene->index, str_make(scene->text.twin + start, end - start),
			    &near);
	while ((name = likeness_near_next(&near)))
		try_slip(scene, name, start, end);
}

/* Digits at the ends of a word are counting, not letters: "rakuton002". */
static void try_word(struct likeness_scene *scene, uint32_t start, uint32_t end)
{
	const struct folded_host *text = &scene->text;

	while (start < end && ascii_is_digit(text->raw[start]))
		start++;
	while (start < end && ascii_is_digit(text->raw[end - 1]))
		end--;
	try_slips(scene, start, end);
}

static void find_slips(struct likeness_scene *scene)
{
	const struct folded_host *text = &scene->text;

	for (uint32_t i = 0, end; i < text->n; i = end) {
		uint32_t label_end = on_to(text, i + 1, BORDER_DOT);

		end = on_to(text, i + 1, BORDER_HYPHEN);
		try_word(scene, i, end);
		/* "etc-meisia": a whole label with its hyphens. */
		if (text->border[i] == BORDER_DOT && end < label_end)
			try_slips(scene, i, label_end);
	}
}

/* --- reading --------------------------------------------------------------------------
 */

static void find_short(struct likeness_scene *scene, uint32_t i)
{
	const struct folded_host *text = &scene->text;

	for (uint32_t n = 2; n < LIKENESS_GRAM && i + n <= text->n; n++) {
		if (text->border[i] != BORDER_NONE || text->border[i + n] != BORDER_NONE)
			try_names(scene,
				  likeness_short_names(scene->index, text->twin + i, n),
				  i, n, n);
	}
}

void likeness_scene_read(struct likeness_scene *scene, struct str text)
{
	const struct folded_host *folded = &scene->text;

	likeness_fold(text, &scene->text);
	scene->count = 0;
	for (uint32_t i = 0; (i = likeness_place(scene->index, folded, i)) < folded->n;
	     i++) {
		if (i + LIKENESS_GRAM <= folded->n)
			try_names(scene,
				  likeness_long_names(scene->index, folded->twin + i), i,
				  LIKENESS_GRAM, LIKENESS_NAME_BYTES);
		find_short(scene, i);
	}
	find_slips(scene);
}

void likeness_scene_read_name(struct likeness_scene *scene,
			      const struct likeness_name *name)
{
	const struct folded_host *text = &scene->text;

	for (uint32_t i = 0; i < text->n; i++)
		try_name(scene, name, i);
	for (uint32_t i = 0, end; i < text->n && scene->count == 0; i = end) {
		end = on_to(text, i + 1, BORDER_HYPHEN);
		try_slip(scene, name, i, end);
		if (text->border[i] == BORDER_DOT)
			try_slip(scene, name, i, on_to(text, i + 1, BORDER_DOT));
	}
}

struct str likeness_shown(const struct likeness_scene *scene,
			  const struct likeness_match *match)
{
	const struct folded_host *text = &scene->text;
	struct place p = place_of(text, match->name, match->start, match->end);
	size_t from = text->at[p.label], to;

	if (match->how == LIKENESS_DOMAIN_LEFT) {
		from = text->at[match->start];
		return str_sub(text->source, from, from + match->domain.n);
	}
	to = p.label_end < text->n ? text->at[p.label_end] : text->source.n;
	while (to > from && !ascii_is_alnum(text->source.p[to - 1]))
		to--;
	return str_sub(text->source, from, to);
}
