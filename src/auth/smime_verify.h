/* auth/smime_verify.h - the CMS of one signed entity. Internal to auth/smime.c. */
#pragma once
#include "auth/smime.h"
#include "mail/cms.h"

struct smime_case {
	struct arena *arena;
	const struct message *message;
	struct roots *roots;
	int64_t received_at, clock;
};

/* `content` is what is signed, with whole line ends, wherever it stood. libcrypto does
 * not get it again inside the object. */
void smime_verify_cms(const struct smime_case *run, const struct cms *cms,
		      struct str content, struct smime_entity *ret);
