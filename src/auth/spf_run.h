/* auth/spf_run.h - inside spf*.c: one evaluation, and how it asks. */
#pragma once
#include "auth/spf.h"
#include "auth/spf_macro.h"
#include "auth/spf_record.h"
#include "record/dns.h"

#ifndef N_
#define N_(text) text
#endif

struct spf_run {
	struct arena *arena;
	struct door *door;
	const struct spf_query *query;
	struct spf_result *result;
	struct str local, sender_domain, sender, helo;
	struct str spec; /* of the term that asks: which macros made the name */
	bool waits;	 /* an answer is on its way; nothing else counts then */
	/* The names of the client's address that lead back to it. */
	struct str *validated;
	uint32_t validated_count;
	bool validated_known;
	bool counted_p; /* the question behind %{p} was counted */
	bool explained; /* a record decided; only its own exp counts */
};

/* What a question brought. */
enum spf_found {
	SPF_FOUND,
	SPF_VOID,   /* no such name, or no such record */
	SPF_BROKEN, /* no usable answer: an error of the moment */
	SPF_UNASKED,
	SPF_WAIT,
};

/* What an answer says, read once and kept with it. */
struct spf_reading {
	enum spf_found found;
	const struct dns_record **records;
	uint32_t count;
	/* Of TXT, once it was looked at as SPF: SPF_PASS, or why there is no record. */
	bool parsed;
	enum spf_code code;
	const char *problem;
	struct str text;
	struct spf_record record;
};

/* spf_ask.c */

/* NULL: SPF_WAIT. */
struct spf_reading *spf_ask_reading(struct spf_run *run, struct spf_step *step,
				    uint16_t type, struct str name);

/* `name` as record/dns_name.h reads it; `step`, where not NULL, notes the answer. */
enum spf_found spf_ask(struct spf_run *run, struct spf_step *step, uint16_t type,
		       struct str name, const struct dns_record ***ret,
		       uint32_t *ret_count);
/* The type of addresses of the client's family. */
uint16_t spf_address_type(const struct spf_run *run);
/* Fill run->validated: PTR, then an address look-up for each of the first ten names (RFC
 * 7208, 5.5). SPF_VOID, SPF_BROKEN: there are none; otherwise nothing is known. */
enum spf_found spf_validate(struct spf_run *run, struct spf_step *step);
/* The name that %{p} stands for, for that domain; "unknown" where there is none. */
struct str spf_validated_name(const struct spf_run *run, struct str domain);
/* `text` is valid, and what it needs of spf_validate() is known. False: too long. */
bool spf_expand(struct spf_run *run, struct str domain, struct str text, struct str *ret);
/* Send the questions of a record's terms out together. */
void spf_ask_ahead(struct spf_run *run, const struct spf_record *record,
		   struct str domain);

/* spf_mechanism.c */

/* What came of a term: SPF_PASS: it matches; SPF_NONE: it does not; an error. */
enum spf_code spf_mechanism(struct spf_run *run, const struct spf_term *term,
			    struct str domain, struct spf_step *step);
/* The expanded target of a term that asks, which is counted; SPF_PASS, or an error. */
enum spf_code spf_target(struct spf_run *run, const struct spf_term *term,
			 struct str domain, struct spf_step *step, struct str *ret);
/* The result where an answer is missing; sets the reason. */
enum spf_code spf_missing(struct spf_run *run, struct spf_step *step,
			  enum spf_found found);
enum spf_code spf_term_error(struct spf_run *run, struct spf_step *step,
			     enum spf_code code, const char *reason);

/* spf.c */

/* RFC 7208, 4.3: a domain of several labels that the DNS can hold. */
bool spf_is_domain(struct str domain);
enum spf_code spf_check_host(struct spf_run *run, struct str domain, uint16_t depth);
