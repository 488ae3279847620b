/* record/likeness_words.c - see likeness_words.h. */
#include "record/likeness_words.h"

/* Sorted by their first letter; the longest that fits is taken. */
static const struct {
	struct str text;
	bool lure;
} words[] = {
	{ STR("access"), true },
	{ STR("account"), true },
	{ STR("accounts"), true },
	{ STR("acct"), true },
	{ STR("ad"), false },
	{ STR("admin"), true },
	{ STR("africa"), false },
	{ STR("alert"), true },
	{ STR("alerts"), true },
	{ STR("america"), false },
	{ STR("americas"), false },
	{ STR("and"), false },
	{ STR("api"), false },
	{ STR("app"), false },
	{ STR("apps"), false },
	{ STR("asia"), false },
	{ STR("australia"), false },
	{ STR("auth"), true },
	{ STR("authentication"), true },
	{ STR("authorize"), true },
	{ STR("bank"), false },
	{ STR("banking"), true },
	{ STR("billing"), true },
	{ STR("biz"), false },
	{ STR("canada"), false },
	{ STR("card"), false },
	{ STR("cards"), false },
	{ STR("care"), false },
	{ STR("cc"), false },
	{ STR("center"), false },
	{ STR("centre"), false },
	{ STR("check"), true },
	{ STR("china"), false },
	{ STR("claim"), true },
	{ STR("client"), false },
	{ STR("clients"), false },
	{ STR("cloud"), false },
	{ STR("cn"), false },
	{ STR("co"), true },
	{ STR("com"), true },
	{ STR("confirm"), true },
	{ STR("confirmation"), true },
	{ STR("connect"), true },
	{ STR("corp"), false },
	{ STR("credit"), false },
	{ STR("customer"), false },
	{ STR("delivery"), false },
	{ STR("desk"), false },
	{ STR("direct"), false },
	{ STR("email"), false },
	{ STR("emea"), false },
	{ STR("entry"), true },
	{ STR("eu"), false },
	{ STR("europe"), false },
	{ STR("express"), false },
	{ STR("finance"), false },
	{ STR("for"), false },
	{ STR("france"), false },
	{ STR("germany"), false },
	{ STR("gift"), false },
	{ STR("global"), false },
	{ STR("group"), false },
	{ STR("help"), true },
	{ STR("helpdesk"), true },
	{ STR("hk"), false },
	{ STR("home"), false },
	{ STR("hongkong"), false },
	{ STR("id"), true },
	{ STR("identity"), true },
	{ STR("inc"), false },
	{ STR("index"), false },
	{ STR("india"), false },
	{ STR("info"), true },
	{ STR("international"), false },
	{ STR("intl"), false },
	{ STR("invoice"), true },
	{ STR("japan"), false },
	{ STR("jp"), true },
	{ STR("korea"), false },
	{ STR("latam"), false },
	{ STR("limited"), true },
	{ STR("live"), false },
	{ STR("locked"), true },
	{ STR("log"), true },
	{ STR("login"), true },
	{ STR("logon"), true },
	{ STR("mail"), false },
	{ STR("manage"), true },
	{ STR("member"), false },
	{ STR("members"), false },
	{ STR("mobile"), false },
	{ STR("my"), false },
	{ STR("myaccount"), true },
	{ STR("mypage"), true },
	{ STR("ne"), true },
	{ STR("net"), false },
	{ STR("netbank"), true },
	{ STR("new"), false },
	{ STR("news"), false },
	{ STR("nippon"), false },
	{ STR("notice"), true },
	{ STR("notification"), true },
	{ STR("official"), true },
	{ STR("online"), false },
	{ STR("or"), true },
	{ STR("order"), false },
	{ STR("org"), false },
	{ STR("osaka"), false },
	{ STR("pacific"), false },
	{ STR("page"), false },
	{ STR("parcel"), false },
	{ STR("password"), true },
	{ STR("pay"), false },
	{ STR("payment"), true },
	{ STR("payments"), true },
	{ STR("point"), false },
	{ STR("points"), false },
	{ STR("portal"), true },
	{ STR("post"), false },
	{ STR("prime"), false },
	{ STR("recover"), true },
	{ STR("recovery"), true },
	{ STR("redelivery"), true },
	{ STR("refund"), true },
	{ STR("renew"), true },
	{ STR("reset"), true },
	{ STR("restore"), true },
	{ STR("reward"), true },
	{ STR("rewards"), true },
	{ STR("safe"), true },
	{ STR("safety"), true },
	{ STR("sec"), true },
	{ STR("secure"), true },
	{ STR("secured"), true },
	{ STR("security"), true },
	{ STR("server"), false },
	{ STR("service"), false },
	{ STR("services"), false },
	{ STR("setting"), true },
	{ STR("settings"), true },
	{ STR("shop"), false },
	{ STR("sign"), true },
	{ STR("signin"), true },
	{ STR("signon"), true },
	{ STR("singapore"), false },
	{ STR("site"), false },
	{ STR("sms"), false },
	{ STR("sso"), true },
	{ STR("status"), true },
	{ STR("store"), false },
	{ STR("support"), true },
	{ STR("suspended"), true },
	{ STR("system"), false },
	{ STR("taiwan"), false },
	{ STR("team"), false },
	{ STR("thailand"), false },
	{ STR("the"), false },
	{ STR("to"), false },
	{ STR("token"), true },
	{ STR("tokyo"), false },
	{ STR("top"), false },
	{ STR("track"), false },
	{ STR("tracking"), true },
	{ STR("trust"), true },
	{ STR("uk"), false },
	{ STR("unlock"), true },
	{ STR("update"), true },
	{ STR("updates"), true },
	{ STR("us"), false },
	{ STR("usa"), false },
	{ STR("user"), false },
	{ STR("users"), false },
	{ STR("valid"), true },
	{ STR("validate"), true },
	{ STR("validation"), true },
	{ STR("verification"), true },
	{ STR("verified"), true },
	{ STR("verify"), true },
	{ STR("vietnam"), false },
	{ STR("vip"), false },
	{ STR("wallet"), true },
	{ STR("web"), false },
	{ STR("webmail"), true },
	{ STR("webscr"), true },
	{ STR("world"), false },
	{ STR("worldwide"), false },
	{ STR("www"), true },
	{ STR("your"), true },
};

/* Where words with this first letter begin, if there are any. */
static size_t first_with(char letter)
{
	size_t low = 0, high = COUNT(words);

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (words[mid].text.p[0] < letter)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Which word begins `rest`? NULL: none. */
static const struct str *longest(struct str rest, bool *ret_lure)
{
	const struct str *best = NULL;
	size_t i = first_with(rest.p[0]);

	for (; i < COUNT(words) && words[i].text.p[0] == rest.p[0]; i++) {
		if ((!best || words[i].text.n > best->n) &&
		    str_starts(rest, words[i].text)) {
			best = &words[i].text;
			*ret_lure = words[i].lure;
		}
	}
	return best;
}

enum word_kind likeness_words(struct str run)
{
	enum word_kind kind = WORDS_SERVICE;

	while (run.n) {
		const struct str *word;
		bool lure = false;

		if (ascii_is_digit(run.p[0])) {
			run = str_skip(run, 1);
			continue;
		}
		word = longest(run, &lure);
		if (!word)
			return WORDS_OTHER;
		if (lure)
			kind = WORDS_LURE;
		run = str_skip(run, word->n);
	}
	return kind;
}

bool likeness_word_starts(struct str run)
{
	const struct str *word;
	bool lure;

	if (run.n == 0 || ascii_is_digit(run.p[0]))
		return false;
	word = longest(run, &lure);
	return word &&
	       (word->n >= 3 || str_eq(*word, STR("jp")) || str_eq(*word, STR("co")));
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool likeness_is_word(struct str run)
{
	size_t vowels = 0, consonants = 0;

	for (size_t i = 0; i < run.n; i++) {
		if (!ascii_is_alpha(run.p[i]))
			return false;
		if (is_vowel(run.p[i])) {
			vowels++;
			consonants = 0;
		} else if (++consonants > 4) {
			return false;
		}
	}
	return run.n >= 4 && vowels * 5 >= run.n && vowels * 4 <= run.n * 3;
}

bool likeness_is_top(struct str label)
{
	static const struct str tops[] = { STR("ac"),  STR("co"), STR("com"), STR("go"),
					   STR("gov"), STR("jp"), STR("lg"),  STR("ne"),
					   STR("net"), STR("or"), STR("org") };

	for (size_t i = 0; i < COUNT(tops); i++) {
		if (str_eq(label, tops[i]))
			return true;
	}
	return false;
}
