/* verdict/question.c - what this report leaves open, and how it could be answered. */
#include "verdict/verdict.h"

#include "check/check.h"

static struct statement *ask(struct inspection *in, const char *msgid)
{
	struct verdict *verdict = &in->verdict;
	struct statement *statement;

	ARENA_GROW(in->arena, verdict->open, verdict->open_count, verdict->open_cap);
	statement = &verdict->open[verdict->open_count++];
	statement_set(statement, msgid);
	return statement;
}

static void about_the_path(struct inspection *in)
{
	struct statement *statement;

	switch (in->path.basis) {
	case BOUNDARY_NONE:
		ask(in,
		    N_("Who handed it over is unknown: no Received field can be relied "
		       "upon. Was the header copied whole?"));
		break;
	case BOUNDARY_INFERRED:
		ask(in,
		    N_("Which servers are yours was inferred. A site profile makes it "
		       "certain: mekiki profile draft MAIL…"));
		break;
	default:
		break;
	}
	if (in->path.origin.auth_user.n) {
		statement =
		    ask(in, N_("Did {user} send this? Ask the owner of the account by "
			       "another way than mail."));
		statement_str(in->arena, statement, "user", in->path.origin.auth_user);
	}
}

static void about_authentication(struct inspection *in)
{
	if (in->authentication.evaluated && in->env->contact != CONTACT_OFFLINE)
		ask(in, N_("SPF, DKIM and DMARC were evaluated with what the DNS says "
			   "now. When the message came, keys, records and policies may "
			   "have been others."));
	else if (in->authentication.evaluated)
		ask(in,
		    N_("SPF, DKIM and DMARC were evaluated with the answers given; no "
		       "server was asked."));
	else
		ask(in, N_("SPF, DKIM and DMARC were not evaluated here: nothing was "
			   "asked of the DNS. What others recorded is shown with its "
			   "place."));
}

/* What the budgets of one message cut off. */
static void about_budgets(struct inspection *in)
{
	static const struct {
		const char *id, *msgid;
	} rows[] = {
		{ "limit.questions",
		  N_("{count} questions that it leads to were not asked: they are more "
		     "than one message may cause.") },
		{ "limit.waiting",
		  N_("{count} questions had no answer when the time for this message was "
		     "used up. Another run may get one.") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct finding *finding = inspection_find(in, str_c(rows[i].id));
		const struct value *count =
		    finding ? finding_value(finding, "count") : NULL;

		if (count)
			statement_int(in->arena, ask(in, rows[i].msgid), "count",
				      count->number);
	}
}

static void about_content(struct inspection *in)
{
	if (in->headers_only || in->message->headers_only)
		ask(in, N_("Only a header was there; the content is unknown."));
	else if (!in->visits)
		ask(in, N_("The pages behind its links were not visited."));
}

void verdict_question(struct inspection *in)
{
	about_the_path(in);
	about_authentication(in);
	about_budgets(in);
	about_content(in);
}
