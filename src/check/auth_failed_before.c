/* check/auth_failed_before.c - a server on the way, not of our side, noted that the
 * sender was not authenticated. */
#include "check/evaluated.h"
#include "check/identity_list.h"
#include "check/results.h"
#include "link/host.h"

static const struct authres_method *method_of(const struct authres *field,
					      struct str name)
{
	for (uint32_t i = 0; i < field->method_count; i++)
		if (str_eq(field->methods[i].method, name))
			return &field->methods[i];
	return NULL;
}

static bool says(const struct authres_method *method, struct str result)
{
	return method && str_eq(method->result, result);
}

/* The envelope was not let through, and no signature had a say in it: one that is there
 * and broken tells of a gateway that changed an honest mail. */
static const struct authres_method *against(const struct authres *field)
{
	const struct authres_method *spf = method_of(field, STR("spf"));
	const struct authres_method *dkim = method_of(field, STR("dkim"));
	const struct authres_method *dmarc = method_of(field, STR("dmarc"));

	if (!spf || results_speaks_of_helo(spf) || (dkim && !says(dkim, STR("none"))))
		return NULL;
	if (says(spf, STR("fail")) || says(spf, STR("hardfail")) ||
	    (says(spf, STR("softfail")) && says(dmarc, STR("fail"))))
		return spf;
	return NULL;
}

/* Our own side says the same, or knows the author by a signature. That SPF lets the
 * service in which passed it on is no answer: who sent it there is what failed. */
static bool ours_knows(const struct inspection *in)
{
	const struct recorded *dkim = results_ours(in, "dkim");

	if (results_is(results_ours(in, "dmarc"), "fail") ||
	    results_is(results_ours(in, "spf"), "fail"))
		return true;
	return evaluated_author_signature(in) ||
	       (results_is(dkim, "pass") &&
		host_related(in->arena, results_domain(dkim->method),
			     from_of(in)->domain));
}

static void run(struct inspection *in, const struct check *self)
{
	if (!from_of(in) || mailing_list(in) || ours_knows(in))
		return;
	for (uint32_t i = 0; i < in->path.recorded_count; i++) {
		const struct recorded *item = &in->path.recorded[i];
		const struct authres_method *method;
		struct finding *finding;

		if (item->grade != GRADE_CLAIMED || !(method = against(item->from)))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "by",
			    item->from->authserv_id.n ? item->from->authserv_id
						      : STR("-"));
		finding_str(finding, "result", method->result);
		finding_str(finding, "ip",
			    method->client_ip.n ? method->client_ip : STR("-"));
		finding_str(finding, "domain", or_dash(results_domain(method)));
		finding_at_field(finding, item->from->field);
		return;
	}
}

const struct check check_auth_failed_before = {
	.id = "auth.failed-before",
	.title = N_("Before it came here it had failed: SPF {result}, noted by {by}"),
	.details = { N_(
	    "A server on the way, {by}, noted that {domain} does not let {ip} "
	    "send for it, and found no signature. The field is not our "
	    "side's, but nobody writes a failure against himself.") },
	.means = N_("Who cannot get his mail accepted sends it through a service that "
		    "passes it on under its own good name: a rented tenant, a mailbox "
		    "that forwards. The service is authenticated here, the sender was "
		    "not there."),
	.wrong = N_("A printer or a program of the sender's own house that its SPF "
		    "record forgot; an unsigned mail that was forwarded twice."),
	.cites = "RFC 8617, 4.1.1; RFC 8601, 5; RFC 7208, 2.6",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
