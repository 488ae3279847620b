/* check/url_not_official.c - it names a brand, and its links do not lead to that brand.
 */
#include "check/brand_claim.h"
#include "check/link_list.h"
#include "record/brand_text.h"

enum { NONE_OFFICIAL, SOME_OFFICIAL, FROM_IS_OFFICIAL, BY_TEXT, MAIL };
enum { TEXTS = 512 }; /* links whose texts are searched for names */

/* --- names in subject and sender
 * -------------------------------------------------------- */

static bool is_of(const struct inspection *in, const struct link *link,
		  const struct brand *brand)
{
	const struct host *host = link_target_host(link);
	struct str address = link_address(link), before, domain;

	if (str_cut_last(address, '@', &before, &domain))
		return brand_is_official(brand, in->env->site, domain);
	return host->ok && brand_is_official(brand, in->env->site, host->ascii);
}

/* A mail that is to be written to somebody else than the sender shown: it is answered
 * there. */
static bool is_foreign_mail(const struct inspection *in, const struct link *link)
{
	const struct address_list *from = &in->message->from;
	struct str address = link_address(link), before, domain;

	return address.n && from->count && str_cut_last(address, '@', &before, &domain) &&
	       !host_related(in->arena, domain, from->items[0].domain) &&
	       !site_is_own_domain(in->env->site, domain);
}

static bool is_foreign(const struct inspection *in, const struct link *link)
{
	const struct host *host = link_target_host(link);

	if (link->flags & LINK_OWN || strncmp(link->where, "header", 6) == 0)
		return false;
	return (url_is_http(link_target(link)) && host->ok) || is_foreign_mail(in, link);
}

/* The body's web links: how many are the brand's, and the first that is not. */
static uint32_t count_official(const struct inspection *in, const struct brand *brand,
			       const struct link **ret_foreign)
{
	const struct link *link = NULL;
	uint32_t official = 0;

	*ret_foreign = NULL;
	while ((link = link_next(in, link, 0))) {
		if (is_of(in, link, brand))
			official++;
		else if (!*ret_foreign && is_foreign(in, link))
			*ret_foreign = link;
	}
	return official;
}

static struct str place_name(const struct link *link)
{
	const struct host *host = link_target_host(link);

	return host->ascii.n ? host->ascii : link_domain(link);
}

/* What stands in the subject alone may be what the mail is about. */
static bool in_subject_only(const struct claim *claim)
{
	return claim->place_count == 1 && claim->voice == VOICE_SUBJECT;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct claim *claim)
{
	const struct link *foreign;
	uint32_t official = count_official(in, claim->brand, &foreign);
	struct finding *finding;

	if (!foreign || (claim->standing == STANDING_CONFIRMED && official))
		return;
	finding = finding_add(in, self);
	brand_values(finding, claim->brand);
	finding_str(finding, "domain", link_domain(foreign));
	finding_str(finding, "host", place_name(foreign));
	finding_str(finding, "url", link_target(foreign)->href);
	finding_at_link(finding, foreign);
	if (claim->standing == STANDING_CONFIRMED) {
		/* Mailing services count clicks in their own name. */
		finding_variant(finding, FROM_IS_OFFICIAL);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (official) {
		finding_variant(finding, SOME_OFFICIAL);
		finding_severity(finding, SEVERITY_NOTE);
	} else {
		if (link_address(foreign).n)
			finding_variant(finding, MAIL);
		if (claim->standing == STANDING_UNKNOWN || in_subject_only(claim))
			finding_severity(finding, SEVERITY_NOTE);
		else if (claim->voice != VOICE_SENDER)
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

/* --- names in the links' own texts -----------------------------------------------------
 */

/* The mail's own claim has been judged above, and with it all its links. */
static bool is_judged(const struct inspection *in, const struct brand *brand)
{
	const struct claim *claim = claim_of(in, brand);

	return claim && claim_speaks(claim) && claim->standing != STANDING_UNKNOWN;
}

/* Icons of networks stand in every newsletter and lead through its click counter. */
static bool is_network(const struct brand *brand)
{
	return str_eq(brand->sector, STR("social")) ||
	       str_eq(brand->sector, STR("messaging"));
}

struct named { /* the link that is called by the name of a brand */
	const struct link *link;
	const struct brand *brand;
	bool several; /* other brands as well: a row of logos, a list of articles */
};

static void add_finding(struct inspection *in, const struct check *self,
			const struct link *link, const struct brand *brand,
			enum severity severity)
{
	struct finding *finding = finding_for_link(in, self, link);

	if (!finding)
		return;
	brand_values(finding, brand);
	finding_variant(finding, BY_TEXT);
	finding_severity(finding, severity);
}

static void judge_text(struct inspection *in, const struct check *self,
		       const struct link *link, struct named *named)
{
	const struct brand *brand;
	enum brand_called how = brand_in_link(in->arena, in->env->tables,
					      &in->links.items[link->n - 1], &brand);

	if (how < BRAND_NAMED || is_of(in, link, brand) || is_judged(in, brand))
		return;
	if (how == BRAND_TO_ACT) {
		/* A counter does not tell where it passes on to. */
		add_finding(in, self, link, brand,
			    link->flags & LINK_TRACKER ? SEVERITY_NOTE
						       : SEVERITY_CAUTION);
	} else if (!is_network(brand)) {
		named->several |= named->brand && named->brand != brand;
		named->brand = brand;
		if (!named->link)
			named->link = link;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;
	struct named named = { 0 };
	uint32_t texts = 0;

	for (uint32_t i = 0; i < in->claims.count; i++)
		if (claim_speaks(&in->claims.items[i]))
			judge(in, self, &in->claims.items[i]);
	while ((link = link_next(in, link, 0)) && texts < TEXTS)
		if (link->text.n && is_foreign(in, link) && ++texts)
			judge_text(in, self, link, &named);
	if (named.link && !named.several)
		add_finding(in, self, named.link, named.brand, SEVERITY_NOTE);
}

const struct check check_url_not_official = {
	.id = "url.not-official",
	.title = N_("It names {brand}, but its links lead to {domain}"),
	.details = { N_("The link leads to {host}, which is none of {brand}'s known "
			"domains ({official}). No link of this message leads to one of "
			"them."),
		     N_("Some links lead to {brand}'s own domains, others to {host}, "
			"which is none of them."),
		     N_("The sender's domain is one of {brand}'s, and no link leads to "
			"one of them; the first leads to {host}."),
		     N_("The link's own text, \"{text}\", names {brand}; a click goes to "
			"{host}, which is none of {brand}'s known domains ({official})."),
		     N_("The link opens a mail to {host}, which is no address at one of "
			"{brand}'s known domains ({official}). No link of this message "
			"leads to one of them.") },
	.means =
	    N_("Who writes in a brand's name leads to the brand's site. A page in the "
	       "brand's looks under another domain is where passwords are collected."),
	.wrong = N_("Resellers, fans and the press link to themselves; brands use "
		    "mailing services and domains that the table does not know. Add such "
		    "domains to the site profile."),
	.cites = "CWE-451",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
