/* check/limit_questions.c - the message asks for more than may be asked on its account.
 */
#include "base/limits.h"
#include "check/check.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;
	struct str items[LIMIT_EVIDENCE];
	uint32_t count = 0, listed = 0;
	struct finding *finding;

	for (uint32_t i = 0; i < auth->answer_count; i++) {
		if (!str_eq(auth->answers[i]->reason, str_c(door_over_budget)))
			continue;
		if (listed < COUNT(items))
			items[listed++] = auth->answers[i]->question;
		count++;
	}
	if (count == 0)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", count);
	finding_int(finding, "asked", (int64_t)auth->answer_count - count);
	finding_list(finding, "questions", items, listed);
}

const struct check check_limit_questions = {
	.id = "limit.questions",
	.title = N_("The message asks for too much: {count} questions were not asked"),
	.details = { N_("{asked} questions were asked on its account, which is the most; "
			"not asked: {questions}. What rests on these is open.") },
	.means = N_("A message can name thousands of domains, to make those who examine "
		    "it a flood, or to hide the one that matters behind a cap."),
	.wrong = N_("A digest of very many senders, or a low cap that was asked for."),
	.cites = "SECURITY.md",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
