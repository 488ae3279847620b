/* registry/enquiry_fuzz.c - hostile answers on the whole way: the input is cut at NUL, a
 * piece for each server that is asked. */
#include "registry/enquiry.h"

#include "base/limits.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void answer(struct door *door, struct str *rest, const struct question *question)
{
	struct answer answer = { .question = question->text, .status = ANSWER_NO_DATA };
	struct str piece = STR_NONE;

	if (question->kind != QUESTION_DNS) {
		str_split(rest, '\0', &piece);
		answer.status = piece.n ? ANSWER_ANSWERED : ANSWER_REFUSED;
		answer.bytes = piece;
	}
	door_put(door, &answer);
}

static void judge(const struct enquiry *enquiry)
{
	assert(enquiry->step_count <= LIMIT_ENQUIRY_STEPS);
	assert(enquiry->state != ENQUIRY_WAITING);
	for (uint32_t i = 0; i < enquiry->step_count; i++)
		for (uint32_t k = i + 1; k < enquiry->step_count; k++)
			assert(!enquiry->steps[i].question.n ||
			       !str_eq(enquiry->steps[i].question,
				       enquiry->steps[k].question));
	if (enquiry->network)
		assert(enquiry_covers(enquiry->network, &enquiry->ip));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * size);
	struct str rest = str_make((const char *)data, size);
	struct door_options options = { .contact = CONTACT_VISIT };
	struct enquiry_how how = { .arena = arena, .allowed = CONTACT_VISIT };
	struct bootstrap bootstrap = { 0 };
	struct ip ip = { .kind = IP_V4, .bytes = { 104, 21, 84, 26 } };
	bool address = size && data[0] & 1, done = false;
	struct enquiry enquiry;
	struct question question;

	static const struct str rows[][3] = {
		{ STR("dns"), STR("com"), STR("https://rdap.example/") },
		{ STR("ipv4"), STR("104.0.0.0/8"), STR("https://rdap.example/") },
	};

	/* with RDAP, or without */
	for (size_t i = 0; i < COUNT(rows) && size && data[0] & 2; i++)
		bootstrap_row(arena, rows[i], &bootstrap);
	bootstrap_sort(&bootstrap);
	how.bootstrap = &bootstrap;
	how.door = door_new(arena, &options);
	for (int round = 0; !done; round++) {
		assert(round <= LIMIT_ENQUIRY_STEPS + 1);
		door_begin_round(how.door);
		done = address ? enquire_address(&how, &ip, &enquiry)
			       : enquire_domain(&how, STR("a.com"), &enquiry);
		while (!done && door_next_question(how.door, &question))
			answer(how.door, &rest, &question);
	}
	judge(&enquiry);
	arena_free(arena);
	return 0;
}
