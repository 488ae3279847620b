/* check/tgt_address_as_name.c - the reader is called by his address, as by one who knows
 * nothing else of him. */
#include "check/target.h"

enum { IN_SUBJECT, IN_GREETING };
/* What may stand in front of it in its line, "Dear customer"; and shorter local parts are
 * words. */
enum { GREETING_BYTES = 24, GREETING_WORDS = 2, LEAST_LOCAL = 4 };

static bool is_word_byte(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '@' || c == '-' || c == '+' ||
	       (unsigned char)c >= 0x80;
}

/* A whole word, and no piece of a longer address. */
static bool stands_alone(struct str text, size_t at, size_t length)
{
	size_t end = at + length;

	if (at > 0 && (is_word_byte(text.p[at - 1]) || text.p[at - 1] == '.'))
		return false;
	/* A stop ends a sentence; with letters behind it, it is part of a name. */
	if (end + 1 < text.n && text.p[end] == '.' && is_word_byte(text.p[end + 1]))
		return false;
	return end >= text.n || !is_word_byte(text.p[end]);
}

static size_t find_name(struct str text, struct str name)
{
	size_t from = 0;

	while (from < text.n) {
		size_t at = str_find_str_nocase(str_skip(text, from), name);

		if (at == STR_NPOS)
			return STR_NPOS;
		if (stands_alone(text, from + at, name.n))
			return from + at;
		from += at + name.n;
	}
	return STR_NPOS;
}

/* "Dear ann@example.jp,": few words in front in its line, a mark behind. */
static bool is_greeting(struct str text, size_t at, size_t length)
{
	size_t start = at, end = at + length;
	struct str lead, word;
	uint32_t words = 0;

	while (start > 0 && text.p[start - 1] != '\n' && text.p[start - 1] != '\r')
		start--;
	while (end < text.n && text.p[end] == ' ')
		end++;
	if (end >= text.n || (text.p[end] != ',' && text.p[end] != '!'))
		return false;
	lead = str_trim(str_sub(text, start, at));
	if (lead.n > GREETING_BYTES || str_find(lead, ':') != STR_NPOS)
		return false;
	while ((word = str_take_word(&lead)).n)
		words++;
	return words <= GREETING_WORDS;
}

static void add(struct inspection *in, const struct check *self,
		const struct passage *passage, size_t at, size_t length, int variant)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_str(finding, "name", str_sub(passage->text, at, at + length));
	finding_at_passage(finding, passage, at, at + length);
}

/* "Jordan" of jordan@: many have their address of their name, and are called by it. A
 * list of addresses gives the name as the address has it. */
static bool is_given_name(struct str written, struct str local)
{
	for (size_t i = 0; i < local.n; i++)
		if (!ascii_is_alpha(local.p[i]))
			return false;
	return written.p[0] >= 'A' && written.p[0] <= 'Z' && written.p[1] >= 'a' &&
	       !str_eq(written, local);
}

static bool look(struct inspection *in, const struct check *self,
		 const struct passage *passage, struct str name, bool whole)
{
	bool subject = strcmp(passage->where, "subject") == 0;
	struct str text = passage->text;
	size_t at = find_name(text, name);

	if (at == STR_NPOS || passage_is_quoted(passage, at) ||
	    is_given_name(str_sub(text, at, at + name.n), name))
		return false;
	if (subject ? !whole && !is_greeting(text, at, name.n)
		    : !is_greeting(text, at, name.n))
		return false;
	add(in, self, passage, at, name.n, subject ? IN_SUBJECT : IN_GREETING);
	return true;
}

/* Does he sign or send it himself? Then it is his own name. */
static bool is_his_own(const struct inspection *in, const struct target *target)
{
	const struct message *message = in->message;

	for (uint32_t i = 0; i < message->from.count; i++)
		if (str_eq_nocase(message->from.items[i].address, target->address))
			return true;
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	struct target target;

	if (!target_of(in, &target) || target.local.n < LEAST_LOCAL ||
	    is_his_own(in, &target))
		return;
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];

		if (look(in, self, passage, target.address, true) ||
		    look(in, self, passage, target.local, false))
			return;
	}
}

const struct check check_tgt_address_as_name = {
	.id = "tgt.address-as-name",
	.title = N_("It calls the reader by the mail address"),
	.details = { N_("The subject says \"{name}\", a piece of the address it was sent "
			"to, where a name would stand."),
		     N_("It greets \"{name}\", the address it was sent to or a piece of "
			"it, where a name would stand.") },
	.means = N_("Whoever has a contract with the reader knows a name or a number. "
		    "Who has only a list of addresses makes a name of the address."),
	.wrong = N_("Services where one registers with an address alone know nothing "
		    "else either; and some people's names are their local parts."),
	.cites = "RFC 5322, 3.6.3",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
