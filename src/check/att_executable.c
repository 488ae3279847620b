/* check/att_executable.c - an attachment on which a click does more than show it. */
#include "check/attachment_list.h"

enum { RUNS, INSTALLS, MOUNTS, OPENS, EDITED };

static int variant_of(enum action action)
{
	switch (action) {
	case ACTION_INSTALLS:
		return INSTALLS;
	case ACTION_MOUNTS:
		return MOUNTS;
	case ACTION_OPENS:
		return OPENS;
	case ACTION_EDITED:
		return EDITED;
	default:
		return RUNS;
	}
}

/* Settings for a telephone come from schools and employers; shortcuts to pages and
 * sources of scripts do nothing by themselves. */
static enum severity severity_of(const struct inspection *in,
				 const struct attachment *item)
{
	if (item->action == ACTION_EDITED || !attachment_is_one_of_few(in, item))
		return SEVERITY_NOTE;
	if (item->action == ACTION_OPENS ||
	    (item->kind && strcmp(item->kind->extension, "mobileconfig") == 0))
		return SEVERITY_CAUTION;
	return SEVERITY_ADVERSE;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct attachment *item)
{
	struct finding *finding;

	if (item->action == ACTION_NONE || item->action == ACTION_MACROS)
		return;
	finding = finding_for_attachment(in, self, item);
	if (!finding)
		return;
	finding_variant(finding, variant_of(item->action));
	finding_severity(finding, severity_of(in, item));
}

/* Of a tree of sources one file says enough. */
static void run(struct inspection *in, const struct check *self)
{
	uint32_t told = 0;

	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];

		if (!attachment_is_one_of_few(in, item)) {
			if (told == item->parent)
				continue;
			if (item->action > ACTION_EDITED)
				told = item->parent;
			else
				continue;
		}
		judge(in, self, item);
	}
}

const struct check check_att_executable = {
	.id = "att.executable",
	.title = N_("An attachment is a program, or acts like one: {name}"),
	.details = { N_("{name} is {kind} ({format}): a click runs it. Where it lies: "
			"{inside}."),
		     N_("{name} installs something, a program or settings, on the device "
			"where it is opened. Where it lies: {inside}."),
		     N_("{name} is a disk image ({format}): a click mounts it, and files "
			"in "
			"it have lost the mark that they came by mail."),
		     N_("{name} is a shortcut ({format}): a click leads to a place that "
			"it "
			"names and does not show."),
		     N_("{name} is the source of a script. Most systems show it in an "
			"editor; some run it.") },
	.means = N_("Nobody needs to send a program by mail; those who do want it run "
		    "before anybody thinks."),
	.wrong = N_("Programmers send each other scripts and sources; of an archive with "
		    "many files only a note is made. Schools and employers send "
		    "settings for telephones."),
	.cites = "MITRE ATT&CK T1204.002",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
