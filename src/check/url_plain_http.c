/* check/url_plain_http.c - links without encryption: told once for the whole message, and
 * louder where something is entered. */
#include "base/limits.h"
#include "check/evaluated.h"
#include "check/link_list.h"

enum { LINKS, FORM };

static void run(struct inspection *in, const struct check *self)
{
	struct str domains[LIMIT_EVIDENCE];
	uint32_t count = 0, listed = 0;
	const struct link *link = NULL, *form = NULL;
	struct finding *finding = NULL;

	while ((link = link_next(in, link, LINK_PLAIN_HTTP))) {
		if (!finding)
			finding = finding_add(in, self);
		count++;
		evaluated_list_add(domains, &listed, COUNT(domains), link_domain(link));
		finding_at_link(finding, link);
		if (!form && (link->flags & LINK_FORM))
			form = link;
	}
	if (!finding)
		return;
	finding_int(finding, "count", count);
	finding_list(finding, "domains", domains, listed);
	finding_str(finding, "form", form ? link_domain(form) : STR("-"));
	finding_variant(finding, form ? FORM : LINKS);
	if (form)
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_url_plain_http = {
	.id = "url.plain-http",
	.title = N_("Links that are not encrypted: {count}"),
	.details = { N_("By plain http they lead to {domains}."),
		     N_("By plain http they lead to {domains}. A form sends what is "
			"entered to {form}, where it can be read on the way.") },
	.means = N_("Sites that ask for passwords have been encrypted for years. Alone "
		    "it means little."),
	.wrong = N_("Old mails, templates and small sites still link by http."),
	.cites = "RFC 9110, 4.2.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
