/* check/from_name_decorated.c - sales talk where the sender's name stands. */
#include "base/utf8.h"
#include "check/identity_list.h"

/* Pictures and the signs that draw the eye; flags of trade and property. */
static bool is_decoration(int32_t c)
{
	return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) ||
	       (c >= 0x2b00 && c <= 0x2bff) || c == 0x2122 || c == 0xae ||
	       (c >= 0x1d400 && c <= 0x1d7ff) || c == 0x231b || c == 0x23f0;
}

static bool has_decoration(struct str text)
{
	while (text.n) {
		size_t length;

		if (is_decoration(utf8_decode(text, &length)))
			return true;
		text = str_skip(text, length);
	}
	return false;
}

/* "(*Order)", "Ace Hardware ,_", "#Reward": marks that no name begins or ends with. A
 * full stop ends abbreviations, and those are short. */
static bool is_framed_oddly(struct str name)
{
	enum { ABBREVIATION = 4 };
	struct str word;

	name = str_trim(name);
	if (name.n < 2)
		return false;
	if (strchr(",;:!_*#~^=>|", name.p[name.n - 1]) || strchr("_*#~^=>|", name.p[0]))
		return true;
	if (name.p[name.n - 1] != '.')
		return false;
	word = str_sub(name, 0, name.n - 1);
	if (str_find(word, ' ') != STR_NPOS)
		word = str_skip(word, str_rfind(word, ' ') + 1);
	return word.n > ABBREVIATION && !str_eq_nocase(word, STR("assoc")) &&
	       str_find(word, '.') == STR_NPOS;
}

/* "Liberty_Mutual_Team": a name is not joined. */
static bool is_joined(struct str name)
{
	size_t first = str_find(name, '_');

	return first != STR_NPOS &&
	       str_find(str_skip(name, first + 1), '_') != STR_NPOS &&
	       str_find(name, ' ') == STR_NPOS;
}

/* "Best Windows Experts.. #HA874", "Delivery .RBZWSX": a code behind loose marks, as
 * programs put it there so that no two names are the same. */
static bool ends_in_a_code(struct str name)
{
	enum { LEAST = 4, MOST = 12 };
	size_t start = name.n, marks;
	bool digit = false, lower = false, vowel = false;

	while (start && ascii_is_alnum(name.p[start - 1])) {
		char c = name.p[--start];

		digit = digit || ascii_is_digit(c);
		lower = lower || (c >= 'a' && c <= 'z');
		vowel = vowel || strchr("aeiouyAEIOUY", c) != NULL;
	}
	marks = start;
	while (marks && strchr(".#_", name.p[marks - 1]))
		marks--;
	/* Loose: behind a blank, or several. "Booking.com" and "Mr.Smith" are not. */
	if (name.n - start < LEAST || name.n - start > MOST || marks == start ||
	    marks == 0 || (name.p[marks - 1] != ' ' && start - marks < 2))
		return false;
	return digit || !lower || !vowel;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;

	if (!from || mailing_list(in) ||
	    (!has_decoration(from->name) && !is_framed_oddly(from->name) &&
	     !is_joined(from->name) && !ends_in_a_code(str_trim(from->name))))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "name", from->name);
	finding_at_field(finding, from->field);
}

const struct check check_from_name_decorated = {
	.id = "from.name-decorated",
	.title = N_("The sender's name is dressed up: {name}"),
	.details = { N_("Pictures, trade marks, loose marks or a code stand in the place "
			"of a name, {name}.") },
	.means = N_("Who is known under his name writes it as it is; ornaments draw the "
		    "eye in a full inbox, and keep filters from knowing a name."),
	.wrong = N_("Shops and clubs with a light hand decorate their names too."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
