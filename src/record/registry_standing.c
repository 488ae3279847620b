/* record/registry_standing.c - is a contact's value the owner's, or what stands in for
 * it?
 *
 * One row, one wording. The words are those of registries and services; an organisation
 * that has "privacy" in its own name is published all the same. */
#include "record/registry.h"

struct wording {
	struct str words;
	enum registry_standing standing;
};

/* The whole of a value. */
static const struct wording wholes[] = {
	{ STR("-"), REGISTRY_EMPTY },
	{ STR("--"), REGISTRY_EMPTY },
	{ STR("."), REGISTRY_EMPTY },
	{ STR("n/a"), REGISTRY_EMPTY },
	{ STR("na"), REGISTRY_EMPTY },
	{ STR("none"), REGISTRY_EMPTY },
	{ STR("null"), REGISTRY_EMPTY },
	{ STR("not provided"), REGISTRY_EMPTY },
	{ STR("not applicable"), REGISTRY_EMPTY },
	{ STR("no value"), REGISTRY_EMPTY },
	{ STR("not available"), REGISTRY_EMPTY },
	{ STR("nil"), REGISTRY_EMPTY },
	{ STR("unavailable"), REGISTRY_EMPTY },
	{ STR("not available from registry"), REGISTRY_EMPTY },
	{ STR("hidden"), REGISTRY_REDACTED },
	{ STR("withheld"), REGISTRY_REDACTED },
	{ STR("private"), REGISTRY_REDACTED },
	{ STR("confidential"), REGISTRY_REDACTED },
};

/* Anywhere in it. */
static const struct wording wordings[] = {
	{ STR("redacted"), REGISTRY_REDACTED },
	{ STR("not disclosed"), REGISTRY_REDACTED },
	{ STR("undisclosed"), REGISTRY_REDACTED },
	{ STR("data protected"), REGISTRY_REDACTED },
	{ STR("data-protected"), REGISTRY_REDACTED },
	{ STR("gdpr masked"), REGISTRY_REDACTED },
	{ STR("masked for"), REGISTRY_REDACTED },
	{ STR("masking enabled"), REGISTRY_REDACTED },
	{ STR("non-public data"), REGISTRY_REDACTED },
	{ STR("not shown"), REGISTRY_REDACTED },
	{ STR("not published"), REGISTRY_REDACTED },
	{ STR("not displayed"), REGISTRY_REDACTED },
	{ STR("hidden upon"), REGISTRY_REDACTED },
	{ STR("data hidden"), REGISTRY_REDACTED },
	{ STR("hidden by"), REGISTRY_REDACTED },
	{ STR("query the rdds"), REGISTRY_REDACTED },
	{ STR("for web based whois"), REGISTRY_REDACTED },
	{ STR("for webbased whois"), REGISTRY_REDACTED },
	{ STR("publicly disclosed"), REGISTRY_REDACTED },
	{ STR("private person"), REGISTRY_REDACTED },
	{ STR("ano nymous"), REGISTRY_REDACTED },
	{ STR("personal data"), REGISTRY_REDACTED },
	{ STR("restricted access"), REGISTRY_REDACTED },
	{ STR("contact domain holder"), REGISTRY_REDACTED },
	{ STR("privacy service"), REGISTRY_PRIVACY },
	{ STR("privacyservice"), REGISTRY_PRIVACY },
	{ STR("privacy protect"), REGISTRY_PRIVACY },
	{ STR("privacyprotect"), REGISTRY_PRIVACY },
	{ STR("privacy customer"), REGISTRY_PRIVACY },
	{ STR("privacy inc"), REGISTRY_PRIVACY },
	{ STR("contact privacy"), REGISTRY_PRIVACY },
	{ STR("contactprivacy"), REGISTRY_PRIVACY },
	{ STR("perfect privacy"), REGISTRY_PRIVACY },
	{ STR("domain privacy"), REGISTRY_PRIVACY },
	{ STR("whois privacy"), REGISTRY_PRIVACY },
	{ STR("whoisprivacy"), REGISTRY_PRIVACY },
	{ STR("privacyguardian"), REGISTRY_PRIVACY },
	{ STR("privacy guardian"), REGISTRY_PRIVACY },
	{ STR("privacydotlink"), REGISTRY_PRIVACY },
	{ STR("privacy hero"), REGISTRY_PRIVACY },
	{ STR("for privacy ehf"), REGISTRY_PRIVACY },
	{ STR("withheldforprivacy"), REGISTRY_PRIVACY },
	{ STR("whoisguard"), REGISTRY_PRIVACY },
	{ STR("whois guard"), REGISTRY_PRIVACY },
	{ STR("whois protect"), REGISTRY_PRIVACY },
	{ STR("whoisprotect"), REGISTRY_PRIVACY },
	{ STR("whois agent"), REGISTRY_PRIVACY },
	{ STR("by proxy"), REGISTRY_PRIVACY },
	{ STR("byproxy"), REGISTRY_PRIVACY },
	{ STR("@proxy."), REGISTRY_PRIVACY },
	{ STR("proxy service"), REGISTRY_PRIVACY },
	{ STR("proxy protection"), REGISTRY_PRIVACY },
	{ STR("private registrant"), REGISTRY_PRIVACY },
	{ STR("private registration"), REGISTRY_PRIVACY },
	{ STR("privateregistration"), REGISTRY_PRIVACY },
	{ STR("registration private"), REGISTRY_PRIVACY },
	{ STR("private by design"), REGISTRY_PRIVACY },
	{ STR("identity protect"), REGISTRY_PRIVACY },
	{ STR("identity shield"), REGISTRY_PRIVACY },
	{ STR("domain protection services"), REGISTRY_PRIVACY },
	{ STR("domain id shield"), REGISTRY_PRIVACY },
	{ STR("情報公開代行"), REGISTRY_PRIVACY },
	{ STR("情報代行"), REGISTRY_PRIVACY },
};

/* A star in place of a syllable: "김*", "山＊子". Scripts that set no blanks between
 * words have no other use for one against a letter. */
static bool starred_syllable(struct str value)
{
	for (size_t i = 3; i < value.n; i++)
		if ((uint8_t)value.p[i - 3] >= 0xE3 && (uint8_t)value.p[i - 3] <= 0xED &&
		    (value.p[i] == '*' || str_starts(str_skip(value, i), STR("＊"))))
			return true;
	return false;
}

/* Stars in a row, or stars alone ("* *", a star a word), stand for what somebody took
 * out. */
static bool masked(struct str value)
{
	bool alone = true;

	for (size_t i = 0; i < value.n; i++)
		alone = alone && (value.p[i] == '*' || value.p[i] == ' ');
	return (alone && value.n) || str_find_str(value, STR("**")) != STR_NPOS ||
	       str_find_str(value, STR("＊＊")) != STR_NPOS || starred_syllable(value);
}

enum registry_standing registry_standing_of(struct str value)
{
	struct str text = str_trim(value);

	if (!text.n)
		return REGISTRY_EMPTY;
	for (size_t i = 0; i < COUNT(wholes); i++)
		if (str_eq_nocase(text, wholes[i].words))
			return wholes[i].standing;
	for (size_t i = 0; i < COUNT(wordings); i++)
		if (str_find_str_nocase(text, wordings[i].words) != STR_NPOS)
			return wordings[i].standing;
	return masked(text) ? REGISTRY_MASKED : REGISTRY_PUBLISHED;
}

/* "jane AT example.net", "jane (at) example.net", and nothing beside it: a sentence has
 * the word too. */
static bool spelled_mailbox(struct str value)
{
	static const struct str signs[] = { STR(" at "), STR("(at)"), STR("[at]") };

	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t at = str_find_str_nocase(value, signs[i]);
		struct str local, host;

		if (at == STR_NPOS)
			continue;
		local = str_trim(str_sub(value, 0, at));
		host = str_trim(str_skip(value, at + signs[i].n));
		return local.n && str_find(local, ' ') == STR_NPOS &&
		       str_find(host, ' ') == STR_NPOS &&
		       str_find(host, '.') != STR_NPOS && str_find(host, '/') == STR_NPOS;
	}
	return false;
}

bool registry_has_mailbox(struct str value)
{
	struct str rest = value, word;

	while ((word = str_take_word(&rest)).n) {
		size_t at = str_find(word, '@');

		if (at != STR_NPOS && at > 0 && at + 1 < word.n &&
		    str_find_str(word, STR("://")) == STR_NPOS)
			return true;
	}
	return spelled_mailbox(value);
}
