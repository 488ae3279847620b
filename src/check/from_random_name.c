/* check/from_random_name.c - the sender's domain is one that nobody chose. */
#include "base/utf8.h"
#include "check/identity_list.h"

enum { LONG = 8, SHORT = 6, TURNS = 3, RUN = 6, WORDLESS_RUN = 5 };

static bool is_vowel(char c)
{
	return strchr("aeiouy", ascii_lower(c)) != NULL;
}

/* The longest run of consonants, and how often letters and digits take turns. */
static void measure(struct str word, size_t *ret_run, uint32_t *ret_turns,
		    uint32_t *ret_vowels)
{
	size_t run = 0;

	*ret_run = 0;
	*ret_turns = *ret_vowels = 0;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		*ret_vowels += ascii_is_alpha(c) && is_vowel(c);
		run = ascii_is_alpha(c) && !is_vowel(c) ? run + 1 : 0;
		if (run > *ret_run)
			*ret_run = run;
		*ret_turns += i && ascii_is_digit(c) != ascii_is_digit(word.p[i - 1]);
	}
}

/* No word of any language and no name with a year: letters and digits by turns, or more
 * consonants in a row than a mouth can say. Names of three or four letters before a
 * number are how offices name machines. */
static bool is_random(struct str word)
{
	uint32_t turns, vowels;
	size_t run;

	if (word.n < SHORT || !ascii_is_all(word))
		return false;
	measure(word, &run, &turns, &vowels);
	if (word.n >= LONG && turns >= TURNS)
		return true;
	return vowels ? word.n >= LONG && run >= RUN : run >= WORDLESS_RUN;
}

/* A word between dots and hyphens. */
static bool find_random(struct str text, struct str *ret)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && ascii_is_alnum(text.p[i]))
			continue;
		*ret = str_sub(text, start, i);
		if (is_random(*ret))
			return true;
		start = i + 1;
	}
	return false;
}

/* An A-label is another writing of a name. */
static bool has_a_label(struct str domain)
{
	return str_starts(domain, STR("xn--")) ||
	       str_find_str(domain, STR(".xn--")) != STR_NPOS;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;
	struct str word;
	size_t top;

	/* At providers of mailboxes the names are the providers'. */
	if (!from || from->own || mailing_list(in) || has_a_label(from->domain) ||
	    (from->class_ && !str_eq(from->class_->class_, STR("user-content"))))
		return;
	top = str_rfind(from->domain, '.');
	if (top == STR_NPOS || !find_random(str_sub(from->domain, 0, top), &word))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "domain", from->domain);
	finding_str(finding, "word", word);
	finding_at_field(finding, from->field);
}

const struct check check_from_random_name = {
	.id = "from.random-name",
	.title = N_(
	    "The sender's domain holds \"{word}\", which nobody would choose as a name"),
	.details = { N_("In {domain}, \"{word}\" is no word and no name: such ones are "
			"drawn by programs that need a new name for each wave.") },
	.means = N_("Names that were drawn by lot serve to get past lists of known "
		    "senders; nobody is meant to remember them."),
	.wrong = N_("Hosters name their customers' machines by number, and some firms "
		    "are known by letters that nobody can pronounce."),
	.cites = "RFC 1035, 2.3.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
