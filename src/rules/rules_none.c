/* rules/rules_none.c - a build without libyara. */
#include "rules/rules.h"

bool rules_built_in(void)
{
	return false;
}

bool rules_work(struct arena *arena)
{
	(void)arena;
	return true;
}

void rules_close(struct rules *rules)
{
	(void)rules;
}

bool rules_open(struct arena *arena, struct str files, const struct str *variables,
		uint32_t variable_count, struct rules **ret, struct err *err)
{
	(void)arena, (void)files, (void)variables, (void)variable_count, (void)ret;
	return err_set(err, ERR_USAGE, "",
		       "this mekiki was built without libyara: it cannot apply YARA "
		       "rules");
}
