/* lookup/resolver.h - which servers are asked: "192.0.2.1@53", addresses alone.
 *
 * A name instead of an address would have to be asked of somebody first. */
#pragma once
#include "base/err.h"
#include "base/str.h"

/* More would not be asked one after the other in the time that a question has. */
enum { RESOLVERS_MAX = 8, RESOLVER_TEXT = 80 };

struct resolver_list {
	char text[RESOLVERS_MAX][RESOLVER_TEXT]; /* "2001:db8::1@53", canonical */
	unsigned count;
};

/* "ADDRESS" or "ADDRESS@PORT", one a line; empty lines are skipped. False says which line
 * makes no sense. */
bool resolver_read(struct str lines, struct resolver_list *ret, struct err *err);
/* The nameserver lines of a resolv.conf (resolv.conf(5)); what cannot be read is left
 * out. None: the machine itself, as there. */
void resolver_read_conf(struct str text, struct resolver_list *ret);
/* Those of /etc/resolv.conf. */
void resolver_of_system(struct resolver_list *ret);
