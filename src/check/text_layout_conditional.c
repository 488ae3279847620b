/* check/text_layout_conditional.c - text whose visibility depends on the program or on
 * forwarding. */
#include "base/utf8.h"
#include "check/view_list.h"

enum { RULES = 8, EXCERPT = 120 };

/* As much of a rule as is read in a sentence, on one line. */
static struct str first_words(struct arena *arena, struct str rule)
{
	char *out = arena_bytes(arena, rule.n);
	size_t n = 0;

	for (size_t i = 0; i < rule.n; i++) {
		bool blank = (uint8_t)rule.p[i] <= ' ';

		if (!blank || (n && out[n - 1] != ' '))
			out[n++] = blank ? ' ' : rule.p[i];
	}
	return utf8_front(str_make(out, n), EXCERPT);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++) {
		const struct part_view *view = &in->links.views[i];
		const struct html_document *document = view->document;
		uint32_t count = document->conditional_style_count;
		struct finding *finding;

		if (count == 0)
			continue;
		finding = finding_add(in, self);
		finding_int(finding, "count", count);
		finding_list(finding, "rules", document->conditional_styles,
			     count < RULES ? count : RULES);
		finding_str(finding, "first",
			    first_words(in->arena, document->conditional_styles[0]));
		finding_at_part(finding, view->part);
	}
}

const struct check check_text_layout_conditional = {
	.id = "text.layout-conditional",
	.title = N_("What is seen depends on the mail program, or on being forwarded"),
	.details = { N_("Rules that show or hide text by a condition: {count}, the first "
			"{first}. Both states are in the report.") },
	.means = N_("A text can be hidden until a mail is forwarded, and then speak in "
		    "the name of who forwards it."),
	.wrong = N_("Layouts for small screens are made in this way."),
	.cites = "CWE-451; W3C Media Queries 4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
