/* record/whois.h - the text that a WHOIS server gives (RFC 3912), as facts.
 *
 * No registry has a parser of its own: a line is a key and a value by its shape
 * (record/whois_line.h), the key means something by a table (record/whois_key.h), and
 * paragraphs and headings tell whom a line speaks of. */
#pragma once
#include "record/registry.h"

struct whois_asked {
	struct str server; /* may be empty; helps with dates without a zone */
	struct str query;  /* may be empty */
};

/* `bytes` in any charset. There is no failure: what is not understood is "unreadable". */
void whois_read(struct arena *arena, struct str bytes, const struct whois_asked *asked,
		struct registry_facts *ret);
