/* record/bootstrap.h - which server of RDAP knows of a name, an address, a number (RFC
 * 9224), by IANA's lists of them.
 *
 * data/rdap.txt is such a list with its date. What stands in none has no server that
 * anybody vouches for: it is not guessed. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "mail/ip.h"

enum bootstrap_kind {
	BOOTSTRAP_DNS,	/* domains, by their last labels */
	BOOTSTRAP_IPV4, /* networks, by prefixes */
	BOOTSTRAP_IPV6,
	BOOTSTRAP_ASN, /* numbers of autonomous systems, by ranges */
	BOOTSTRAP_TAG, /* handles, by what stands behind their last '-' (RFC 8521) */
	BOOTSTRAP_KINDS
};

struct bootstrap {
	struct bootstrap_name {
		struct str name; /* lower case, no final dot; of a tag upper case */
		struct str url;
	} * domains, *tags;
	uint32_t domain_count, domain_cap, tag_count, tag_cap;
	struct bootstrap_net {
		struct ip_net net;
		struct str url;
	} * nets;
	uint32_t net_count, net_cap;
	struct bootstrap_range {
		uint32_t first, last;
		struct str url;
	} * ranges;
	uint32_t range_count, range_cap;
};

/* A row of data/rdap.txt: kind ("dns", "ipv4", "ipv6", "asn", "tag"), its keys with
 * blanks between them, the URL. False: it is none, or there are too many
 * (LIMIT_BOOTSTRAP). */
bool bootstrap_row(struct arena *arena, const struct str columns[3],
		   struct bootstrap *ret);
/* One of IANA's files (RFC 9224, 3; RFC 8521, 3), added to `ret`. Of several URLs the
 * first with https is taken. `ret_published`: its date, "2026-06-01". False says what is
 * wrong with it. */
bool bootstrap_read_iana(struct arena *arena, enum bootstrap_kind kind, struct str json,
			 struct bootstrap *ret, struct str *ret_published,
			 struct err *err);
/* After the last row, before anything is looked for. */
void bootstrap_sort(struct bootstrap *bootstrap);
/* Its rows, as data/rdap.txt has them; sorted before. */
void bootstrap_write(struct buf *out, const struct bootstrap *bootstrap);

/* The base URL, which ends in '/': "https://rdap.example/"; empty: none is known. */
struct str bootstrap_find_domain(const struct bootstrap *bootstrap, struct str domain);
struct str bootstrap_find_address(const struct bootstrap *bootstrap, const struct ip *ip);
struct str bootstrap_find_number(const struct bootstrap *bootstrap, uint32_t number);
/* "ABC123-ARIN" */
struct str bootstrap_find_handle(const struct bootstrap *bootstrap, struct str handle);

const char *bootstrap_kind_name(enum bootstrap_kind kind);
/* Of IANA: "https://data.iana.org/rdap/dns.json". */
const char *bootstrap_iana_url(enum bootstrap_kind kind);
