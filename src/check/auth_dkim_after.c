/* check/auth_dkim_after.c - AU-12: the author's domain signed what a stranger had handed
 * it. */
#include "check/evaluated.h"
#include "link/host.h"
#include "record/identity.h"

/* Whoever logged in, or sits in the same house, is the signer's own customer. */
static bool is_stranger(const struct inspection *in, const struct hop *hop,
			struct str signer)
{
	const struct received *received = &hop->received;

	if (received->addr.kind == IP_NONE || ip_is_private(&received->addr) ||
	    received->authenticated || received->auth_user.n || received->local ||
	    hop->internal)
		return false;
	return !host_related(in->arena, received->rdns, signer) &&
	       !host_related(in->arena, received->helo, signer);
}

/* The newest hop below the field: what was written before it was signed. */
static const struct hop *hop_before(const struct inspection *in,
				    const struct field *field)
{
	for (uint32_t i = 0; i < in->path.count; i++)
		if (in->path.hops[i].field > field)
			return &in->path.hops[i];
	return NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct dkim_signature *signature = evaluated_author_signature(in);
	const struct hop *hop = signature ? hop_before(in, signature->field) : NULL;
	struct finding *finding;

	if (!hop || !is_stranger(in, hop, signature->domain))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", signature->domain);
	finding_str(finding, "by", or_dash(hop->received.by));
	finding_str(finding, "ip", or_dash(hop->received.ip));
	finding_str(finding, "helo", or_dash(hop->received.helo));
	finding_at_field(finding, signature->field);
	finding_at_hop(finding, hop->n);
}

const struct check check_auth_dkim_after = {
	.id = "auth.dkim-after-handover",
	.title = N_("{domain} signed what it had taken from {ip}"),
	.details = { N_("The signature of {domain} stands above the line in which {by} "
			"tells that {ip} ({helo}) handed the message over, without a "
			"login as far as that line tells. It was put there after that: "
			"{domain} vouches for what it let in, not for where it came "
			"from.") },
	.means =
	    N_("Services that sign for their customers sign whatever reaches them as "
	       "a customer's. Where they take mail from anybody's tenant or server, "
	       "strangers get the signature too."),
	.wrong = N_("Programs that hand mail to their own service over the net, and mail "
		    "that a scanner of the same organization passed on. The line below "
		    "is the sender's own word, unless our side wrote it."),
	.cites = "RFC 6376, 5.6 and 8",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
