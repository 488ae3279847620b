/* check/rep_kit_mark.c - the query of a link stands in a list of deceptive URLs, under
 * other hosts: a mark of the kit that made them all. */
#include "check/reputation_list.h"

static bool has_query_hit(const struct reputation_entry *entry)
{
	return entry->found[COPY_BY_QUERY] > 0 && entry->list->means == LIST_BY_COPY;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct reputation_entry *entry)
{
	struct finding *finding = finding_of_entry(in, self, entry);
	const struct reputation_hit *first = NULL;
	struct pieces urls = { 0 }, dates = { 0 };

	for (uint32_t i = 0; i < entry->hit_count; i++) {
		const struct reputation_hit *hit = &entry->hits[i];

		if (hit->by != COPY_BY_QUERY)
			continue;
		if (!first)
			first = hit;
		pieces_add(in->arena, &urls, hit->what);
		if (hit->date.n)
			pieces_add(in->arena, &dates, hit->date);
	}
	finding_int(finding, "count", (int64_t)entry->found[COPY_BY_QUERY]);
	finding_list(finding, "urls", urls.items, urls.count);
	finding_list(finding, "dates", dates.items, dates.count);
	finding_str(finding, "text", or_dash(first ? first->text : STR("")));
	finding_str(finding, "as_of", or_dash(entry->as_of));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct reputation *reputation = reputation_of(in);

	for (uint32_t i = 0; reputation && i < reputation->entry_count; i++)
		if (has_query_hit(&reputation->entries[i]))
			tell(in, self, &reputation->entries[i]);
}

const struct check check_rep_kit_mark = {
	.id = "rep.kit-mark",
	.title = N_("The query of a link is known from other deceptive pages"),
	.details = { N_("{list}, in a copy of {as_of}, has {count} pages under other "
			"hosts with the query of {subject}: {urls} ({dates}; {text}). "
			"Such queries come from one kit.") },
	.means = N_("Kits are used again and again under new hosts; what their makers "
		    "wrote into the links stays."),
	.wrong = N_("A query that many honest programs write would be found there too; "
		    "those of counters and campaigns are left out."),
	.cites = "JPCERT/CC phishurl-list",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
