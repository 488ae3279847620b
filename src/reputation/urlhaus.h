/* reputation/urlhaus.h - an answer of URLhaus (abuse.ch, version 1) about a URL or a
 *host.
 *
 *	{"query_status":"ok","url_status":"online","threat":"malware_download",
 *	 "date_added":"2019-01-19 01:33:26 UTC","urlhaus_reference":"https://…", …}
 *	{"query_status":"ok","host":"…","firstseen":"…","url_count":"120", …}
 *	{"query_status":"no_results"} */
#pragma once
#include "base/arena.h"

enum urlhaus_state {
	URLHAUS_NONE, /* it knows nothing of that; no word of innocence */
	URLHAUS_LISTED,
	URLHAUS_REFUSED, /* it did not look: `status` says why */
};

struct urlhaus {
	enum urlhaus_state state;
	struct str status; /* as it is told: "ok", "no_results", "invalid_url" */
	/* Of what is listed; each may be empty. */
	struct str now;	   /* "online", "offline" */
	struct str threat; /* "malware_download" */
	struct str date;   /* when it was added, or first seen */
	uint64_t urls;	   /* of a host: how many */
};

/* Any bytes. False: this is no answer of the service. */
bool urlhaus_read(struct arena *arena, struct str body, struct urlhaus *ret);
