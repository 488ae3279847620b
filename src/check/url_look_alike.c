/* check/url_look_alike.c - a domain that looks like a brand's or our own. */
#include "check/link_list.h"

enum { SAME_LOOK, DIGITS, ONE_LETTER, OTHER_TLD };

static int variant_of(enum likeness_how how)
{
	switch (how) {
	case LIKENESS_DIGITS:
		return DIGITS;
	case LIKENESS_EDIT:
		return ONE_LETTER;
	case LIKENESS_OTHER_TLD:
		return OTHER_TLD;
	default:
		return SAME_LOOK;
	}
}

/* One letter more is a name of its own as often as not, and the same name under another
 * top level belongs to a namesake. */
static bool is_weak(const struct inspection *in, const struct likeness *like)
{
	return (like->how == LIKENESS_EDIT || like->how == LIKENESS_OTHER_TLD) &&
	       !(like->brand && claims_falsely(in, like->brand));
}

static void run(struct inspection *in, const struct check *self)
{
	static const uint32_t kinds = 1u << LIKENESS_LOOK_ALIKE | 1u << LIKENESS_DIGITS |
				      1u << LIKENESS_EDIT | 1u << LIKENESS_OTHER_TLD;
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_BRAND | LINK_OWN_NAME))) {
		const struct likeness *like = link_likeness(link, kinds);
		struct finding *finding = like ? finding_for_link(in, self, link) : NULL;

		if (!finding)
			continue;
		finding_str(finding, "shown", like->shown);
		finding_str(finding, "genuine", like->genuine);
		finding_str(finding, "unicode", link_target_host(link)->unicode);
		finding_variant(finding, variant_of(like->how));
		if (is_weak(in, like))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_url_look_alike = {
	.id = "url.look-alike",
	.title = N_("A link leads to {domain}, which looks like {genuine}"),
	.details = { N_("{unicode} is written with letters that look like those of "
			"{genuine}. They are two different domains."),
		     N_("{host} has digits where {genuine} has letters."),
		     N_("{host} and {genuine} differ in one letter."),
		     N_("{host} has the name of {genuine} under another top level, where "
			"anybody could register it.") },
	.means = N_("A name that only a second look tells from the genuine one is rarely "
		    "chosen by chance."),
	.wrong = N_("Short names have honest neighbours, and companies register their "
		    "own names under other top levels."),
	.cites = "UTS 39; CWE-1007",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
