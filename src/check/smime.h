/* check/smime.h - signers of S/MIME, for the checks that speak of them. */
#pragma once
#include "check/check.h"

/* Calls `tell` for each signer of each signed entity, once for each certificate and
 * result. */
void smime_each_signer(struct inspection *in, const struct check *self,
		       void (*tell)(struct inspection *in, const struct check *self,
				    const struct smime_entity *entity,
				    const struct smime_signer *signer));
/* A finding with the values name, addresses and issuer, pointing at the entity. */
struct finding *smime_finding(struct inspection *in, const struct check *self,
			      const struct smime_entity *entity,
			      const struct smime_signer *signer);
/* What the certificate calls its subject: the common name, else the organisation, else
 * all of it. */
struct str smime_subject(const struct smime_signer *signer);
struct str smime_issuer(const struct smime_signer *signer);
struct str smime_from(const struct inspection *in);
/* Verified, valid when it came, certified by a trusted issuer for mail, and of whom
 * stands in From. */
bool smime_establishes(const struct smime_signer *signer);
