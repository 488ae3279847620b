/* check/log_delivered.c - what became of the message once it was taken. */
#include "check/log_list.h"
#include "check/origin.h"

enum { MAILBOX, FORWARDED, BOUNCED, DEFERRED };

static int fate(const struct log_delivery *to)
{
	if (str_eq(to->status, STR("bounced")) || str_eq(to->status, STR("expired")))
		return BOUNCED;
	if (str_eq(to->status, STR("deferred")))
		return DEFERRED;
	return to->outside ? FORWARDED : MAILBOX;
}

/* It waited, and went in the end. */
static bool went_later(const struct log_sessions *log, const struct log_delivery *to)
{
	for (uint32_t i = 0; i < log->delivery_count; i++)
		if (log->deliveries[i].utc >= to->utc &&
		    str_eq_nocase(log->deliveries[i].recipient, to->recipient) &&
		    fate(&log->deliveries[i]) <= FORWARDED)
			return true;
	return false;
}

static void tell(struct inspection *in, const struct check *self, int which)
{
	const struct log_sessions *log = in->log;
	const struct log_delivery *last = NULL;
	struct log_names names = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; i < log->delivery_count; i++) {
		const struct log_delivery *to = &log->deliveries[i];

		if (fate(to) != which || (which == DEFERRED && went_later(log, to)))
			continue;
		last = to;
		log_names_add(&names, to->recipient);
	}
	if (!last)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, which);
	finding_list(finding, "recipients", names.items, names.count);
	finding_int(finding, "count", names.count + (int64_t)names.more);
	finding_time(finding, "at", last->utc);
	finding_str(finding, "relay", or_dash(last->relay));
	finding_str(finding, "status", or_dash(last->status));
	finding_str(finding, "text", or_dash(last->text));
}

static void run(struct inspection *in, const struct check *self)
{
	if (!log_own_of(in))
		return;
	for (int which = MAILBOX; which <= DEFERRED; which++)
		tell(in, self, which);
}

const struct check check_log_delivered = {
	.id = "log.delivered",
	.title = N_("The mail log: {status}, to {recipients}"),
	.details = { N_("Delivered here at {at} ({relay}): {text}."),
		     N_("Passed on to another server at {at}: {relay} said {text}. Who "
			"reads it there is to be told as well."),
		     N_("It could not be delivered, at {at} ({relay}): {text}."),
		     N_("It still waits; the last attempt was at {at} ({relay}): "
			"{text}.") },
	.means = N_("Where the message lies now, and who has it."),
	.wrong =
	    N_("What a mailbox's own rules did with it, and whether it was read, the "
	       "log does not say."),
	.cites = "RFC 5321, 6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
