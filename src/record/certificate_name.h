/* record/certificate_name.h - names and objects of X.509 as text. Internal to
 * record/certificate.c. */
#pragma once
#include "record/certificate.h"

#include <openssl/x509.h>

/* Adds what is odd to `odd` (enum certificate_odd). */
void certificate_name_read(struct arena *arena, const X509_NAME *name,
			   struct certificate_name *ret, uint32_t *odd);
/* NUL, controls: what makes a text look like another. */
uint32_t certificate_text_odd(struct str text);
/* "CN", "emailProtection", or "1.2.3"; the long form is "sha256WithRSAEncryption". */
struct str certificate_object(struct arena *arena, const ASN1_OBJECT *object);
struct str certificate_object_long(struct arena *arena, const ASN1_OBJECT *object);
