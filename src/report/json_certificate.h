/* report/json_certificate.h - a certificate's facts as JSON. */
#pragma once
#include "base/json.h"
#include "record/certificate.h"

/* An object with all of it. */
void json_certificate(struct json *json, const struct certificate *certificate);
/* Names, dates and sum alone: one of a chain. */
void json_certificate_short(struct json *json, const struct certificate *certificate);
/* {"certificates": [...], "unreadable": n, "cut": false} */
void json_certificates(struct json *json, const struct certificates *certificates);
