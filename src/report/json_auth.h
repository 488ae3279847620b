/* report/json_auth.h - what was established, and the answers that it rests on, as JSON.
 */
#pragma once
#include "auth/dmarc.h"
#include "auth/spf.h"
#include "base/json.h"
#include "door/door.h"

/* Members of an object that is open. */
void json_spf(struct json *json, struct arena *arena, const struct spf_result *result,
	      const struct ip *ip);
/* Members of an object that is open. */
void json_dmarc(struct json *json, const struct dmarc_result *result);
/* The same of a domain alone, of which nothing was authenticated: only its policies. */
void json_dmarc_policy(struct json *json, const struct dmarc_result *result);
/* An array of the names of those bits (door/purpose.h). */
void json_purposes(struct json *json, uint32_t purposes);
/* An array; `answers` as door_settle() gives them. */
void json_answers(struct json *json, struct arena *arena,
		  const struct answer *const *answers, uint32_t count);
/* For lists of many who asked at one door: what was written of an answer is kept with it.
 * Called before json_answers(). */
void json_answers_keep(struct arena *arena, struct door *door,
		       const struct answer *const *answers, uint32_t count);
