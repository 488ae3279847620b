/* check/web_dormant.c - nothing to see, but the name still leads to a server: it can be
 * back at any time. */
#include "check/visit_list.h"

enum { NO_PAGE, NOTHING, REFUSED, SILENT };

/* -1: it is none of these. */
static int variant_of(enum visit_state state)
{
	switch (state) {
	case VISIT_GONE:
	case VISIT_ABSENT:
		return NO_PAGE;
	case VISIT_DORMANT:
		return NOTHING;
	case VISIT_REFUSED:
		return REFUSED;
	case VISIT_NO_ANSWER:
		return SILENT;
	default:
		return -1;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct visit *visit = NULL;

	while ((visit = visit_next(in, visit))) {
		const struct visit_hop *hop =
		    visit->hop_count ? &visit->hops[visit->hop_count - 1] : NULL;
		int variant = variant_of(visit->state);
		struct finding *finding;

		/* Where not even an address was told there is nothing to come back to. */
		if (variant < 0 || !hop || (!hop->answer && !hop->handshake))
			continue;
		finding = finding_for_visit(in, self, visit, hop);
		finding_variant(finding, variant);
		finding_int(finding, "status", hop->exchange.status);
		finding_str(finding, "address", or_dash(hop->exchange.address));
	}
}

const struct check check_web_dormant = {
	.id = "web.dormant",
	.title = N_("The page at {host} is not there, and can return: the name still "
		    "leads to a server"),
	.details = { N_("The server is there and has no such page ({status})."),
		     N_("The server is there and answers with nothing, or with trouble "
			"of "
			"its own ({status})."),
		     N_("The server accepts no connection."), N_("Nobody answered.") },
	.means = N_("Sites of fraudsters are switched off and on again. Look once more "
		    "after an hour, a day and a week."),
	.wrong = N_("Sites end, move and fail everywhere."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
