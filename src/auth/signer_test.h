/* auth/signer_test.h - keys made when they are first asked for, and mails signed by them,
 * for the tests of DKIM and ARC. */
#pragma once
#include "auth/cover.h"
#include "auth/sums.h"
#include "base/buf.h"
#include "base/test.h"

enum signer {
	SIGNER_RSA, /* 2048 bits */
	SIGNER_RSA_1024,
	SIGNER_RSA_512,
	SIGNER_ED25519,
	SIGNER_OTHER, /* Ed25519 too, not the same */
	SIGNERS
};

/* "k=rsa; p=…" of its public half. */
struct str signer_record(enum signer signer);
struct str signer_base64(struct str bytes);

/* `name` with `tags` in front of `message`: "DKIM-Signature: TAGS; bh=…; b=…". A bh=
 * among the tags stays as it is. */
struct str signer_sign(enum signer signer, enum signature_kind kind, const char *tags,
		       struct str message);
/* b= for a hash, in base64. */
struct str signer_raw(enum signer signer, enum hash_kind kind, const struct hash *hash);

/* Answers in place of the DNS: signer_publish() adds a TXT record. */
struct signer_zone {
	struct buf json;
};
void signer_publish(struct signer_zone *zone, const char *name, struct str text);
void signer_status(struct signer_zone *zone, const char *name, const char *status);
struct door *signer_door(struct signer_zone *zone);
