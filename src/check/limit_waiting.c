/* check/limit_waiting.c - the time for the answers of one message was used up. */
#include "base/limits.h"
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	struct str items[LIMIT_EVIDENCE];
	uint32_t count = 0, listed = 0;
	struct finding *finding;

	for (uint32_t i = 0; i < auth->answer_count; i++) {
		const struct answer *answer = auth->answers[i];

		if (answer->status != ANSWER_TIMEOUT ||
		    !str_eq(answer->reason, STR(ANSWER_OUT_OF_TIME)))
			continue;
		if (listed < COUNT(items))
			items[listed++] = answer->question;
		count++;
	}
	if (count == 0)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", count);
	finding_list(finding, "questions", items, listed);
}

const struct check check_limit_waiting = {
	.id = "limit.waiting",
	.title = N_("The time for answers was used up: {count} were not waited for"),
	.details = { N_("Without an answer when the time for this message had passed: "
			"{questions}. What rests on these is open.") },
	.means = N_("Name servers of the sender can answer slowly on purpose, until "
		    "filters give up and let the message pass."),
	.wrong = N_("A slow line or resolver on our own side."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
