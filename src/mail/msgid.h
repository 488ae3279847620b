/* mail/msgid.h - Message-ID (RFC 5322, 3.6.4), as found, with or without brackets. */
#pragma once
#include "mail/defect.h"

struct msgid {
	struct str id;	   /* without the brackets */
	struct str domain; /* right of the last '@', lower case; empty if none */
};

void msgid_parse(struct arena *arena, struct str value, struct defects *defects,
		 struct msgid *ret);
