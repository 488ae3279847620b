/* base/sheaf.h - several named texts in one output: a worker writes them, the command
 * makes files of them.
 *
 * Each stands behind a line "NAME TAB LENGTH LF". The first has no name: it is for the
 * terminal. Names are ours, whatever the worker says: letters, digits and hyphens behind
 * a number, and one of three endings; nothing else may become a file. */
#pragma once
#include "base/buf.h"

void sheaf_add(struct buf *out, struct str name, struct str bytes);
/* The next of `rest`; false: there is no more, or what is left is no such text. */
bool sheaf_next(struct str *rest, struct str *ret_name, struct str *ret_bytes);
/* "03-registrar-example.eml" */
bool sheaf_is_file_name(struct str name);
