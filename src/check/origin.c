/* check/origin.c - see origin.h. */
#include "check/origin.h"

const struct hop *origin_hop(const struct inspection *in)
{
	const struct path *path = &in->path;

	return path->boundary ? &path->hops[path->boundary - 1] : NULL;
}

bool origin_is_outside(const struct inspection *in)
{
	const struct path *path = &in->path;
	const struct hop *hop = origin_hop(in);

	if (path->basis == BOUNDARY_GIVEN)
		return !ip_is_private(&path->origin.addr);
	return hop && !hop->internal;
}

struct finding *origin_finding(struct inspection *in, const struct check *self)
{
	const struct path *path = &in->path;
	const struct hop *hop = origin_hop(in);
	struct finding *finding = finding_add(in, self);

	finding_grade(finding, hop			       ? hop->grade
			       : path->basis == BOUNDARY_GIVEN ? GRADE_OBSERVED
							       : GRADE_CLAIMED);
	finding_str(finding, "ip", or_dash(path->origin.ip));
	finding_str(finding, "by", or_dash(hop ? hop->received.by : STR_NONE));
	if (hop)
		finding_at_hop(finding, hop->n);
	return finding;
}

struct str domain_of(struct str address)
{
	struct str local, domain;

	if (!str_cut_last(address, '@', &local, &domain))
		return STR_NONE;
	return domain;
}

struct str or_dash(struct str s)
{
	return s.n ? s : STR("-");
}
