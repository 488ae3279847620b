/* auth/dmarc.h - does what was authenticated belong to the domain shown in From?
 *
 * RFC 9989 with the tree walk, and beside it RFC 7489 with the public suffix list: both
 * kinds of verifier are in use, and where they differ a reader has to know. Each From
 * domain is judged by itself. Pure: asks through the door, can be run again. */
#pragma once
#include "door/door.h"

enum dmarc_code {
	DMARC_NONE, /* no record is published */
	DMARC_PASS,
	DMARC_FAIL,
	DMARC_TEMPERROR, /* an answer did not come */
	DMARC_PERMERROR, /* From names no domain */
	DMARC_UNCHECKED, /* SPF, DKIM or a question here could not be checked */
};
enum dmarc_policy { DMARC_P_NONE, DMARC_P_QUARANTINE, DMARC_P_REJECT };

/* A record as read: what is missing or odd has its default (RFC 9989, 4.7). */
struct dmarc_record {
	struct str text;
	bool has_p, has_sp, has_np;
	enum dmarc_policy p, sp, np;
	bool strict_dkim, strict_spf; /* adkim=s, aspf=s */
	char psd;		      /* 'y', 'n', 'u' */
	bool testing;		      /* t=y */
	bool has_rua;
	int pct; /* RFC 7489; 100 where missing */
};

/* False: no DMARC record (RFC 9989, 4.7: v= is the first tag; without p= only where rua=
 * is there). */
bool dmarc_record_read(struct str text, struct dmarc_record *ret);

struct dmarc_identifier { /* something that was authenticated, or may have been */
	struct str domain;
	enum { DMARC_ID_PASS, DMARC_ID_OTHER, DMARC_ID_UNCHECKED } state;
};

struct dmarc_query {
	struct str from_domain; /* as written; empty: none */
	struct dmarc_identifier spf;
	const struct dmarc_identifier *dkim;
	uint32_t dkim_count;
};

/* One name at which a record was looked for. */
struct dmarc_step {
	struct str domain;	     /* _dmarc. in front of it is asked for */
	const struct answer *answer; /* NULL: on its way */
	struct str record;	     /* the one that counts; empty: none */
	const char *outcome; /* "record", "none", "several", "no-answer", "unchecked" */
	const char *reason;  /* N_(): why this name */
	const char *stop;    /* N_(): why no further one was asked; or NULL */
};

/* Does an identifier belong together with From? */
struct dmarc_alignment {
	bool dkim; /* a signer; else the envelope sender */
	struct str domain, organizational_domain;
	bool aligned;
	const char *reason;	  /* N_() */
	struct dmarc_step *trace; /* of its own walk; none where none was needed */
	uint32_t trace_count;
};

struct dmarc_side { /* one standard's view */
	enum dmarc_code code;
	struct str organizational_domain; /* of the From domain */
	struct str policy_domain;	  /* where the record was found; empty if none */
	struct dmarc_record record;
	enum dmarc_policy policy; /* in force: of p, sp, np, lowered by t=y */
	const char *policy_tag;	  /* "p", "sp", "np"; NULL where there is no record */
	bool spf_aligned, dkim_aligned; /* authenticated and aligned */
	struct str dkim_domain;		/* that is aligned */
	uint32_t several;		/* names with more than one record: set aside */
	struct dmarc_step *trace;	/* names in the order of asking */
	uint32_t trace_count;
	/* Of identifiers that passed or may have; none where there is no record. */
	struct dmarc_alignment *alignments;
	uint32_t alignment_count;
};

struct dmarc_result {
	struct str domain; /* ASCII, lower case */
	enum dmarc_code code;
	struct dmarc_side by_tree_walk, by_public_suffix;
	bool differs; /* in result or policy */
};

/* False: waiting. */
bool dmarc_check(struct arena *arena, struct door *door, const struct dmarc_query *query,
		 struct dmarc_result *ret);
const char *dmarc_code_name(enum dmarc_code code);
const char *dmarc_policy_name(enum dmarc_policy policy);
