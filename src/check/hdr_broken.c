/* check/hdr_broken.c - header lines that readers end, skip or join differently. */
#include "check/defect_list.h"

static void run(struct inspection *in, const struct check *self)
{
	finding_of_defects(in, self, STR("header."), "defects");
}

const struct check check_hdr_broken = {
	.id = "hdr.broken",
	.title = N_("The header is not written as the standard has it"),
	.details = { N_(
	    "Seen: {defects}. Programs differ in where they take such a header to "
	    "end and which fields they show.") },
	.means =
	    N_("A field name followed by a blank, a lone carriage return, a line that is "
	       "no field: some programs skip it, some end the header there, some repair "
	       "it. What the filter checked may not be what the reader sees."),
	.wrong = N_("Broken gateways and mail saved by hand have such headers too."),
	.cites = "RFC 5322, 2.2; RFC 7103, 7",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
