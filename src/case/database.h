/* case/database.h - a bundle becomes an SQLite database in memory, and back.
 *
 * Nothing here opens a file. A database to be read is somebody else's: its tables must be
 * ours, word for word, and nothing may stand beside them, so that no view, trigger,
 * virtual table or generated column is ever run; sizes, rows and steps have ceilings.
 * Linked by mekiki-case alone. */
#pragma once
#include "base/err.h"
#include "case/bundle.h"

/* What SQLite opens or reads at its first use; before the lock. */
void database_warm(void);
/* The same bundle gives the same bytes. False: the bundle makes no sense, or is too
 * large. */
bool database_of_bundle(struct str bundle, struct buf *ret, struct err *err);
/* False: it is no case, or one that was tampered with; `err` says which. */
bool database_to_bundle(struct str database, struct buf *ret, struct err *err);
