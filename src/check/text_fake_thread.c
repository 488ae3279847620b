/* check/text_fake_thread.c - an answer to nothing. */
#include "check/check.h"

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

static void run(struct inspection *in, const struct check *self)
{
	const struct header *header = &in->message->header;
	struct finding *finding;

	if (!is_answer(in->message->subject.text) || names_a_thread(header))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "subject", in->message->subject.text);
	finding_at_field(finding, header_first(header, FIELD_SUBJECT));
}

const struct check check_text_fake_thread = {
	.id = "text.fake-thread",
	.title = N_("An answer that does not say what it answers"),
	.details = { N_("The subject is {subject}, but there is neither In-Reply-To nor "
			"References.") },
	.means =
	    N_("A subject that begins like an answer makes the reader look for a "
	       "conversation that never was. Mail programs name the mail they answer."),
	.wrong =
	    N_("Some web forms, telephones and people type the beginning of an answer by "
	       "hand."),
	.cites = "RFC 5322, 3.6.4 and 3.6.5",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
