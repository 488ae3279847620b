/* check/from_office_at_freemail.c - a name as offices have them, over a mailbox that
 * anybody gets. */
#include "check/identity_list.h"
#include "record/brand_accept.h"

enum { OFFICE, AUTHORITY };
enum { DIGITS = 5, WORD = 3 };

/* Nobody's own name, and never at a mailbox that anybody opens. Lower case. */
static const struct str authorities[] = {
	STR("police"),	   STR("polizei"),	STR("policía"),	    STR("polizia"),
	STR("policja"),	   STR("politie"),	STR("gendarmerie"), STR("interpol"),
	STR("europol"),	   STR("ministry"),	STR("ministère"),   STR("ministerium"),
	STR("ministerio"), STR("ministero"),	STR("tribunal"),    STR("procureur"),
	STR("prosecutor"), STR("staatsanwalt"), STR("finanzamt"),   STR("douane"),
	STR("aduana"),	   STR("zollamt"),	STR("embassy"),	    STR("central bank"),
	STR("警察"),	   STR("検察"),		STR("裁判所"),	    STR("税務署"),
	STR("国税"),	   STR("税関"),		STR("法務省"),	    STR("公安"),
	STR("法院"),	   STR("海关"),		STR("ศุลกากร"),	    STR("ตำรวจ"),
	STR("hải quan"),   STR("công an"),	STR("경찰"),	    STR("검찰"),
};

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

/* Does `text`, in lower case, begin with such a word? "service" and "services" are. */
static bool begins_with_office(struct str text)
{
	struct str word = service_word(text), rest;

	if (word.n < WORD)
		return false;
	rest = str_skip(text, word.n);
	str_eat_char(&rest, 's');
	return (uint8_t)word.p[0] >= 0x80 || rest.n == 0 || !ascii_is_alpha(rest.p[0]);
}

static struct str in_lower_case(struct arena *arena, struct str name)
{
	char *lower = arena_alloc(arena, name.n + 1);

	for (size_t i = 0; i < name.n; i++)
		lower[i] = ascii_lower(name.p[i]);
	return str_make(lower, name.n);
}

/* "Support", "Billing Team". */
static bool has_office_word(struct str name)
{
	bool begins = true;

	for (size_t i = 0; i < name.n; i++) {
		if ((begins || (uint8_t)name.p[i] >= 0x80) &&
		    begins_with_office(str_skip(name, i)))
			return true;
		begins = !ascii_is_alpha(name.p[i]);
	}
	return false;
}

/* Who was there, works with it or beside it, and says so: 元税務署長, 国税OB,
 * 警察犬訓練所. */
static bool is_beside_authority(struct str name)
{
	static const struct str words[] = {
		STR("元"),   STR("ob"),	  STR("税理士"), STR("犬"),
		STR("病院"), STR("関係"), STR("fan"),	 STR("ex-"),
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_find_str(name, words[i]) != STR_NPOS)
			return true;
	return false;
}

static bool has_authority(struct str name)
{
	if (is_beside_authority(name))
		return false;
	for (size_t i = 0; i < COUNT(authorities); i++) {
		size_t at = str_find_str(name, authorities[i]);
		size_t end = at + authorities[i].n;

		if (at != STR_NPOS && ((uint8_t)authorities[i].p[0] >= 0x80 ||
				       ((at == 0 || !ascii_is_alpha(name.p[at - 1])) &&
					(end == name.n || !ascii_is_alpha(name.p[end])))))
			return true;
	}
	return false;
}

/* A small firm has its name in its address; "payroll" is nobody's. */
static bool is_in_address(const struct identity *from, struct str name)
{
	struct str local = str_until(from->text, '@');
	size_t start = 0;

	for (size_t i = 0; i <= name.n; i++) {
		struct str word;

		if (i < name.n && ascii_is_alpha(name.p[i]))
			continue;
		word = str_sub(name, start, i);
		if (word.n > WORD && !begins_with_office(word) &&
		    str_find_str_nocase(local, word) != STR_NPOS)
			return true;
		start = i + 1;
	}
	return false;
}

/* "director.desk20@…": an office that a house has one of, in place of a name. */
static bool is_head_of_house(const struct identity *from)
{
	static const char *const heads[] = { "ceo",	  "cfo",       "director",
					     "chairman",  "executive", "president",
					     "boardroom", "principal", "headmaster" };
	struct str local = str_until(from->text, '@');

	for (size_t i = 0; i < COUNT(heads); i++) {
		size_t at = str_find_str_nocase(local, str_c(heads[i]));
		size_t end = at + strlen(heads[i]);

		if (at != STR_NPOS && (at == 0 || !ascii_is_alpha(local.p[at - 1])) &&
		    (end == local.n || !ascii_is_alpha(local.p[end])))
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;
	struct str name;

	if (!from || from->own || mailing_list(in) || !is_anybodys_mailbox(from) ||
	    !from->name.n)
		return;
	name = in_lower_case(in->arena, from->name);
	if ((is_in_address(from, name) && !has_authority(name)) ||
	    (!has_authority(name) && !has_office_marks(name) && !has_office_word(name) &&
	     !is_head_of_house(from)))
		return;
	finding = finding_add(in, self);
	if (has_authority(name))
		finding_variant(finding, AUTHORITY);
	finding_str(finding, "name", from->name);
	finding_str(finding, "address", from->text);
	finding_str(finding, "service", from->class_->name);
	finding_at_field(finding, from->field);
}

const struct check check_from_office_at_freemail = {
	.id = "from.office-at-freemail",
	.title =
	    N_("An office's name, {name}, over a mailbox that anybody gets at {service}"),
	.details = { N_("The name is {name}, the address {address}; nothing of the one "
			"is "
			"in the other."),
		     N_("The name is {name}, an authority's; the address {address} is a "
			"mailbox that anybody gets at {service}.") },
	.means = N_("Banks, authorities and shops write from domains of their own. A "
		    "mailbox that anybody opens in a minute speaks for nobody."),
	.wrong = N_("Clubs and one-man firms use such mailboxes, mostly with their name "
		    "in the address; nicknames hold numbers, too."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
