/* check/att_calendar.c - an invitation: who invites, by which name, and where it leads.
 */
#include "check/attachment_list.h"
#include "link/host.h"

enum { ENTRY, OTHER };

static struct str domain_of(struct str address)
{
	struct str before, domain;

	return str_cut_last(address, '@', &before, &domain) ? domain : STR("");
}

/* Another domain than any in From: people let assistants and rooms invite, and calendars
 * of large services write under names of their own. */
static bool is_other(const struct inspection *in, struct str organizer)
{
	const struct message *message = in->message;
	struct str domain = host_registrable(in->arena, domain_of(organizer));

	for (uint32_t i = 0; i < message->from.count; i++)
		if (str_eq_nocase(
			host_registrable(in->arena, message->from.items[i].domain),
			domain))
			return false;
	return domain.n > 0;
}

static uint32_t links_of(const struct inspection *in, const struct attachment *item,
			 struct finding *finding)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < in->links.count; i++)
		if (in->links.items[i].attachment == item->n) {
			finding_at_link(finding, &in->links.items[i]);
			count++;
		}
	return count;
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct finding *finding;
		uint32_t links;
		bool other;

		if (item->content != CONTENT_CALENDAR || !item->inner)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		other = is_other(in, item->inner->organizer);
		links = links_of(in, item, finding);
		finding_str(finding, "method",
			    item->inner->method.n ? item->inner->method : STR("-"));
		finding_str(finding, "organizer",
			    item->inner->organizer.n ? item->inner->organizer : STR("-"));
		finding_str(finding, "summary",
			    item->inner->summary.n ? item->inner->summary : STR("-"));
		finding_int(finding, "links", links);
		if (!other)
			continue;
		finding_variant(finding, OTHER);
		if (links && str_eq_nocase(item->inner->method, STR("REQUEST")))
			finding_severity(finding, SEVERITY_CAUTION);
	}
}

const struct check check_att_calendar = {
	.id = "att.calendar",
	.title = N_("A calendar entry is enclosed: {summary}"),
	.details = { N_("Method {method}, organised by {organizer}, with {links} links. "
			"Nothing was answered."),
		     N_("Method {method}, organised by {organizer}, who is not of the "
			"domain in From, with {links} links. Nothing was answered: an "
			"answer would go to the organizer.") },
	.means = N_("Some calendars enter invitations by themselves, with their links, "
		    "and remind of them later, when the mail is long gone."),
	.wrong = N_("Assistants and booking services invite for others."),
	.cites = "RFC 5545, 3.8.4.3; RFC 5546, 3.2.2",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
