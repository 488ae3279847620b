/* check/hdr_msgid_own_domain.c - an id in our name on a mail from outside. */
#include "check/identity_list.h"
#include "check/msgid_list.h"
#include "check/origin.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *id = identity_first(&in->ids, ID_MESSAGE_ID);
	struct finding *finding;

	if (!id || !id->own || !origin_is_outside(in) || msgid_added_by(in) ||
	    mailing_list(in))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "id", id->text);
	finding_str(finding, "domain", id->domain);
	finding_str(finding, "client", in->path.origin.ip);
	finding_at_field(finding, id->field);
	finding_at_hop(finding, in->path.origin.hop);
}

const struct check check_hdr_msgid_own_domain = {
	.id = "hdr.msgid-own-domain",
	.title = N_("The Message-ID is in the name of our own domain {domain}"),
	.details = { N_(
	    "It is {id}, but the message was handed over from outside, by {client}. Our "
	    "servers issue ids for mail that they send.") },
	.means =
	    N_("Tools that put the recipient's domain into every field make such ids."),
	.wrong = N_(
	    "Our own mail that comes back from a forwarder or a list keeps its id, and a "
	    "service may write in our name."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
