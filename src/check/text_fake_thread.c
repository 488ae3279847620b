/* check/text_fake_thread.c - an answer to nothing. */
#include "check/address_in.h"
#include "check/identity_list.h"
#include "check/target.h"

#include "link/host.h"

enum { NOTHING, OF_OTHERS };

/* What programs put in front of an answer's subject, by language. */
static const char *const answers[] = {
	"re:",	  "aw:",   "sv:",    "vs:",   "antw:",	"odp:",	  "ynt:",
	"ref:",	  "rif:",  "res:",   "re：",  "回复:",	"回复：", "答复:",
	"答复：", "回覆:", "回覆：", "返信:", "返信：",
};

/* "Re:", "RE[2]:", "Re^2:", "返信："; without the blanks behind. */
static bool is_answer(struct str subject)
{
	struct str s = str_trim_left(subject);

	for (size_t i = 0; i < COUNT(answers); i++)
		if (str_starts_nocase(s, str_c(answers[i])))
			return true;
	if (!str_eat(&s, STR("re")) || (!str_eat_char(&s, '[') && !str_eat_char(&s, '^')))
		return false;
	while (s.n && ascii_is_digit(s.p[0]))
		s = str_skip(s, 1);
	(void)str_eat_char(&s, ']');
	return str_eat_char(&s, ':');
}

/* Exchange writes Thread-Index, and some web mailers nothing but that. */
static bool names_a_thread(const struct header *header)
{
	return header_first(header, FIELD_IN_REPLY_TO) ||
	       header_first(header, FIELD_REFERENCES) ||
	       header_first_named(header, STR("Thread-Index"));
}

/* --- who wrote what it quotes ------------------------------------------------------- */

enum { LINES_ABOVE = 2 };

static bool is_attribution(struct str line)
{
	return str_ends(line, STR(":")) || str_ends(line, STR("\uff1a"));
}

/* The line that says whose the quotation is: its first one, or right above it. */
static struct str author_of(struct str text, const struct quotation *quotation)
{
	struct str above = str_sub(text, 0, quotation->start);
	struct str first = str_trim(str_until(str_skip(text, quotation->start), '\n'));

	if (quotation->from.n)
		return address_in(quotation->from);
	if (is_attribution(first))
		return address_in(first);
	for (int i = 0; i < LINES_ABOVE; i++) {
		struct str line = STR_NONE, before = STR_NONE;

		above = str_trim(above);
		if (!str_cut_last(above, '\n', &before, &line))
			line = above;
		line = str_trim(line);
		if (is_attribution(line) && address_in(line).n)
			return address_in(line);
		above = before;
	}
	return STR_NONE;
}

static bool is_listed(const struct inspection *in, const struct address_list *list,
		      struct str registrable)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_eq_nocase(host_registrable(in->arena, list->items[i].domain),
				  registrable))
			return true;
	return false;
}

/* Who answers was written to, and whom he answers reads it: an author of a house that
 * takes no part in this mail was answered by somebody else. */
static bool takes_part(const struct inspection *in, struct str address)
{
	const struct message *message = in->message;
	struct str local, domain, registrable;
	struct target target;

	if (!str_cut_last(address, '@', &local, &domain))
		return true;
	registrable = host_registrable(in->arena, domain);
	if (registrable.n == 0 || site_is_own_domain(in->env->site, domain) ||
	    is_listed(in, &message->from, registrable) ||
	    is_listed(in, &message->reply_to, registrable) ||
	    is_listed(in, &message->to, registrable) ||
	    is_listed(in, &message->cc, registrable))
		return true;
	return target_of(in, &target) &&
	       str_eq_nocase(host_registrable(in->arena, target.domain), registrable);
}

/* The author of the first quotation, where he is none of them; empty otherwise. */
static struct str stranger_quoted(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		struct str author;

		if (passage->field || passage->quoted.count == 0)
			continue;
		author = author_of(passage->text, &passage->quoted.items[0]);
		if (author.n && !takes_part(in, author))
			return author;
	}
	return STR_NONE;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct header *header = &in->message->header;
	struct str author = STR_NONE;
	struct finding *finding;

	if (!is_answer(in->message->subject.text) || names_a_thread(header))
		return;
	if (from_of(in) && !mailing_list(in))
		author = stranger_quoted(in);
	finding = finding_add(in, self);
	if (author.n) {
		finding_variant(finding, OF_OTHERS);
		finding_severity(finding, SEVERITY_CAUTION);
		finding_str(finding, "author", author);
		finding_str(finding, "from", from_of(in)->text);
	}
	finding_str(finding, "subject", in->message->subject.text);
	finding_at_field(finding, header_first(header, FIELD_SUBJECT));
}

const struct check check_text_fake_thread = {
	.id = "text.fake-thread",
	.title = N_("An answer that does not say what it answers"),
	.details = { N_("The subject is {subject}, but there is neither In-Reply-To nor "
			"References."),
		     N_("The subject is {subject}, but there is neither In-Reply-To nor "
			"References. What it quotes was written by {author}, who is of "
			"another house than {from} and takes no part in this mail: "
			"somebody else goes on with their conversation.") },
	.means =
	    N_("A subject that begins like an answer makes the reader look for a "
	       "conversation that never was. Mail programs name the mail they answer. "
	       "Who stole somebody's mail goes on with genuine conversations, from "
	       "another mailbox."),
	.wrong =
	    N_("Some web forms, telephones and people type the beginning of an answer by "
	       "hand."),
	.cites = "RFC 5322, 3.6.4 and 3.6.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
