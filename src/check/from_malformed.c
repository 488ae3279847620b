/* check/from_malformed.c - the From field is not written as the grammar has it. */
#include "check/check.h"

enum { SHOWN = 12 };

/* Obsolete forms are lawful to receive, and a dot in an unquoted name is one; the
 * missing address is another finding's matter. */
static bool counts(struct str id)
{
	static const char *const mild[] = { "address.obsolete", "address.missing",
					    "address.no-domain", "address.encoded-word",
					    "address.length" };

	if (!str_starts(id, STR("address.")))
		return false;
	for (size_t i = 0; i < COUNT(mild); i++)
		if (str_eq(id, str_c(mild[i])))
			return false;
	return true;
}

static bool listed(const struct str *items, uint32_t count, struct str id)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(items[i], id))
			return true;
	return false;
}

static bool in_from(const struct message *message, size_t offset)
{
	const struct field *field;

	for (field = header_first(&message->header, FIELD_FROM); field;
	     field = header_next(&message->header, field)) {
		size_t start;

		if (!str_within(message->defects.input, field->raw))
			continue;
		start = str_offset(message->defects.input, field->raw);
		if (offset >= start && offset - start < field->raw.n)
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct str ids[SHOWN];
	struct finding *finding;
	uint32_t count = 0;

	if (message->from.lawful)
		return;
	for (uint32_t i = 0; i < message->defects.count && count < SHOWN; i++) {
		const struct defect *defect = &message->defects.items[i];
		struct str id = str_c(defect->id);

		if (counts(id) && !listed(ids, count, id) &&
		    in_from(message, defect->offset))
			ids[count++] = id;
	}
	if (!count)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "defects", ids, count);
	finding_str(finding, "raw", header_first(&message->header, FIELD_FROM)->value);
	finding_at_field(finding, header_first(&message->header, FIELD_FROM));
}

const struct check check_from_malformed = {
	.id = "from.malformed",
	.title = N_("The From field is not written as the standard has it"),
	.details = { N_("Seen: {defects}, in {raw}.") },
	.means =
	    N_("Programs repair such a field in different ways, and may show different "
	       "senders. A mail program does not write it like that."),
	.wrong = N_(
	    "Careless scripts forget the quotes around a name with a comma, honest ones "
	    "too."),
	.cites = "RFC 5322, 3.4; RFC 7103, 7.5",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
