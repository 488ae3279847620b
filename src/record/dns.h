/* record/dns.h - a DNS packet read strictly (RFC 1035, RFC 9267), and written for tests
 * and answers files.
 *
 * Compression pointers go backward only; lengths are checked, to the last byte; names are
 * labels, any byte. What is not well formed makes the whole packet unreadable: half an
 * answer is none. */
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
	DNS_OPT = 41,
	DNS_SPF = 99,
	DNS_CAA = 257,
};

enum dns_rcode {
	DNS_NOERROR = 0,
	DNS_FORMERR = 1,
	DNS_SERVFAIL = 2,
	DNS_NXDOMAIN = 3,
	DNS_NOTIMP = 4,
	DNS_REFUSED = 5
};

struct dns_record {
	/* As record/dns_name.h has it: lower case, "\DDD" escapes, no final dot. */
	struct str owner;
	uint16_t type, class_;
	uint32_t ttl;
	/* A, AAAA: 4, 16 bytes; TXT: all strings joined; CAA: the value; names as owner
	 * (of SOA the first); of any other type the bytes. May be a slice of the packet.
	 */
	struct str data;
	struct str *strings; /* TXT, HINFO: each */
	uint32_t string_count;
	uint16_t preference;   /* MX, SRV priority, CAA flags */
	uint16_t weight, port; /* SRV */
	struct str tag;	       /* CAA */
	struct str mailbox;    /* SOA: the second name */
	uint32_t numbers[5];   /* SOA: serial, refresh, retry, expire, minimum */
};

struct dns_packet {
	uint16_t id, flags;
	int rcode;		   /* with the upper bits of EDNS */
	bool truncated, authentic; /* TC, AD */
	struct str question_name;
	uint16_t question_type;
	struct dns_record *answers; /* the answer section; LIMIT_DNS_RECORDS */
	uint32_t answer_count;
	struct dns_record *authority;
	uint32_t authority_count;
};

/* A response to one question. */
bool dns_read(struct arena *arena, struct str packet, struct dns_packet *ret,
	      struct err *err);
/* The records of `type` at the end of the CNAME chain that starts at the question. The
 * chain (names, first the question's) goes to ret_chain where not NULL. A loop or a chain
 * over LIMIT_CNAMES gives none, false. */
bool dns_select(struct arena *arena, const struct dns_packet *packet, uint16_t type,
		const struct dns_record ***ret, uint32_t *ret_count,
		struct str **ret_chain, uint32_t *ret_chain_count);
/* "TXT"; NULL for one that has no name here. */
const char *dns_type_name(uint16_t type);
/* "txt", "TYPE65280"; 0: none. */
uint16_t dns_type_find(struct str name);

/* The data in presentation form ("10 mx.example"), as zone files and dig have it; types
 * that are not read here as RFC 3597 has them ("\# 2 ab01"). */
struct str dns_record_text(struct arena *arena, const struct dns_record *record);

/* A response packet from presentation data ("\"v=spf1 -all\"", "10 mx.example."), with an
 * optional CNAME chain in front. A quoted text longer than the 255 bytes of one string
 * becomes several, which are one again when they are read. */
bool dns_write_response(struct arena *arena, struct str name, uint16_t type,
			const struct str *cname, uint32_t cname_count,
			const struct str *data, uint32_t count, uint32_t ttl, int rcode,
			struct str *ret, struct err *err);
