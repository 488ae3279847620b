/* door/purpose.c - see purpose.h. */
#include "door/purpose.h"

#include <stddef.h>

#define N_(text) text

#define OF_AN_SPF_RECORD \
	N_("each term of the record that leads to another name (include, a, mx, ptr, " \
	   "exists, redirect) asks for it: ten such terms at most, over all records " \
	   "together, and ten names for each mx and ptr")

const struct purpose_row purpose_rows[PURPOSES] = {
	[PURPOSE_SPF_MAILFROM] = { "spf-mailfrom",
				   N_("SPF record of the envelope sender"),
				   OF_AN_SPF_RECORD },
	[PURPOSE_SPF_HELO] = { "spf-helo", N_("SPF record of the HELO name"),
			       OF_AN_SPF_RECORD },
	[PURPOSE_SPF_TERM] = { "spf-term", N_("a term of an SPF record"),
			       N_("the names that it leads to, and the terms of what it "
				  "includes") },
	[PURPOSE_DKIM_KEY] = { "dkim-key", N_("key of a DKIM signature"), NULL },
	[PURPOSE_ARC_KEY] = { "arc-key", N_("key of an ARC seal or signature"), NULL },
	[PURPOSE_DMARC_RECORD] = { "dmarc-record", N_("DMARC policy of a domain in From"),
				   N_("where a record sets a policy for names that do "
				      "not "
				      "exist (np=), whether the name exists; where an "
				      "identifier passed, the walk of its own domain, "
				      "and the BIMI record") },
	[PURPOSE_DMARC_ALIGNMENT] = { "dmarc-alignment",
				      N_("organization of a signer or envelope sender"),
				      NULL },
	[PURPOSE_DMARC_EXISTENCE] = { "dmarc-existence",
				      N_("whether a domain in From exists (np=)"), NULL },
	[PURPOSE_BIMI_RECORD] = { "bimi-record", N_("BIMI record of the domain in From"),
				  N_("the certificate that it names, where visits are "
				     "allowed") },
	[PURPOSE_BIMI_EVIDENCE] = { "bimi-evidence", N_("certificate of a BIMI picture"),
				    NULL },
	[PURPOSE_HOST] = { "host", N_("addresses of a host that was seen"),
			   N_("the reverse names of each address, unless a known network "
			      "has it; who holds it, and its place") },
	[PURPOSE_DOMAIN] = { "domain", N_("records of a domain that was seen"), NULL },
	[PURPOSE_WILDCARD] = { "wildcard",
			       N_("whether a name that nobody was given leads somewhere, "
				  "in place of one that looks made for one recipient"),
			       NULL },
	[PURPOSE_REVERSE] = { "reverse", N_("reverse names of an address"),
			      N_("the address of each name; of the client's names also "
				 "the records and the registration of their "
				 "domains") },
	[PURPOSE_FORWARD] = { "forward", N_("whether a reverse name leads back"), NULL },
	[PURPOSE_PEER] = { "peer", N_("addresses of a server that is to be asked"),
			   NULL },
	[PURPOSE_LIST_ADDRESS] = { "list-address",
				   N_("whether a list that the site profile names has an "
				      "address"),
				   N_("the addresses that the names in links lead to, "
				      "unless a network of many has them") },
	[PURPOSE_LIST_DOMAIN] = { "list-domain",
				  N_("whether a list that the site profile names has a "
				     "domain"),
				  N_("the domains of the client's reverse names") },
	[PURPOSE_LIST_URL] = { "list-url",
			       N_("whether a list that the site profile names has a "
				  "link: asked of a copy on this machine, by the first "
				  "four bytes of hashes, or (URLhaus) as a whole"),
			       NULL },
	[PURPOSE_PAST] = { "past",
			   N_("which certificates were ever issued for a domain, as a "
			      "collection of the public logs has it that the site "
			      "profile names"),
			   NULL },
	[PURPOSE_REGISTRY] = { "registry",
			       N_("which server keeps the registrations of a top-level "
				  "domain or of a block of addresses"),
			       N_("the server that it names is asked for the domain or "
				  "address, then those that this one refers to: four in "
				  "a row at most, each once, after the addresses of "
				  "each") },
	[PURPOSE_REGISTRATION] = { "registration",
				   N_("who registered a domain, and until when"),
				   N_("the registrar that the registry names is asked "
				      "too; where RDAP gives no answer, WHOIS, along "
				      "the servers that IANA and each of them name") },
	[PURPOSE_HOLDER] = { "holder",
			     N_("who holds an address, and whom to tell of abuse"),
			     N_("the registry of another region, where it refers to "
				"one; where RDAP gives no answer, WHOIS, along the "
				"servers that IANA and each of them name") },
	[PURPOSE_PLACE] = { "place",
			    N_("where a network is registered, by databases on this "
			       "machine"),
			    NULL },
	[PURPOSE_HANDSHAKE] = { "handshake",
				N_("certificate of a site that the message leads to"),
				N_("the page itself") },
	[PURPOSE_VISIT] = { "visit",
			    N_("what stands where a link leads, asked without anything "
			       "that tells of whom it was sent"),
			    N_("the same of where it leads on by itself, ten hops at "
			       "most, and the icon of the page on its own host; never "
			       "what unsubscribes, confirms or answers; in the end, of "
			       "up to six hosts to which it led, all that is asked of "
			       "the host of a link") },
	[PURPOSE_BROWSE] = { "browse",
			     N_("the same in a browser: what scripts make of it, and "
				"what "
				"it looks like"),
			     N_("whatever the page loads by itself over HTTP, 60 "
				"requests "
				"of the kind GET at most, each after the addresses of "
				"its host; nothing else that it would send; in the "
				"end, of the hosts to which it went on, all that is "
				"asked of the host of a link") },
	[PURPOSE_DECODE] = { "decode",
			     N_("what an enclosed picture, document or archive holds, by "
				"a decoder on this machine"),
			     N_("what is in an archive is decoded likewise; the links "
				"and names that are found are looked up like those of "
				"the text") },
	[PURPOSE_LOG] = { "log",
			  N_("what the mail log on this machine says of the message and "
			     "its client"),
			  N_("the same of the client, where only the log names it") },
};
