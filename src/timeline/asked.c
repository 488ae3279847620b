/* timeline/asked.c - when the outside was asked, and what the moment of the report is. */
#include "timeline/gather.h"

/* Kinds of questions that reach somebody; decoders of this machine are nobody. */
static const struct {
	const char *prefix, *name;
} kinds[] = {
	{ "dns ", N_("DNS") },
	{ "whois ", N_("WHOIS") },
	{ "rdap ", N_("RDAP") },
	{ "list ", N_("reputation lists") },
};

struct span {
	uint32_t count;
	int64_t first, last;
};

static bool reached_somebody(const struct answer *answer)
{
	return answer->asked_at > 0 && !answer_is_unasked(answer);
}

static struct span span_of(const struct authentication *auth, struct str prefix)
{
	struct span span = { 0 };

	for (uint32_t i = 0; i < auth->answer_count; i++) {
		const struct answer *answer = auth->answers[i];

		if (!str_starts(answer->question, prefix) || !reached_somebody(answer))
			continue;
		if (!span.count || answer->asked_at < span.first)
			span.first = answer->asked_at;
		if (!span.count || answer->asked_at > span.last)
			span.last = answer->asked_at;
		span.count++;
	}
	return span;
}

void gather_asked(struct gather *gather)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct span span =
		    span_of(&gather->in->authentication, str_c(kinds[i].prefix));
		struct moment *moment;

		if (!span.count)
			continue;
		moment = moment_add(gather, span.first, "asked", GRADE_OBSERVED,
				    STR("mekiki"));
		if (span.last > span.first) {
			moment_text(moment, N_("Looked up: {kind}, {count} questions, "
					       "until {last}."));
			moment_time(gather, moment, "last", span.last);
		} else {
			moment_text(moment, N_("Looked up: {kind}, {count} questions."));
		}
		moment_word(gather, moment, "kind", kinds[i].name);
		moment_int(gather, moment, "count", span.count);
	}
}
