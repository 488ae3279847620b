/* record/phrase.c - see phrase.h and the head of data/phrases.txt. */
#include "record/phrase.h"

#include "base/bytes16.h"

#include <stdlib.h>

/* --- rows ------------------------------------------------------------------- */

static const char *const kind_names[PHRASE_KINDS] = {
	[LEVER_URGENT] = "urgent",
	[LEVER_DEADLINE] = "deadline",
	[LEVER_THREAT] = "threat",
	[LEVER_AUTHORITY] = "authority",
	[LEVER_REWARD] = "reward",
	[LEVER_SECRECY] = "secrecy",
	[LEVER_HELPDESK] = "helpdesk",
	[LEVER_DELIVERY] = "delivery",
	[LEVER_TAX] = "tax",
	[LEVER_PAYMENT] = "payment",
	[LEVER_CREDENTIALS] = "credentials",
	[LEVER_UNREACHABLE] = "unreachable",
	[WORD_COMMON] = "common",
	[WORD_NUMBER] = "number",
	[WORD_NEVER] = "never",
	[WORD_EXPOSURE] = "exposure",
	[WORD_DEMAND] = "demand",
	[WORD_ACCUSATION] = "accusation",
	[WORD_CONTACT] = "contact",
	[WORD_CALL] = "call",
	[WORD_FAVOUR] = "favour",
	[WORD_STAFF] = "staff",
	[WORD_DIAL] = "dial",
};

static const char *const pretext_names[PRETEXTS] = {
	[PRETEXT_HELD_MAIL] = "held-mail",
	[PRETEXT_QUOTA] = "quota",
	[PRETEXT_PASSWORD_EXPIRY] = "password-expiry",
	[PRETEXT_ACCOUNT_SUSPENDED] = "account-suspended",
	[PRETEXT_UNUSUAL_LOGIN] = "unusual-login",
	[PRETEXT_PARCEL] = "parcel",
	[PRETEXT_INVOICE] = "invoice",
	[PRETEXT_UNPAID] = "unpaid",
	[PRETEXT_TAX_REFUND] = "tax-refund",
	[PRETEXT_PRIZE] = "prize",
	[PRETEXT_INHERITANCE] = "inheritance",
	[PRETEXT_EXTORTION] = "extortion",
	[PRETEXT_SHARED_DOCUMENT] = "shared-document",
	[PRETEXT_VOICEMAIL] = "voicemail",
	[PRETEXT_JOB] = "job",
	[PRETEXT_REFUND] = "refund",
	[PRETEXT_CRYPTO] = "crypto",
	[PRETEXT_SUBSCRIPTION] = "subscription",
	[PRETEXT_LOAN] = "loan",
	[PRETEXT_CARD] = "card",
	[PRETEXT_ROMANCE] = "romance",
	[PRETEXT_BANK_CHANGE] = "bank-change",
	[PRETEXT_GIFT_CARDS] = "gift-cards",
	[PRETEXT_PRIVATE_CHANNEL] = "private-channel",
	[PRETEXT_VIOLATION] = "violation",
	[PRETEXT_INVESTMENT] = "investment",
	[PRETEXT_PASTE_AND_RUN] = "paste-and-run",
	[PRETEXT_REGISTER_OFFER] = "register-offer",
	[PRETEXT_LIST_REQUEST] = "list-request",
	[PRETEXT_VIOLENCE] = "violence",
};

static const char *const unit_names[PHRASE_UNITS] = {
	[UNIT_NONE] = "-",
	[UNIT_MINUTES] = "minutes",
	[UNIT_HOURS] = "hours",
	[UNIT_DAYS] = "days",
	[UNIT_WORKDAYS] = "workdays",
	[UNIT_WEEKS] = "weeks",
	[UNIT_TODAY] = "today",
	[UNIT_TOMORROW] = "tomorrow",
	[UNIT_DATE] = "date",
	[UNIT_MONTH_DAY] = "month day",
	[UNIT_YEAR_MONTH_DAY] = "year month day",
};

const char *pretext_name(enum pretext pretext)
{
	return pretext_names[pretext];
}

/* The index of `name`, or `count`. */
static size_t index_of(struct str name, const char *const *names, size_t count)
{
	size_t i = 0;

	while (i < count && !str_eq(name, str_c(names[i])))
		i++;
	return i;
}

static bool read_kind(struct str name, struct phrase *phrase)
{
	size_t kind = index_of(name, kind_names, PHRASE_KINDS);
	bool event = str_ends(name, STR("!"));
	size_t pretext;

	if (kind < PHRASE_KINDS) {
		phrase->kinds |= 1u << kind;
		return true;
	}
	if (event)
		name.n--;
	pretext = index_of(name, pretext_names, PRETEXTS);
	if (pretext == PRETEXTS)
		return false;
	*(event ? &phrase->events : &phrase->topics) |= 1u << pretext;
	return true;
}

static bool read_remark(struct str remark, struct phrase *phrase)
{
	size_t unit;

	if (phrase->kinds & 1u << WORD_NUMBER)
		return str_to_u32(remark, &phrase->number);
	if (!(phrase->kinds & 1u << LEVER_DEADLINE))
		return true;
	unit = index_of(remark, unit_names, PHRASE_UNITS);
	phrase->unit = unit < PHRASE_UNITS ? (enum phrase_unit)unit : UNIT_NONE;
	return unit < PHRASE_UNITS;
}

/* The bit of a language; 0 where there is no room for one more. */
static uint32_t language_bit(struct phrase_table *table, struct str code)
{
	uint32_t i = 0;

	while (i < table->language_count && !str_eq(table->languages[i], code))
		i++;
	if (i == PHRASE_LANGUAGES)
		return 0;
	if (i == table->language_count)
		table->languages[table->language_count++] = code;
	return 1u << i;
}

bool phrase_read(struct arena *arena, struct arena *scratch, const struct str columns[4],
		 struct phrase_table *ret)
{
	struct str kinds = columns[1], text = columns[2], remark = columns[3], kind;
	struct phrase phrase = { 0 };
	struct folded folded;

	if (columns[0].n != 2 || kinds.n == 0 || remark.n == 0)
		return false;
	phrase.languages = language_bit(ret, columns[0]);
	while (str_split(&kinds, ',', &kind))
		if (!read_kind(kind, &phrase))
			return false;
	phrase.open_start = str_eat_char(&text, '*');
	phrase.open_end = str_ends(text, STR("*"));
	if (phrase.open_end)
		text.n--;
	phrase_fold(scratch, text, &folded);
	/* Most stand in the table in the form in which they are searched. */
	phrase.text = str_eq(folded.text, text) ? text : arena_str(arena, folded.text);
	phrase.hash = str_find(phrase.text, '#');
	if (phrase.text.n < 2 || !phrase.languages || !read_remark(remark, &phrase))
		return false;
	ARENA_GROW(arena, ret->items, ret->count, ret->cap);
	ret->items[ret->count++] = phrase;
	return true;
}

void phrases_make_room(struct arena *arena, size_t rows, struct phrase_table *ret)
{
	ret->items = arena_room(arena, rows, sizeof *ret->items);
	ret->cap = (uint32_t)rows;
}

static int by_text(const void *a, const void *b)
{
	const struct phrase *one = a, *two = b;
	int order = str_cmp(one->text, two->text);

	if (order == 0 && one->unit != two->unit)
		order = (int)one->unit - (int)two->unit;
	if (order == 0 && one->number != two->number)
		order = one->number < two->number ? -1 : 1;
	return order;
}

/* "Urgent" is a word of several languages, and one phrase. */
static void merge_equal(struct phrase_table *table)
{
	uint32_t kept = 0;

	qsort(table->items, table->count, sizeof *table->items, by_text);
	for (uint32_t i = 0; i < table->count; i++) {
		struct phrase *last = &table->items[kept ? kept - 1 : 0];
		const struct phrase *phrase = &table->items[i];

		if (kept == 0 || by_text(last, phrase) != 0) {
			table->items[kept++] = *phrase;
			continue;
		}
		last->languages |= phrase->languages;
		last->kinds |= phrase->kinds;
		last->topics |= phrase->topics;
		last->events |= phrase->events;
		last->open_start |= phrase->open_start;
		last->open_end |= phrase->open_end;
	}
	table->count = kept;
}

/* They are few; each number in letters is held against all of them. */
static void collect_numbered(struct arena *arena, struct phrase_table *table)
{
	table->numbered = arena_alloc_array(arena, table->count, sizeof *table->numbered);
	for (uint32_t i = 0; i < table->count; i++) {
		const struct phrase *phrase = &table->items[i];

		if ((phrase->kinds & 1u << LEVER_DEADLINE) && phrase->hash != STR_NPOS &&
		    phrase->unit >= UNIT_MINUTES && phrase->unit <= UNIT_WEEKS)
			table->numbered[table->numbered_count++] = i;
	}
}

void phrases_finish(struct arena *arena, struct phrase_table *table)
{
	struct automaton_pattern *patterns;
	struct arena *scratch;

	if (table->count == 0)
		return;
	merge_equal(table);
	collect_numbered(arena, table);
	scratch = arena_new(0);
	patterns = arena_room(scratch, table->count, sizeof *patterns);
	for (uint32_t i = 0; i < table->count; i++)
		patterns[i] = (struct automaton_pattern){
			.text = table->items[i].text,
			.number = i,
			.begins_word = !table->items[i].open_start,
			.ends_word = !table->items[i].open_end,
		};
	table->automaton = automaton_build(arena, patterns, table->count);
	arena_free(scratch);
}

bool phrase_stands(const struct phrase *phrase, struct str text, size_t start, size_t end)
{
	if (!phrase->open_start && start > 0 && ascii_is_alnum(text.p[start]) &&
	    ascii_is_alnum(text.p[start - 1]))
		return false;
	return phrase->open_end || end == text.n || !ascii_is_alnum(text.p[end - 1]) ||
	       !ascii_is_alnum(text.p[end]);
}

/* --- folding ---------------------------------------------------------------- */

/* Latin letters with marks, U+00C0 to U+017F, by the second byte of their UTF-8: who
 * writes in a hurry leaves the marks out, and so do filters' opponents. */
static const char marked[3][65] = {
	"aaaaaaaceeeeiiiidnoooooxouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy",
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll",
	"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs",
};

/* One character of three bytes or less that stands for one of ASCII; 0: none does. */
static char plain_form(struct str rest, size_t *ret_length)
{
	unsigned char first = (unsigned char)rest.p[0];
	unsigned char second = rest.n > 1 ? (unsigned char)rest.p[1] : 0;
	unsigned char third = rest.n > 2 ? (unsigned char)rest.p[2] : 0;

	*ret_length = 2;
	if (first >= 0xc3 && first <= 0xc5 && second >= 0x80)
		return marked[first - 0xc3][second & 0x3f];
	*ret_length = 3;
	if (first != 0xe2 || second != 0x80)
		return 0;
	if (third >= 0x90 && third <= 0x95)
		return '-';
	if (third == 0x98 || third == 0x99)
		return '\'';
	return third == 0x9c || third == 0x9d || third == 0x9e ? '"' : 0;
}

/* First bytes of kana, ideographs, Hangul and their punctuation: a line break between two
 * of them is no blank. */
static bool is_wide(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte >= 0xe3 && byte <= 0xed;
}

static bool is_blank(char c)
{
	return ascii_is_space(c) || c == '\f' || c == '\v';
}

struct squeeze {
	struct str in;
	const uint32_t *in_at;
	char *text;
	uint32_t *at;
	size_t n;
	bool after_wide; /* what was written last */
};

static void put(struct squeeze *s, char c, size_t from)
{
	s->at[s->n] = s->in_at ? s->in_at[from] : (uint32_t)from;
	s->text[s->n++] = c;
}

static size_t put_blank(struct squeeze *s, size_t from)
{
	size_t i = from;

	while (i < s->in.n && is_blank(s->in.p[i]))
		i++;
	if (s->n && i < s->in.n && !s->after_wide && !is_wide(s->in.p[i]))
		put(s, ' ', from);
	return i;
}

static size_t put_digits(struct squeeze *s, size_t from)
{
	size_t i = from;

	while (i < s->in.n && ascii_is_digit(s->in.p[i]))
		i++;
	put(s, '#', from);
	return i;
}

/* Of sixteen bytes from `from` on those before the first that is more than itself: a
 * digit, a blank that is not one ' ' between two words, a byte of another alphabet. */
static unsigned plain_run(struct str in, size_t from)
{
	bytes16 here = bytes16_at(in.p + from), next = bytes16_at(in.p + from + 1);
	bytes16 blanks = bytes16_between(here, '\t', '\r'),
		space = bytes16_are(here, ' ');
	bytes16 ends = bytes16_high(next) | bytes16_between(next, '\t', '\r') |
		       bytes16_are(next, ' ');
	unsigned places = bytes16_places(bytes16_between(here, '0', '9') | blanks |
					 bytes16_high(here) | (space & ends));

	return places ? (unsigned)__builtin_ctz(places) : 16;
}

/* A byte that stands for itself, and all of its kind behind it. What was written is never
 * longer than what was read, so whole blocks find room. */
static size_t put_plain(struct squeeze *s, size_t from)
{
	put(s, s->in.p[from], from);
	from++;
	while (s->in.n - from > 16) {
		unsigned n = plain_run(s->in, from);

		memcpy(s->text + s->n, s->in.p + from, 16);
		if (s->in_at)
			memcpy(s->at + s->n, s->in_at + from, 16 * sizeof *s->at);
		else
			count_up(s->at + s->n, (uint32_t)from, 16);
		s->n += n;
		from += n;
		if (n < 16)
			break;
	}
	return from;
}

static size_t put_other(struct squeeze *s, size_t from)
{
	size_t length;
	char plain = plain_form(str_skip(s->in, from), &length);

	if (plain) {
		put(s, plain, from);
		return from + length;
	}
	s->after_wide = is_wide(s->in.p[from]);
	put(s, s->in.p[from], from);
	from++;
	/* The bytes that follow the first of a character. */
	while (from < s->in.n && ((unsigned char)s->in.p[from] & 0xc0) == 0x80) {
		put(s, s->in.p[from], from);
		from++;
	}
	return from;
}

void phrase_fold_on(struct arena *arena, const struct folded *plain, struct folded *ret)
{
	struct squeeze s = { .in = plain->text, .in_at = plain->at };
	size_t i = 0;

	s.text = arena_bytes(arena, plain->text.n);
	s.at = arena_room(arena, plain->text.n + 1, sizeof *s.at);
	while (i < s.in.n) {
		char c = s.in.p[i];

		if ((unsigned char)c >= 0x80) {
			i = put_other(&s, i);
			continue;
		}
		if (is_blank(c)) {
			i = put_blank(&s, i);
			continue;
		}
		s.after_wide = false;
		if (ascii_is_digit(c))
			i = put_digits(&s, i);
		else
			i = put_plain(&s, i);
	}
	s.at[s.n] = (uint32_t)plain->source.n;
	*ret = (struct folded){ .text = str_make(s.text, s.n),
				.source = plain->source,
				.at = s.at };
}

void phrase_fold(struct arena *arena, struct str source, struct folded *ret)
{
	struct folded plain;

	fold_plain(arena, source, &plain);
	phrase_fold_on(arena, &plain, ret);
}
