/* check/auth_dkim_replay.c - DK-04: genuine signed mail, sent on to somebody else. */
#include "check/evaluated.h"
#include "check/identity_list.h"
#include "link/host.h"

enum { OLD, FRESH };
enum { DAY = 86400, STALE = 2 * DAY }; /* queues give up after days, but rarely wait so */

static bool names(const struct address_list *list, struct str address)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq_nocase(list->items[i].address, address))
			return true;
	return false;
}

static bool covers(const struct dkim_signature *signature, const char *name)
{
	for (uint32_t i = 0; i < signature->covered_count; i++)
		if (str_eq(signature->covered[i], str_c(name)))
			return true;
	return false;
}

/* Whom the servers delivered it to; empty: not recorded. */
static struct str delivered_to(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);

	if (hop && hop->received.for_.n)
		return hop->received.for_;
	return in->message->delivered_to;
}

/* The signed text names its readers, and this one is not among them. */
static bool is_for_others(const struct inspection *in,
			  const struct dkim_signature *signature, struct str recipient)
{
	const struct message *message = in->message;

	return recipient.n && covers(signature, "to") && message->to.count &&
	       message->to.groups == 0 && !names(&message->to, recipient) &&
	       !names(&message->cc, recipient);
}

/* Neither its SPF, nor the client's names lead to the signer. */
static bool came_by_others(const struct inspection *in, struct str signer)
{
	const struct path *path = &in->path;

	return path->origin.addr.kind != IP_NONE &&
	       !evaluated_spf_passes_for(in, signer) &&
	       !host_related(in->arena, path->origin.rdns, signer) &&
	       !host_related(in->arena, path->origin.helo, signer);
}

/* Seconds from signing to receipt; -1: not known. */
static int64_t age(const struct inspection *in, const struct dkim_signature *signature)
{
	const struct hop *hop = origin_hop(in);
	int64_t from = signature->signed_at;

	if (from < 0 && in->message->date.ok && covers(signature, "date"))
		from = in->message->date.utc;
	if (from < 0 || !hop || !hop->received.date.ok || hop->received.date.utc < from)
		return -1;
	return hop->received.date.utc - from;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct dkim_signature *signature)
{
	struct str recipient = delivered_to(in);
	int64_t seconds = age(in, signature);
	struct finding *finding;

	if (signature->code != DKIM_PASS || mailing_list(in) ||
	    !is_for_others(in, signature, recipient) ||
	    !came_by_others(in, signature->domain))
		return;
	finding = finding_add(in, self);
	finding_variant(finding, seconds > STALE ? OLD : FRESH);
	if (seconds > STALE)
		finding_severity(finding, SEVERITY_CAUTION);
	finding_str(finding, "domain", signature->domain);
	finding_str(finding, "recipient", recipient);
	finding_str(finding, "to", in->message->to.items[0].address);
	finding_str(finding, "ip", in->path.origin.ip);
	finding_int(finding, "hours", seconds < 0 ? 0 : seconds / 3600);
	finding_at_field(finding, signature->field);
	finding_at_field(finding, header_first(&in->message->header, FIELD_TO));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dkim.count; i++)
		tell(in, self, &auth->dkim.items[i]);
}

const struct check check_auth_dkim_replay = {
	.id = "auth.dkim-replay",
	.title = N_("Signed by {domain}, but not for this recipient, and it came by "
		    "others"),
	.details = { N_("{domain} signed it for {to}; it was delivered to {recipient}, "
			"{hours} "
			"hours after signing, by {ip}, which neither SPF nor its names "
			"connect "
			"with {domain}. The text is genuine; that {domain} sent it here "
			"is not "
			"established."),
		     N_("{domain} signed it for {to}; it was delivered to {recipient} by "
			"{ip}, "
			"which neither SPF nor its names connect with {domain}. The text "
			"is "
			"genuine; that {domain} sent it here is not established.") },
	.means = N_("A signed message can be sent again, unchanged, to millions; its "
		    "signature holds each time. Notices in which strangers may place a "
		    "text are used so."),
	.wrong = N_("Forwarding, a blind copy, or a list without the usual fields looks "
		    "the same."),
	.cites = "RFC 6376, 8.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
