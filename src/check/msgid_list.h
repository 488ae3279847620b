/* check/msgid_list.h - what the checks of the message id share. */
#pragma once
#include "check/check.h"

/* The hop of the receiving side that wrote the id because the sender had left it out:
 * its own host name stands right of the '@', or (Postfix) its queue id left of it. NULL
 * where the id came with the message. */
const struct hop *msgid_added_by(const struct inspection *in);
