/* check/from_other_reading.c - FR-05 to FR-10: others take another address for the
 * sender. */
#include "check/from_reading.h"
#include "link/host.h"

enum { LISTED = 12 };

static void run(struct inspection *in, const struct check *self)
{
	const struct address_list *from = &in->message->from;
	struct str readings[LISTED];
	struct finding *finding;
	uint32_t count = 0;
	bool related = true;

	for (uint32_t i = 0; i < from->other_count && count < LISTED; i++) {
		const struct address_reading *other = &from->others[i];
		const struct mailbox *main = reading_main(from, other);

		if (reading_is_name(from, other))
			continue;
		related = related && main &&
			  host_related(in->arena, main->domain, other->mailbox.domain);
		readings[count++] = arena_printf(in->arena, "%s: %.*s", other->rule,
						 STR_ARG(other->mailbox.address));
	}
	if (!count)
		return;
	finding = finding_add(in, self);
	if (related)
		finding_severity(finding, SEVERITY_NOTE);
	finding_str(finding, "shown", from->count ? from->items[0].address : STR(""));
	finding_list(finding, "readings", readings, count);
	finding_at_field(finding, header_first(&in->message->header, FIELD_FROM));
}

const struct check check_from_other_reading = {
	.id = "from.other-reading",
	.title = N_("Programs can take different addresses for the sender"),
	.details = { N_("Most show {shown}; by other rules it is {readings}.") },
	.means = N_(
	    "A route, a second bracket, text behind the address, an encoded word or an "
	    "escaped comma is read in different ways. What was checked may not be what "
	    "is "
	    "shown."),
	.wrong =
	    N_("Old gateways wrote routes and put addresses into comments; all readings "
	       "then belong to one sender."),
	.cites = "RFC 5322, 3.4 and 4.4; RFC 2047, 5; RFC 7103, 7.5",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
