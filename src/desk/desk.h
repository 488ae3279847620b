/* desk/desk.h - whom to tell: for each desk that can do something, its address, what it
 * can do, and how it wants to be told.
 *
 * Only what the verdict supports: of a message that nothing speaks against there are no
 * desks. Nobody innocent is told as if guilty: who owns a stolen account, a genuine
 * server or a service that strangers misuse is told as the one it happened to. */
#pragma once
#include "check/inspection.h"

/* Why it is told; the letters hang on it. */
enum desk_cause {
	TOLD_AS_SENDING_NETWORK,
	TOLD_AS_ADDRESS_REGISTRY, /* its mailbox stands where the network's should */
	TOLD_AS_GENUINE_SERVER,	  /* its own machine was made to send it: a victim */
	TOLD_AS_LOGIN_NETWORK,	  /* from there somebody used a stolen account */
	TOLD_AS_REGISTRAR,
	TOLD_AS_REGISTRAR_OF_OLD, /* a name in use for years: its site may be broken into
				   */
	TOLD_AS_REGISTRY,
	TOLD_AS_REGISTRY_OF_OLD,
	TOLD_AS_HOST,
	TOLD_AS_SHARED_HOST, /* a stranger's page or link on its service */
	TOLD_AS_MAILBOX_HOST,
	TOLD_AS_CDN,
	TOLD_AS_ACCOUNT_OWNER,	/* a victim */
	TOLD_AS_MISUSED_DOMAIN, /* likewise: it passed this domain's own checks */
	TOLD_AS_BRAND,
	TOLD_AS_PHISH_DESK,
	TOLD_AS_SPAM_DESK,
	TOLD_AS_POLICE,
	TOLD_AS_CSIRT,
	TOLD_AS_ADVICE_DESK,
	TOLD_AS_CONSUMER_LINE,
	TOLD_AS_REPORTER,
	DESK_CAUSES
};

struct desk {
	/* "network", "registrar", "registry", "host", "cdn", "account-owner", "brand",
	 * "national", "reporter": the JSON contract */
	const char *role;
	enum desk_cause cause;
	struct str name; /* of the organisation; from outside or from our table; empty */
	struct str name_ja;	 /* from our table; empty */
	struct str contact;	 /* address, or the form's URL; empty: none is known */
	const char *via;	 /* "mail", "form", "telephone"; NULL: no contact */
	const char *form;	 /* "xarf", "arf", "text": what it reads best */
	const char *language;	 /* "ja", "en" */
	struct statement can_do; /* a sentence of ours */
	struct str about;	 /* the first indicator that it can act on; empty */
	struct str *abouts;	 /* all of them, the first too */
	uint32_t about_count, about_cap;
	struct str
	    source; /* where the contact comes from: "rdap …", "desks.txt …"; empty */
	/* N_(): why one should be careful with this contact (it lies inside the
	 * attacker's own domain, it is a placeholder); NULL. */
	const char *warning;
};

struct desks {
	struct desk *items;
	uint32_t count, cap;
	uint64_t left_out; /* beyond LIMIT_DESKS */
	bool asked; /* the registries could be asked: else only the tables' desks are here
		     */
};

/* Can it stand in an address field as it is? No quotes, no second address, no line end.
 */
bool desk_contact_is_address(struct str text);
/* Of an examination that is finished; in its arena. Never NULL. Nobody is asked. */
const struct desks *desks_of(const struct inspection *in);
