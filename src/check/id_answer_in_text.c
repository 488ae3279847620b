/* check/id_answer_in_text.c - FR-14 by other means: the text asks to write to a mailbox
 * that anybody gets, and not to the sender. */
#include "check/address_in.h"
#include "check/identity_list.h"
#include "check/secrets.h"
#include "check/target.h"
#include "language/quotation.h"

/* Addresses of one text that are looked at; longer lists are no letters. */
enum { TRIES = 32 };

static bool is_anybodys(const struct inspection *in, struct str domain)
{
	const struct domain_class *class_ = tables_class(in->env->tables, domain);

	return class_ && (str_eq(class_->class_, STR("freemail")) ||
			  str_eq(class_->class_, STR("anonymous")));
}

/* The address of somebody who takes part: then it is no other way to answer. */
static bool takes_part(const struct inspection *in, struct str address)
{
	struct secrets secrets;

	for (uint32_t i = 0; i < in->ids.count; i++)
		if (str_eq_nocase(in->ids.items[i].text, address))
			return true;
	/* One of the reader's own, from which it was handed on. */
	for (uint32_t i = 0; i < in->path.count; i++)
		if (str_eq_nocase(in->path.hops[i].received.for_, address))
			return true;
	secrets_of(in->arena, in->message, STR_NONE, &secrets);
	for (uint32_t i = 0; i < secrets.count; i++)
		if (str_eq_nocase(secrets.items[i], address))
			return true;
	return false;
}

/* "Your recovery address is ann.lee@…", to ann@: the reader's own other mailbox. */
static bool is_readers(const struct inspection *in, struct str address)
{
	enum { LEAST = 4 };
	struct target target;

	return target_of(in, &target) && target.local.n >= LEAST &&
	       str_find_str_nocase(str_until(address, '@'), target.local) != STR_NPOS;
}

/* "Regards, Joe, private: joe.smith@…": a second address of the same person. */
static bool is_namesake(const struct identity *from, struct str address)
{
	struct str rest = from->name, word, local = str_until(address, '@');

	while ((word = str_take_word(&rest)).n)
		if (word.n >= 3 && str_find_str_nocase(local, word) != STR_NPOS)
			return true;
	return str_find_str_nocase(local, str_until(from->text, '@')) != STR_NPOS;
}

static bool is_other_way(const struct inspection *in, const struct identity *from,
			 struct str address)
{
	struct str local, domain;

	return str_cut_last(address, '@', &local, &domain) && is_anybodys(in, domain) &&
	       !takes_part(in, address) && !is_namesake(from, address) &&
	       !is_readers(in, address);
}

/* A letter asks for answers at one place; in longer texts addresses stand for many
 * reasons, and the word for it has to stand by. */
enum { LETTER = 2000, REACH = 300 };

static bool is_asked_for(const struct inspection *in, uint32_t passage, size_t at)
{
	if (in->passages.items[passage].text.n <= LETTER)
		return true;
	for (uint32_t i = 0; i < in->levers.count; i++) {
		const struct lever_hit *hit = &in->levers.hits[i];

		if (hit->phrase->kinds >> WORD_CONTACT & 1 && hit->passage == passage &&
		    hit->start <= at + REACH && at <= hit->end + REACH)
			return true;
	}
	return false;
}

static bool judge(struct inspection *in, const struct check *self,
		  const struct identity *from, uint32_t number)
{
	const struct passage *passage = &in->passages.items[number];
	struct str text = passage->text;
	uint32_t tries = 0;

	for (size_t at = 0; at < text.n && tries < TRIES; at++) {
		struct str address;
		struct finding *finding;
		size_t next = str_find(str_skip(text, at), '@');

		if (next == STR_NPOS)
			break;
		at += next;
		tries++;
		address = address_at(text, at);
		if (!address.n || passage_is_quoted(passage, at) ||
		    !is_other_way(in, from, address) || !is_asked_for(in, number, at))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "address", address);
		finding_str(finding, "from", from->text);
		finding_at_passage(finding, passage, str_offset(text, address),
				   str_offset(text, address) + address.n);
		return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);

	if (!from || mailing_list(in))
		return;
	for (uint32_t i = 0; i < in->passages.count; i++)
		if (judge(in, self, from, i))
			return;
}

const struct check check_id_answer_in_text = {
	.id = "id.answer-in-text",
	.title = N_("The text gives {address} to write to, a mailbox that anybody gets"),
	.details = { N_("The mail comes from {from}; the address in its text is another "
			"one, at a provider where anybody opens a mailbox.") },
	.means = N_("Who writes through somebody else's account cannot read the answers "
		    "there, so he asks for them elsewhere."),
	.wrong =
	    N_("Clubs, flats to let and small shops give such addresses in mail that "
	       "others send for them, and quoted mail is full of them."),
	.cites = "RFC 5322, 3.6.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
