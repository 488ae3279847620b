/* mail/cms.h - the outside of a CMS object (RFC 5652; PKCS #7), as S/MIME carries it.
 *
 * Enough to know what it is, how much there is to check, and to reach the MIME entity
 * that a signed message carries inside. BER is read as senders write it, with open
 * lengths and strings in pieces; without recursion, each byte a bounded number of times.
 * Nothing is verified here. */
#pragma once
#include "base/arena.h"

enum cms_kind {
	CMS_NONE,   /* it is none, or ends too early */
	CMS_SIGNED, /* … without signers: certificates only */
	CMS_ENVELOPED,
	CMS_COMPRESSED,
	CMS_OTHER, /* digested, encrypted, authenticated and what nobody sends */
};

struct cms {
	enum cms_kind kind;
	bool has_content;   /* of CMS_SIGNED: the content is inside */
	bool content_other; /* … and says of itself that it is no plain data */
	struct str content; /* a slice of the input, or joined in the arena */
	uint32_t certificates, signers; /* how many there are of each */
	size_t around;			/* bytes that are not content */
	/* Of CMS_SIGNED, as it stands: what comes before the content's description, the
	 * content's type, and what comes behind. */
	struct str before, type, behind;
};

void cms_read(struct arena *arena, struct str bytes, struct cms *ret);
/* Signed data without the content, as if that had come beside it: what a verifier needs
 * that has the content already. */
struct str cms_detached(struct arena *arena, const struct cms *cms);
