/* check/from_random_name.c - the sender's address is one that nobody chose. */
#include "check/by_lot.h"
#include "check/identity_list.h"

enum { SENDER, LIST };

/* A word between dots and hyphens. */
static bool find_random(struct str text, struct str *ret)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && ascii_is_alnum(text.p[i]))
			continue;
		*ret = str_sub(text, start, i);
		if (is_by_lot(*ret))
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

/* In the domain, or all of what stands before it: newsletters write more than letters by
 * lot there, for their bounces. */
static bool find_name(const struct identity *from, struct str *ret)
{
	size_t top = str_rfind(from->domain, '.');

	if (top != STR_NPOS && find_random(str_sub(from->domain, 0, top), ret))
		return true;
	*ret = str_until(from->text, '@');
	return is_mixed_by_lot(*ret);
}

/* A list is for those who remember its name; short ones are abbreviations. Its host
 * stands behind the first dot. */
static bool find_list(const struct inspection *in, struct str *ret)
{
	enum { LONG_NAME = 16 };
	const struct identity *list = mailing_list(in);

	return list && find_random(str_until(str_until(list->text, '@'), '.'), ret) &&
	       ret->n >= LONG_NAME;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct identity *id, struct str word, int variant)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_str(finding, "address", id->text);
	finding_str(finding, "word", word);
	finding_at_field(finding, id->field);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct str word;

	/* At providers of mailboxes the names are the providers', and the good ones are
	 * taken. */
	if (find_list(in, &word)) {
		tell(in, self, mailing_list(in), word, LIST);
		return;
	}
	if (!from || from->own || mailing_list(in) || has_a_label(from->domain) ||
	    (from->class_ && !str_eq(from->class_->class_, STR("user-content"))))
		return;
	if (!find_name(from, &word))
		return;
	tell(in, self, from, word, SENDER);
}

const struct check check_from_random_name = {
	.id = "from.random-name",
	.title = N_(
	    "The sender's address holds \"{word}\", which nobody would choose as a name"),
	.details = { N_("In {address}, \"{word}\" is no word and no name: such ones are "
			"drawn by programs that need a new name for each wave."),
		     N_("It came through a mailing list, {address}; \"{word}\" is no "
			"word and no name, and nobody joins a list that he cannot "
			"remember.") },
	.means = N_("Names that were drawn by lot serve to get past lists of known "
		    "senders; nobody is meant to remember them."),
	.wrong = N_("Hosters name their customers' machines by number, and some firms "
		    "are known by letters that nobody can pronounce."),
	.cites = "RFC 1035, 2.3.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
