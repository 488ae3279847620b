/* check/id_login_differs.c - AU-15: who logged in at the sender's own house is not who is
 * shown. */
#include "check/identity_list.h"
#include "check/lever_list.h"
#include "check/origin.h"
#include "link/host.h"

enum { ANOTHER, ADMINISTRATION };

/* The lowest hop with a login: where the mail was handed in. */
static const struct hop *submission(const struct inspection *in)
{
	const struct path *path = &in->path;

	for (uint32_t i = path->count; i > 0; i--)
		if (path->hops[i - 1].received.auth_user.n)
			return &path->hops[i - 1];
	return NULL;
}

/* A bare name is one of the house that recorded it; another house's is told by
 * victim.stolen-account. */
static bool is_another(const struct inspection *in, struct str user,
		       const struct identity *from)
{
	struct str local = user, domain = domain_of(user),
		   name = str_until(from->text, '@');

	if (domain.n) {
		if (!host_related(in->arena, domain, from->domain))
			return false;
		local = str_until(user, '@');
	}
	/* "ann+news" and "ann" are one. */
	return local.n && !str_eq_nocase(str_until(local, '+'), str_until(name, '+'));
}

/* It speaks as those do who run the mailboxes. */
static bool speaks_as_administration(const struct inspection *in)
{
	return levers_have(&in->levers, LEVER_HELPDESK) ||
	       has_pretext(in, PRETEXT_QUOTA) || has_pretext(in, PRETEXT_HELD_MAIL) ||
	       has_pretext(in, PRETEXT_PASSWORD_EXPIRY);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct hop *hop = submission(in);
	struct finding *finding;

	if (!from || !hop || mailing_list(in) ||
	    !is_another(in, hop->received.auth_user, from))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "user", hop->received.auth_user);
	finding_str(finding, "from", from->text);
	finding_str(finding, "by", or_dash(hop->received.by));
	finding_at_hop(finding, hop->n);
	finding_at_field(finding, from->field);
	if (speaks_as_administration(in)) {
		finding_variant(finding, ADMINISTRATION);
		finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_id_login_differs = {
	.id = "id.login-differs",
	.title = N_("The account that sent it is {user}, the sender shown is {from}"),
	.details = { N_("{by} recorded a login as {user}; the message shows {from}, "
			"another mailbox of the same house."),
		     N_("{by} recorded a login as {user}; the message shows {from} and "
			"speaks as those who run the mailboxes. They log in as "
			"themselves: the account was probably used by somebody else.") },
	.means = N_("A server that lets each account write under any name of its house "
		    "lets a thief of one account write as its administrator. Signature "
		    "and DMARC pass."),
	.wrong = N_("People write for an office from their own account, and some "
		    "providers call accounts by a number."),
	.cites = "RFC 4954; RFC 6409, 6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
