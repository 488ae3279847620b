/* language/number.c - see number.h. */
#include "language/number.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "base/utf8.h"

/* The shortest and longest address of a coin we know: TRON's, Monero's with payment id.
 */
enum { COIN_SHORTEST = 26, COIN_LONGEST = 106 };

struct reader {
	struct arena *arena;
	struct numbers *ret;
	uint32_t passage;
	struct folded seen; /* what is read, and where it stands in the passage */
	struct str text;    /* seen.text */
	bool telephones;
};

/* --- keeping -------------------------------------------------------------------- */

/* From offsets in what is read to offsets in the passage. */
static void to_passage(const struct folded *seen, size_t *start, size_t *end)
{
	size_t length;

	if (!seen->at || *end == 0)
		return;
	*start = seen->at[*start];
	*end = seen->at[*end - 1];
	utf8_decode(str_skip(seen->source, *end), &length);
	*end += length;
}

static void keep_telephone(struct reader *r, struct telephone *found)
{
	struct numbers *ret = r->ret;

	for (uint32_t i = 0; i < ret->telephone_count; i++)
		if (str_eq(ret->telephones[i].number, found->number))
			return;
	if (ret->telephone_count >= LIMIT_NUMBERS) {
		ret->cut = true;
		return;
	}
	found->passage = r->passage;
	to_passage(&r->seen, &found->start, &found->end);
	ARENA_GROW(r->arena, ret->telephones, ret->telephone_count, ret->telephone_cap);
	ret->telephones[ret->telephone_count++] = *found;
}

static void keep_sum(struct reader *r, struct money *found)
{
	struct numbers *ret = r->ret;

	for (uint32_t i = 0; i < ret->sum_count; i++)
		if (ret->sums[i].hundredths == found->hundredths &&
		    ret->sums[i].currency == found->currency)
			return;
	if (ret->sum_count >= LIMIT_NUMBERS) {
		ret->cut = true;
		return;
	}
	found->passage = r->passage;
	to_passage(&r->seen, &found->start, &found->end);
	ARENA_GROW(r->arena, ret->sums, ret->sum_count, ret->sum_cap);
	ret->sums[ret->sum_count++] = *found;
}

static void keep_coin(struct reader *r, size_t start, size_t end, const char *name)
{
	struct numbers *ret = r->ret;
	struct str address = str_sub(r->text, start, end);

	for (uint32_t i = 0; i < ret->coin_count; i++)
		if (str_eq(ret->coins[i].address, address))
			return;
	if (ret->coin_count >= LIMIT_NUMBERS) {
		ret->cut = true;
		return;
	}
	ARENA_GROW(r->arena, ret->coins, ret->coin_count, ret->coin_cap);
	ret->coins[ret->coin_count++] = (struct coin){ .passage = r->passage,
						       .start = start,
						       .end = end,
						       .name = name,
						       .address = address };
}

/* --- reading -------------------------------------------------------------------- */

static size_t token_end(struct str text, size_t at)
{
	while (text.n - at >= 16) {
		unsigned others =
		    ~bytes16_places(bytes16_alnum(bytes16_at(text.p + at))) & 0xffff;

		if (others)
			return at + (unsigned)__builtin_ctz(others);
		at += 16;
	}
	while (at < text.n && ascii_is_alnum(text.p[at]))
		at++;
	return at;
}

/* Behind these, digits are part of an address, a version or a code. */
static bool is_inside_code(const struct reader *r, size_t at)
{
	char before = at ? r->text.p[at - 1] : ' ';

	if (ascii_is_alnum(before))
		return !telephone_in_circle(&r->seen, at - 1);
	return str_find(STR("/=_@&?%#~"), before) != STR_NPOS;
}

/* Footnotes and powers fold to digits, too: a sum is read where it stands as it is, and
 * of the folded text only where its first digit has another form. */
static bool may_be_sum(const struct reader *r, size_t at)
{
	return ascii_is_digit(r->text.p[at]) &&
	       (!r->seen.at || (unsigned char)r->seen.source.p[r->seen.at[at]] >= 0x80);
}

static size_t read_digits(struct reader *r, size_t at)
{
	struct telephone telephone = { 0 };
	struct money sum = { 0 };

	if (may_be_sum(r, at) && sum_at(r->text, at, &sum)) {
		size_t end = sum.end > at ? sum.end : at + 1;

		keep_sum(r, &sum);
		return end;
	}
	if (r->telephones && !is_inside_code(r, at) &&
	    telephone_at(r->arena, &r->seen, at, &telephone)) {
		size_t end = telephone.end;

		keep_telephone(r, &telephone);
		return end;
	}
	return at + 1;
}

static size_t read_token(struct reader *r, size_t at)
{
	const char *coin = NULL;
	size_t end;

	/* The number of a list's item stands before it: a circled one, then the rest. */
	if (r->seen.at && ascii_is_digit(r->text.p[at]) &&
	    telephone_in_circle(&r->seen, at))
		return read_digits(r, at);
	end = token_end(r->text, at);
	if (!r->seen.at && end - at >= COIN_SHORTEST && end - at <= COIN_LONGEST)
		coin = coin_of_address(str_sub(r->text, at, end));
	if (coin) {
		keep_coin(r, at, end, coin);
		return end;
	}
	if (!ascii_is_digit(r->text.p[at]))
		return end;
	at = read_digits(r, at);
	return at > end ? at : end;
}

/* From `at`, where a word may begin, to where one begins in which a number may stand:
 * short words without a digit are stepped over. */
static size_t skip_words(struct str text, size_t at)
{
	while (text.n - at >= 16) {
		bytes16 bytes = bytes16_at(text.p + at);
		unsigned between = ~bytes16_places(bytes16_alnum(bytes)) & 0xffff;
		unsigned begins =
		    bytes16_places(bytes16_between(bytes, '0', '9') |
				   bytes16_are(bytes, '+') | bytes16_are(bytes, '('));

		if (begins) /* words that end before it */
			between &= (begins & -begins) - 1;
		if (!between)
			return at;
		at += 32 - (unsigned)__builtin_clz(between);
		if (begins)
			return at;
	}
	return at;
}

static void read_text(struct reader *r, struct folded seen, bool telephones)
{
	size_t i = 0;

	r->seen = seen;
	r->text = seen.text;
	r->telephones = telephones;
	while ((i = skip_words(r->text, i)) < r->text.n) {
		char c = r->text.p[i];

		if (ascii_is_alnum(c))
			i = read_token(r, i);
		else if (c == '+' || c == '(')
			i = read_digits(r, i);
		else
			i++;
	}
}

/* Coins are told by their very letters; telephones by what they look like. */
static void read_passage(struct reader *r, const struct passage *passage)
{
	const struct folded *folded;
	struct folded plain = { .text = passage->text, .source = passage->text };

	if (ascii_is_all(passage->text)) {
		read_text(r, plain, true);
		return;
	}
	folded = passage_folded(r->arena, passage);
	read_text(r, plain, false);
	read_text(r, *folded, true);
}

void numbers_find(struct arena *arena, const struct passages *passages,
		  struct numbers *ret)
{
	struct reader r = { .arena = arena, .ret = ret };

	*ret = (struct numbers){ 0 };
	for (uint32_t i = 0; i < passages->count; i++) {
		r.passage = i;
		read_passage(&r, &passages->items[i]);
	}
}
