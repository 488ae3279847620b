/* check/authentication.h - what is evaluated here, as facts for checks and reports.
 *
 * SPF of the client at the boundary: of the envelope sender and of the HELO name, each by
 * itself; one never stands in for the other (CVE-2019-20790). The signatures, the chain,
 * and DMARC of each domain in From. */
#pragma once
#include "auth/arc.h"
#include "auth/bimi.h"
#include "auth/dmarc.h"
#include "auth/smime.h"
#include "auth/spf.h"

enum { AUTHENTICATION_SPF = 2 };

struct authentication_run; /* the evaluation on its way; authentication.c */
struct authentication {
	struct authentication_run *run; /* NULL: nothing is evaluated */
	struct door *door; /* the way out of all (surroundings.h); NULL as well */
	const struct token_needles *secrets; /* what must not go out by it; as `door` */
	/* In this order: envelope sender, HELO name; either may be missing. */
	struct spf_query spf_query[AUTHENTICATION_SPF];
	struct spf_result spf[AUTHENTICATION_SPF];
	uint32_t spf_count;
	struct smime_results smime; /* needs nobody: all came along */
	bool evaluated;		    /* somebody could be asked: what follows is there */
	struct dkim_results dkim;
	struct arc_results arc;
	/* One for each different domain in From; LIMIT_DMARC. */
	struct dmarc_result *dmarc;
	uint32_t dmarc_count;
	bool dmarc_cut;
	struct bimi_result bimi;
	const struct answer **answers; /* all that was asked, numbered */
	uint32_t answer_count;
};

struct inspection;
/* Nothing is evaluated where nobody can be asked (offline, no answers); no SPF where the
 * client is not known. Path, identities and the door are there.
 *
 * authenticate_begin() reads what is read once; each round asks and goes on as far as the
 * answers lead; what is settled in one round is kept for the next. False: waiting, the
 * questions are at the door. Who runs it begins the door's round and settles it. */
void authenticate_begin(struct inspection *in);
bool authenticate_round(struct inspection *in);
/* The policy of a name that somebody named: one item in `dmarc`, judged by nothing. */
bool authenticate_name_round(struct inspection *in, struct str name);
/* DMARC of all domains in From together: a pass only where each passes; DMARC_NONE where
 * nothing was evaluated. */
enum dmarc_code authentication_dmarc(const struct authentication *auth);
