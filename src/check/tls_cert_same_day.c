/* check/tls_cert_same_day.c - the site's certificate was issued shortly before the mail
 * was written: the site was made for it, or renewed its certificate by chance. */
#include "check/visit_list.h"

enum { DAY = 86400, SHORTLY = 7 * DAY };
enum { SAME_DAY, SAME_DAY_DATE, DAYS };

static int64_t delivered(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	return hop && hop->received.date.ok ? hop->received.date.utc : 0;
}

static void add_duration(struct finding *finding, const char *const keys[3],
			 int64_t seconds)
{
	finding_int(finding, keys[0], seconds / 3600);
	finding_int(finding, keys[1], seconds / 60 % 60);
	finding_int(finding, keys[2], seconds % 60);
}

static void tell(struct finding *finding, int64_t before, int64_t arrived)
{
	static const char *const of_date[] = { "hours", "minutes", "seconds" };
	static const char *const of_arrival[] = { "arrival_hours", "arrival_minutes",
						  "arrival_seconds" };

	finding_int(finding, "days", before / DAY);
	add_duration(finding, of_date, before);
	finding_int(finding, "before_seconds", before);
	if (before >= DAY) {
		finding_severity(finding, SEVERITY_NOTE);
		finding_variant(finding, DAYS);
	} else if (arrived > 0) {
		add_duration(finding, of_arrival, arrived);
	} else {
		finding_variant(finding, SAME_DAY_DATE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct date *date = &in->message->date;
	int64_t arrival = delivered(in), written = date->ok ? date->utc : arrival;
	struct handshake_walk walk = { 0 };
	const struct handshake *handshake;

	while (written && (handshake = handshake_next(in, &walk))) {
		const struct certificate *own = &handshake->chain[0];
		struct finding *finding;

		if (own->first == CERTIFICATE_NO_TIME || own->first > written ||
		    written - own->first > SHORTLY)
			continue;
		finding = finding_for_handshake(in, self, walk.of, handshake);
		finding_time(finding, "issued", own->first);
		finding_time(finding, "until", own->last);
		tell(finding, written - own->first, arrival ? arrival - own->first : 0);
	}
}

const struct check check_tls_cert_same_day = {
	.id = "tls.cert-same-day",
	.title = N_("The certificate of {host} was issued shortly before the mail"),
	.details = { N_("Valid from {issued}, that is {hours} h {minutes} min {seconds} "
			"s "
			"before the date in the message, and {arrival_hours} h "
			"{arrival_minutes} min {arrival_seconds} s before it was handed "
			"over. Issued by {issuer}."),
		     N_("Valid from {issued}, that is {hours} h {minutes} min {seconds} "
			"s "
			"before the date in the message. Issued by {issuer}."),
		     N_("Valid from {issued}, that is {days} days before the date in the "
			"message. Issued by {issuer}.") },
	.means = N_("A site that is set up for one campaign gets its certificate just "
		    "before the mails go out. The day on a certificate is its issuer's "
		    "word, not the sender's."),
	.wrong = N_("Certificates are renewed every two or three months by themselves; "
		    "one of many honest sites renews on the very day."),
	.cites = "RFC 5280, 4.1.2.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
