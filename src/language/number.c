/* language/number.c - see number.h. */
#include "language/number.h"

#include "base/bytes16.h"
#include "base/limits.h"

/* The shortest and longest address of a coin we know: TRON's, Monero's with payment id.
 */
enum { COIN_SHORTEST = 26, COIN_LONGEST = 106 };

struct reader {
	struct arena *arena;
	struct numbers *ret;
	uint32_t passage;
	struct str text;
};

/* --- keeping -------------------------------------------------------------------- */

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
static bool is_inside_code(struct str text, size_t at)
{
	return at > 0 && (ascii_is_alnum(text.p[at - 1]) ||
			  str_find(STR("/=_@&?%#~"), text.p[at - 1]) != STR_NPOS);
}

static size_t read_digits(struct reader *r, size_t at)
{
	struct telephone telephone = { 0 };
	struct money sum = { 0 };

	if (ascii_is_digit(r->text.p[at]) && sum_at(r->text, at, &sum)) {
		keep_sum(r, &sum);
		return sum.end > at ? sum.end : at + 1;
	}
	if (!is_inside_code(r->text, at) &&
	    telephone_at(r->arena, r->text, at, &telephone)) {
		keep_telephone(r, &telephone);
		return telephone.end;
	}
	return at + 1;
}

static size_t read_token(struct reader *r, size_t at)
{
	size_t end = token_end(r->text, at);
	const char *coin = NULL;

	if (end - at >= COIN_SHORTEST && end - at <= COIN_LONGEST)
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

static void read_passage(struct reader *r)
{
	size_t i = 0;

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

void numbers_find(struct arena *arena, const struct passages *passages,
		  struct numbers *ret)
{
	struct reader r = { .arena = arena, .ret = ret };

	*ret = (struct numbers){ 0 };
	for (uint32_t i = 0; i < passages->count; i++) {
		r.passage = i;
		r.text = passages->items[i].text;
		read_passage(&r);
	}
}
