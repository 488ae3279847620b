/* auth/bimi.h - Brand Indicators for Message Identification: which picture does the
 * domain in From want to be shown, and who vouches for it?
 *
 * draft-brand-indicators-for-message-identification: a record at SELECTOR._bimi.DOMAIN,
 * asked for only where DMARC passes with a policy that is enforced; a picture (l=), and
 * evidence (a=), a certificate in which somebody says that the picture is that
 * organisation's mark. The picture alone proves nothing: who owns a domain can publish
 * any. Fetching the certificate touches a server that the sender may run: it is a
 * question of the contact level "visit". The picture is never fetched.
 *
 * Pure: asks through the door, can be run again. */
#pragma once
#include "auth/chain.h"
#include "auth/dkim.h"
#include "auth/dmarc.h"

enum bimi_code {
	BIMI_NOT_ELIGIBLE, /* DMARC does not pass, or asks for nothing: nobody asks */
	BIMI_NONE,	   /* no record */
	BIMI_DECLINED,	   /* a record that says: no picture */
	BIMI_INVALID,	   /* several records, or one that cannot be read */
	BIMI_FOUND,
	BIMI_TEMPERROR, /* an answer did not come */
	BIMI_UNCHECKED, /* a question was not allowed or not recorded */
};
const char *bimi_code_name(enum bimi_code code);

enum bimi_evidence {
	BIMI_EVIDENCE_NONE,	 /* the record names none */
	BIMI_EVIDENCE_UNASKED,	 /* the question was not allowed or not recorded */
	BIMI_EVIDENCE_UNFETCHED, /* it did not come */
	BIMI_EVIDENCE_UNREADABLE,
	BIMI_EVIDENCE_READ,
};
const char *bimi_evidence_name(enum bimi_evidence evidence);

struct bimi_record {			/* slices of what was published */
	struct str location, authority; /* l=, a= */
	struct str evidence, selectors; /* e=, s= of older drafts */
	struct str avatar, local_parts; /* avp=, lps= */
	bool has_location;
	const char *problem; /* N_() */
};
/* False: no BIMI record (v=BIMI1 comes first). */
bool bimi_record_read(struct arena *arena, struct str text, struct bimi_record *ret);
/* The selector in a BIMI-Selector field; "default" where there is none that can be read.
 */
struct str bimi_selector_read(struct arena *arena, struct str value);

struct bimi_mark { /* what the certificate says */
	struct certificate *certificate;
	struct chain chain;
	bool purpose;	 /* its extended usage is that of such marks */
	bool covers;	 /* the domain, or its organisation's, stands in it */
	struct str kind; /* "Registered Mark", "Prior Use Mark" */
	struct str office, registration, country; /* of the trademark */
	bool valid_then, valid_now;
};

struct bimi_query {
	const struct message *message;
	const struct dmarc_result *dmarc; /* of the one domain in From; NULL: none or
					     several */
	const struct dkim_results *dkim;
	struct roots *roots;
	int64_t received_at, clock;
};

struct bimi_result {
	enum bimi_code code;
	const char *reason;	     /* N_(); NULL where there is nothing to say */
	struct str selector, domain; /* where the record was found, or first sought */
	bool selector_ignored; /* BIMI-Selector that no signature of the domain covers */
	struct str text;       /* the record */
	struct bimi_record record;
	const struct answer *answer;
	enum bimi_evidence evidence;
	const struct answer *evidence_answer;
	struct bimi_mark mark; /* BIMI_EVIDENCE_READ */
};

/* False: waiting. */
bool bimi_check(struct arena *arena, struct door *door, const struct bimi_query *query,
		struct bimi_result *ret);
/* The certificate says what such a certificate has to say about this domain. Whether its
 * issuer deserves trust is another question (mark.chain). */
bool bimi_mark_fits(const struct bimi_mark *mark);
