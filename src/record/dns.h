/* record/dns.h - a DNS packet read strictly (RFC 1035, RFC 9267), and written for tests
 * and answers files.
 *
 * Compression pointers go backward only; lengths are checked; names are labels, any byte.
 * What is not well formed makes the whole packet unreadable: half an answer is none. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

enum dns_type {
	DNS_A = 1,
	DNS_NS = 2,
	DNS_CNAME = 5,
	DNS_SOA = 6,
	DNS_PTR = 12,
	DNS_HINFO = 13,
	DNS_MX = 15,
	DNS_TXT = 16,
	DNS_AAAA = 28,
	DNS_SRV = 33,
	DNS_DNAME = 39,
	DNS_SPF = 99,
	DNS_CAA = 257,
};

struct dns_record {
	struct str
	    owner; /* presentation form, lower case, "\DDD" escapes, no final dot */
	uint16_t type, class_;
	uint32_t ttl;
	struct str
	    data; /* A, AAAA: 4, 16 bytes; TXT: all strings joined; names as owner */
	struct str *strings; /* TXT, HINFO: each */
	uint32_t string_count;
	uint16_t preference; /* MX, SRV priority, CAA flags */
	struct str tag;	     /* CAA */
};

struct dns_packet {
	uint16_t id, flags;
	int rcode;
	bool truncated, authentic; /* TC, AD */
	struct str question_name;
	uint16_t question_type;
	struct dns_record *answers; /* the answer section; LIMIT_DNS_RECORDS */
	uint32_t answer_count;
	struct dns_record *authority;
	uint32_t authority_count;
};

bool dns_read(struct arena *arena, struct str packet, struct dns_packet *ret,
	      struct err *err);
/* The records of `type` at the end of the CNAME chain that starts at the question. The
 * chain (names, first the question's) goes to ret_chain where not NULL. A loop or a chain
 * over LIMIT_CNAMES gives none, false. */
bool dns_select(struct arena *arena, const struct dns_packet *packet, uint16_t type,
		struct dns_record **ret, uint32_t *ret_count, struct str **ret_chain,
		uint32_t *ret_chain_count);
const char *dns_type_name(
    uint16_t type); /* "TXT"; "TYPE65280" from a fixed table or NULL */
uint16_t dns_type_find(struct str name); /* 0: none */

/* A response packet from presentation data ("\"v=spf1 -all\"", "10 mx.example."), with an
 * optional CNAME chain in front. */
bool dns_write_response(struct arena *arena, struct str name, uint16_t type,
			const struct str *cname, uint32_t cname_count,
			const struct str *data, uint32_t count, uint32_t ttl, int rcode,
			struct str *ret, struct err *err);
