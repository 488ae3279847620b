/* language/number_test.c */
#include "base/keccak.h"
#include "base/test.h"
#include "language/number.h"

#include <stdio.h>

TEST(keccak_is_that_of_before_sha_3)
{
	unsigned char sum[32];
	char hex[9];

	keccak_256(STR(""), sum);
	snprintf(hex, sizeof hex, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[31]);
	test_str(str_c(hex), "c5d24670");
	keccak_256(STR("abc"), sum);
	snprintf(hex, sizeof hex, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[31]);
	test_str(str_c(hex), "4e036545");
}

/* Those that the standards and projects publish themselves. */
static const struct {
	const char *address, *name;
} addresses[] = {
	{ "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "Bitcoin" },
	{ "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", NULL },
	{ "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "Bitcoin" },
	{ "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "Bitcoin" },
	{ "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "Bitcoin" },
	{ "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", NULL },
	{ "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", NULL },
	{ "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr", "Bitcoin" },
	{ "LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9", "Litecoin" },
	{ "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TRON" },
	{ "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "Ethereum" },
	{ "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", NULL },
	{ "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "Ethereum" },
	{ "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBE"
	  "t7f2wfn3RVGQBEP3A",
	  "Monero" },
	{ "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBE"
	  "t7f2wfn3RVGQBEP3B",
	  NULL },
	{ "0000000000000000000000000000000000000000", NULL },
	{ "abcdefghijklmnopqrstuvwxyzabcd", NULL },
	{ "", NULL },
};

TEST(coins_are_known_by_their_check_sum)
{
	for (size_t i = 0; i < COUNT(addresses); i++) {
		const char *name = coin_of_address(test_copy(addresses[i].address));

		test_case(addresses[i].address);
		test_str(str_c(name), addresses[i].name ? addresses[i].name : "");
	}
}

static const struct {
	const char *name, *text, *number;
	bool disguised;
} telephones[] = {
	{ "with a country", "Call +1 (808) 555-1234 now", "+18085551234", false },
	{ "another country", "tel +49 30 1234567.", "+49301234567", false },
	{ "toll free", "at 1-888-555-0142", "+18885550142", false },
	{ "North American", "(808) 555-1234", "+18085551234", false },
	{ "with points", "808.555.1234", "+18085551234", false },
	{ "toll free without groups", "8885550142", "+18885550142", false },
	{ "ten digits without groups", "order 3125550142", NULL, false },
	{ "O for 0, l for 1", "+l (8O8) 555-12O4", NULL, false },
	{ "O for 0", "+1 (8O8) 555-12O4", "+18085551204", true },
	{ "digit by digit", "8 0 8 5 5 5 1 2 3 4", "+18085551234", true },
	{ "words between", "(808) five five 5-1234", "+18085551234", true },
	{ "a no-break blank", "808\u00A0555\u20111234", "+18085551234", false },
	{ "Japanese", "お電話は03-1234-5678まで", "+81312345678", false },
	{ "Japanese, free", "フリーダイヤル 0120-123-456 です", "+81120123456", false },
	{ "full-width", "お電話は０５０－３１２３－９９１１まで", "+815031239911",
	  false },
	{ "full-width, no Japanese", "call ０５０－３１２３－９９１１ now", "05031239911",
	  true },
	{ "full-width brackets", "電話は03（1234）5678です", "+81312345678", false },
	{ "a long vowel's sign", "お電話は0120ー444ー113まで", "+81120444113", false },
	{ "half of its width", "お電話は0120\uFF70444\uFF70113まで", "+81120444113",
	  false },
	{ "middle dots", "call 808\u00B7302\u00B77741", "+18083027741", false },
	{ "Japanese dots", "お電話は03・1234・5678まで", "+81312345678", false },
	{ "bullets", "808 \u2022 302 \u2022 7741", "+18083027741", false },
	{ "a number of a list", "\u2460 0120-444-113 の窓口", "+81120444113", false },
	{ "a number of a list beside it", "\u246003-1234-5678 の窓口", "+81312345678",
	  false },
	{ "circles", "808-\u2462\u24EA\u2461-7741", "+18083027741", true },
	{ "circles that do not fold", "808-\u278C\u24FF\u278B-7741", "+18083027741",
	  true },
	{ "keys", "+1\uFE0F\u20E3 808 302 7741", "+18083027741", true },
	{ "Arabic digits", "808-302-\u0667\u0667\u0664\u0661", "+18083027741", true },
	{ "nothing to be seen between", "8083\u200B02\u20607741", "+18083027741", false },
	{ "nothing and a letter", "\u202D+1 (8O8) 3\u2060O2-7741\u202C", "+18083027741",
	  true },
	{ "a Cyrillic letter", "808-3\u043E2-7741", "+18083027741", true },
	{ "a footnote", "お電話は03-1234-5678\u00B9まで", "+81312345678", false },
	{ "a footnote in brackets", "電話は03-1234-5678\u2075\u207E", "+81312345678",
	  false },
	{ "a range of years", "2019ー2021 12ー10 です", NULL, false },
	{ "a full-width order", "注文番号１１２－１２３４５６７－１２３４５６７", NULL,
	  false },
	{ "dialled at home", "020 7946 0958", "02079460958", false },
	{ "a date", "2023-01-15 10:30", NULL, false },
	{ "a date and a number", "2023-01-15 12", NULL, false },
	{ "an order", "112-1234567-1234567", NULL, false },
	{ "a card", "4111 1111 1111 1111", NULL, false },
	{ "in a link", "http://a.example/808-555-1234", NULL, false },
	{ "a version", "v808.555.1234", NULL, false },
	{ "no such exchange", "808-155-1234", NULL, false },
	{ "too short", "555-1234", NULL, false },
	{ "a sum", "$1,234,567.00", NULL, false },
	{ "an address of a machine", "192.168.100.200", NULL, false },
};

static void find(const char *text, struct numbers *ret)
{
	struct passages passages = { 0 };
	struct passage passage = { .where = "text", .text = test_copy(text) };

	passages_add(test_arena(), &passages, &passage);
	numbers_find(test_arena(), &passages, ret);
}

TEST(telephones_stand_where_they_were_written)
{
	const char *text = "お電話は\u202A０５０－３１２３－\u2060９９１１\u202Cまで";
	struct numbers numbers;

	find(text, &numbers);
	test_int(numbers.telephone_count, 1);
	test_str_n(
	    str_sub(str_c(text), numbers.telephones[0].start, numbers.telephones[0].end),
	    STR("０５０－３１２３－\u2060９９１１"));
}

TEST(telephones_are_told_from_other_digits)
{
	for (size_t i = 0; i < COUNT(telephones); i++) {
		struct numbers numbers;

		test_case(telephones[i].name);
		find(telephones[i].text, &numbers);
		test_int(numbers.telephone_count, telephones[i].number != NULL);
		if (numbers.telephone_count == 0)
			continue;
		test_str(numbers.telephones[0].number, telephones[i].number);
		test_int(numbers.telephones[0].disguised, telephones[i].disguised);
	}
}

static const struct {
	const char *text, *currency, *words;
	long long hundredths;
} sums[] = {
	{ "pay $499.99 now", "USD", "$499.99", 49999 },
	{ "USD 1,234.50", "USD", "USD 1,234.50", 123450 },
	{ "1.234,50 EUR", "EUR", "1.234,50 EUR", 123450 },
	{ "50 \u20AC", "EUR", "50 \u20AC", 5000 },
	{ "\u20AC50", "EUR", "\u20AC50", 5000 },
	{ "R$ 1.200,00", "BRL", "R$ 1.200,00", 120000 },
	{ "12,800円", "JPY", "12,800円", 1280000 },
	{ "¥3000", "JPY", "¥3000", 300000 },
	{ "$10.5 million", "USD", "$10.5 million", 1050000000 },
	{ "3億円", "JPY", "3億円", 30000000000 },
	{ "0.05 BTC", "BTC", "0.05 BTC", 5 },
	{ "５０，０００円", "JPY", "５０，０００円", 5000000 },
	{ "$499\u00B2", "USD", "$499", 49900 },
	{ "5 Europeans", NULL, "", 0 },
	{ "500", NULL, "", 0 },
	{ "$0", NULL, "", 0 },
	{ "$99999999999999999999", NULL, "", 0 },
	{ "EURO 2024", NULL, "", 0 },
};

TEST(sums_have_a_currency)
{
	for (size_t i = 0; i < COUNT(sums); i++) {
		struct str text = test_copy(sums[i].text);
		struct passages passages = { 0 };
		struct passage passage = { .where = "text", .text = text };
		struct numbers numbers;

		test_case(sums[i].text);
		passages_add(test_arena(), &passages, &passage);
		numbers_find(test_arena(), &passages, &numbers);
		test_int(numbers.sum_count, sums[i].currency != NULL);
		if (numbers.sum_count == 0)
			continue;
		test_str(str_c(numbers.sums[0].currency), sums[i].currency);
		test_int(numbers.sums[0].hundredths, sums[i].hundredths);
		test_str_n(str_sub(text, numbers.sums[0].start, numbers.sums[0].end),
			   str_c(sums[i].words));
	}
}

TEST(each_coin_is_kept_once)
{
	struct numbers numbers;

	find("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, again "
	     "(1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa)",
	     &numbers);
	test_int(numbers.coin_count, 1);
	test_str(numbers.coins[0].address, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
}

TEST(numbers_are_found_at_every_place)
{
	for (int n = 0; n < 40; n++) {
		char text[200];
		struct numbers numbers;

		snprintf(text, sizeof text,
			 "%.*s $50, or a word; +49 30 12345678 to "
			 "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
			 n, "a word and another, as they stand (there)");
		find(text, &numbers);
		test_int(numbers.sum_count, 1);
		test_int(numbers.telephone_count, 1);
		test_int(numbers.coin_count, 1);
	}
}
