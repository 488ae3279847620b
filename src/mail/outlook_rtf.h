/* mail/outlook_rtf.h - the compressed RTF of Outlook ([MS-OXRTFCP]).
 *
 * Writes what can be unpacked; broken data yields what came before. No output
 * is longer than `out`'s ceiling or 17 times the input. */
#pragma once
#include "base/buf.h"

void outlook_rtf(struct str packed, struct buf *out);
