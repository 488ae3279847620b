/* check/log_other_recipients.c - to whom else this client wrote. */
#include "check/log_list.h"

static bool is_ours(const struct log_session *own, struct str recipient)
{
	for (uint32_t i = 0; own && i < own->recipient_count; i++)
		if (str_eq_nocase(own->recipients[i], recipient))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct log_sessions *log = log_read_of(in);
	const struct log_session *own = log_own_of(in);
	struct log_names names = { 0 };
	uint32_t mails = 0, refused = 0;
	struct finding *finding;

	for (uint32_t i = 0; own && i < log->count; i++) {
		const struct log_session *session = &log->sessions[i];
		uint32_t before = names.count + (uint32_t)names.more;

		for (uint32_t k = 0; k < session->recipient_count; k++)
			if (!is_ours(own, session->recipients[k]))
				log_names_add(&names, session->recipients[k]);
		if (names.count + (uint32_t)names.more == before)
			continue;
		mails += session->outcome == LOG_ACCEPTED;
		refused += session->outcome == LOG_REJECTED;
	}
	if (names.count == 0)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "recipients", names.items, names.count);
	finding_int(finding, "count", names.count + (int64_t)names.more);
	finding_int(finding, "accepted", mails);
	finding_int(finding, "refused", refused);
}

const struct check check_log_other_recipients = {
	.id = "log.other-recipients",
	.title = N_("The same client wrote to {count} other addresses here"),
	.details = { N_("{recipients}. In sessions of which {accepted} were taken and "
			"{refused} refused.") },
	.means = N_("Whom else to warn, and whether names were tried at random."),
	.wrong = N_("A provider's server, or a list, writes to many of us every day."),
	.cites = "RFC 5321, 3.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
