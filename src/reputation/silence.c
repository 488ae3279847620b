/* reputation/silence.c - see silence.h. */
#include "reputation/silence.h"

#define N_(text) text

bool silence_is_unasked(const struct answer *answer)
{
	return answer->status == ANSWER_NOT_ALLOWED ||
	       answer->status == ANSWER_NOT_RECORDED;
}

static const char *reason(struct arena *arena, const struct answer *answer,
			  const char *otherwise)
{
	if (answer->reason.n == 0)
		return otherwise;
	return arena_concat(arena, answer->reason, STR("\0")).p;
}

const char *silence_of(struct arena *arena, const struct answer *answer)
{
	switch (answer->status) {
	case ANSWER_ANSWERED:
	case ANSWER_NO_SUCH_NAME:
	case ANSWER_NO_DATA:
		return NULL;
	case ANSWER_NOT_ALLOWED:
		return reason(arena, answer, N_("asking was not allowed"));
	case ANSWER_NOT_RECORDED:
		return N_("not among the recorded answers");
	case ANSWER_TIMEOUT:
		return N_("nobody answered in time");
	case ANSWER_THROTTLED:
		return N_("the list was asked more often than it allows");
	case ANSWER_REFUSED:
		return reason(arena, answer, N_("the list refuses to answer"));
	default:
		return reason(arena, answer, N_("the list could not be asked"));
	}
}
