/* check/rep_listed.c - an address, a domain or a link of the message is on a list: what
 * the list holds against it, and whether its owner is the culprit or a victim. */
#include "check/reputation_list.h"

enum { BAD_DOMAIN, BAD_CLIENT, BAD_SITE, ABUSED, WEAK, POLICY };

/* A domain is somebody's choice; an address may have been another's yesterday, and many
 * may share it. */
static void judge(struct finding *finding, const struct reputation_subject *subject,
		  const struct reputation_hit *hit)
{
	bool client = subject->roles & 1u << SEEN_CLIENT;

	switch (hit->listing) {
	case LISTING_BAD:
		finding_variant(finding, subject->kind == REPUTATION_DOMAIN ? BAD_DOMAIN
					 : client			    ? BAD_CLIENT
									    : BAD_SITE);
		if (subject->kind == REPUTATION_ADDRESS)
			finding_severity(finding, SEVERITY_CAUTION);
		break;
	case LISTING_ABUSED:
		finding_variant(finding, ABUSED);
		finding_severity(finding, SEVERITY_CAUTION);
		break;
	case LISTING_POLICY:
		finding_variant(finding, POLICY);
		finding_severity(finding, SEVERITY_NOTE);
		break;
	default:
		finding_variant(finding, WEAK);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const unsigned means =
	    MEANS(LIST_BY_DNS) | MEANS(LIST_BY_KEYED_DNS) | MEANS(LIST_BY_POST);
	const struct reputation_entry *entry = NULL;

	while ((entry = entry_next(in, entry, means, REPUTATION_LISTED)))
		for (uint32_t i = 0; i < entry->hit_count; i++) {
			const struct reputation_hit *hit = &entry->hits[i];
			struct finding *finding = finding_of_entry(in, self, entry);

			finding_word(finding, "meaning", hit->meaning);
			finding_str(finding, "code", hit->code);
			judge(finding, subject_of(in, entry), hit);
		}
}

const struct check check_rep_listed = {
	.id = "rep.listed",
	.title = N_("{subject} is listed by {list}: {meaning}"),
	.details = { N_("Asked today, {list} answers {code} for the domain {subject}: "
			"{meaning}."),
		     N_("Asked today, {list} answers {code} for {subject}, the client "
			"that handed the message over: {meaning}."),
		     N_("Asked today, {list} answers {code} for {subject}, where a link "
			"leads: {meaning}."),
		     N_("Asked today, {list} answers {code} for {subject}: {meaning}. "
			"Its owner is a victim, and the one to be told."),
		     N_("Asked today, {list} answers {code} for {subject}: {meaning}. "
			"Honest senders are among those."),
		     N_("Asked today, {list} answers {code} for {subject}: {meaning}. "
			"That is no reproach; it matters where the address hands mail "
			"over without a login.") },
	.means = N_("The operators of the list saw harm come from there, or decided that "
		    "it should send no mail. Each list has its own rules for that, and "
		    "for how long it remembers."),
	.wrong = N_("Lists err and are slow to forget; one bad customer brings a shared "
		    "address on a list."),
	.cites = "RFC 5782",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
