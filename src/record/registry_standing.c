/* record/registry_standing.c - is a contact's value the owner's, or what stands in for
 * it?
 *
 * One row, one wording. The words are those of registries and services; an organisation
 * that has "privacy" in its own name is published all the same. */
#include "record/registry.h"

static const struct str nothing[] = {
	STR("-"),
	STR("--"),
	STR("."),
	STR("n/a"),
	STR("na"),
	STR("none"),
	STR("null"),
	STR("not provided"),
	STR("not applicable"),
	STR("no value"),
	STR("not available"),
	STR("nil"),
	STR("unavailable"),
};

static const struct {
	struct str words;
	enum registry_standing standing;
} wordings[] = {
	{ STR("redacted"), REGISTRY_REDACTED },
	{ STR("not disclosed"), REGISTRY_REDACTED },
	{ STR("undisclosed"), REGISTRY_REDACTED },
	{ STR("data protected"), REGISTRY_REDACTED },
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
	{ STR("identity protect"), REGISTRY_PRIVACY },
	{ STR("identity shield"), REGISTRY_PRIVACY },
	{ STR("domain protection services"), REGISTRY_PRIVACY },
	{ STR("domain id shield"), REGISTRY_PRIVACY },
	{ STR("情報公開代行"), REGISTRY_PRIVACY },
	{ STR("情報代行"), REGISTRY_PRIVACY },
};

/* Stars in a row, or stars alone ("* *", a star a word), stand for what somebody took
 * out. */
static bool masked(struct str value)
{
	bool alone = true;

	for (size_t i = 0; i < value.n; i++)
		alone = alone && (value.p[i] == '*' || value.p[i] == ' ');
	return (alone && value.n) || str_find_str(value, STR("**")) != STR_NPOS ||
	       str_find_str(value, STR("＊＊")) != STR_NPOS;
}

enum registry_standing registry_standing_of(struct str value)
{
	struct str text = str_trim(value);

	if (!text.n)
		return REGISTRY_EMPTY;
	for (size_t i = 0; i < COUNT(nothing); i++)
		if (str_eq_nocase(text, nothing[i]))
			return REGISTRY_EMPTY;
	for (size_t i = 0; i < COUNT(wordings); i++)
		if (str_find_str_nocase(text, wordings[i].words) != STR_NPOS)
			return wordings[i].standing;
	return masked(text) ? REGISTRY_MASKED : REGISTRY_PUBLISHED;
}
