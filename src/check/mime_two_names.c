/* check/mime_two_names.c - one attachment, file names of different kinds. */
#include "check/check.h"

enum { SHOWN = 8 };

static struct str extension(struct str name)
{
	struct str before, after;

	return str_cut_last(str_trim(name), '.', &before, &after) ? after : STR("");
}

/* A plain name beside an extended one may be spelt in ASCII ("bericht" for a name in
 * Japanese), but no honest program changes what kind of file it is. */
static bool kinds_differ(const struct part *part)
{
	for (uint32_t i = 1; i < part->filename_count; i++)
		if (!str_eq_nocase(extension(part->filenames[i].name),
				   extension(part->filenames[0].name)))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;

	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		struct str names[SHOWN];
		struct finding *finding;
		uint32_t count = 0;

		if (!kinds_differ(part))
			continue;
		while (count < part->filename_count && count < SHOWN) {
			names[count] = part->filenames[count].name;
			count++;
		}
		finding = finding_add(in, self);
		finding_list(finding, "names", names, count);
		finding_int(finding, "part", inspection_part_id(in, part));
		finding_at_part(finding, part);
	}
}

const struct check check_mime_two_names = {
	.id = "mime.two-names",
	.title = N_("An attachment has file names of different kinds"),
	.details = { N_(
	    "Part {part} is named {names}. Mail programs differ in which of the "
	    "names they use; a filter that looks at one of them does not see "
	    "what another program opens.") },
	.means =
	    N_("A part can be named in Content-Disposition and in Content-Type, each "
	       "plainly and in the extended form. When the names end differently, the "
	       "file is one thing to the filter and another to the reader."),
	.wrong =
	    N_("A program that writes a name without its ending into one of the fields "
	       "does it out of carelessness."),
	.cites = "RFC 2183, 2.3; RFC 2231; RFC 7103, 7.8",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
