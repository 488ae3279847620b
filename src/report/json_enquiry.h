/* report/json_enquiry.h - who registered a domain, who holds an address, where databases
 * place it: "registration" of a domain, "holder" and "geo" of an address. */
#pragma once
#include "base/json.h"
#include "check/inspection.h"

/* By the survey's index. Every key, whatever is known. */
void json_registration(struct json *json, const struct inspection *in, uint32_t domain);
void json_holder(struct json *json, const struct inspection *in, uint32_t address);
void json_places(struct json *json, const struct inspection *in, uint32_t address);
