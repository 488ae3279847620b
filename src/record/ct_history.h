/* record/ct_history.h - which certificates were ever issued for a name: an answer of
 * crt.sh, which collects the public logs of certificates (RFC 6962).
 *
 *	[{"issuer_name":"C=US, O=Let's Encrypt, CN=R3","common_name":"a.example",
 *	  "name_value":"a.example\nwww.a.example","entry_timestamp":"2023-01-01T09:12:31.1",
 *	  "not_before":"2023-01-01T08:12:30","not_after":"2023-04-01T08:12:29",
 *	  "serial_number":"03ab…"}, …]
 *
 * Newest first, each certificate mostly twice (with its precertificate). Whoever wants
 * can have a certificate logged: its names are claims of whoever asked for it, which an
 * issuer checked. An answer that broke off lacks the oldest. */
#pragma once
#include "base/arena.h"

struct ct_issuer {
	struct str name; /* as it was told: "C=US, O=…, CN=…" */
	uint32_t count;	 /* of entries */
};

struct ct_history {
	uint32_t entries;      /* that were read */
	uint32_t certificates; /* different ones among them */
	bool cut;	       /* there are more, or it broke off: nothing is the first */
	bool dated;	       /* the two are known */
	int64_t first, last;   /* the earliest and the latest first day of validity */
	int64_t last_day;      /* the latest last day */
	struct str first_issuer;
	struct ct_issuer *issuers; /* in the order in which they come */
	uint32_t issuer_count, issuer_cap;
	struct str *names; /* each once, lower case, "*." kept */
	uint32_t name_count, name_cap;
	bool names_cut; /* LIMIT_CT_NAMES */
};

/* Any bytes. False: this is no such answer. None at all is an answer. */
bool ct_history_read(struct arena *arena, struct str body, struct ct_history *ret);
