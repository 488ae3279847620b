/* record/geo.h - networks and places of addresses, as databases have them.
 *
 * A database tells where a network is registered, or where it guesses its users to be;
 * each answer carries its source and the day it was made, and those that disagree are
 * shown so. Nobody's networks (private, documentation …) are filtered first: only a
 * database that the user brought is asked about them, for it may be his own. */
#pragma once
#include "base/limits.h"
#include "mail/ip.h"
#include "record/mmdb.h"

struct geo_answer {
	struct str source;  /* name of the database */
	struct str as_of;   /* "2026-06-25"; empty where it does not say */
	struct str country; /* ISO 3166-1, capitals */
	struct str holder;  /* of the network or AS */
	struct str prefix;  /* "192.0.2.0/24", or a range */
	struct str city, region;
	uint32_t asn; /* 0: not said */
	bool has_place, has_radius;
	double latitude, longitude;
	uint64_t radius_km;
	bool anycast;	   /* announced in many places; no place is its */
	bool broken;	   /* the database is, there */
	struct str record; /* the whole record as JSON, where it has one */
};

struct geo_source {
	struct str name, as_of;
	bool own; /* the user's */
	/* False: the database has nothing about `ip`. What is not known stays empty. */
	bool (*ask)(const struct geo_source *source, struct arena *arena,
		    const struct ip *ip, struct geo_answer *ret);
	struct mmdb mmdb;
	struct str text, text6; /* of a table (geo_text_open) */
	void *handle;		/* of a library */
};

struct geo_answers {
	struct str special; /* "private", "documentation"; empty for the others */
	struct geo_answer items[LIMIT_GEO_SOURCES];
	uint32_t count;
	bool disagree; /* two name different countries */
};

/* What kind of network nobody has for himself, or empty. */
struct str geo_special(const struct ip *ip);
void geo_ask(struct arena *arena, const struct geo_source *sources, uint32_t count,
	     const struct ip *ip, struct geo_answers *ret);

/* A MaxMind database. `bytes` is borrowed. */
bool geo_mmdb_open(struct arena *arena, struct str bytes, struct str name,
		   struct geo_source *ret, struct err *err);
/* The table of tor-geoipdb: "first,last,CC" a line, sorted; decimal numbers in one file,
 * addresses of version 6 in another. Either may be empty. */
bool geo_text_open(struct arena *arena, struct str v4, struct str v6, struct str name,
		   struct geo_source *ret, struct err *err);
