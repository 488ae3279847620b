/* record/likeness_index.c - see likeness_index.h.
 *
 * Two hash tables: by the first four bytes of a name (shorter names by all of them), and,
 * for one letter more, less, other or swapped, by the name with any one letter left out:
 * two words one slip apart share such a form. */
#include "record/likeness_index.h"
#include <assert.h>

enum {
	BUCKETS = 4096,	      /* some for each name: most are empty */
	NEAR_SLOTS = 1 << 14, /* names of six letters or more have some 5,000 forms */
	NEAR_BITS = 1 << 16,
	BEGIN_BITS = 1 << 16,
	NEAR_LENGTH = 4, /* of the shortest names with slips */
};

struct likeness_index {
	struct likeness_name *names;
	uint32_t count;
	uint32_t bucket[BUCKETS]; /* name, plus one */
	/* At most places of a text no name begins: a bit each says so at once. */
	uint64_t begin_bit[BEGIN_BITS / 64];
	/* Most words share no form with any name: a bit each says so at once. */
	uint64_t near_bit[NEAR_BITS / 64];
	struct near_form {
		uint32_t hash;
		uint32_t name; /* plus one; 0: free */
	} near[NEAR_SLOTS];
	uint32_t near_count;
};

/* --- folding ----------------------------------------------------------------- */

/* What a letter or a digit is folded to; 0: it is neither. */
static const char letter_of[256] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5',
	['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b',
	['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h',
	['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
	['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
	['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
	['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
	['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l',
	['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
	['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x',
	['y'] = 'y', ['z'] = 'z',
};

/* `c` is one of these. */
static char twin_of(char c)
{
	static const char digits[10] = {
		'o', 'l', 'z', 'e', 'a', 's', '6', 't', 'b', 'g'
	};

	if (c <= '9')
		return digits[c - '0'];
	return c == 'i' ? 'l' : c;
}

static enum border border_of(char c)
{
	return c == '-' || c == '_' ? BORDER_HYPHEN : BORDER_DOT;
}

void likeness_fold(struct str text, struct folded_host *ret)
{
	enum border border = BORDER_DOT;
	char last = 0; /* the character before, where no border stands between */
	uint32_t n = 0;

	ret->source = text = str_sub(text, 0, LIKENESS_TEXT);
	for (size_t i = 0; i < text.n; i++) {
		char c = letter_of[(uint8_t)text.p[i]];

		if (c == 0) {
			if (border_of(text.p[i]) > border)
				border = border_of(text.p[i]);
			last = 0;
			continue;
		}
		if (last == 'r' && c == 'n') {
			ret->twin[n - 1] = 'm';
			last = 0;
			continue;
		}
		if (last == 'v' && c == 'v') {
			ret->twin[n - 1] = 'w';
			last = 0;
			continue;
		}
		if (border == BORDER_NONE && n && (c <= '9') != (ret->raw[n - 1] <= '9'))
			border = BORDER_DIGIT;
		ret->twin[n] = twin_of(c);
		ret->raw[n] = last = c;
		ret->at[n] = (uint8_t)i;
		ret->border[n++] = (uint8_t)border;
		border = BORDER_NONE;
	}
	ret->n = n;
	ret->border[n] = BORDER_DOT;
	ret->at[n] = (uint8_t)text.n;
	ret->twin[n] = ret->raw[n] = 0;
}

/* --- hashes ------------------------------------------------------------------- */

/* The first `n` letters as a number, GRAM of them at most. */
static uint32_t gram_of(const char *p, size_t n)
{
	uint32_t gram = 0;

	for (size_t i = 0; i < n && i < LIKENESS_GRAM; i++)
		gram |= (uint32_t)(uint8_t)p[i] << 8 * i;
	return gram;
}

/* The same of GRAM, in one step. */
static inline uint32_t gram_at(const char *text)
{
	const uint8_t *p = (const uint8_t *)text;

	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t mixed_gram(uint32_t gram)
{
	return gram * 2654435761u;
}

static uint32_t gram_hash(const char *p, size_t n)
{
	return mixed_gram(gram_of(p, n)) >> 20; /* 12 bits: BUCKETS */
}

static uint32_t begin_hash(uint32_t gram)
{
	return mixed_gram(gram) >> 16; /* BEGIN_BITS */
}

static const uint32_t BASE = 0x01000193;
static const uint32_t BASE_INVERSE = 0x359C449B; /* their product is 1 */

/* Of `s` without its byte at `skip`; a `skip` beyond the end leaves out nothing. */
static uint32_t form_hash(struct str s, size_t skip)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (i != skip)
			hash = hash * BASE + (uint8_t)s.p[i];
	}
	return hash;
}

static uint32_t mixed(uint32_t hash)
{
	hash ^= hash >> 15;
	hash *= 2654435761u;
	return hash ^ hash >> 13;
}

/* --- look-up ------------------------------------------------------------------- */

const struct likeness_name *likeness_next(const struct likeness_index *index,
					  const struct likeness_name *name)
{
	return name->next ? &index->names[name->next - 1] : NULL;
}

static const struct likeness_name *bucket_of(const struct likeness_index *index,
					     uint32_t hash)
{
	uint32_t first = index->bucket[hash];

	return first ? &index->names[first - 1] : NULL;
}

static inline bool may_begin(const struct likeness_index *index, uint32_t gram)
{
	uint32_t bit = begin_hash(gram);

	return index->begin_bit[bit / 64] >> bit % 64 & 1;
}

uint32_t likeness_place(const struct likeness_index *index,
			const struct folded_host *text, uint32_t i)
{
	const uint8_t *border = text->border;

	for (; i + 2 <= text->n; i++) {
		/* What lies behind the text's end is left out below. */
		uint32_t gram = gram_at(text->twin + i);

		if (i + 4 <= text->n && may_begin(index, gram))
			return i;
		if (i + 3 <= text->n && border[i] | border[i + 3] &&
		    may_begin(index, gram & 0xFFFFFF))
			return i;
		if (border[i] | border[i + 2] && may_begin(index, gram & 0xFFFF))
			return i;
	}
	return text->n;
}

const struct likeness_name *likeness_long_names(const struct likeness_index *index,
						const char *p)
{
	return bucket_of(index, gram_hash(p, LIKENESS_GRAM));
}

const struct likeness_name *likeness_short_names(const struct likeness_index *index,
						 const char *p, size_t n)
{
	return bucket_of(index, gram_hash(p, n));
}

void likeness_near_start(const struct likeness_index *index, struct str twin,
			 struct likeness_near *ret)
{
	*ret = (struct likeness_near){ .index = index, .twin = twin };
}

static bool may_be_near(const struct likeness_index *index, uint32_t mix)
{
	uint32_t bit = mix % NEAR_BITS;

	return index->near_bit[bit / 64] >> bit % 64 & 1;
}

static uint32_t power_of_base(size_t n)
{
	uint32_t power = 1;

	while (n--)
		power *= BASE;
	return power;
}

/* The forms of a word: whole, then with each letter left out. What is left out moves on
 * by one place: there stands the letter before it now, and the rest is as it was. */
static bool next_form(struct likeness_near *near)
{
	struct str twin = near->twin;

	while (near->position <= twin.n) {
		size_t at = near->position++;

		if (at < 2) {
			near->hash = form_hash(twin, at ? 0 : twin.n);
			near->power = power_of_base(twin.n > 2 ? twin.n - 2 : 0);
		} else {
			uint32_t before = (uint8_t)twin.p[at - 2];

			near->hash += (before - (uint8_t)twin.p[at - 1]) * near->power;
			near->power *= BASE_INVERSE;
		}
		near->slot = mixed(near->hash) % NEAR_SLOTS;
		if (may_be_near(near->index, mixed(near->hash)))
			return true;
	}
	return false;
}

const struct likeness_name *likeness_near_next(struct likeness_near *near)
{
	const struct likeness_index *index = near->index;

	if (near->position == 0 && !next_form(near))
		return NULL;
	for (;;) {
		const struct near_form *form = &index->near[near->slot];

		if (form->name == 0) {
			if (!next_form(near))
				return NULL;
			continue;
		}
		near->slot = (near->slot + 1) % NEAR_SLOTS;
		if (form->hash == near->hash)
			return &index->names[form->name - 1];
	}
}

/* --- building ------------------------------------------------------------------- */

static void add_form(struct likeness_index *index, uint32_t hash, uint32_t name)
{
	uint32_t mix = mixed(hash), slot = mix % NEAR_SLOTS;

	if (index->near_count >= NEAR_SLOTS / 2) /* a larger table than ours: no slips */
		return;
	while (index->near[slot].name)
		slot = (slot + 1) % NEAR_SLOTS;
	index->near[slot] = (struct near_form){ hash, name + 1 };
	index->near_bit[mix % NEAR_BITS / 64] |= UINT64_C(1) << mix % 64;
	index->near_count++;
}

static void add_forms(struct likeness_index *index, uint32_t name)
{
	struct str twin = index->names[name].twin;

	if (twin.n < NEAR_LENGTH)
		return;
	add_form(index, form_hash(twin, twin.n), name);
	for (size_t i = 0; i < twin.n; i++)
		add_form(index, form_hash(twin, i), name);
}

/* "so-net", "e-tax", "d-card": so short that without the hyphen they are other words. */
enum { TELLING_HYPHEN = 5 };

static bool has_vowel(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (memchr("aeiouy0123456789", s.p[i], 16))
			return true;
	}
	return false;
}

bool likeness_name_of(struct arena *arena, struct str words, struct likeness_name *ret)
{
	struct folded_host folded;
	char letters[LIKENESS_NAME_BYTES];
	bool hyphen = false;
	size_t n = 0;

	*ret = (struct likeness_name){ 0 };
	for (size_t i = 0; i < words.n; i++) {
		char c = words.p[i];

		if ((unsigned char)c >= 0x80)
			return false;
		if (ascii_is_alnum(c) && n == sizeof letters)
			return false;
		if (ascii_is_alnum(c))
			letters[n++] = ascii_lower(c);
		else if (n && !ret->hyphen && c != '\'' && c != '.')
			ret->hyphen = (uint8_t)n;
		hyphen |= n && c == '-';
	}
	if (ret->hyphen == n)
		ret->hyphen = 0;
	ret->text = arena_str(arena, str_make(letters, n));
	likeness_fold(ret->text, &folded);
	ret->twin = arena_str(arena, str_make(folded.twin, folded.n));
	ret->hyphen_telling = hyphen && n <= TELLING_HYPHEN;
	ret->no_word = n >= 4 && !has_vowel(ret->text);
	ret->strength = n <= 2	 ? NAME_DOMAIN
			: n == 3 ? NAME_WEAK
			: n == 4 ? NAME_MEDIUM
				 : NAME_STRONG;
	return n >= 2;
}

static struct likeness_name *find_name(struct likeness_index *index,
				       const struct likeness_name *wanted)
{
	uint32_t i = index->bucket[gram_hash(wanted->twin.p, wanted->twin.n)];

	for (; i; i = index->names[i - 1].next) {
		if (str_eq(index->names[i - 1].text, wanted->text))
			return &index->names[i - 1];
	}
	return NULL;
}

static void add_name(struct arena *arena, struct likeness_index *index, struct str words,
		     uint32_t brand, struct str domain, enum name_strength most)
{
	struct likeness_name *name = &index->names[index->count], *old;
	uint32_t *bucket, begin;

	if (!likeness_name_of(arena, words, name))
		return;
	old = find_name(index, name);
	if (old) {
		/* An ordinary word stays one, whoever is called by it; but an alias says
		 * more than a label. */
		if (most == NAME_DOMAIN && old->strength > NAME_WEAK)
			old->strength = NAME_WEAK;
		else if (most < old->strength && most != NAME_DOMAIN)
			old->strength = most;
		return;
	}
	name->brand = brand;
	name->domain = domain;
	if (most < name->strength)
		name->strength = most;
	begin = begin_hash(gram_of(name->twin.p, name->twin.n));
	index->begin_bit[begin / 64] |= UINT64_C(1) << begin % 64;
	bucket = &index->bucket[gram_hash(name->twin.p, name->twin.n)];
	name->next = *bucket;
	*bucket = ++index->count;
}

/* The domain that says the name, else the first. */
static struct str domain_for(const struct brand *brand, struct str words)
{
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		if (str_eq_nocase(str_until(brand->domains[i], '.'), words))
			return brand->domains[i];
	}
	return brand->domain_count ? brand->domains[0] : STR_NONE;
}

static bool is_official(const struct brand *brand, struct str domain)
{
	for (uint32_t i = 0; i < brand->domain_count; i++) {
		if (str_eq_nocase(brand->domains[i], domain))
			return true;
	}
	return false;
}

static void add_aliases(struct arena *arena, struct likeness_index *index,
			const struct tables *tables)
{
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		const struct brand *brand = &tables->brands[i];

		for (uint32_t j = 0; j < brand->alias_count; j++) {
			/* "Amazon.co.jp": its label will do. */
			if (!is_official(brand, brand->aliases[j]))
				add_name(arena, index, brand->aliases[j], i,
					 domain_for(brand, brand->aliases[j]),
					 brand->alias_ordinary[j] ? NAME_WEAK
								  : NAME_STRONG);
		}
	}
}

static void add_labels(struct arena *arena, struct likeness_index *index,
		       const struct tables *tables)
{
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		const struct brand *brand = &tables->brands[i];

		for (uint32_t j = 0; j < brand->domain_count; j++) {
			struct str domain = brand->domains[j];
			add_name(arena, index, str_until(domain, '.'), i, domain,
				 brand->domain_ordinary[j] ? NAME_DOMAIN : NAME_STRONG);
		}
	}
}

struct likeness_index *likeness_index_new(struct arena *arena,
					  const struct tables *tables)
{
	struct likeness_index *index = arena_new_of(arena, struct likeness_index);
	size_t room = 1;

	for (uint32_t i = 0; i < tables->brand_count; i++)
		room += (size_t)tables->brands[i].alias_count +
			tables->brands[i].domain_count;
	index->names = arena_alloc_array(arena, room, sizeof *index->names);
	/* Aliases first: a name that one brand bears and another only has in a domain
	 * (rakuten.co.jp of Rakuten Card) is the first one's. */
	add_aliases(arena, index, tables);
	add_labels(arena, index, tables);
	for (uint32_t i = 0; i < index->count; i++)
		add_forms(index, i);
	return index;
}
