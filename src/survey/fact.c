/* survey/fact.c - one question and what came back for it, kept apart: not asked, no
 * answer, no such name, none published, found, and what fails validation. */
#include "survey/part.h"

#include "base/limits.h"

#define N_(text) text

static void unasked(struct fact *fact, const char *why)
{
	fact->state = FACT_UNASKED;
	fact->why = why;
}

static void no_answer(struct fact *fact, const char *why)
{
	fact->state = FACT_NO_ANSWER;
	fact->why = why;
}

static void read_packet(struct arena *arena, struct fact *fact, uint16_t type)
{
	struct dns_packet packet;
	struct err err;

	if (!dns_read(arena, fact->answer->bytes, &packet, &err)) {
		no_answer(fact, N_("the answer cannot be read"));
		return;
	}
	if (packet.truncated) {
		no_answer(fact, N_("the answer was cut"));
		return;
	}
	if (!dns_select(arena, &packet, type, &fact->records, &fact->count, &fact->chain,
			&fact->chain_count)) {
		fact->count = 0;
		no_answer(fact, N_("the aliases go round in circles"));
		return;
	}
	fact->state = fact->count ? FACT_FOUND : FACT_NONE;
}

/* What another program says ends where its length says so. */
static const char *reason(struct arena *arena, const struct answer *answer)
{
	if (answer->reason.n == 0)
		return N_("asking was not allowed");
	return arena_concat(arena, answer->reason, STR("\0")).p;
}

static void settle(struct arena *arena, struct fact *fact, uint16_t type)
{
	const struct answer *answer = fact->answer;

	switch (answer->status) {
	case ANSWER_ANSWERED:
		read_packet(arena, fact, type);
		break;
	case ANSWER_NO_SUCH_NAME:
		fact->state = FACT_NO_NAME;
		break;
	case ANSWER_NO_DATA:
		fact->state = FACT_NONE;
		break;
	case ANSWER_NOT_ALLOWED:
		unasked(fact, reason(arena, answer));
		break;
	case ANSWER_NOT_RECORDED:
		unasked(fact, N_("not among the recorded answers"));
		break;
	case ANSWER_TIMEOUT:
		no_answer(fact, N_("nobody answered in time"));
		break;
	default:
		no_answer(fact, N_("the name server failed or refused"));
		break;
	}
	/* What fails validation may be anybody's: its data are shown, not used. */
	if (answer->dnssec == DNSSEC_BOGUS && fact->state >= FACT_NO_NAME)
		fact->state = FACT_BOGUS;
}

bool fact_ask(struct survey *survey, struct fact *fact, enum purpose purpose,
	      uint16_t type, struct str name)
{
	if (fact_is_settled(fact))
		return true;
	if (fact->state != FACT_WAITING) {
		if (survey->asked >= LIMIT_SURVEY_QUESTIONS) {
			survey->over++;
			unasked(fact, N_("the message asks for too much"));
			return true;
		}
		survey->asked++;
	}
	door_purpose(survey->door, purpose);
	fact->answer = door_ask_dns(survey->door, type, name);
	if (!fact->answer) {
		fact->state = FACT_WAITING;
		return false;
	}
	settle(survey->arena, fact, type);
	return true;
}

struct ip fact_address(const struct dns_record *record)
{
	struct ip ip = { .kind = record->type == DNS_A ? IP_V4 : IP_V6 };
	size_t want = record->type == DNS_A ? 4 : 16;

	if (record->data.n != want)
		return (struct ip){ IP_NONE, { 0 } };
	memcpy(ip.bytes, record->data.p, want);
	return ip;
}
