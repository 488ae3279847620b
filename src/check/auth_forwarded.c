/* check/auth_forwarded.c - FW-01: an SPF pass that belongs to a forwarder, which wrote
 * the envelope anew. */
#include "check/evaluated.h"
#include "check/identity_list.h"
#include "link/host.h"

enum { AUTHOR_SIGNED, NOTHING_LEFT };

/* "HHH=TT=domain=local", what stands behind "SRS0=" (and "SRS1=HHH=host==" in front). */
static struct str domain_in_srs(struct str rest)
{
	struct str hash, stamp, domain = STR_NONE;

	if (!str_cut(rest, '=', &hash, &rest) || !str_cut(rest, '=', &stamp, &rest) ||
	    !str_cut(rest, '=', &domain, &rest))
		return STR("");
	return domain;
}

static bool eat_srs(struct str *rest, const char *mark)
{
	struct str word = str_c(mark);

	if (!str_starts_nocase(*rest, word) || rest->n <= word.n ||
	    !strchr("=+-", rest->p[word.n]))
		return false;
	*rest = str_skip(*rest, word.n + 1);
	return true;
}

/* The domain of the envelope as it was before, out of the forms that forwarders use:
 * SRS0, SRS1, "bounces+SRS=…", "user+caf_=recipient=host". Empty: no such form. */
static struct str former_domain(struct str local)
{
	struct str rest = local, before;
	size_t at;

	if (eat_srs(&rest, "SRS0"))
		return domain_in_srs(rest);
	if (eat_srs(&rest, "SRS1")) {
		at = str_find_str(rest, STR("=="));
		return at == STR_NPOS ? STR("") : domain_in_srs(str_skip(rest, at + 2));
	}
	at = str_find_str_nocase(local, STR("+SRS="));
	if (at != STR_NPOS)
		return domain_in_srs(str_skip(local, at + 5));
	at = str_find_str_nocase(local, STR("+caf_="));
	if (at != STR_NPOS && str_cut_last(local, '=', &before, &rest))
		return rest;
	return STR("");
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct spf_result *spf = evaluated_spf(in, SPF_MAILFROM);
	const struct identity *sender = identity_first(&in->ids, ID_RETURN_PATH);
	struct str local, domain, former;
	struct finding *finding;

	if (!from || !spf || spf->code != SPF_PASS || !sender ||
	    !str_cut_last(sender->text, '@', &local, &domain) ||
	    host_related(in->arena, from->domain, spf->domain))
		return;
	former = former_domain(local);
	if (former.n == 0)
		return;
	finding = finding_add(in, self);
	finding_variant(finding,
			evaluated_author_signature(in) ? AUTHOR_SIGNED : NOTHING_LEFT);
	finding_str(finding, "domain", spf->domain);
	finding_str(finding, "former", former);
	finding_str(finding, "from", from->domain);
	finding_at_field(finding, header_first(&in->message->header, FIELD_RETURN_PATH));
}

const struct check check_auth_forwarded = {
	.id = "auth.forwarded",
	.title = N_("The SPF pass is that of a forwarder, {domain}"),
	.details = { N_("{domain} forwarded it and wrote the envelope anew; before that "
			"it named {former}. The pass speaks of {domain} alone. A "
			"signature of {from} holds, which forwarding does not touch."),
		     N_("{domain} forwarded it and wrote the envelope anew; before that "
			"it named {former}. The pass speaks of {domain} alone, and no "
			"signature of {from} holds: nothing authenticates the name in "
			"From.") },
	.means = N_("Mail of anybody that is sent to an account with a forwarder comes "
		    "out with the forwarder's good name on its envelope."),
	.wrong = N_("People forward their own mail from one account to another every "
		    "day."),
	.cites = "RFC 7208, 11.5; RFC 7960, 2.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
