/* check/text_to_the_staff.c - it speaks to the staff as their own house does, and comes
 * from elsewhere. */
#include "check/identity_list.h"
#include "check/lever_list.h"
#include "check/platform.h"
#include "check/target.h"

#include "link/host.h"

/* "To all employees" on a line that holds little else; prose that mentions them goes on.
 */
enum { BESIDE = 36 };

static bool is_salutation(const struct inspection *in, const struct lever_hit *hit)
{
	const struct passage *passage = &in->passages.items[hit->passage];
	struct str text = passage->text, line;
	size_t from = hit->start;

	while (from && text.p[from - 1] != '\n')
		from--;
	line = str_trim(str_until(str_skip(text, from), '\n'));
	return passage->field || line.n <= hit->end - hit->start + BESIDE;
}

static const struct lever_hit *salutation_of(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];

		if (hit->phrase->kinds >> WORD_STAFF & 1 && is_salutation(in, hit))
			return hit;
	}
	return NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct lever_hit *hit = salutation_of(in);
	const struct passage *passage;
	struct finding *finding;
	struct target target;
	struct str house;

	if (!hit || !from || from->own || mailing_list(in) || !came_from_outside(in) ||
	    platform_of_sender(in) || !target_of(in, &target) ||
	    tables_class(in->env->tables, target.domain))
		return;
	house = host_registrable(in->arena, target.domain);
	if (!house.n || str_eq_nocase(house, from->registrable))
		return;
	passage = &in->passages.items[hit->passage];
	finding = finding_add(in, self);
	finding_str(finding, "phrase", str_sub(passage->text, hit->start, hit->end));
	finding_str(finding, "house", house);
	finding_str(finding, "address", from->text);
	finding_at_lever(finding, hit);
}

const struct check check_text_to_the_staff = {
	.id = "text.to-the-staff",
	.title = N_("It speaks to the staff as their own house does: {phrase}"),
	.details = { N_(
	    "The mail was delivered to {house}; the address that writes to its "
	    "staff, {address}, is of somebody else.") },
	.means =
	    N_("Notices about pay, appraisal, holidays or one's mailbox come from the "
	       "own house's domain. Such a salutation borrows the house's authority "
	       "without naming it, so that one text fits every company."),
	.wrong = N_("Personnel and training services write to the staff for a house, and "
		    "sister companies have domains of their own; the site profile can "
		    "name them."),
	.cites = "IPA, 10 major threats; NIST TN 2276",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
