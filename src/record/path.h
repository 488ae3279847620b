/* record/path.h - the way the message took: hops, boundary, origin, recorded
 * authentication.
 *
 * n = 1 is the newest hop (the topmost Received). The boundary is the oldest hop written
 * by our side or by someone we trust: its client is whoever handed the message over.
 * Above and at it, fields are vouched (by the profile, or a preset) or guessed
 * (inferred, or a preset that no profile names); below, claimed. */
#pragma once
#include "check/grade.h"
#include "mail/message.h"
#include "mail/received.h"
#include "record/site.h"

struct hop {
	uint32_t n;
	const struct field *field;
	struct received received;
	enum grade grade;
	bool delay_known;
	int64_t
	    delay_seconds; /* against the older neighbour; negative: the clock ran back */
	bool breaks;	   /* this hop's "from" names do not fit the older hop's "by" */
	bool
	    internal; /* client is our own side: private or trusted relay, or same host */
};

enum boundary_basis {
	BOUNDARY_NONE,	   /* no Received at all, or nothing to go by */
	BOUNDARY_SITE,	   /* by the profile: relay, own domain, authserv-id */
	BOUNDARY_PRESET,   /* shape of a large receiver (Exchange Online, Gmail, …) */
	BOUNDARY_INFERRED, /* newest hop with a public client address */
	BOUNDARY_GIVEN,	   /* --client-ip */
};

struct recorded { /* one method of one Authentication-Results or Received-SPF */
	const struct authres *from;
	const struct authres_method *method;
	enum grade grade; /* vouched (ours), guessed (ours by inference), claimed */
};

struct path {
	struct hop *hops;
	uint32_t count;
	uint32_t boundary; /* its n; 0 if none */
	enum boundary_basis basis;
	const char *preset; /* "exchange-online", …; NULL */
	struct {
		uint32_t hop; /* n; 0 if unknown */
		struct str ip, helo, rdns, auth_user;
		struct ip addr;
	} origin; /* the client at the boundary */
	struct authres *authres;
	uint32_t authres_count;
	struct recorded *recorded;
	uint32_t recorded_count;
	int32_t
	    zone_minutes; /* the recipient's zone: profile, else the boundary's stamp */
	bool zone_known;
};

struct path_override {
	struct str client_ip, helo, mail_from; /* --client-ip …; empty if not given */
	bool null_path;			       /* --mail-from is the null path */
};

/* --mail-from as it was given: with or without its brackets, as people copy it from a
 * log; empty: it was not. */
void path_override_mail_from(struct path_override *override, struct str text);

/* Defects of the trace fields are noted with the message. */
void path_build(struct arena *arena, struct message *message, const struct site *site,
		const struct path_override *override, struct path *ret);

/* The result recorded by our own side for `method` ("spf"), NULL if none is vouched or
 * guessed. */
const struct recorded *path_recorded(const struct path *path, struct str method);

/* Known receivers' shapes, for `mekiki data`, `--help` and profile draft. */
const char *const *path_presets(void);

/* `mekiki profile draft`: a commented profile proposed from a few good mails. */
struct buf;
void profile_draft(struct arena *arena, struct message *const *mails, uint32_t count,
		   struct buf *out);
