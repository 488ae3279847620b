/* check/victim_stolen_account.c - the login at the hand-over belongs to another domain
 * than From. */
#include "check/origin.h"
#include "link/host.h"

enum { AT_BOUNDARY, CLAIMED };

/* The sender shown may be another of our own names, or the login a bare user name. */
static bool is_foreign(const struct inspection *in, struct str user)
{
	struct str domain = domain_of(user);

	if (domain.n == 0 || in->message->from.count == 0)
		return false;
	for (uint32_t i = 0; i < in->message->from.count; i++) {
		struct str from = in->message->from.items[i].domain;

		if (from.n == 0 || str_eq_nocase(from, domain) ||
		    host_related(in->arena, from, domain))
			return false;
	}
	return !site_is_own_domain(in->env->site, domain);
}

static void add(struct inspection *in, const struct check *self, const struct hop *hop,
		int variant)
{
	const struct received *r = &hop->received;
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_str(finding, "user", r->auth_user);
	finding_str(finding, "domain", domain_of(r->auth_user));
	finding_str(finding, "from", in->message->from.items[0].address);
	finding_str(finding, "ip", or_dash(r->ip));
	finding_str(finding, "by", or_dash(r->by));
	finding_at_hop(finding, hop->n);
	if (variant == CLAIMED)
		finding_severity(finding, SEVERITY_NOTE);
}

/* Below the boundary a login is the sender's word, and people do write from one
 * provider under an address of another: a note, no more. */
static void run(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;

	if (path->boundary && is_foreign(in, path->origin.auth_user)) {
		add(in, self, origin_hop(in), AT_BOUNDARY);
		return;
	}
	for (uint32_t i = path->count; i > path->boundary; i--) {
		if (!is_foreign(in, path->hops[i - 1].received.auth_user))
			continue;
		add(in, self, &path->hops[i - 1], CLAIMED);
		return;
	}
}

const struct check check_victim_stolen_account = {
	.id = "victim.stolen-account",
	.title = N_("The account {user} was probably stolen"),
	.details = { N_("{by} recorded a login as {user} from {ip}, but the message "
			"shows {from}. The account's owner is probably a victim and "
			"should be told; nothing here says that they wrote it."),
		     N_("A Received field that our side did not write names a login as "
			"{user} ({by}, from {ip}), while the message shows {from}. If "
			"the field is true, the account was used under another name, by "
			"its owner or by a thief.") },
	.means = N_("Somebody who knew the password of one organisation's account sent "
		    "mail in the name of another. That is how stolen accounts are used."),
	.wrong = N_("People send under a second address of theirs; services send for "
		    "their customers."),
	.cites = "RFC 4954",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_GUESSED,
	.run = run,
};
