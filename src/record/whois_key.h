/* record/whois_key.h - what the keys of WHOIS answers mean. One row, one key; a new
 * registry is a few rows, not a parser. */
#pragma once
#include "record/registry.h"

enum whois_what {
	WHOIS_UNKNOWN,
	WHOIS_DOMAIN,
	WHOIS_DOMAIN_ID,
	WHOIS_STATUS,
	WHOIS_STATE, /* the same in other words, where there is a status too */
	WHOIS_CREATED,
	WHOIS_UPDATED,
	WHOIS_EXPIRES,
	WHOIS_REGISTRAR_EXPIRES,
	WHOIS_HOST,	    /* a name server, with or without its addresses */
	WHOIS_HOST_ADDRESS, /* of the one before */
	WHOIS_REGISTRAR_ID,
	WHOIS_REFERRAL,
	WHOIS_REFERRAL_RWHOIS, /* ARIN's, with a scheme */
	WHOIS_DNSSEC,
	WHOIS_KEYS,   /* keys of DNSSEC, or their digests: who has some is signed */
	WHOIS_ROLE,   /* a contact as a whole: its name, its handle, or a heading */
	WHOIS_HANDLE, /* a contact's handle, described further down */
	WHOIS_FIELD,  /* one value of a contact */
	WHOIS_KIND,   /* a person or an organisation */
	WHOIS_GIVEN,  /* half of a name, which stands before the other */
	WHOIS_FAMILY,
	WHOIS_ABOUT,  /* a heading: what follows is the domain's again */
	WHOIS_OBJECT, /* a contact's own paragraph begins; the value is its handle */
	WHOIS_PERSON, /* the same; the value is its name */
	WHOIS_ASIDE,  /* a paragraph about something else begins */
	WHOIS_RANGE,  /* a network begins */
	WHOIS_PREFIX, /* the same network, as prefixes */
	WHOIS_NET_NAME,
	WHOIS_NET_KIND,
	WHOIS_NET_PARENT,
	WHOIS_NET_HOLDER, /* handle of an organisation */
	WHOIS_REMARK,
	WHOIS_ORIGIN,
	WHOIS_ROUTE,
	WHOIS_DESCRIPTION,
	WHOIS_ABUSE_EMAIL, /* of a network */
	WHOIS_ABUSE_PHONE,
	WHOIS_ABUSE_NAME,
	WHOIS_ABUSE_HANDLE,
};

enum {
	/* A key of many objects: "created" is the domain's only in the domain's lines. */
	WHOIS_COMMON = 1,
	/* May stand without a colon: "Record expires on 2011-11-09". */
	WHOIS_LEADS = 2,
};

struct whois_key {
	const char *key; /* as whois_key_plain() makes it */
	uint16_t what;
	uint16_t role;
	uint8_t field;
	uint8_t flags;
};

/* Small letters, one blank for each run of blanks, dots, dashes and their like, no number
 * at the end; into `out`, cut where it does not fit. */
enum { WHOIS_KEY_BYTES = 128 };
struct str whois_key_plain(struct str key, char out[WHOIS_KEY_BYTES]);

/* What `key` means as it is written: itself, a role followed by a field ("owner-street"),
 * or one of two languages ("Titular / Registrant", "Agente Registrador (Registrar)"). */
struct whois_key whois_key_find(struct str key);
/* A single row, for lines without a colon. */
const struct whois_key *whois_key_row(struct str plain);
/* Rows in their order, for the test that they are in order. */
extern const struct whois_key whois_keys[];
extern const size_t whois_key_count;
/* Words that may stand before a field, and fields that may follow. */
extern const struct whois_key whois_roles[], whois_fields[];
extern const size_t whois_role_count, whois_field_count;
