/* check/id_own_domain_spoof.c - our own domain in From, handed over from outside.
 *
 * With a site profile "our own" is known. Without one it is guessed: the sender's domain
 * is the recipient's. */
#include "check/identity_list.h"
#include "check/target.h"
#include "link/host.h"

enum { KNOWN, GUESSED, BY_LIST };

/* A login of our own domain is one of us, working from elsewhere. */
static bool is_own_login(const struct inspection *in, const struct identity *from)
{
	const struct identity *user = identity_first(&in->ids, ID_AUTH_USER);
	const struct path *path = &in->path;
	const struct hop *hop;

	if (user && user->domain.n)
		return user->own || str_eq(user->registrable, from->registrable);
	hop = path->origin.hop && path->origin.hop <= path->count
		  ? &path->hops[path->origin.hop - 1]
		  : NULL;
	return user || (hop && hop->received.authenticated);
}

/* The server that handed it over bears a name of the domain: the guess that it is a
 * stranger would be wrong. */
static bool server_is_related(const struct inspection *in)
{
	const struct identity *rdns = identity_first(&in->ids, ID_RDNS);

	return rdns && rdns->related_to_from;
}

/* Whom it was delivered to, in the receiving side's own words: To is the sender's, and
 * newsletters and lists write to themselves. */
static bool recipient_shares_domain(const struct inspection *in,
				    const struct identity *from)
{
	struct target target;

	/* A bounce has no envelope sender and the name of some server of the domain. */
	if (in->message->return_path_null)
		return false;
	return target_of(in, &target) && target.grade != GRADE_CLAIMED &&
	       host_related(in->arena, target.domain, from->domain);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;

	if (!from || !came_from_outside(in) || is_own_login(in, from) ||
	    from_was_authenticated(in))
		return;
	/* Two customers of one mail provider are strangers to each other. */
	if (in->env->site->given ? !from->own
				 : !recipient_shares_domain(in, from) || from->class_ ||
				       server_is_related(in))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", from->domain);
	finding_str(finding, "from", from->text);
	finding_str(finding, "ip", in->path.origin.ip);
	finding_at_field(finding, from->field);
	finding_at_hop(finding, in->path.origin.hop);
	if (!in->env->site->given) {
		finding_variant(finding, GUESSED);
		finding_grade(finding, GRADE_GUESSED);
		finding_severity(finding, SEVERITY_CAUTION);
	}
	if (mailing_list(in)) {
		finding_variant(finding, BY_LIST);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_id_own_domain_spoof = {
	.id = "id.own-domain-spoof",
	.title = N_("Our own domain in From, but the mail came from outside"),
	.details = { N_("From is {from}; {domain} is our own (site profile). The mail "
			"was "
			"handed over from outside, by {ip}, and no login of ours is "
			"recorded."),
		     N_("From is {from}, a domain that the recipient shares; {ip}, which "
			"handed it over, shows no name of that domain. Without a site "
			"profile "
			"it is a guess that {domain} is the recipient's own."),
		     N_("From is {from}, and a mailing list handed it over from outside: "
			"a "
			"post of one of us that came back.") },
	.means =
	    N_("Colleagues' mail comes from our own servers. Somebody outside wrote our "
	       "domain into From to pass for one of us."),
	.wrong = N_("Services that send in our name (shops, ticket systems, scanners), "
		    "forwarding, and members who send through another provider do it "
		    "honestly. Name their servers as relays in the site profile."),
	.cites = "RFC 5321, 7.1",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
