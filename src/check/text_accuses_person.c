/* check/text_accuses_person.c - somebody is said to have done something. */
#include "check/lever_list.h"

/* "[name removed]", or a word with a capital that is no article. */
static bool is_named(struct str rest)
{
	static const char *const articles[] = { "A",   "An",  "The",  "Our", "Your",
						"Not", "Any", "This", "That" };
	struct str word = str_take_word(&rest);

	if (word.n < 2 || (word.p[0] != '[' && !(word.p[0] >= 'A' && word.p[0] <= 'Z') &&
			   (unsigned char)word.p[0] < 0xc3))
		return false;
	for (size_t i = 0; i < COUNT(articles); i++)
		if (str_eq(word, str_c(articles[i])))
			return false;
	return true;
}

/* The name itself is not repeated: it may be the victim's. */
static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];
		struct str text = in->passages.items[hit->passage].text;
		struct finding *finding;

		if (!(hit->phrase->kinds >> WORD_ACCUSATION & 1) ||
		    !is_named(str_skip(text, hit->end)))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "phrase", lever_words(&in->passages, hit));
		finding_at_lever(finding, hit);
		return;
	}
}

const struct check check_text_accuses_person = {
	.id = "text.accuses-person",
	.title = N_("It accuses somebody by name"),
	.details = { N_("The sender alleges it with the words: {phrase}. The allegation "
			"is his alone; the name is not repeated here.") },
	.means = N_("False alarms are sent to harm the one who is named in them."),
	.wrong = N_("News and reports name people, too."),
	.cites = "data/phrases.txt",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
