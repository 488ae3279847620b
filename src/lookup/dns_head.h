/* lookup/dns_head.h - what carrying a DNS packet needs to know of it: its head, its
 * question, its lifetime. What its records say is not looked at. */
#pragma once
#include "record/dns_name.h"

struct dns_head {
	bool response, truncated, authentic; /* QR, TC, AD */
	uint8_t rcode;
	uint16_t questions, answers, authorities;
};

/* False: less than a head. */
bool dns_head_read(struct str packet, struct dns_head *ret);
/* The name of the first question, in lower case, and its type; the packet may end behind
 * it. Returns the name's length; 0: it is not all there, or is compressed. */
size_t dns_head_question(struct str packet, uint8_t ret_name[DNS_NAME_WIRE],
			 uint16_t *ret_type);
/* How long it may be kept: the least lifetime of its answers; of one without, what its
 * SOA says of that (RFC 2308, 5). 0 where neither can be found. */
uint32_t dns_head_lifetime(struct str packet);
