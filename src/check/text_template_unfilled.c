/* check/text_template_unfilled.c - a slot of the template was sent as it is. */
#include "base/bytes16.h"
#include "check/identity_list.h"

/* Slots stand between such marks; a doubled mark is the same mark. */
static const struct {
	struct str open, close;
} marks[] = {
	{ STR("{"), STR("}") },	  { STR("["), STR("]") },   { STR("%"), STR("%") },
	{ STR("##"), STR("##") }, { STR("*|"), STR("|*") }, { STR("<<"), STR(">>") },
	{ STR("$"), STR("$") },	  { STR("[-"), STR("-]") }, { STR("&lt;"), STR("&gt;") },
};
static const struct str words[] = {
	STR("name"),	     STR("firstname"), STR("fname"),	   STR("lastname"),
	STR("lname"),	     STR("fullname"),  STR("email"),	   STR("mail"),
	STR("emailaddress"), STR("to"),	       STR("toemail"),	   STR("user"),
	STR("username"),     STR("domain"),    STR("recipient"),   STR("company"),
	STR("random"),	     STR("rand"),      STR("date"),	   STR("link"),
	STR("url"),	     STR("subject"),   STR("unsubscribe"), STR("customer"),
	STR("nombre"),	     STR("vorname"),   STR("nachname"),	   STR("prenom"),
	STR("nome"),
};
enum { SLOT = 24 };

/* "First_Name" is "firstname". */
static bool is_slot(struct str inside)
{
	char plain[SLOT];
	size_t n = 0;

	for (size_t i = 0; i < inside.n; i++) {
		char c = inside.p[i];

		if (c == '_' || c == '-' || c == ' ' || c == '{' || c == '}')
			continue;
		if (!ascii_is_alpha(c) || n == sizeof plain)
			return false;
		plain[n++] = ascii_lower(c);
	}
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(str_make(plain, n), words[i]))
			return true;
	return false;
}

/* A slot that begins at the start of `rest`; its length, 0: none. */
static size_t slot_at(struct str rest)
{
	for (size_t i = 0; i < COUNT(marks); i++) {
		struct str inside;
		size_t end;

		if (!str_starts(rest, marks[i].open))
			continue;
		inside = str_sub(rest, marks[i].open.n, marks[i].open.n + SLOT + 8);
		end = str_find_str(inside, marks[i].close);
		if (end != STR_NPOS && end && is_slot(str_sub(inside, 0, end)))
			return marks[i].open.n + end + marks[i].close.n;
	}
	return 0;
}

/* The next byte from `at` on that begins a mark, or the end. */
static size_t next_mark(struct str text, size_t at)
{
	static const bool opens[256] = {
		['{'] = true, ['['] = true, ['%'] = true, ['#'] = true,
		['*'] = true, ['<'] = true, ['$'] = true, ['&'] = true,
	};

	for (; text.n - at >= 16; at += 16) {
		bytes16 bytes = bytes16_at(text.p + at);
		/* '#' to '&' has no other than '#', '$', '%' and '&'. */
		unsigned places = bytes16_places(
		    bytes16_between(bytes, '#', '&') | bytes16_are(bytes, '*') |
		    bytes16_are(bytes, '<') | bytes16_are(bytes | 0x20, '{'));

		if (places)
			return at + (unsigned)__builtin_ctz(places);
	}
	while (at < text.n && !opens[(unsigned char)text.p[at]])
		at++;
	return at;
}

static bool find_slot(struct str text, size_t *ret_at, size_t *ret_length)
{
	for (size_t i = 0; (i = next_mark(text, i)) < text.n; i++) {
		*ret_length = slot_at(str_skip(text, i));
		*ret_at = i;
		if (*ret_length)
			return true;
	}
	return false;
}

/* Who writes about templates does so in plain text, to lists. */
static bool is_read(const struct passage *passage)
{
	return passage->field || passage->document;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;
	size_t at, length;

	if (mailing_list(in))
		return;
	if (from && find_slot(from->name, &at, &length)) {
		finding = finding_add(in, self);
		finding_str(finding, "slot", str_sub(from->name, at, at + length));
		finding_at_field(finding, from->field);
		return;
	}
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];

		if (!is_read(passage) || !find_slot(passage->text, &at, &length))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "slot", str_sub(passage->text, at, at + length));
		finding_at_passage(finding, passage, at, at + length);
		return;
	}
}

const struct check check_text_template_unfilled = {
	.id = "text.template-unfilled",
	.title = N_("A slot of the template was never filled in: {slot}"),
	.details = { N_("{slot} stands where a name or an address belongs: a program "
			"sends this to many, and nobody looked at what it sends.") },
	.means = N_("Whoever knows his customers fills their names in, and tries his "
		    "mailing before he sends it."),
	.wrong = N_("Honest mailings go wrong now and then, and manuals of mailing "
		    "programs show such slots."),
	.cites = "",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
