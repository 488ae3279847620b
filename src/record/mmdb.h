/* record/mmdb.h - databases of addresses in the MaxMind DB format, version 2: those with
 * cities, which the user brings. A pure reader over bytes that lie somewhere.
 *
 * A database is another's file: each offset is checked where it is used, containers are
 * left after LIMIT_MMDB_STEPS values, nothing is followed in circles. */
#pragma once
#include "base/buf.h"
#include "base/err.h"
#include "mail/ip.h"

struct mmdb {
	struct str bytes;
	struct str data; /* the data section */
	uint32_t node_count;
	uint32_t record_bits; /* 24, 28, 32 */
	uint32_t ip_version;  /* 4 or 6 */
	uint64_t build_epoch;
	struct str type; /* "GeoLite2-City" */
};

/* `bytes` is borrowed for as long as the database is used. */
bool mmdb_open(struct str bytes, struct mmdb *ret, struct err *err);

enum mmdb_kind {
	MMDB_NONE,
	MMDB_TEXT,
	MMDB_NUMBER, /* of any size up to 64 bits */
	MMDB_REAL,
	MMDB_TRUTH,
	MMDB_MAP,
	MMDB_ARRAY,
	MMDB_OTHER, /* bytes, numbers of 128 bits */
};

struct mmdb_value {
	enum mmdb_kind kind;
	uint32_t at;	/* in the data section, behind the control bytes */
	uint32_t count; /* of a container; bytes of others */
	struct str text;
	uint64_t number;
	bool negative; /* of a number */
	double real;
};

enum mmdb_found { MMDB_ABSENT, MMDB_FOUND, MMDB_BROKEN };
/* The record of the network that holds `ip`, and that network's bits (of an address of
 * its kind). */
enum mmdb_found mmdb_find(const struct mmdb *db, const struct ip *ip,
			  struct mmdb_value *ret, unsigned *ret_bits);
/* What lies below a map's names, one after the other ("location", "latitude", NULL); a
 * name of an array is its first item, "0". False where it is not there. */
bool mmdb_member(const struct mmdb *db, const struct mmdb_value *value,
		 const char *const *path, struct mmdb_value *ret);
/* The whole value as JSON; false where it is broken, or deeper than LIMIT_MMDB_DEPTH. */
bool mmdb_json(const struct mmdb *db, const struct mmdb_value *value, struct buf *out);
