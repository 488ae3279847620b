/* check/mime_encoding_odd.c - a transfer encoding that strict and lenient decoders read
 * apart. */
#include "check/defect_list.h"

static void run(struct inspection *in, const struct check *self)
{
	finding_of_defects(in, self, STR("encoding."), "defects");
}

const struct check check_mime_encoding_odd = {
	.id = "mime.encoding-odd",
	.title = N_("A transfer encoding is not written as the standard has it"),
	.details = { N_(
	    "Seen: {defects}. The bytes were decoded as mail programs do it.") },
	.means =
	    N_("Decoders differ in what they do with illegal characters, early ends and "
	       "unknown names of encodings; a filter may stop where a mail program goes "
	       "on."),
	.wrong =
	    N_("Line breaks and blanks added on the way, or a program that never escapes "
	       "its equals signs, look the same."),
	.cites = "RFC 2045, 6.7 and 6.8",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
