/* check/att_name_deceives.c - a file name that reads otherwise than it is. */
#include "check/attachment_list.h"
#include "check/file_name.h"
#include "check/unicode.h"

enum { BIDI, PADDED, DOT, UNSEEN };
enum { BLANKS = 8 };

/* Which trick is played; false: none. */
static bool find_trick(const struct filename_look *look, int *ret)
{
	if (look->bidi)
		*ret = BIDI;
	else if (look->blanks >= BLANKS && look->extension.n)
		*ret = PADDED;
	else if (look->dot && content_of_extension(look->extension) &&
		 content_of_extension(look->extension)->action > ACTION_EDITED)
		*ret = DOT;
	else if (look->unseen)
		*ret = UNSEEN;
	else
		return false;
	return true;
}

static bool acts(const struct filename_look *look)
{
	const struct content_kind *kind = content_of_extension(look->extension);

	return kind && (kind->action > ACTION_EDITED || kind->content == CONTENT_HTML ||
			kind->content == CONTENT_SVG);
}

static void judge(struct inspection *in, const struct check *self,
		  const struct attachment *item)
{
	for (uint32_t i = 0; i < item->name_count; i++) {
		struct filename_look look;
		struct finding *finding;
		int trick;

		filename_look(in->arena, item->names[i], &look);
		if (!find_trick(&look, &trick))
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		finding_variant(finding, trick);
		finding_str(finding, "name", item->names[i]);
		finding_str(finding, "displayed", look.seen);
		finding_str(finding, "real", look.extension);
		finding_int(finding, "blanks", look.blanks);
		finding_str(finding, "character",
			    trick == DOT      ? char_name(in->arena, look.dot)
			    : trick == UNSEEN ? char_name(in->arena, look.unseen)
					      : STR("-"));
		if (trick == UNSEEN || (trick == PADDED && !acts(&look)))
			finding_severity(finding, SEVERITY_CAUTION);
		return;
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		judge(in, self, &in->attachments.items[i]);
}

const struct check check_att_name_deceives = {
	.id = "att.name-deceives",
	.title = N_("A file name reads otherwise than it is: {name}"),
	.details = { N_("It is displayed as {displayed}. In the order of its letters it "
			"ends in {real}, and by its bytes it is {kind} ({format})."),
		     N_("{blanks} blanks push its ending, {real}, out of sight. By its "
			"bytes it is {kind} ({format})."),
		     N_("{character} looks like the dot before an ending. Programs go by "
			"{real}, which stands behind it."),
		     N_("It holds {character}, which cannot be seen.") },
	.means = N_("What is seen of a name decides whether people open a file; what it "
		    "ends in decides which program does."),
	.wrong = N_("Names in Hebrew and Arabic carry controls of direction honestly, "
		    "and are left alone. Full-width stops stand in Japanese names; they "
		    "are told only before an ending that acts."),
	.cites = "UAX 9; MITRE ATT&CK T1036.002",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
