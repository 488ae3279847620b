/* media/account.h - what a decoder says of a thing: the JSON that record/media.h reads.
 */
#pragma once
#include "base/buf.h"
#include "record/media.h"

void account_write(const struct media *media, struct buf *out);
