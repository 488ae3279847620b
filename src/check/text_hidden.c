/* check/text_hidden.c - text that the reader does not see. */
#include "check/view_list.h"
#include "base/utf8.h"

enum { SOME, PREHEADER, MORE_THAN_SEEN };
enum { REASONS = 8, EXCERPT = 160, PREHEADER_MOST = 600, MANY = 400 };

/* What nobody renders by intent, and what honest layout hides every day. */
static bool is_layout(enum html_hiding why)
{
	switch (why) {
	case HIDING_DISPLAY:
	case HIDING_VISIBILITY:
	case HIDING_MSO:
	case HIDING_COMMENT:
	case HIDING_CONDITIONAL:
	case HIDING_ELEMENT:
	case HIDING_INVISIBLE:
		return true;
	default:
		return false;
	}
}

struct sum {
	size_t concealed; /* bytes hidden by means that are no layout */
	uint32_t spans;
	struct str reasons[REASONS];
	uint32_t reason_count;
	const struct html_hidden *first;
	bool starts; /* the first of them stands before what is seen */
};

static void add_reason(struct sum *sum, enum html_hiding why)
{
	struct str name = str_c(html_hiding_name(why));

	for (uint32_t i = 0; i < sum->reason_count; i++)
		if (str_eq(sum->reasons[i], name))
			return;
	if (sum->reason_count < REASONS)
		sum->reasons[sum->reason_count++] = name;
}

static void add_up(const struct html_document *document, struct sum *sum)
{
	for (uint32_t i = 0; i < document->hidden_count; i++) {
		const struct html_hidden *hidden = &document->hidden[i];

		/* Comments and page titles are text for machines. */
		if (hidden->why == HIDING_COMMENT || hidden->why == HIDING_ELEMENT ||
		    hidden->why == HIDING_CONDITIONAL ||
		    hidden->why == HIDING_INVISIBLE || !says_something(hidden->text))
			continue;
		if (!sum->first)
			sum->first = hidden;
		sum->spans++;
		add_reason(sum, hidden->why);
		if (!is_layout(hidden->why))
			sum->concealed += hidden->text.n;
	}
}

/* One or two lines at the top, which inboxes show beside the subject. */
static bool is_preheader(const struct sum *sum)
{
	return sum->spans <= 3 && sum->concealed <= PREHEADER_MOST;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view)
{
	const struct html_document *document = view->document;
	struct sum sum = { 0 };
	struct finding *finding;

	add_up(document, &sum);
	if (!sum.first)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "spans", sum.spans);
	finding_list(finding, "reasons", sum.reasons, sum.reason_count);
	finding_str(finding, "property", sum.first->property);
	finding_str(finding, "text", utf8_front(sum.first->text, EXCERPT));
	finding_at_view(finding, view, sum.first->offset, sum.first->length);
	if (sum.concealed > MANY && sum.concealed > document->text.n)
		finding_variant(finding, MORE_THAN_SEEN);
	else if (is_preheader(&sum))
		finding_variant(finding, PREHEADER);
	if (sum.concealed <= MANY || is_preheader(&sum))
		finding_severity(finding, SEVERITY_NOTE);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++)
		judge(in, self, &in->links.views[i]);
}

const struct check check_text_hidden = {
	.id = "text.hidden",
	.title = N_("Text that the reader does not see ({reasons})"),
	.details = { N_("{spans} spans are hidden, the first by {property}: \"{text}\"."),
		     N_("A line or two are hidden, by {property}: \"{text}\". "
			"Newsletters put there what inboxes show beside the subject."),
		     N_("More text is hidden than shown, in {spans} spans, the first by "
			"{property}: \"{text}\".") },
	.means = N_(
	    "Text that is there for filters alone makes a mail look harmless to them."),
	.wrong = N_("Preview lines, texts for small screens and for readers of the blind "
		    "are hidden honestly."),
	.cites = "CWE-451; CSS 2.2, 11.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
