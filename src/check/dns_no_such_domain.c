/* check/dns_no_such_domain.c - a sender's name that does not exist, so that nobody can
 * answer him. The envelope's is auth.spf-no-such-domain. */
#include "check/survey_list.h"

enum { SHOWN = 1u << SEEN_FROM | 1u << SEEN_REPLY_TO | 1u << SEEN_SENDER };

/* "no such name" of the host itself: an empty domain may have hosts. */
static bool is_gone(const struct survey_host *host)
{
	return host->a.state == FACT_NO_NAME && host->mx.state != FACT_FOUND &&
	       host->mx.state != FACT_NONE;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct survey *survey = survey_of(in);

	for (uint32_t i = 0; survey && i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];
		struct finding *finding;

		if (!(host->roles & SHOWN) || host->withheld || !is_gone(host))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "host", host->name);
		finding_word(finding, "role",
			     host->roles & 1u << SEEN_FROM	 ? N_("From")
			     : host->roles & 1u << SEEN_REPLY_TO ? N_("Reply-To")
								 : N_("Sender"));
		finding_at_host(finding, host);
	}
}

const struct check check_dns_no_such_domain = {
	.id = "dns.no-such-domain",
	.title = N_("{host}, the domain in {role}, does not exist"),
	.details = { N_("The DNS knows no {host}. Nobody can be written to there.") },
	.means = N_("A sender whose domain does not exist is made up, or the domain was "
		    "taken away since."),
	.wrong = N_("Machines that send notices under an internal name, and domains that "
		    "have expired since."),
	.cites = "RFC 5321, 2.3.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
