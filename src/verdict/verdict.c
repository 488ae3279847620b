/* verdict/verdict.c - the order of the steps, and their common pieces. */
#include "verdict/verdict.h"

const char *verdict_class_name(enum verdict_class class_)
{
	static const char *const names[] = { "fraudulent", "suspicious", "unremarkable",
					     "undecided" };

	return names[class_];
}

void statement_set(struct statement *statement, const char *msgid)
{
	*statement = (struct statement){ .msgid = msgid };
}

static struct value *value_add(struct arena *arena, struct statement *statement,
			       const char *key, enum value_kind kind)
{
	struct value *value;

	ARENA_GROW(arena, statement->values, statement->value_count,
		   statement->value_cap);
	value = &statement->values[statement->value_count++];
	*value = (struct value){ .key = key, .kind = kind };
	return value;
}

void statement_str(struct arena *arena, struct statement *statement, const char *key,
		   struct str text)
{
	value_add(arena, statement, key, VALUE_STR)->str = text;
}

void statement_int(struct arena *arena, struct statement *statement, const char *key,
		   int64_t number)
{
	value_add(arena, statement, key, VALUE_INT)->number = number;
}

void verdict_reach(struct inspection *in)
{
	verdict_weigh(in);
	verdict_categorise(in);
	verdict_state(in);
	verdict_question(in);
}
