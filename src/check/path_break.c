/* check/path_break.c - a hop does not fit the hop before it. */
#include "check/origin.h"

static const struct hop *first_break(const struct path *path, uint32_t *ret_count)
{
	const struct hop *first = NULL;

	*ret_count = 0;
	for (uint32_t i = 0; i + 1 < path->count; i++) {
		if (!path->hops[i].breaks)
			continue;
		if (!first)
			first = &path->hops[i];
		++*ret_count;
	}
	return first;
}

static void run(struct inspection *in, const struct check *self)
{
	uint32_t count;
	const struct hop *hop = first_break(&in->path, &count);
	struct finding *finding;

	if (!hop)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "hop", hop->n);
	finding_int(finding, "older", hop->n + 1);
	finding_str(finding, "from", or_dash(hop->received.helo));
	finding_str(finding, "ip", or_dash(hop->received.ip));
	finding_str(finding, "by", or_dash(hop[1].received.by));
	finding_int(finding, "times", count);
	finding_at_hop(finding, hop->n);
	finding_at_hop(finding, hop->n + 1);
}

const struct check check_path_break = {
	.id = "path.break",
	.title =
	    N_("The chain of Received fields has a gap between hops {hop} and {older}"),
	.details = { N_("Field {hop} took the message from {from} ({ip}); the older "
			"field {older} was written by {by}. Neither name, domain nor "
			"address of the two fits. Such gaps in this message: {times}.") },
	.means = N_(
	    "A server's field names the client it took the message from; the field below "
	    "should be written by that client. Made-up fields often do not fit."),
	.wrong = N_("Gateways, hosts with several names and services that send for "
		    "others leave such gaps honestly."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
