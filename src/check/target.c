/* check/target.c - see target.h. */
#include "check/target.h"

static bool set(struct target *ret, struct str address)
{
	ret->address = address;
	return str_cut_last(address, '@', &ret->local, &ret->domain) && ret->local.n;
}

bool target_of(const struct inspection *in, struct target *ret)
{
	const struct identity *delivered = identity_first(&in->ids, ID_DELIVERED_TO);
	const struct path *path = &in->path;

	*ret = (struct target){ .grade = GRADE_CLAIMED };
	if (delivered) {
		ret->field = delivered->field;
		ret->grade = delivered->grade;
		return set(ret, delivered->text);
	}
	if (path->boundary && path->boundary <= path->count &&
	    path->hops[path->boundary - 1].received.for_.n) {
		ret->hop = path->boundary;
		ret->grade = path->hops[path->boundary - 1].grade;
		return set(ret, path->hops[path->boundary - 1].received.for_);
	}
	if (in->message->to.count != 1)
		return false;
	ret->field = header_first(&in->message->header, FIELD_TO);
	return set(ret, in->message->to.items[0].address);
}

bool target_is_unknown(const struct inspection *in, const struct target *target)
{
	const struct site *site = in->env->site;

	return site->local_parts.count && site_is_own_domain(site, target->domain) &&
	       !str_list_has_nocase(&site->local_parts, target->local) &&
	       !str_list_has_nocase(&site->local_parts, str_until(target->local, '+'));
}
