/* rules/rules.c - see rules.h: names of variables. */
#include "rules/rules.h"

struct str rules_variable(struct arena *arena, struct str id)
{
	struct str name = arena_concat(arena, STR("mekiki_"), id);
	char *p = (char *)name.p;

	for (size_t i = 0; i < name.n; i++)
		if (p[i] == '.' || p[i] == '-')
			p[i] = '_';
	return name;
}
