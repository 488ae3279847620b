/* mail/received.h - one Received field (RFC 5321, 4.4), in the shapes that are found:
 * Postfix, Sendmail, Exim, qmail (and netqmail with the login in it), Exchange,
 * Gmail, Courier, Domino, CommuniGate, MDaemon, Zimbra, amavis, fetchmail, appliances.
 *
 * There is no failure: whatever could be read is set and the rest is empty.
 * Three witnesses name the client: `helo` is what it said of itself, `rdns`
 * what the receiver found in DNS, `ip` where the packets came from - the only
 * one that the client did not choose. */
#pragma once
#include "mail/date.h"
#include "mail/ip.h"

struct received {
	struct str from;   /* the name right after "from", as written ("unknown" too) */
	struct str helo;   /* HELO/EHLO argument; in RFC 5321 shape the same as from */
	struct str rdns;   /* empty where the receiver says unknown or nothing */
	bool rdns_unknown; /* the receiver looked and says "unknown" / "may be forged" is
			      separate */
	bool rdns_forged;  /* "may be forged", "(may be spoofed)", "HELO" mismatch remarks
			    */
	struct str ip;	   /* canonical text, no brackets, no "IPv6:"; empty if none */
	struct ip addr;
	struct str ident;     /* RFC 1413 user */
	struct str auth_user; /* SMTP AUTH identity: Postfix "(Authenticated sender: …)",
			       * qmail "(user@dom@ip)", Exim "esmtpa … authenticated id",
			       * Sendmail "(authenticated…)" */
	struct str by;	      /* lower case */
	struct str by_ip;
	struct str protocol; /* after "with": "ESMTPS"; upper/lower case as written */
	bool authenticated;  /* ESMTPA, ESMTPSA, "authenticated" remarks, "HTTP" web mail
				with a user */
	struct str tls;	     /* version and cipher as written, "TLSv1.3
				TLS_AES_256_GCM_SHA384"; empty if none */
	struct str via, id;
	struct str for_;	  /* bare address */
	struct str envelope_from; /* bare address; "envelope-from", "return-path",
				     "(envelope-sender <…>)" */
	struct str software; /* "Postfix", "Exim 4.96", "qmail 123 invoked …", "Microsoft
				SMTP Server" */
	struct date date;
	bool
	    local; /* no network: "invoked by uid", "from userid", "with local", pickup */
};

/* `value` is the field's value, folded or not. Slices point into it, or into the arena
 * where unfolding or lower-casing made a copy. Comments nest; an open one ends the field.
 */
void received_parse(struct arena *arena, struct str value, struct defects *defects,
		    struct received *ret);

/* A name as reports show it: lower case, an address literal without brackets. */
struct str received_shown(struct arena *arena, struct str name);
