/* cmd/option.h - one option of the command line. */
#pragma once

#include "cmd/cmd.h"

struct option_row {
	char letter; /* of the short option; 0: none */
	/* value: NULL where it takes none; "[=x]" where it may. */
	const char *name, *value;
	const char *help; /* N_() */
	bool (*set)(struct session *session, const char *value, struct err *err);
};

/* The last one has no name. */
enum { OPTION_ROWS = 128 };
extern const struct option_row option_rows[];
