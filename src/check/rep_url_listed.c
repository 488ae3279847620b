/* check/rep_url_listed.c - a link leads to a page, or to a host, that a copied list of
 * deceptive URLs has. */
#include "check/reputation_list.h"

enum { PAGE, HOST };

/* The page itself says more than another page of its host. */
static const struct reputation_hit *best_hit(const struct reputation_entry *entry)
{
	const struct reputation_hit *best = NULL;

	for (uint32_t i = 0; i < entry->hit_count; i++)
		if (entry->hits[i].by != COPY_BY_QUERY &&
		    (!best || entry->hits[i].by < best->by))
			best = &entry->hits[i];
	return best;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct reputation_entry *entry = NULL;

	while ((entry = entry_next(in, entry, MEANS(LIST_BY_COPY), REPUTATION_LISTED))) {
		const struct reputation_hit *hit = best_hit(entry);
		struct finding *finding;

		if (!hit)
			continue;
		finding = finding_of_entry(in, self, entry);
		finding_variant(finding, hit->by == COPY_BY_URL ? PAGE : HOST);
		if (hit->by != COPY_BY_URL)
			finding_severity(finding, SEVERITY_CAUTION);
		finding_str(finding, "listed", hit->what);
		finding_str(finding, "date", or_dash(hit->date));
		finding_str(finding, "text", or_dash(hit->text));
		finding_str(finding, "as_of", or_dash(entry->as_of));
		finding_int(finding, "count", (int64_t)entry->found[hit->by]);
	}
}

const struct check check_rep_url_listed = {
	.id = "rep.url-listed",
	.title = N_("{subject} is on the list {list}"),
	.details = { N_("{list}, in a copy of {as_of}, has this very page ({date}): "
			"{text}."),
		     N_("{list}, in a copy of {as_of}, has other pages of the same host "
			"({count}), such as {listed} ({date}): {text}.") },
	.means = N_("Somebody looked at that page and found it deceptive. The lists are "
		    "of pages seen, not of all pages."),
	.wrong = N_("Hosts are cleaned, change hands and stay on a list; a copy is as "
		    "old as its file."),
	.cites = "JPCERT/CC phishurl-list, OpenPhish, PhishTank, URLhaus",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
