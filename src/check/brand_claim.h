/* check/brand_claim.h - what the checks of brand claims share. */
#pragma once
#include "check/check.h"

/* Index in claim->places of the place named so, -1 if it does not stand there. */
int claim_place(const struct claim *claim, const char *where);
/* Nothing but the subject names it. */
bool claim_in_subject_only(const struct claim *claim);
/* Values "brand", "domain" (of the first From), "official", "standing". */
void claim_values(struct finding *finding, const struct claim *claim);
/* A report on delivery quotes names that are not its sender's. */
bool is_delivery_report(const struct message *message);
