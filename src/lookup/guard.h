/* lookup/guard.h - where mekiki never connects to, whoever leads there.
 *
 * A link, a redirect or a record may name an address of the machine that mekiki runs on,
 * or of the network around it: a router, a printer, the place where a cloud tells its
 * guests their keys. Nothing out of a mail may touch them. Pure: an address, a port, an
 * answer. */
#pragma once
#include "door/question.h"

/* N_(): why this is no address to be contacted; NULL: it may be. An IPv6 address that
 * carries an IPv4 one (mapped, NAT64, 6to4, Teredo, ISATAP) is judged by both. Ranges
 * that are set aside for documentation lead nowhere and harm nobody: they are allowed. */
const char *guard_address(const struct ip *ip);
/* N_(): why a question of that kind does not go to this port; NULL: it may. */
const char *guard_port(enum question_kind kind, uint16_t port);
