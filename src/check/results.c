/* check/results.c - see results.h. */
#include "check/results.h"

#include "base/limits.h"

#include "check/origin.h"

const struct recorded *results_ours(const struct inspection *in, const char *method)
{
	return path_recorded(&in->path, str_c(method));
}

bool results_is(const struct recorded *recorded, const char *result)
{
	return recorded && str_eq(recorded->method->result, str_c(result));
}

/* Who recorded it: the name in the field, else the host at the boundary. */
static struct str recorder(const struct inspection *in, const struct recorded *recorded)
{
	const struct hop *hop = origin_hop(in);

	if (recorded->from->authserv_id.n && recorded->grade != GRADE_GUESSED)
		return recorded->from->authserv_id;
	if (hop && hop->received.by.n)
		return hop->received.by;
	return or_dash(recorded->from->authserv_id);
}

static bool has_prop(const struct authres_method *method, const char *ptype,
		     const char *name, const char *value)
{
	for (uint32_t i = 0; i < method->prop_count; i++)
		if (str_eq_nocase(method->props[i].ptype, str_c(ptype)) &&
		    str_eq_nocase(method->props[i].name, str_c(name)) &&
		    (!value || str_eq_nocase(method->props[i].value, str_c(value))))
			return true;
	return false;
}

bool results_speaks_of_helo(const struct authres_method *method)
{
	return has_prop(method, "", "identity", "helo") ||
	       (has_prop(method, "smtp", "helo", NULL) &&
		!has_prop(method, "smtp", "mailfrom", NULL));
}

static const char *scope_of(const struct authres_method *method)
{
	return results_speaks_of_helo(method) ? N_("HELO name") : N_("envelope sender");
}

struct str results_domain(const struct authres_method *method)
{
	struct str domain = domain_of(method->identity);

	return domain.n ? domain : method->identity;
}

struct finding *results_finding(struct inspection *in, const struct check *self,
				const struct recorded *recorded)
{
	const struct authres_method *method = recorded->method;
	struct finding *finding = finding_add(in, self);
	struct str ip = method->client_ip;

	finding_grade(finding, recorded->grade);
	finding_str(finding, "by", recorder(in, recorded));
	finding_str(finding, "result", method->result);
	finding_str(finding, "identity", or_dash(method->identity));
	finding_str(finding, "domain", or_dash(results_domain(method)));
	finding_word(finding, "scope", scope_of(method));
	finding_str(finding, "ip", or_dash(ip.n ? ip : in->path.origin.ip));
	finding_at_field(finding, recorded->from->field);
	return finding;
}

struct str results_phrase(struct arena *arena, const struct authres_method *method)
{
	return arena_printf(arena, "%.*s=%.*s (%.*s)", STR_ARG(method->method),
			    STR_ARG(method->result), STR_ARG(or_dash(method->identity)));
}

struct finding *results_finding_of_all(struct inspection *in, const struct check *self,
				       bool (*is_wanted)(const struct authres_method *))
{
	struct str items[LIMIT_EVIDENCE];
	const struct recorded *first = NULL;
	struct finding *finding;
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->path.recorded_count && count < COUNT(items); i++) {
		const struct recorded *item = &in->path.recorded[i];

		if (item->grade == GRADE_CLAIMED || !is_wanted(item->method))
			continue;
		items[count++] = results_phrase(in->arena, item->method);
		if (!first)
			first = item;
	}
	if (!first)
		return NULL;
	finding = results_finding(in, self, first);
	finding_list(finding, "results", items, count);
	return finding;
}
