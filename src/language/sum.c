/* language/sum.c - sums of money, with the currency before or behind (see number.h). */
#include "language/number.h"

static const struct {
	struct str sign;
	const char *currency;
	bool before, behind; /* where it may stand */
} signs[] = {
	{ STR("US$"), "USD", true, true },
	{ STR("R$"), "BRL", true, false },
	{ STR("A$"), "AUD", true, false },
	{ STR("C$"), "CAD", true, false },
	{ STR("$"), "USD", true, true },
	{ STR("\xe2\x82\xac"), "EUR", true, true },
	{ STR("\xc2\xa3"), "GBP", true, true },
	{ STR("\xc2\xa5"), "JPY", true, false },
	{ STR("\xef\xbf\xa5"), "JPY", true, false },
	{ STR("\xe5\x86\x86"), "JPY", false, true },
	{ STR("\xe5\x85\x83"), "CNY", false, true },
	{ STR("\xe2\x82\xb9"), "INR", true, true },
	{ STR("USDT"), "USDT", true, true },
	{ STR("USD"), "USD", true, true },
	{ STR("EUR"), "EUR", true, true },
	{ STR("EURO"), "EUR", false, true },
	{ STR("EUROS"), "EUR", false, true },
	{ STR("GBP"), "GBP", true, true },
	{ STR("JPY"), "JPY", true, true },
	{ STR("CHF"), "CHF", true, true },
	{ STR("BRL"), "BRL", true, true },
	{ STR("CAD"), "CAD", true, true },
	{ STR("AUD"), "AUD", true, true },
	{ STR("INR"), "INR", true, true },
	{ STR("PLN"), "PLN", true, true },
	{ STR("CNY"), "CNY", true, true },
	{ STR("RMB"), "CNY", true, true },
	{ STR("HKD"), "HKD", true, true },
	{ STR("BTC"), "BTC", true, true },
	{ STR("ETH"), "ETH", true, true },
	{ STR("dollars"), "USD", false, true },
	{ STR("pounds"), "GBP", false, true },
	{ STR("reais"), "BRL", false, true },
	{ STR("yen"), "JPY", false, true },
	{ STR("z\xc5\x82"), "PLN", false, true },
	{ STR("bitcoins"), "BTC", false, true },
	{ STR("bitcoin"), "BTC", false, true },
};

static const struct {
	struct str word;
	int64_t times;
} multiples[] = {
	{ STR("million"), 1000000 },	{ STR("millions"), 1000000 },
	{ STR("Mio."), 1000000 },	{ STR("Millionen"), 1000000 },
	{ STR("milhões"), 1000000 },	{ STR("millones"), 1000000 },
	{ STR("milioni"), 1000000 },	{ STR("miljoen"), 1000000 },
	{ STR("billion"), 1000000000 }, { STR("億"), 100000000 },
	{ STR("万"), 10000 },		{ STR("thousand"), 1000 },
};

/* All signs are letters, '$' or characters of more than a byte. */
static bool may_be_sign(char c)
{
	return ascii_is_alpha(c) || c == '$' || (unsigned char)c >= 0x80;
}

/* A word ends there: "EUR" is not the start of "EUROPE". */
static bool ends_word(struct str sign, struct str rest)
{
	return !ascii_is_alpha(sign.p[sign.n - 1]) || rest.n == sign.n ||
	       !ascii_is_alnum(rest.p[sign.n]);
}

static const char *currency_behind(struct str rest, size_t *ret_length)
{
	if (rest.n == 0 || !may_be_sign(rest.p[0]))
		return NULL;
	for (size_t i = 0; i < COUNT(signs); i++) {
		struct str sign = signs[i].sign;

		if (!signs[i].behind || !str_starts_nocase(rest, sign) ||
		    !ends_word(sign, rest))
			continue;
		*ret_length = sign.n;
		return signs[i].currency;
	}
	return NULL;
}

static const char *currency_before(struct str before, size_t *ret_length)
{
	if (before.n == 0 || !may_be_sign(before.p[before.n - 1]))
		return NULL;
	for (size_t i = 0; i < COUNT(signs); i++) {
		struct str sign = signs[i].sign;
		size_t from = before.n - sign.n;

		if (!signs[i].before || !str_ends_nocase(before, sign) ||
		    (ascii_is_alpha(sign.p[0]) && from > 0 &&
		     ascii_is_alnum(before.p[from - 1])))
			continue;
		*ret_length = sign.n;
		return signs[i].currency;
	}
	return NULL;
}

/* A blank or none, also one that does not break. */
static size_t blank_at(struct str rest)
{
	if (rest.n && rest.p[0] == ' ')
		return 1;
	return str_starts(rest, STR("\xc2\xa0")) ? 2 : 0;
}

static size_t blank_before(struct str before)
{
	if (before.n && before.p[before.n - 1] == ' ')
		return 1;
	return str_ends(before, STR("\xc2\xa0")) ? 2 : 0;
}

/* --- the number --------------------------------------------------------------------- */

enum { WHOLE_MOST = 15 };

/* "1,234.50", "1.234,50", "1 234": digits with separators of thousands, and two digits of
 * cents at most. */
static size_t eat_amount(struct str rest, int64_t *ret_hundredths)
{
	int64_t whole = 0;
	size_t i = 0, count = 0;

	while (i < rest.n) {
		struct str more = str_skip(rest, i);

		if (ascii_is_digit(more.p[0])) {
			whole = whole * 10 + (more.p[0] - '0');
			i++;
			if (++count > WHOLE_MOST)
				return 0;
			continue;
		}
		/* A separator stands before exactly three digits. */
		if (str_find(STR(",.'"), more.p[0]) == STR_NPOS || more.n < 4 ||
		    !ascii_is_digit(more.p[1]) || !ascii_is_digit(more.p[2]) ||
		    !ascii_is_digit(more.p[3]) ||
		    (more.n > 4 && ascii_is_digit(more.p[4])))
			break;
		i++;
	}
	*ret_hundredths = whole * 100;
	if (i + 2 < rest.n + 1 && i + 1 < rest.n &&
	    (rest.p[i] == '.' || rest.p[i] == ',') && ascii_is_digit(rest.p[i + 1])) {
		size_t from = ++i, scale = 10;

		while (i < rest.n && ascii_is_digit(rest.p[i]) && i - from < 8) {
			*ret_hundredths += (rest.p[i] - '0') * (int64_t)scale;
			scale /= 10;
			i++;
		}
	}
	return i;
}

static size_t eat_multiple(struct str rest, int64_t *hundredths)
{
	size_t blank = blank_at(rest);

	if (blank == rest.n || !may_be_sign(rest.p[blank]))
		return 0;
	for (size_t i = 0; i < COUNT(multiples); i++) {
		struct str word = multiples[i].word;

		if (!str_starts_nocase(str_skip(rest, blank), word) ||
		    *hundredths > INT64_MAX / multiples[i].times)
			continue;
		*hundredths *= multiples[i].times;
		return blank + word.n;
	}
	return 0;
}

bool sum_at(struct str text, size_t at, struct money *ret)
{
	struct str before = str_sub(text, 0, at);
	int64_t hundredths;
	size_t end = at + eat_amount(str_skip(text, at), &hundredths), length, blank;
	const char *currency;

	if (end == at || hundredths == 0)
		return false;
	end += eat_multiple(str_skip(text, end), &hundredths);
	*ret = (struct money){ .start = at, .end = end, .hundredths = hundredths };
	blank = blank_before(before);
	before.n -= blank;
	currency = currency_before(before, &length);
	if (currency) {
		ret->start = at - blank - length;
	} else {
		blank = blank_at(str_skip(text, end));
		currency = currency_behind(str_skip(text, end + blank), &length);
		if (!currency)
			return false;
		ret->end = end + blank + length;
	}
	ret->currency = currency;
	return true;
}
