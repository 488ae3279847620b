/* registry/enquiries_part.h - between enquiries.c and choose.c. */
#pragma once
#include "registry/enquiries.h"

/* N_(): why nobody needs to be asked; NULL. */
const char *why_no_registration(const struct enquiries *enquiries,
				const struct survey_domain *domain);
const char *why_no_holder(const struct survey_address *address);
/* Until `most` were asked; `last`: what is not chosen now never is. */
void choose_domains(struct enquiries *enquiries, uint32_t most, bool last);
void choose_address(struct enquiries *enquiries, uint32_t index);
/* What visits were led to, and the addresses of it. */
void choose_led(struct enquiries *enquiries);
