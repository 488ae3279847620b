/* door/purpose.h - what a question is asked for: a row each, for the report and the plan.
 */
#pragma once

enum purpose {
	PURPOSE_SPF_MAILFROM,
	PURPOSE_SPF_HELO,
	PURPOSE_SPF_TERM,
	PURPOSE_DKIM_KEY,
	PURPOSE_ARC_KEY,
	PURPOSE_DMARC_RECORD,
	PURPOSE_DMARC_ALIGNMENT,
	PURPOSE_DMARC_EXISTENCE,
	PURPOSE_BIMI_RECORD,
	PURPOSE_BIMI_EVIDENCE,
	PURPOSE_HOST,
	PURPOSE_DOMAIN,
	PURPOSE_WILDCARD,
	PURPOSE_REVERSE,
	PURPOSE_FORWARD,
	PURPOSE_PEER,
	PURPOSE_LIST_ADDRESS,
	PURPOSE_LIST_DOMAIN,
	PURPOSE_LIST_URL,
	PURPOSE_PAST,
	PURPOSE_REGISTRY,
	PURPOSE_REGISTRATION,
	PURPOSE_HOLDER,
	PURPOSE_PLACE,
	PURPOSE_HANDSHAKE,
	PURPOSE_VISIT,
	PURPOSE_BROWSE,
	PURPOSE_DECODE,
	PURPOSE_LOG,
	PURPOSES
};

struct purpose_row {
	const char *name; /* "spf-mailfrom", in JSON */
	const char *text; /* N_(): what for */
	/* N_(): which questions may follow from the answers; NULL: none. */
	const char *follow;
};

extern const struct purpose_row purpose_rows[PURPOSES];
