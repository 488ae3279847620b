/* process/analyst_texts.h - readers of TASK_READ whose input is a whole text, beside
 * those that take a value a line. */
#pragma once
#include "process/analyst.h"

/* whois, rdap; false: the task's kind is another. */
bool analyst_read_registry(struct analyst *analyst, const struct task *task,
			   struct str text);
/* geo: an address a line, asked of the databases that are open. */
/* maillog: a line, or an entry of a journal, each. */
void analyst_read_maillog(struct analyst *analyst, const struct task *task,
			  struct str text);
bool analyst_read_geo(struct analyst *analyst, const struct task *task, struct str text);
