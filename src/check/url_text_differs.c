/* check/url_text_differs.c - a link's text shows one host, the click goes to another. */
#include "check/link_list.h"

enum { PLAIN, COUNTED, SAME_NAME, CARRIED };

/* Is what is shown a name that people trust: a brand's, our own? */
static bool is_trusted_name(const struct inspection *in, struct str shown)
{
	return brand_of_domain(in->env->tables, shown) ||
	       site_is_own_domain(in->env->site, shown);
}

/* Mailing services count clicks under their own names, and say nothing of the target. */
static bool is_counted(const struct link *link)
{
	return link->flags & LINK_TRACKER;
}

/* "roses.co.za" and "roses.com": one company in two countries, as a rule. */
static bool is_same_name(const struct inspection *in, const struct link *link)
{
	struct str shown = host_registrable(in->arena, link->text_host);
	struct str target = link_target_host(link)->registrable_domain;

	return shown.n && str_eq(str_until(shown, '.'), str_until(target, '.'));
}

/* The target carries what is shown in its query: a click counter of its own making. */
static bool carries_shown(const struct inspection *in, const struct link *link)
{
	struct url inner;

	return link->nested.n && url_parse(in->arena, link->nested, NULL, &inner) &&
	       host_related(in->arena, inner.host, link->text_host);
}

/* How mild the case is: what is mild of a name that people trust is not told so. */
static void judge(struct inspection *in, const struct link *link, struct finding *finding)
{
	if (is_counted(link)) {
		finding_variant(finding, COUNTED);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (is_trusted_name(in, link->text_host)) {
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (is_same_name(in, link)) {
		finding_variant(finding, SAME_NAME);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (carries_shown(in, link)) {
		finding_variant(finding, CARRIED);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_TEXT_DIFFERS))) {
		struct finding *finding = finding_for_link(in, self, link);

		if (!finding)
			continue;
		finding_str(finding, "shown", link->text_host);
		judge(in, link, finding);
	}
}

const struct check check_url_text_differs = {
	.id = "url.text-differs",
	.title = N_("A link shows {shown}, but leads to {domain}"),
	.details = { N_("Its text reads \"{text}\"; a click goes to {host}."),
		     N_("Its text reads \"{text}\"; a click goes to {host}, a service "
			"that counts clicks and passes on to a target that the link does "
			"not tell."),
		     N_("Its text reads \"{text}\"; a click goes to {host}, the same "
			"name under another top level."),
		     N_("Its text reads \"{text}\"; a click goes to {host}, which has "
			"that address in its query and may pass on to it.") },
	.means = N_("A link's text is chosen freely. A text that is itself an address of "
		    "another site promises what the link does not keep."),
	.wrong = N_("Newsletters replace targets by click counters of services that the "
		    "tables do not know."),
	.cites = "CWE-451; WHATWG HTML, 4.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
