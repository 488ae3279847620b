/* check/from_readers_house.c - the sender's name is that of the reader's own house, and
 * the sender is none of it. */
#include "check/identity_list.h"
#include "check/target.h"
#include "link/host.h"
#include "record/brand_accept.h"

enum { LEAST = 4 };

static bool is_part_of_word(char c)
{
	return ascii_is_alnum(c) || c == '-' || (unsigned char)c >= 0x80;
}

/* What stands behind `word` in `text`, where it is a word of its own. */
static bool find_word(struct str text, struct str word, struct str *ret_behind)
{
	size_t at, from = 0;

	while ((at = str_find_str_nocase(str_skip(text, from), word)) != STR_NPOS) {
		size_t start = from + at, end = start + word.n;

		*ret_behind = str_skip(text, end);
		if ((start == 0 || !is_part_of_word(text.p[start - 1])) &&
		    (end >= text.n || !is_part_of_word(text.p[end])))
			return true;
		from = end;
	}
	return false;
}

/* "IT Support", "Webmail": offices that every house has. */
static bool names_an_office(struct arena *arena, struct str text)
{
	static const struct str offices[] = { STR("it"),    STR("admin"), STR("hr"),
					      STR("mail"),  STR("desk"),  STR("server"),
					      STR("quota"), STR("system") };
	char *lower = arena_alloc(arena, text.n + 1);
	struct str behind, rest, word;

	for (size_t i = 0; i < text.n; i++)
		lower[i] = ascii_lower(text.p[i]);
	rest = str_make(lower, text.n);
	for (size_t i = 0; i < COUNT(offices); i++)
		if (find_word(rest, offices[i], &behind))
			return true;
	while ((word = str_take_word(&rest)).n)
		if (service_word(word).n)
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;
	struct target target;
	struct str registrable, label, behind;

	if (!from || from->own || mailing_list(in) || !came_from_outside(in) ||
	    !target_of(in, &target) || tables_class(in->env->tables, target.domain))
		return;
	registrable = host_registrable(in->arena, target.domain);
	label = str_until(registrable, '.');
	if (label.n < LEAST || str_eq_nocase(registrable, from->registrable) ||
	    str_find_str_nocase(from->registrable, label) != STR_NPOS)
		return;
	if (!find_word(from->name, registrable, &behind) &&
	    (!find_word(from->name, label, &behind) ||
	     !names_an_office(in->arena, behind)))
		return;
	/* "ann@example.jp via Desk": a whole address is told elsewhere. */
	if (str_find(from->name, '@') != STR_NPOS)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "name", from->name);
	finding_str(finding, "house", registrable);
	finding_str(finding, "address", from->text);
	finding_at_field(finding, from->field);
}

const struct check check_from_readers_house = {
	.id = "from.readers-house",
	.title = N_("The sender is called as the reader's own house: {name}"),
	.details = { N_("The name is that of {house}, where the mail was delivered; the "
			"address, {address}, is of somebody else.") },
	.means = N_("A help desk of one's own house needs no mailbox elsewhere. The name "
		    "is made of the address that the mail was sent to."),
	.wrong = N_("Services that work for the house put its name into theirs; the site "
		    "profile can name them."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
