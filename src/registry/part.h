/* registry/part.h - between the files of this room. */
#pragma once
#include "registry/enquiry.h"

/* step.c: one server. The step is the enquiry's, asked, and judged as far as there is an
 * answer; NULL: there is no room for one more. */
struct whois_peer {
	enum enquiry_peer peer;
	struct str server;
	uint16_t port; /* 0: the usual one */
	bool rwhois;   /* a server of the network's own */
	struct str query;
};
struct enquiry_step *step_whois(const struct enquiry_how *how, struct enquiry *enquiry,
				const struct whois_peer *peer);
/* And where it redirects to. `*ret` is the last of them, or NULL: asked before, or no
 * room. False: waiting. */
bool step_rdap(const struct enquiry_how *how, struct enquiry *enquiry,
	       enum enquiry_peer peer, struct str url, struct enquiry_step **ret);
/* Does its answer name a further server? One that says little else may. */
bool step_refers(const struct enquiry_step *step);
/* Was that WHOIS server asked already, by this enquiry? */
bool step_was_asked(const struct enquiry *enquiry, struct str server);
/* What stands of the whole, once no step waits. */
void step_settle(struct enquiry *enquiry);
