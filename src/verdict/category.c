/* verdict/category.c - what kind of deceit it is, by the strongest evidence.
 *
 * What a message wants is told best by what is in it for that alone: a program, a coin
 * address beside a threat, a number to call. Then where it leads, then whom it pretends
 * to be. A pretext alone is the weakest: bills have one, too. */
#include "verdict/verdict.h"

#include "check/check.h"

enum { AT_LEAST_CAUTION = SEVERITY_CAUTION, AT_LEAST_NOTE = SEVERITY_NOTE };

struct rule {
	const char *id; /* an id; "att.*" is all of an area */
	int least;
	const char *category;
};

static const struct rule rules[] = {
	{ "text.extortion", AT_LEAST_CAUTION, "extortion" },
	{ "att.executable", AT_LEAST_CAUTION, "malware" },
	{ "att.double-extension", AT_LEAST_CAUTION, "malware" },
	{ "victim.stolen-account", SEVERITY_ADVERSE, "account-abuse" },
	{ "html.form", SEVERITY_ADVERSE, "credential-phish" },
	{ "web.credential-form", AT_LEAST_CAUTION, "credential-phish" },
	{ "url.own-domain-left", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.query-imitates", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.not-official", SEVERITY_ADVERSE, "credential-phish" },
	{ "id.own-domain-spoof", SEVERITY_ADVERSE, "impersonation-own-domain" },
	{ "brand.not-official", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "brand.display-only", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "brand.look-alike-domain", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "from.name-is-address", SEVERITY_ADVERSE, "impersonation" },
	{ "url.brand-left", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.look-alike", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.text-differs", SEVERITY_ADVERSE, "credential-phish" },
	{ "from.other-reading", SEVERITY_ADVERSE, "impersonation" },
	{ "flt.marked", SEVERITY_ADVERSE, "unwanted-bulk" },
};

static bool fits(const struct finding *finding, const struct rule *rule)
{
	return finding->severity != SEVERITY_ESTABLISHED &&
	       (int)finding->severity <= rule->least;
}

void verdict_categorise(struct inspection *in)
{
	enum verdict_class class_ = in->verdict.class_;

	if (class_ != VERDICT_FRAUDULENT && class_ != VERDICT_SUSPICIOUS)
		return;
	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct finding *finding = inspection_find(in, str_c(rules[i].id));

		if (finding && fits(finding, &rules[i])) {
			in->verdict.category = rules[i].category;
			return;
		}
	}
}
