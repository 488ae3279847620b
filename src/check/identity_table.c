/* check/identity_table.c - see identity_table.h. */
#include "check/identity_table.h"

#include "base/limits.h"
#include "check/identity_list.h"

/* Names of the sending side. Whom a mail is for says nothing of whom it is from. */
static bool is_senders(enum identity_role role)
{
	return role != ID_FROM && role != ID_TO && role != ID_DELIVERED_TO;
}

static bool is_there(const struct str *names, uint32_t count, struct str name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (str_eq(names[i], name))
			return true;
	}
	return false;
}

void identity_table_finding(struct inspection *in, const struct check *self, bool related)
{
	const struct identity *from = from_of(in);
	struct str names[LIMIT_EVIDENCE];
	uint32_t count = 0;
	struct finding *finding;

	if (!from || from->registrable.n == 0)
		return;
	for (uint32_t i = 0; i < in->ids.count && count < COUNT(names); i++) {
		const struct identity *id = &in->ids.items[i];
		struct str name;

		if (!is_senders(id->role) || id->registrable.n == 0 ||
		    id->related_to_from != related)
			continue;
		name = arena_printf(in->arena, "%s %.*s", identity_role_name(id->role),
				    STR_ARG(id->domain));
		if (!is_there(names, count, name))
			names[count++] = name;
	}
	if (count == 0)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", from->registrable);
	finding_list(finding, "names", names, count);
	finding_int(finding, "count", count);
	finding_at_field(finding, from->field);
}
