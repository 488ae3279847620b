/* verdict/category.c - what kind of deceit it is, by the strongest evidence.
 *
 * What a message wants is told best by what is in it for that alone: a program, a coin
 * address beside a threat, a number to call. Then where it leads, then whom it pretends
 * to be. A pretext alone is the weakest: bills have one, too. */
#include "verdict/verdict.h"

#include "check/check.h"

struct rule {
	const char *id;
	enum severity least; /* of the finding */
	const char *category;
};

static const struct rule rules[] = {
	{ "text.extortion", SEVERITY_CAUTION, "extortion" },
	{ "lang.pretext-extortion", SEVERITY_CAUTION, "extortion" },
	{ "att.executable", SEVERITY_CAUTION, "malware" },
	{ "att.double-extension", SEVERITY_CAUTION, "malware" },
	{ "att.polyglot", SEVERITY_ADVERSE, "malware" },
	{ "victim.stolen-account", SEVERITY_ADVERSE, "account-abuse" },
	{ "role.free-text-from-notifier", SEVERITY_CAUTION, "hoax" },
	{ "from.superior", SEVERITY_CAUTION, "business-fraud" },
	{ "text.payment-diverted", SEVERITY_CAUTION, "business-fraud" },
	{ "att.password-in-text", SEVERITY_CAUTION, "malware" },
	{ "text.callback-number", SEVERITY_CAUTION, "call-back" },
	{ "html.form", SEVERITY_ADVERSE, "credential-phish" },
	{ "att.html-form", SEVERITY_CAUTION, "credential-phish" },
	{ "web.credential-form", SEVERITY_CAUTION, "credential-phish" },
	{ "url.own-domain-left", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.query-imitates", SEVERITY_ADVERSE, "credential-phish" },
	{ "lang.pretext-paste-and-run", SEVERITY_NOTE, "malware" },
	{ "lang.pretext-register-offer", SEVERITY_NOTE, "invoice" },
	{ "lang.pretext-list-request", SEVERITY_NOTE, "business-fraud" },
	{ "lang.pretext-inheritance", SEVERITY_CAUTION, "advance-fee" },
	{ "lang.pretext-parcel", SEVERITY_CAUTION, "delivery-scam" },
	{ "lang.pretext-prize", SEVERITY_CAUTION, "prize-scam" },
	{ "url.not-official", SEVERITY_ADVERSE, "credential-phish" },
	{ "lang.pretext-held-mail", SEVERITY_CAUTION, "credential-phish" },
	{ "lang.pretext-quota", SEVERITY_CAUTION, "credential-phish" },
	{ "lang.pretext-password-expiry", SEVERITY_CAUTION, "credential-phish" },
	{ "impact.credentials", SEVERITY_NOTE, "credential-phish" },
	{ "id.own-domain-spoof", SEVERITY_ADVERSE, "impersonation-own-domain" },
	{ "brand.not-official", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "brand.display-only", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "brand.look-alike-domain", SEVERITY_ADVERSE, "impersonation-brand" },
	{ "from.name-is-address", SEVERITY_ADVERSE, "impersonation" },
	{ "url.brand-left", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.look-alike", SEVERITY_ADVERSE, "credential-phish" },
	{ "url.text-differs", SEVERITY_ADVERSE, "credential-phish" },
	{ "from.other-reading", SEVERITY_ADVERSE, "impersonation" },
	{ "lang.pretext-account-suspended", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-unusual-login", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-shared-document", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-voicemail", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-tax-refund", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-card", SEVERITY_NOTE, "credential-phish" },
	{ "lang.pretext-invoice", SEVERITY_NOTE, "invoice" },
	{ "lang.pretext-unpaid", SEVERITY_NOTE, "invoice" },
	{ "lang.pretext-inheritance", SEVERITY_NOTE, "advance-fee" },
	{ "lang.pretext-loan", SEVERITY_NOTE, "advance-fee" },
	{ "lang.pretext-job", SEVERITY_NOTE, "advance-fee" },
	{ "lang.pretext-romance", SEVERITY_NOTE, "advance-fee" },
	{ "lang.pretext-parcel", SEVERITY_NOTE, "delivery-scam" },
	{ "lang.pretext-prize", SEVERITY_NOTE, "prize-scam" },
	{ "lang.pretext-crypto", SEVERITY_NOTE, "investment-scam" },
	{ "lang.pretext-investment", SEVERITY_NOTE, "investment-scam" },
	{ "flt.marked", SEVERITY_ADVERSE, "unwanted-bulk" },
	{ "lang.reward", SEVERITY_NOTE, "unwanted-bulk" },
	{ "url.unrelated", SEVERITY_CAUTION, "unwanted-bulk" },
};

static bool fits(const struct finding *finding, const struct rule *rule)
{
	return finding->severity != SEVERITY_ESTABLISHED &&
	       finding->severity <= rule->least;
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
