/* check/text_nul.c - NUL, line ends and other controls where text is shown. */
#include "base/utf8.h"
#include "check/shown.h"
#include "check/unicode.h"

enum { CUT, RAW };

static size_t first_control(struct str text)
{
	size_t length;

	for (size_t i = 0; i < text.n; i += length)
		if (char_is_control(utf8_decode(str_skip(text, i), &length)))
			return i;
	return text.n;
}

/* Where some readers stop, the text before is all they show. */
static void report_text(struct inspection *in, const struct check *self,
			const struct shown *shown)
{
	size_t at = first_control(shown->text), length;
	struct finding *finding;
	int32_t c;

	if (at == shown->text.n)
		return;
	c = utf8_decode(str_skip(shown->text, at), &length);
	finding = finding_add(in, self);
	finding_variant(finding, CUT);
	finding_str(finding, "where", str_c(shown->where));
	finding_str(finding, "shown", str_sub(shown->text, 0, at));
	finding_str(finding, "rest", str_skip(shown->text, at + length));
	finding_str(finding, "code_point", char_name(in->arena, c));
	if (c != 0 && c != '\n' && c != '\r')
		finding_severity(finding, SEVERITY_CAUTION);
	finding_at_shown(finding, shown);
}

/* An address that somebody takes to end at an encoded NUL (FR-10). */
static bool report_readings(struct inspection *in, const struct check *self)
{
	const struct address_list *from = &in->message->from;

	for (uint32_t i = 0; i < from->other_count; i++) {
		const struct address_reading *other = &from->others[i];
		struct finding *finding;

		if (strcmp(other->rule, "cut-at-nul") != 0)
			continue;
		finding = finding_add(in, self);
		finding_variant(finding, CUT);
		finding_str(finding, "where", STR("from.address"));
		finding_str(finding, "shown", other->mailbox.address);
		finding_str(finding, "rest",
			    from->count ? from->items[0].address : STR(""));
		finding_str(finding, "code_point", STR("U+0000"));
		finding_at_field(finding, header_first(&in->message->header, FIELD_FROM));
		return true;
	}
	return false;
}

/* In a body it is binary content, which the MIME checks look at. */
static bool in_header(const struct message *message, size_t offset)
{
	struct str header = message->header.raw, input = message->defects.input;

	return str_within(input, header) && offset >= str_offset(input, header) &&
	       offset - str_offset(input, header) < header.n;
}

static void report_raw(struct inspection *in, const struct check *self, size_t offset)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, RAW);
	finding_int(finding, "offset", (int64_t)offset);
	finding_at_offset(finding, offset, 1);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct defect *nul = defect_find(&in->message->defects, "line.nul");
	const struct shown *shown;
	uint32_t count;

	shown = shown_texts(in, &count);
	for (uint32_t i = 0; i < count; i++)
		report_text(in, self, &shown[i]);
	if (report_readings(in, self) || inspection_find(in, str_c(self->id)))
		return;
	if (nul && in_header(in->message, nul->offset))
		report_raw(in, self, nul->offset);
}

const struct check check_text_nul = {
	.id = "text.nul",
	.title = N_("A control character stands where text is shown"),
	.details = { N_("In {where} stands {code_point}. Some programs show only what "
			"stands "
			"before it: {shown}; behind it stands {rest}."),
		     N_("A NUL byte stands in the header, at offset {offset}. Programs "
			"differ in "
			"whether they stop there.") },
	.means = N_(
	    "An encoded NUL or line end behind a false address hides the true one from "
	    "programs that stop there (Mailsploit, 2017)."),
	.wrong = N_("Damaged mail and broken converters leave control characters too."),
	.cites = "RFC 2047, 5; RFC 5322, 2.2",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
