/* check/text_subject_disguised.c - a subject that is written for filters. */
#include "base/utf8.h"
#include "check/by_lot.h"
#include "check/identity_list.h"

enum { STYLED, JOINED, BY_LOT };
enum { JOINTS = 3 };

/* Letters of mathematics that look like Latin ones. */
static bool is_styled(struct str text)
{
	while (text.n) {
		size_t length;
		int32_t c = utf8_decode(text, &length);

		if (c >= 0x1d400 && c <= 0x1d7ff)
			return true;
		text = str_skip(text, length);
	}
	return false;
}

/* "_Save_71%_on_Antivirus_": underscores and no blank. A file's name has none at its
 * ends. */
static bool is_joined(struct str text)
{
	uint32_t joints = 0;

	text = str_trim(text);
	if (text.n < 2 || text.p[0] != '_' || str_find(text, ' ') != STR_NPOS)
		return false;
	for (size_t i = 0; i < text.n; i++)
		joints += text.p[i] == '_';
	return joints >= JOINTS;
}

/* Capitals and digits that the text names again: the number of an order or a booking. */
static bool is_reference(const struct inspection *in, struct str word)
{
	enum { LONGEST = 12 };
	bool digit = false;

	for (size_t i = 0; i < word.n; i++) {
		digit |= ascii_is_digit(word.p[i]);
		if (!ascii_is_digit(word.p[i]) && (word.p[i] < 'A' || word.p[i] > 'Z'))
			return false;
	}
	for (uint32_t i = 0; digit && word.n <= LONGEST && i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];

		if (!passage->field && str_find_str(passage->text, word) != STR_NPOS)
			return true;
	}
	return false;
}

/* Behind the last blank; what stands in brackets there trackers write. */
static bool ends_by_lot(const struct inspection *in, struct str text, struct str *ret)
{
	struct str before;

	text = str_trim(text);
	if (!str_cut_last(text, ' ', &before, ret) || str_trim(before).n == 0)
		return false;
	return (is_mixed_by_lot(*ret) || is_by_lot(*ret)) && !is_reference(in, *ret);
}

static void run(struct inspection *in, const struct check *self)
{
	struct str subject = in->message->subject.text, word = subject;
	struct finding *finding;
	int variant;

	if (mailing_list(in))
		return;
	if (is_styled(subject))
		variant = STYLED;
	else if (is_joined(subject))
		variant = JOINED;
	else if (ends_by_lot(in, subject, &word))
		variant = BY_LOT;
	else
		return;
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	finding_str(finding, "word", word);
	finding_at_field(finding, header_first(&in->message->header, FIELD_SUBJECT));
}

const struct check check_text_subject_disguised = {
	.id = "text.subject-disguised",
	.title = N_("The subject is written so that no two are alike for a filter"),
	.details = { N_("It stands in signs of mathematics that look like letters: "
			"{word}."),
		     N_("Underscores join its words: {word}."),
		     N_("It ends in letters drawn by lot: {word}.") },
	.means = N_("Filters count equal subjects and known words; whoever sends many "
		    "changes what the eye forgives."),
	.wrong =
	    N_("Trackers and shops write numbers of orders there, and names of files "
	       "are joined so."),
	.cites = "UTS 39",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
