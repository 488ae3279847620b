/* check/auth_lookup_failed.c - AU-09: what could not be found out, and why. */
#include "base/limits.h"
#include "check/check.h"

/* The world's trouble; what the budget of time cut off is told by itself. */
static bool is_trouble(const struct answer *answer)
{
	switch (answer->status) {
	case ANSWER_REFUSED:
	case ANSWER_THROTTLED:
	case ANSWER_FAILED:
		return true;
	case ANSWER_TIMEOUT:
		return !str_eq(answer->reason, STR(ANSWER_OUT_OF_TIME));
	default:
		return answer->dnssec == DNSSEC_BOGUS;
	}
}

static const char *word_of(const struct answer *answer)
{
	return answer->dnssec == DNSSEC_BOGUS ? "DNSSEC bogus"
					      : answer_status_name(answer->status);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	struct str items[LIMIT_EVIDENCE];
	const struct answer *first = NULL;
	struct finding *finding;
	uint32_t count = 0;

	for (uint32_t i = 0; i < auth->answer_count; i++) {
		const struct answer *answer = auth->answers[i];

		if (!is_trouble(answer))
			continue;
		if (!first)
			first = answer;
		if (count < COUNT(items))
			items[count] =
			    arena_printf(in->arena, "%.*s (%s)",
					 STR_ARG(answer->question), word_of(answer));
		count++;
	}
	if (!first)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", count);
	finding_list(finding, "questions", items,
		     count < COUNT(items) ? count : COUNT(items));
	finding_time(finding, "when", first->asked_at);
}

const struct check check_auth_lookup_failed = {
	.id = "auth.lookup-failed",
	.title = N_("Questions to the DNS without a usable answer: {count}"),
	.details = { N_("Asked at {when}: {questions}. What rests on them could not be "
			"established; that is not the same as a failure.") },
	.means = N_("Who controls a name server can let it fail for some who ask. "
		    "Filters that let pass what they cannot check are led by that."),
	.wrong = N_("Servers and lines fail every day; the same question may be answered "
		    "a minute later."),
	.cites = "RFC 7208, 2.6.6; RFC 6376, 6.1.2; RFC 9989, 4.9",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
