/* process/bubblewrap.h - other people's programs (a browser, readers of PDF) are started
 * under bubblewrap: no network, no file of the user, nothing of the system but libraries,
 * fonts and their settings. */
#pragma once
#include <stddef.h>

/* The path of bwrap; NULL: it is not installed. */
const char *bubblewrap_find(void);

/* Puts what every such program is confined by behind the first `n` of `argv`; the new
 * count. The caller adds what its program needs beyond that, a /tmp among it, where the
 * program begins and where its HOME is. */
enum { BUBBLEWRAP_ARGUMENTS = 48 };
size_t bubblewrap_confine(const char **argv, size_t n);
