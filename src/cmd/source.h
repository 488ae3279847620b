/* cmd/source.h - `mekiki help source`. */
#pragma once
#include "cmd/cmd.h"

/* Of that program, or of all (NULL). False: no such program is known, and nothing is
 * written. */
bool source_help(const struct session *session, const char *name, FILE *out);
/* Which there are, on one line. */
void source_names(FILE *out);
