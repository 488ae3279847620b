/* check/auth_spf_own_domain.c - the envelope names our own domain, but the message came
 * from outside. */
#include "check/origin.h"

/* Our own users may log in from anywhere. */
static bool is_our_user(const struct inspection *in)
{
	const struct hop *hop = origin_hop(in);
	struct str user = in->path.origin.auth_user, domain = domain_of(user);

	if (user.n)
		return domain.n == 0 || site_is_own_domain(in->env->site, domain);
	return hop && hop->received.authenticated;
}

static void run(struct inspection *in, const struct check *self)
{
	struct str sender = in->env->override.mail_from.n
				? in->env->override.mail_from
				: in->message->return_path.address;
	struct str domain = domain_of(sender);
	struct finding *finding;

	if (domain.n == 0 || !site_is_own_domain(in->env->site, domain) ||
	    !origin_is_outside(in) || is_our_user(in))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "sender", sender);
	finding_str(finding, "domain", domain);
	finding_at_field(finding, header_first(&in->message->header, FIELD_RETURN_PATH));
}

const struct check check_auth_spf_own_domain = {
	.id = "auth.spf-own-domain",
	.title = N_("The envelope names our own domain {domain}, but {ip} is not ours"),
	.details = { N_("The envelope sender is {sender}, and {by} took the message from "
			"{ip}, outside. SPF of our own domain {domain} is what judges "
			"this mail: a record that ends in -all would have it refused.") },
	.means = N_(
	    "The envelope sender is as freely chosen as From. Here it is our own name."),
	.wrong = N_("A service that sends for us and is not named in the site profile; "
		    "mail of ours that was forwarded back."),
	.cites = "RFC 7208, 2.4; RFC 5321, 4.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
