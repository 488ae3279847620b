/* check/text_bidi.c - direction controls that make a text read otherwise than it is. */
#include "base/utf8.h"
#include "check/shown.h"
#include "check/unicode.h"
#include "record/visual.h"

enum { NAMES = 8 };

/* Fills `names` with the controls that stand in `text` and have no business there. A
 * run of Hebrew or Arabic may lawfully be embedded; an override turns letters round. */
static uint32_t odd_controls(struct arena *arena, struct str text, struct str *names)
{
	bool right_to_left = false, override = false;
	int32_t seen[NAMES];
	uint32_t count = 0;
	size_t length;

	for (struct str rest = text; rest.n; rest = str_skip(rest, length)) {
		int32_t c = utf8_decode(rest, &length);
		bool known = false;

		right_to_left = right_to_left || char_is_right_to_left(c);
		if (!char_is_bidi_control(c))
			continue;
		override = override || char_is_bidi_override(c);
		for (uint32_t i = 0; i < count; i++)
			known = known || seen[i] == c;
		if (!known && count < NAMES)
			seen[count++] = c;
	}
	if (right_to_left && !override)
		return 0;
	for (uint32_t i = 0; i < count; i++)
		names[i] = char_name(arena, seen[i]);
	return count;
}

/* A name of a file that deceives is a finding of its own: once is enough. */
static bool is_told_already(const struct inspection *in, const struct shown *shown)
{
	return !shown->field && inspection_find(in, STR("att.name-deceives"));
}

static void run(struct inspection *in, const struct check *self)
{
	const struct shown *shown;
	uint32_t count;

	shown = shown_texts(in, &count);
	for (uint32_t i = 0; i < count; i++) {
		struct str names[NAMES];
		struct finding *finding;
		uint32_t found;

		if (ascii_is_all(shown[i].text) || is_told_already(in, &shown[i]))
			continue;
		found = odd_controls(in->arena, shown[i].text, names);
		if (!found)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "where", str_c(shown[i].where));
		finding_str(finding, "text", shown[i].text);
		finding_str(finding, "displayed", visual_order(in->arena, shown[i].text));
		finding_list(finding, "code_points", names, found);
		finding_at_shown(finding, &shown[i]);
	}
}

const struct check check_text_bidi = {
	.id = "text.bidi",
	.title = N_("Direction controls make a text read otherwise than it is"),
	.details = { N_(
	    "In {where} stand {code_points}. In the order of its letters the text "
	    "is {text}; it is displayed as {displayed}.") },
	.means =
	    N_("Such controls reverse the order in which letters are shown: a file that "
	       "ends in exe seems to end in pdf, an address shows another domain."),
	.wrong =
	    N_("Hebrew and Arabic names may carry them honestly; those are left alone "
	       "unless letters are forced into the other order."),
	.cites = "UAX 9; CVE-2021-42574",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
