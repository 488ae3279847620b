/* process/helper.h - the frame of a helper program: its tasks one after the other, under
 * the lock.
 *
 * mekiki-outlook and mekiki-case are made of it. mekiki-analysis, which keeps tasks that
 * wait for answers, has its own. */
#pragma once
#include "base/err.h"
#include "process/task.h"

/* What came of a task. */
struct helper_product {
	struct buf bytes;
	char sha256[64 + 1]; /* of the file that the task brought, where that is asked */
};

struct helper {
	unsigned long address_space; /* what its work may take */
	size_t bytes;		     /* a product is no longer */
	/* Before the lock: what its libraries do at their first use. */
	void (*warm)(void);
	/* Without a file (-1): a sample of its own making, for `mekiki selftest`. False:
	 * refused, and `err` says why; `ret` need not be emptied. */
	bool (*work)(const struct task *task, int fd, struct helper_product *ret,
		     struct err *err);
};

/* The whole of main(): until the command goes, or sends nonsense. */
_Noreturn void helper_run(const struct helper *helper);
