/* check/brand_claim.h - what the checks of brand claims share. */
#pragma once
#include "check/check.h"

/* Index in claim->places of the place named so, -1 if it does not stand there. */
int claim_place(const struct claim *claim, const char *where);
/* Nothing that is shown of the sender names it, but the subject does. */
bool claim_in_subject_only(const struct claim *claim);
/* Values "brand", "domain" (of the first From), "official", "standing". */
void claim_values(struct finding *finding, const struct claim *claim);
/* Evidence: the field, the words in the text, the link, the file. */
void finding_at_claim(struct finding *finding, const struct claim_place *place);
/* What the standing of this message's claims depends on. */
void claims_context_of(const struct inspection *in, struct claims_context *ret);
/* Somebody speaks in that name: more than a link's or a file's, or one that is brought
 * up. */
bool claim_speaks(const struct claim *claim);
/* Does everything that a reader could act upon lead to the brand itself? There is a link
 * to be followed, each of them goes to its own domain, and there is no telephone number,
 * no attachment and no other address for answers. */
bool claim_leads_home(const struct inspection *in, const struct claim *claim);
/* A report on delivery quotes names that are not its sender's. */
bool is_delivery_report(const struct message *message);
