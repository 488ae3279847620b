/* check/from_several_fields.c - FR-01: more than one From field. */
#include "check/shown.h"
#include "link/host.h"

enum { LISTED = 8 };

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	const struct field *field;
	struct str addresses[LISTED];
	struct finding *finding;
	uint32_t count = 0;
	bool same = true;

	if (message->from_fields < 2)
		return;
	finding = finding_add(in, self);
	for (uint32_t i = 0; i < message->from.count && count < LISTED; i++) {
		addresses[count++] = message->from.items[i].address;
		same = same && host_related(in->arena, message->from.items[0].domain,
					    message->from.items[i].domain);
	}
	for (field = header_first(&message->header, FIELD_FROM); field;
	     field = header_next(&message->header, field))
		finding_at_field(finding, field);
	finding_int(finding, "fields", message->from_fields);
	finding_list(finding, "addresses", addresses, count);
	finding_bool(finding, "domains_differ", !same);
	if (same)
		finding_severity(finding, SEVERITY_CAUTION);
}

const struct check check_from_several_fields = {
	.id = "from.several-fields",
	.title = N_("The message has {fields} From fields"),
	.details = { N_(
	    "They name {addresses}. Programs differ in which one they show, and "
	    "filters in which one they check.") },
	.means =
	    N_("A message has exactly one From. With two, the filter can be shown one "
	       "sender and the reader another."),
	.wrong = N_(
	    "Broken gateways and lists sometimes add a second field that says the same."),
	.cites = "RFC 5322, 3.6; RFC 7103, 7.5; RFC 7489, 6.6.1",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
