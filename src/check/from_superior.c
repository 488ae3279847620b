/* check/from_superior.c - a superior's title over a mailbox that is not the house's, and
 * a request as such letters have it. */
#include "check/identity_list.h"
#include "check/lever_list.h"
#include "check/target.h"

#include "link/host.h"

enum { ANYBODYS, STRANGERS };
/* A signature: so many last lines, none of them longer. */
enum { LINES = 8, LINE_BYTES = 90, LEAST_NAME = 4 };

/* --- titles ------------------------------------------------------------------ */

/* Words of Latin letters stand alone; others are compounds. */
static const struct str titles[] = {
	STR("ceo"),
	STR("cfo"),
	STR("coo"),
	STR("cto"),
	STR("president"),
	STR("chairman"),
	STR("chairwoman"),
	STR("chairperson"),
	STR("managing director"),
	STR("executive director"),
	STR("general manager"),
	STR("director general"),
	STR("chief executive"),
	STR("chief financial"),
	STR("chief operating"),
	STR("rector"),
	STR("principal"),
	STR("headmaster"),
	STR("dean"),
	STR("pastor"),
	STR("geschäftsführer"),
	STR("代表取締役"),
	STR("取締役"),
	STR("社長"),
	STR("会長"),
	STR("専務"),
	STR("常務"),
	STR("理事長"),
	STR("学長"),
	STR("院長"),
	STR("校長"),
	STR("代表社員"),
	STR("最高経営責任者"),
	STR("总经理"),
	STR("董事长"),
};

static bool is_part_of_word(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool stands_alone(struct str text, size_t at, size_t length)
{
	if ((unsigned char)text.p[at] >= 0x80)
		return true;
	return (at == 0 || !is_part_of_word(text.p[at - 1])) &&
	       (at + length >= text.n || !is_part_of_word(text.p[at + length]));
}

static bool has_word(struct str text, struct str word)
{
	size_t at, from = 0;

	while ((at = str_find_str_nocase(str_skip(text, from), word)) != STR_NPOS) {
		if (stands_alone(text, from + at, word.n))
			return true;
		from += at + word.n;
	}
	return false;
}

static struct str title_in(struct str text)
{
	for (size_t i = 0; i < COUNT(titles); i++)
		if (has_word(text, titles[i]))
			return titles[i];
	return STR_NONE;
}

/* --- how the sender signs ------------------------------------------------------ */

struct lines {
	struct str items[LINES]; /* a ring */
	uint32_t count;
};

static void last_lines(const struct passage *passage, struct lines *ret)
{
	struct str rest = passage->text, line;

	ret->count = 0;
	while (str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n &&
		    !passage_is_quoted(passage, str_offset(passage->text, line)))
			ret->items[ret->count++ % LINES] = line;
	}
}

/* A name and what he is; a sentence that speaks of the chairman is none. */
static bool is_signature_line(struct str line)
{
	enum { WORDS = 8 };
	struct str rest = line;
	uint32_t words = 0;

	if (line.n > LINE_BYTES || str_find_str(line, STR("。")) != STR_NPOS)
		return false;
	while (str_take_word(&rest).n)
		words++;
	return words <= WORDS;
}

static struct str title_of_signature(const struct lines *lines)
{
	for (uint32_t i = 0; i < LINES && i < lines->count; i++) {
		struct str title = is_signature_line(lines->items[i])
				       ? title_in(lines->items[i])
				       : STR_NONE;

		if (title.n)
			return title;
	}
	return STR_NONE;
}

static bool signature_names(const struct lines *lines, struct str name)
{
	for (uint32_t i = 0; i < LINES && i < lines->count; i++)
		if (lines->items[i].n <= LINE_BYTES && has_word(lines->items[i], name))
			return true;
	return false;
}

/* --- what is asked --------------------------------------------------------------- */

static bool asks_as_frauds_do(const struct inspection *in)
{
	const struct levers *levers = &in->levers;

	if (has_pretext(in, PRETEXT_GIFT_CARDS) ||
	    has_pretext(in, PRETEXT_PRIVATE_CHANNEL) ||
	    has_pretext(in, PRETEXT_LIST_REQUEST) || has_pretext(in, PRETEXT_BANK_CHANGE))
		return true;
	return levers_have(levers, LEVER_UNREACHABLE) &&
	       (levers_have(levers, WORD_FAVOUR) || levers_have(levers, LEVER_SECRECY) ||
		levers_have(levers, LEVER_PAYMENT));
}

/* --- whose mailbox --------------------------------------------------------------- */

/* "example" of example.co.jp, where the reader is there and the sender is not. */
static struct str house_of_reader(const struct inspection *in,
				  const struct identity *from)
{
	struct target target;
	struct str registrable;

	if (!target_of(in, &target) || tables_class(in->env->tables, target.domain))
		return STR_NONE;
	registrable = host_registrable(in->arena, target.domain);
	if (str_eq_nocase(registrable, from->registrable))
		return STR_NONE;
	registrable = str_until(registrable, '.');
	return registrable.n < LEAST_NAME ? STR_NONE : registrable;
}

struct finder {
	const struct identity *from;
	struct str house;
	struct str title;
	bool names_house;
};

static void look(struct finder *f, const struct passage *passage)
{
	struct lines lines;

	if (passage->field)
		return;
	last_lines(passage, &lines);
	if (!f->title.n)
		f->title = title_of_signature(&lines);
	f->names_house =
	    f->names_house || (f->house.n && signature_names(&lines, f->house));
}

static void tell(struct inspection *in, const struct check *self, const struct finder *f)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, is_anybodys_mailbox(f->from) ? ANYBODYS : STRANGERS);
	finding_str(finding, "title", f->title);
	finding_str(finding, "address", f->from->text);
	finding_str(finding, "service",
		    f->from->class_ ? f->from->class_->name : f->from->domain);
	finding_str(finding, "house", f->house);
	finding_at_field(finding, f->from->field);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finder f = { .from = from };

	if (!from || from->own || mailing_list(in) || !asks_as_frauds_do(in))
		return;
	f.house = house_of_reader(in, from);
	f.title = title_in(from->name);
	for (uint32_t i = 0; i < in->passages.count; i++)
		look(&f, &in->passages.items[i]);
	if (f.title.n && (is_anybodys_mailbox(from) || f.names_house))
		tell(in, self, &f);
}

const struct check check_from_superior = {
	.id = "from.superior",
	.title = N_("A superior's title, and a mailbox that is not the house's"),
	.details = { N_("It signs as {title} and comes from {address}, a mailbox that "
			"anyone gets at {service}. What it asks for is what such letters "
			"ask for in a superior's name."),
		     N_("It signs as {title} of {house} and comes from {address}, which "
			"is not of that house. What it asks for is what such letters ask "
			"for in a superior's name.") },
	.means =
	    N_("Who is told by a superior to buy gift cards, to pay to a new account "
	       "or to go on by messenger rarely asks back. The name is on every "
	       "company's site; the address is the only thing that the sender had to "
	       "invent."),
	.wrong = N_("Heads of small firms, schools and clubs do write from private "
		    "mailboxes; a call to the number that one knows settles it."),
	.cites = "IC3 PSA I-091124; IPA, business e-mail compromise",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
