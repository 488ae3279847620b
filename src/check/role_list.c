/* check/role_list.c - it was sent to many: a newsletter or an announcement, by its own
 * marks; lists that people post to are id.list. */
#include "check/identity_list.h"

static const struct field *mark_of(const struct header *header)
{
	static const enum field_name marks[] = { FIELD_LIST_UNSUBSCRIBE, FIELD_LIST_ID };
	const struct field *precedence = header_first(header, FIELD_PRECEDENCE);

	for (size_t i = 0; i < COUNT(marks); i++)
		if (header_first(header, marks[i]))
			return header_first(header, marks[i]);
	if (precedence && (str_eq_nocase(str_trim(precedence->value), STR("bulk")) ||
			   str_eq_nocase(str_trim(precedence->value), STR("list"))))
		return precedence;
	return NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct field *mark = mark_of(&in->message->header);
	struct finding *finding;

	if (!mark || mailing_list(in))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "field", mark->name);
	finding_at_field(finding, mark);
}

const struct check check_role_list = {
	.id = "role.list",
	.title = N_("It was sent to many at once"),
	.details = { N_("The field {field} says so: a newsletter or an announcement, not "
			"a letter to one person.") },
	.means = N_("Who writes to many knows little of each. A text that speaks of the "
		    "reader's own account beside such a mark does not fit it."),
	.wrong = N_("Services put the same fields into mail for one person, so that it "
		    "can be stopped; anybody can write them."),
	.cites = "RFC 2369; RFC 2919; RFC 8058",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
