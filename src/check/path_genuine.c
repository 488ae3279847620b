/* check/path_genuine.c - the server that handed it over bears a name under the domain of
 * From. */
#include "check/identity_list.h"
#include "check/survey_list.h"
#include "link/host.h"

enum { NOT_ASKED, CONFIRMED, NO_ANSWER };

static bool leads_to(const struct fact *fact, const struct ip *ip)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		struct ip one = fact_address(fact->records[i]);

		if (ip_eq(&one, ip))
			return true;
	}
	return false;
}

/* False: the name leads elsewhere, or nowhere; then it shows nothing. */
static bool judge(const struct inspection *in, int *ret)
{
	const struct survey *survey = survey_of(in);
	const struct survey_host *host =
	    survey ? survey_host_of(survey, in->path.origin.rdns) : NULL;
	const struct ip *ip = &in->path.origin.addr;
	const struct fact *fact;

	*ret = NOT_ASKED;
	if (!host)
		return true;
	fact = ip->kind == IP_V6 ? &host->aaaa : &host->a;
	if (leads_to(fact, ip))
		*ret = CONFIRMED;
	else if (fact_is_known(fact))
		return false;
	else if (fact->state == FACT_NO_ANSWER || fact->state == FACT_BOGUS)
		*ret = NO_ANSWER;
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	const struct hop *hop = origin_hop(in);
	struct str from;
	struct finding *finding;
	int variant;

	if (!hop || !origin_is_outside(in) || in->message->from.count == 0 ||
	    path->origin.rdns.n == 0 || hop->received.rdns_forged)
		return;
	from = in->message->from.items[0].domain;
	if (!host_related(in->arena, path->origin.rdns, from) ||
	    !host_related(in->arena, path->origin.helo, from) || !judge(in, &variant))
		return;
	finding = origin_finding(in, self);
	finding_variant(finding, variant);
	/* That a provider's server sent it says nothing of who opened the mailbox. */
	if (is_anybodys_mailbox(from_of(in)))
		finding_severity(finding, SEVERITY_NOTE);
	finding_str(finding, "rdns", path->origin.rdns);
	finding_str(finding, "helo", path->origin.helo);
	finding_str(finding, "domain", from);
}

const struct check check_path_genuine = {
	.id = "path.genuine",
	.title = N_(
	    "The server that handed it over bears a name of the sender's domain: {rdns}"),
	.details = { N_("Recorded by {by}: {ip} has the reverse name {rdns} and called "
			"itself "
			"{helo}, both under the same domain as From ({domain}). Whether "
			"the "
			"name leads back to the address was not asked here."),
		     N_("Recorded by {by}: {ip} has the reverse name {rdns} and called "
			"itself "
			"{helo}, both under the same domain as From ({domain}). Asked "
			"here, the "
			"name leads back to the address."),
		     N_("Recorded by {by}: {ip} has the reverse name {rdns} and called "
			"itself "
			"{helo}, both under the same domain as From ({domain}). Asked "
			"here "
			"whether the name leads back to the address, nobody answered.") },
	.means = N_("Reverse name, HELO and From belong to one domain. It speaks of the "
		    "server, not of the honesty of the content: whoever owns a domain "
		    "and an address can have this."),
	.wrong = N_("The owner of an address chooses its reverse name; only a look-up of "
		    "that name confirms it."),
	.cites = "RFC 5321, 4.1.1.1; RFC 8601, 2.7.3",
	.severity = SEVERITY_ESTABLISHED,
	.grade = GRADE_VOUCHED,
	.run = run,
};
