/* check/from_office_at_freemail.c - a name as offices have them, over a mailbox that
 * anybody gets. */
#include "check/identity_list.h"
#include "record/brand_accept.h"

enum { DIGITS = 5, WORD = 3 };

/* Numbers, brackets and joints: "[ BB ] - Refund - Cod. 707382225672". Two people may
 * share a mailbox ("Ann & Bob"), and a birthday has four digits. */
static bool has_office_marks(struct str name)
{
	uint32_t digits = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (strchr("[]{}#_*=|", name.p[i]))
			return true;
		digits += ascii_is_digit(name.p[i]);
	}
	return digits >= DIGITS;
}

/* "Support", "Billing Team". */
static bool has_office_word(struct arena *arena, struct str name)
{
	char *lower = arena_alloc(arena, name.n + 1);
	bool begins = true;

	for (size_t i = 0; i < name.n; i++)
		lower[i] = ascii_lower(name.p[i]);
	for (size_t i = 0; i < name.n; i++) {
		struct str word = service_word(str_make(lower + i, name.n - i));
		bool beyond = (uint8_t)lower[i] >= 0x80;

		if ((begins || beyond) && word.n >= WORD &&
		    (beyond || i + word.n == name.n ||
		     !ascii_is_alpha(lower[i + word.n])))
			return true;
		begins = !ascii_is_alpha(lower[i]);
	}
	return false;
}

/* A small firm has its name in its address. */
static bool is_in_address(const struct identity *from)
{
	struct str local = str_until(from->text, '@');
	size_t start = 0;

	for (size_t i = 0; i <= from->name.n; i++) {
		struct str word;

		if (i < from->name.n && ascii_is_alpha(from->name.p[i]))
			continue;
		word = str_sub(from->name, start, i);
		if (word.n > WORD && str_find_str_nocase(local, word) != STR_NPOS)
			return true;
		start = i + 1;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;

	if (!from || from->own || mailing_list(in) || !is_anybodys_mailbox(from) ||
	    !from->name.n || is_in_address(from) ||
	    (!has_office_marks(from->name) && !has_office_word(in->arena, from->name)))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "name", from->name);
	finding_str(finding, "address", from->text);
	finding_str(finding, "service", from->class_->name);
	finding_at_field(finding, from->field);
}

const struct check check_from_office_at_freemail = {
	.id = "from.office-at-freemail",
	.title =
	    N_("An office's name, {name}, over a mailbox that anybody gets at {service}"),
	.details = { N_(
	    "The name is {name}, the address {address}; nothing of the one is "
	    "in the other.") },
	.means = N_("Banks, authorities and shops write from domains of their own. A "
		    "mailbox that anybody opens in a minute speaks for nobody."),
	.wrong = N_("Clubs and one-man firms use such mailboxes, mostly with their name "
		    "in the address; nicknames hold numbers, too."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
