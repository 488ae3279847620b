/* check/reputation_list.c - see reputation_list.h. */
#include "check/reputation_list.h"

const struct reputation *reputation_of(const struct inspection *in)
{
	return in->reputation && in->reputation->done ? in->reputation : NULL;
}

const struct reputation_subject *subject_of(const struct inspection *in,
					    const struct reputation_entry *entry)
{
	return &in->reputation->subjects[entry->subject];
}

const struct reputation_entry *entry_next(const struct inspection *in,
					  const struct reputation_entry *after,
					  unsigned means, enum reputation_state state)
{
	const struct reputation *reputation = reputation_of(in);
	const struct reputation_entry *entry;

	if (!reputation)
		return NULL;
	entry = after ? after + 1 : reputation->entries;
	for (; entry < reputation->entries + reputation->entry_count; entry++)
		if (entry->state == state && (means & MEANS(entry->list->means)))
			return entry;
	return NULL;
}

static void point_at(struct finding *finding, const struct reputation_subject *subject)
{
	struct inspection *in = finding->in;
	const struct survey_domain *domain;

	if (subject->link && subject->link <= in->links.count) {
		finding_at_link(finding, &in->links.items[subject->link - 1]);
		return;
	}
	if (subject->kind == REPUTATION_ADDRESS) {
		if ((subject->roles & 1u << SEEN_CLIENT) && origin_hop(in))
			finding_at_hop(finding, origin_hop(in)->n);
		return;
	}
	domain = survey_domain_of(in->survey, subject->text);
	if (domain)
		finding_at_domain(finding, domain);
}

struct finding *finding_of_entry(struct inspection *in, const struct check *self,
				 const struct reputation_entry *entry)
{
	const struct reputation_subject *subject = subject_of(in, entry);
	struct finding *finding = finding_add(in, self);

	finding_str(finding, "subject", subject->text);
	finding_str(finding, "list", str_c(entry->list->name));
	point_at(finding, subject);
	return finding;
}
