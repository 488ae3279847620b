/* check/path_handover.c - who handed the message over, with all that was recorded. */
#include "check/origin.h"

static void add_hop(struct finding *finding, const struct hop *hop)
{
	const struct received *r = &hop->received;

	finding_int(finding, "hop", hop->n);
	finding_str(finding, "protocol", or_dash(r->protocol));
	finding_str(finding, "tls", or_dash(r->tls));
	finding_str(finding, "id", or_dash(r->id));
	finding_str(finding, "for", or_dash(r->for_));
	finding_str(finding, "envelope_from", or_dash(r->envelope_from));
	if (!r->date.ok) {
		finding_str(finding, "time", STR("-"));
		return;
	}
	finding_time(finding, "time", r->date.utc);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	const struct hop *hop = origin_hop(in);
	struct finding *finding;

	if (!hop && path->basis != BOUNDARY_GIVEN)
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", or_dash(path->origin.helo));
	finding_str(finding, "rdns", or_dash(path->origin.rdns));
	finding_str(finding, "auth_user", or_dash(path->origin.auth_user));
	if (hop)
		add_hop(finding, hop);
	else
		finding_variant(finding, 1);
}

const struct check check_path_handover = {
	.id = "path.handover",
	.title = N_("Handed over by {ip}"),
	.details = { N_("Recorded by {by}: client {ip}, reverse name {rdns}, HELO "
			"{helo}, protocol {protocol}, encryption {tls}, login "
			"{auth_user}, queue id {id}, for {for}, at {time}. \"-\" stands "
			"where nothing is recorded."),
		     N_("Given by whoever took the message over: client {ip}, HELO "
			"{helo}. The message bears no Received field of that server "
			"yet.") },
	.means =
	    N_("The Received field at the boundary between the outside and our own side. "
	       "The address is the one thing in it that the client did not choose."),
	.wrong = N_("Without a site profile the boundary is inferred; in a text that "
		    "somebody passed on, even the topmost fields may be forged."),
	.cites = "RFC 5321, 4.4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
