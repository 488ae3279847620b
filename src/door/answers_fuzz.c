/* door/answers_fuzz.c */
#include "door/answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(256u << 20);
	struct answers *answers;
	struct question question;
	struct err err = { 0 };

	if (answers_read(arena, str_make((const char *)data, size), &answers, &err) &&
	    question_read(arena, STR("dns TXT a.example"), &question))
		answer_summary(arena, answers_find(answers, arena, &question));
	arena_free(arena);
	return 0;
}
