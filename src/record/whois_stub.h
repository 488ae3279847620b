/* record/whois_stub.h - the shell that a regional registry keeps of a block which another
 * region looks after (APNIC's source "APNIC-STUB"). */
#pragma once
#include "base/str.h"

/* The region named by "Transferred to the ARIN region" in such a shell: "ARIN". Empty:
 * this text is none. */
struct str whois_transferred_to(struct str text);
