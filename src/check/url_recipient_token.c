/* check/url_recipient_token.c - a link that tells its owner who clicked. */
#include "check/link_list.h"
#include "check/platform.h"

/* Unsubscribing needs to know whom; a page that fills in the victim's name for him, and
 * calls itself somebody else's, does not. */
static bool is_lure(const struct link *link)
{
	return link->flags & (LINK_BRAND | LINK_OWN_NAME | LINK_NUMERIC_HOST |
			      LINK_SHARED_HOST | LINK_SHORTENER) ||
	       strcmp(link->token.place, "fragment") == 0;
}

/* A service that tells of a file leads to the file, and asks there who comes. */
static bool is_platforms(struct inspection *in, const struct link *link)
{
	const struct sent_by *sent = sent_by_platform(in);
	const struct host *host = link_target_host(link);

	if (!sent || !sent->established || sent->platform->kind != PLATFORM_NOTIFIER ||
	    strcmp(link->token.place, "fragment") == 0)
		return false;
	for (uint32_t i = 0; i < sent->platform->tenants.count; i++) {
		struct str place = sent->platform->tenants.items[i];

		if (str_eat(&place, STR("link:")) &&
		    str_is_domain_or_below(host->ascii, str_until(place, '/')))
			return true;
	}
	return false;
}

static const char *const places[] = { N_("query"), N_("path"), N_("fragment"), N_("host"),
				      N_("userinfo") };
static const char *const codings[] = { N_("plain"), N_("percent"), N_("reversed"),
				       N_("rot13"), N_("base64"),  N_("hex") };

/* Of one spelling with those that are translated; names of digests stay what they are. */
static const char *word_of(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return words[i];
	return word;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_RECIPIENT))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "token", link->token.text);
		finding_word(finding, "coding",
			     word_of(codings, COUNT(codings), link->token.coding));
		finding_word(finding, "place",
			     word_of(places, COUNT(places), link->token.place));
		if (is_lure(link) && !is_platforms(in, link))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_recipient_token = {
	.id = "url.recipient-token",
	.title = N_("A link to {domain} carries the recipient's address"),
	.details = { N_("In its {place} stands {token} ({coding}). Opening it tells the "
			"other side that this address is read.") },
	.means = N_("Such a link tells who clicked and lets the page greet the victim by "
		    "name. Do not open it, not even to look."),
	.wrong = N_(
	    "Unsubscribe links and mailing services carry the address for good reasons."),
	.cites = "RFC 3986, 7.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
