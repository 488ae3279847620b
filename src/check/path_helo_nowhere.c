/* check/path_helo_nowhere.c - the client called itself by a name under a top-level domain
 * that does not exist. */
#include "check/origin.h"
#include "link/host.h"

/* Endings by which houses call their own machines: careless, and no lie. */
static bool is_inner(struct str top)
{
	static const struct str endings[] = {
		STR("local"),	STR("localdomain"),    STR("localhost"),
		STR("lan"),	STR("home"),	       STR("internal"),
		STR("intern"),	STR("intra"),	       STR("intranet"),
		STR("corp"),	STR("office"),	       STR("private"),
		STR("priv"),	STR("domain"),	       STR("workgroup"),
		STR("invalid"), STR("test"),	       STR("example"),
		STR("onion"),	STR("openstacklocal"), STR("novalocal"),
	};

	for (size_t i = 0; i < COUNT(endings); i++)
		if (str_eq_nocase(top, endings[i]))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	struct str helo = in->path.origin.helo, before, top;
	struct finding *finding;
	struct ip ip;

	if (str_ends(helo, STR(".")))
		helo.n--;
	if (!origin_is_outside(in) || in->path.origin.auth_user.n ||
	    ip_parse(helo, &ip) || !str_cut_last(helo, '.', &before, &top) ||
	    top.n == 0 || is_inner(top) || host_has_listed_suffix(in->arena, helo))
		return;
	finding = origin_finding(in, self);
	finding_str(finding, "helo", helo);
	finding_str(finding, "top", top);
}

const struct check check_path_helo_nowhere = {
	.id = "path.helo-nowhere",
	.title = N_("The client called itself {helo}, a name that cannot exist"),
	.details = { N_("Recorded by {by}: {ip} said HELO {helo}. There is no top-level "
			"domain \"{top}\".") },
	.means = N_("A mail server has a name that others can look up. Programs that "
		    "send masses from rented machines write letters by lot instead."),
	.wrong =
	    N_("An inner name of a house that ends in a word of its own; a top-level "
	       "domain that is newer than the list of them here."),
	.cites = "RFC 5321, 2.3.5 and 4.1.1.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_VOUCHED,
	.run = run,
};
