/* cmd/reports.h - many inputs, a report of each, in their order: what mekiki inspect and
 * mekiki replay share. */
#pragma once
#include "cmd/casebook.h"

struct reports {
	/* What is to be done with an input that could be opened. */
	void (*prepare)(const struct session *session, struct job *job);
	const char *nothing; /* N_(): a folder without any of them */
	/* Of folders only files whose names end so are taken, and where there is none
	 * that is no trouble: TASK_NOTEBOOK, whose outputs stand one behind the other.
	 * NULL: all files. */
	const char *ending;
	bool reaches; /* any output is told by the exit status, as --fail-on does */
	/* The next input, in place of the files that the options name; false: there are
	 * no more. NULL: files. */
	bool (*next)(void *source, struct job *ret);
	/* What next() will give without waiting; as the pool has it. */
	bool (*has_more)(void *source);
	void *source;
	int ready_fd; /* that it reads from; -1 */
	/* Where cases go; NULL: none are made. */
	struct casebook *casebook;
};

/* Of the inputs that the options name, or of standard input. */
enum exit_status reports_run(struct session *session, const struct reports *reports);
