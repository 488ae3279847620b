/* check/grade.c - the words of grade.h. */
#include "check/grade.h"

const char *grade_name(enum grade grade)
{
	static const char *const names[] = { "observed", "vouched", "claimed",
					     "guessed" };

	return names[grade];
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "adverse", "caution", "note",
					     "established" };

	return names[severity];
}
