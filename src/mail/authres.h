/* mail/authres.h - what others recorded: Authentication-Results (RFC 8601),
 * ARC-Authentication-Results (RFC 8617, 4.1.1), Received-SPF (RFC 7208, 9.1).
 *
 * These are somebody's words. Who wrote them, and whether that somebody is
 * ours, is decided in record/path.h. Exchange Online writes no authserv-id; so it
 * is empty there. */
#pragma once
#include "mail/header.h"

struct authres_prop {
	struct str ptype, name, value; /* smtp, mailfrom, a@b */
};

struct authres_method {
	struct str method; /* lower case: "spf", "dkim", "dmarc", "arc", "auth", … */
	struct str result; /* lower case: "pass", "fail", "none", … */
	struct str reason, comment;
	struct authres_prop *props;
	uint32_t prop_count;
	struct str identity;  /* what the result speaks of: smtp.mailfrom, header.d,
				 header.from, … */
	struct str client_ip; /* from "sender IP is", smtp.remote-ip, client-ip=;
				 canonical or empty */
};

struct authres {
	const struct field *field;
	bool is_spf, is_arc;	/* Received-SPF; ARC-Authentication-Results */
	struct str authserv_id; /* lower case; receiver= for Received-SPF; may be empty */
	struct str version;
	uint32_t arc_instance;
	bool none; /* "; none" */
	struct authres_method *methods;
	uint32_t method_count;
	/* Received-SPF only */
	struct str helo, envelope_from, mechanism;
};

/* Reads any of the three fields; unknown text is skipped to the next ';'. */
void authres_parse(struct arena *arena, const struct field *field,
		   struct defects *defects, struct authres *ret);
