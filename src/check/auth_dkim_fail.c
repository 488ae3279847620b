/* check/auth_dkim_fail.c - our side recorded that a DKIM signature failed. */
#include "check/results.h"
#include "base/limits.h"

static bool is_wanted(const struct authres_method *method)
{
	return str_eq(method->method, STR("dkim")) && str_eq(method->result, STR("fail"));
}

static void run(struct inspection *in, const struct check *self)
{
	struct str items[LIMIT_EVIDENCE];
	const struct recorded *first = NULL;
	struct finding *finding;
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->path.recorded_count && count < COUNT(items); i++) {
		const struct recorded *item = &in->path.recorded[i];

		if (item->grade == GRADE_CLAIMED || !is_wanted(item->method))
			continue;
		items[count++] = results_phrase(in->arena, item->method);
		if (!first)
			first = item;
	}
	if (!first)
		return;
	finding = results_finding(in, self, first);
	finding_list(finding, "results", items, count);
}

const struct check check_auth_dkim_fail = {
	.id = "auth.dkim-fail",
	.title = N_("DKIM: a signature failed, recorded by {by}"),
	.details = { N_("{by} recorded {results}. The message was changed after it was "
			"signed, or the signature was never good.") },
	.means = N_("A failed signature counts as none. It does not say who changed the "
		    "message."),
	.wrong = N_("Mailing lists that add a footer or a subject tag break signatures "
		    "every day."),
	.cites = "RFC 6376, 6.1; RFC 8601",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
