/* check/tls_first_certificate.c - no certificate was ever issued for the domain until
 * shortly before the mail: by the public logs, whose times are not the sender's. */
#include "check/survey_list.h"

enum { DAY = 86400, SHORTLY = 7 * DAY, MONTH = 30 * DAY };
enum { HOURS, DAYS };

/* By the clock of the sender; where that says nothing, by ours. */
static int64_t written(const struct inspection *in)
{
	const struct date *date = &in->message->date;
	const struct hop *hop = origin_hop(in);

	if (date->ok)
		return date->utc;
	return hop && hop->received.date.ok ? hop->received.date.utc : 0;
}

static void tell(struct inspection *in, const struct check *self, const struct past *past,
		 int64_t before)
{
	const struct survey_domain *domain = &in->survey->domains[past->domain];
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, before < DAY ? HOURS : DAYS);
	if (before > SHORTLY)
		finding_severity(finding, SEVERITY_NOTE);
	finding_str(finding, "domain", domain->name);
	finding_time(finding, "first", past->history.first);
	finding_str(finding, "issuer", or_dash(past->history.first_issuer));
	finding_int(finding, "hours", before / 3600);
	finding_int(finding, "days", before / DAY);
	finding_int(finding, "count", past->history.certificates);
	finding_at_domain(finding, domain);
}

static void run(struct inspection *in, const struct check *self)
{
	int64_t at = in->thing ? 0 : written(in);

	for (uint32_t i = 0; in->pasts && i < in->pasts->count && at; i++) {
		const struct past *past = &in->pasts->items[i];
		const struct ct_history *history = &past->history;

		/* Of an answer that broke off nobody knows the first. */
		if (past->state == PAST_FOUND && history->dated && !history->cut &&
		    history->first <= at && at - history->first <= MONTH)
			tell(in, self, past, at - history->first);
	}
}

const struct check check_tls_first_certificate = {
	.id = "tls.first-certificate",
	.title =
	    N_("The first certificate of {domain} was issued shortly before the mail"),
	.details = { N_("The public logs of certificates have none for {domain} before "
			"{first}, {hours} hours before the date in the message; it was "
			"issued by {issuer}. Certificates since then: {count}."),
		     N_("The public logs of certificates have none for {domain} before "
			"{first}, {days} days before the date in the message; it was "
			"issued by {issuer}. Certificates since then: {count}.") },
	.means = N_("Every site that browsers take has a certificate, and every "
		    "certificate stands in the logs: before that day nothing was served "
		    "there in the usual way. That tells of names, too, that were "
		    "registered long ago and laid aside."),
	.wrong = N_("New sites of honest people begin like that; an old site may have "
		    "stood below another name, or behind a certificate for all names of "
		    "its provider."),
	.cites = "RFC 6962",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
