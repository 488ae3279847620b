/* check/text_payment_diverted.c - money is to go to another account than before. */
#include "check/identity_list.h"
#include "check/lever_list.h"

enum { PLAIN, ELSEWHERE, ANYBODYS, UNASKED };

static bool said_of(const struct inspection *in, const char *id)
{
	const struct finding *finding = inspection_find(in, str_c(id));

	return finding && finding->severity <= SEVERITY_CAUTION;
}

/* What keeps the reader from finding out: the answer goes to somebody else, the sender is
 * anybody, the telephone is not to be used. */
static int mark_of(const struct inspection *in)
{
	if (said_of(in, "id.reply-elsewhere") || said_of(in, "id.answer-in-text"))
		return ELSEWHERE;
	if (is_anybodys_mailbox(from_of(in)))
		return ANYBODYS;
	if (levers_have(&in->levers, LEVER_UNREACHABLE))
		return UNASKED;
	return PLAIN;
}

static void run(struct inspection *in, const struct check *self)
{
	struct pretext_match match;
	struct finding *finding;
	struct str words[2];
	int mark;

	if (!from_of(in) || from_of(in)->own || mailing_list(in) ||
	    !pretext_find(&in->passages, &in->levers, PRETEXT_BANK_CHANGE, &match))
		return;
	mark = mark_of(in);
	for (size_t i = 0; i < 2; i++)
		words[i] = lever_words(&in->passages, match.hits[i]);
	finding = finding_add(in, self);
	finding_variant(finding, mark);
	if (mark != PLAIN)
		finding_severity(finding, SEVERITY_CAUTION);
	finding_list(finding, "phrases", words, 2);
	finding_str(finding, "from", from_of(in)->text);
	for (size_t i = 0; i < 2; i++)
		finding_at_lever(finding, match.hits[i]);
}

const struct check check_text_payment_diverted = {
	.id = "text.payment-diverted",
	.title = N_("Money is to go to another account than before"),
	.details = { N_("What says so: {phrases}. Whoever pays should ask first, at the "
			"number that was known before."),
		     N_("What says so: {phrases}. The answer to this mail would go to "
			"somebody else than {from}; whoever asks back has to use the "
			"number that was known before."),
		     N_("What says so: {phrases}. It comes from {from}, a mailbox that "
			"anyone gets; whoever pays should ask first, at the number that "
			"was known before."),
		     N_("What says so: {phrases}. It asks not to be called; whoever pays "
			"should call all the same, at the number that was known "
			"before.") },
	.means = N_("Whoever reads along in somebody's mail waits for a bill and sends "
		    "other bank details after it. The money is gone in a day."),
	.wrong = N_("Firms do change their banks, and employees theirs. They do not mind "
		    "to be called."),
	.cites = "IC3 PSA I-091124; IPA, business e-mail compromise",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_CLAIMED,
	.run = run,
};
