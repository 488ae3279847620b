/* check/auth_spf_dangling.c - AU-11: an SPF record leans on names that do not exist. */
#include "base/limits.h"
#include "check/evaluated.h"

/* exists: and ptr ask for names that need not be there. */
static bool leans_on_names(struct str term)
{
	while (term.n && strchr("+-~?", term.p[0]))
		term = str_skip(term, 1);
	return !str_starts_nocase(term, STR("exists")) &&
	       !str_starts_nocase(term, STR("ptr"));
}

static void collect(const struct spf_result *result, struct str *items, uint32_t *count)
{
	for (uint32_t i = 1; i < result->trace_count; i++) {
		const struct spf_step *step = result->trace[i];
		struct str name =
		    step->term.n && step->expanded.n ? step->expanded : step->domain;

		if (step->answer_count == 0 || !leans_on_names(step->term) ||
		    step->answers[0]->status != ANSWER_NO_SUCH_NAME)
			continue;
		evaluated_list_add(items, count, LIMIT_EVIDENCE, name);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->spf_count; i++) {
		struct str items[LIMIT_EVIDENCE];
		struct finding *finding;
		uint32_t count = 0;

		collect(&auth->spf[i], items, &count);
		if (count == 0)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "domain", auth->spf[i].domain);
		finding_list(finding, "names", items, count);
		finding_str(finding, "result", str_c(spf_code_name(auth->spf[i].code)));
	}
}

const struct check check_auth_spf_dangling = {
	.id = "auth.spf-dangling",
	.title = N_("The SPF record of {domain} leans on names that do not exist"),
	.details = { N_("With the answers given, the DNS knows no {names}. Whoever comes "
			"to own such a name can permit any server to send for {domain}; "
			"the result here is {result}.") },
	.means = N_("Domains that are given up stay in the records of others for years. "
		    "They have been registered again to send in the name of those "
		    "others."),
	.wrong = N_("A slip of the pen in a record that nobody can take advantage of, "
		    "such as a name below the owner's own domain."),
	.cites = "RFC 7208, 5.2 and 11.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
