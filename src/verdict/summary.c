/* verdict/summary.c - one sentence that everybody understands, and what to do. */
#include "verdict/verdict.h"

#include "check/check.h"

struct row {
	const char *category, *fraudulent, *suspicious;
};

static const char *const unknown[] = {
	[VERDICT_FRAUDULENT] =
	    N_("This message deceives about who sent it, or about where "
	       "it leads. Do not follow its links, do not answer, do "
	       "not open what is attached."),
	[VERDICT_SUSPICIOUS] =
	    N_("Something about this message does not fit together. Do not act on it "
	       "before you have checked with the supposed sender by another way."),
	[VERDICT_UNREMARKABLE] = N_("Nothing was found that speaks against this message. "
				    "That is no proof that it is safe."),
	[VERDICT_UNDECIDED] = N_("Too little could be examined to judge this message. Do "
				 "not take it for harmless."),
};

static const struct row rows[] = {
	{ "credential-phish",
	  N_("This message pretends to come from somebody else, in order to get a "
	     "password "
	     "or other secrets. Do not follow its links and enter nothing; if you want "
	     "to "
	     "be sure, open the official site or app by yourself."),
	  N_("This message may be after a password or other secrets. Enter nothing on "
	     "the "
	     "pages it leads to; open the official site or app by yourself.") },
	{ "hoax",
	  N_("What this message says is not to be believed, whoever's server it came "
	     "from. "
	     "Do not act on it and do not pass it on; ask whom it names by another way."),
	  N_("This message frightens and gives nothing to check it by; whoever's server "
	     "it "
	     "came from, do not act on it and do not pass it on before you have asked by "
	     "another way.") },
	{ "call-back",
	  N_("This message wants to be called, in order to talk its reader out of money "
	     "or "
	     "into opening a machine. Do not call the number; take the one on the card "
	     "or "
	     "on the official site."),
	  N_("This message wants to be called. Take the number on the card or on the "
	     "official site, not the one in the message.") },
	{ "extortion",
	  N_("This message threatens in order to be paid. Such texts go to thousands of "
	     "people. Do not pay and do not answer."),
	  N_("This message threatens in order to be paid. Do not pay and do not answer "
	     "before you have shown it to somebody whom you trust.") },
	{ "malware",
	  N_("What is attached to this message is not what it shows, and can run as a "
	     "program. Do not open it."),
	  N_("What is attached to this message can run as a program. Do not open it "
	     "before "
	     "the sender has confirmed by another way what it is.") },
	{ "business-fraud",
	  N_("This message pretends to come from a superior or a business partner, in "
	     "order to lead money elsewhere. Do not pay, buy or answer; call the person "
	     "at the number that you know."),
	  N_("This message asks for money or its like in the way of those who imitate "
	     "superiors and business partners. Call the person at the number that you "
	     "know, before you do what it asks.") },
	{ "advance-fee",
	  N_("This message promises money or affection to a stranger, in order to be "
	     "sent "
	     "money. Do not answer."),
	  N_("This message promises money or affection to a stranger. Do not answer "
	     "before "
	     "you know by another way who writes.") },
	{ "delivery-scam",
	  N_("This message speaks of a parcel, in order to get money or card numbers. Do "
	     "not follow its links; the carrier's own site or app knows of every "
	     "parcel."),
	  N_("This message speaks of a parcel and may not come from the carrier. Look at "
	     "the carrier's own site or app, not by its links.") },
	{ "invoice",
	  N_("This message demands money in a name that is not its sender's. Do not pay "
	     "and do not follow its links; ask the creditor by a way that you know."),
	  N_("This message demands money, and who sent it is doubtful. Ask the creditor "
	     "by "
	     "a way that you know, before you pay.") },
	{ "prize-scam",
	  N_("This message promises a gift in a name that is not its sender's, in order "
	     "to "
	     "get data or card numbers. Do not follow its links."),
	  N_("This message promises a gift, and who sent it is doubtful. Do not follow "
	     "its "
	     "links and enter nothing.") },
};

static const char weak[] =
    N_("What was found is weak and does not add up to a reason against this message. "
       "That is no proof that it is safe.");

/* Something odd counted, and not enough: "nothing" would say too much. */
static bool is_weak(const struct verdict *verdict)
{
	for (uint32_t i = 0; i < verdict->share_count; i++)
		if (verdict->shares[i].weight > 0 &&
		    verdict->shares[i].finding->severity <= SEVERITY_CAUTION)
			return verdict->score >= 0.2;
	return false;
}

static const char *text_of_category(const struct verdict *verdict)
{
	if (verdict->class_ == VERDICT_UNREMARKABLE && is_weak(verdict))
		return weak;
	for (size_t i = 0; verdict->category && i < COUNT(rows); i++)
		if (strcmp(rows[i].category, verdict->category) == 0)
			return verdict->class_ == VERDICT_FRAUDULENT ? rows[i].fraudulent
								     : rows[i].suspicious;
	return unknown[verdict->class_];
}

void verdict_summarise(struct inspection *in)
{
	statement_set(&in->verdict.summary, text_of_category(&in->verdict));
}
