/* check/text_salted.c - words cut by characters or elements that are not seen. */
#include "check/view_list.h"
#include "base/utf8.h"
#include "link/host.h"

enum { INVISIBLE, MIXED };
enum { FEW = 3, WORDS = 6, WORD_MOST = 40 };

static uint32_t count_invisible(const struct html_document *document,
				const struct html_hidden **ret_first)
{
	uint32_t count = 0;

	*ret_first = NULL;
	for (uint32_t i = 0; i < document->hidden_count; i++) {
		if (document->hidden[i].why != HIDING_INVISIBLE)
			continue;
		if (!*ret_first)
			*ret_first = &document->hidden[i];
		count++;
	}
	return count;
}

/* Words of what is seen that mix scripts: Cyrillic letters among Latin ones. */
static uint32_t find_mixed(struct str text, struct str *words)
{
	uint32_t count = 0;

	while (text.n && count < WORDS) {
		struct str word = str_take_word(&text);

		if (word.n == 0)
			break;
		if (word.n <= WORD_MOST && !ascii_is_all(word) && host_mixed_script(word))
			words[count++] = word;
	}
	return count;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct part_view *view)
{
	const struct html_hidden *first;
	uint32_t invisible = count_invisible(view->document, &first);
	struct str words[WORDS];
	uint32_t mixed = find_mixed(view->document->text, words);
	struct finding *finding;

	if (invisible < FEW && mixed < FEW)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", invisible >= FEW ? invisible : mixed);
	finding_list(finding, "words", words, mixed);
	if (invisible >= FEW) {
		finding_at_view(finding, view, first->offset, first->length);
	} else {
		finding_variant(finding, MIXED);
		finding_at_part(finding, view->part);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->links.view_count; i++)
		judge(in, self, &in->links.views[i]);
}

const struct check check_text_salted = {
	.id = "text.salted",
	.title = N_("Words are cut or spelt so that filters do not know them"),
	.details = { N_("Characters that are not seen stand inside words, in {count} "
			"places."),
		     N_("{count} words mix letters of several scripts that look alike: "
			"{words}.") },
	.means = N_("The reader sees a word; a filter that looks for it sees another."),
	.wrong = N_("Some editors leave soft hyphens and zero-width spaces for line "
		    "breaks, and formulas mix scripts."),
	.cites = "ATTACKS TX-02",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
