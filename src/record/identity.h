/* record/identity.h - all the names in one message side by side, and how they relate. */
#pragma once
#include "check/grade.h"
#include "record/path.h"
#include "record/tables.h"

enum identity_role {
	ID_FROM,
	ID_SENDER,
	ID_REPLY_TO,
	ID_RETURN_PATH, /* the envelope as recorded: Return-Path, or --mail-from */
	ID_MESSAGE_ID,
	ID_DKIM,      /* d= as written, not verified */
	ID_HELO,      /* of the origin */
	ID_RDNS,      /* of the origin */
	ID_AUTH_USER, /* login at the origin */
	ID_TO,
	ID_DELIVERED_TO,
	ID_LIST, /* List-Id */
	ID_ROLES
};

struct identity {
	enum identity_role role;
	struct str text;   /* address, or name */
	struct str name;   /* display name where there is one */
	struct str domain; /* lower case, as written */
	struct str registrable;
	enum grade grade;
	bool own;	      /* one of our own domains */
	bool related_to_from; /* same registrable domain as the (first) From */
	const struct domain_class *class_; /* freemail and kin; NULL */
	const struct field *field; /* evidence; NULL where from a hop or an option */
	uint32_t hop;
};

struct identities {
	struct identity *items;
	uint32_t count;
	uint64_t dropped; /* beyond LIMIT_IDENTITIES */
};

void identity_collect(struct arena *arena, const struct message *message,
		      const struct path *path, const struct site *site,
		      const struct tables *tables, const struct path_override *override,
		      struct identities *ret);
const struct identity *identity_first(const struct identities *ids,
				      enum identity_role role);
const struct identity *identity_next(const struct identities *ids,
				     const struct identity *after);
const char *identity_role_name(enum identity_role role); /* "from", "return-path", … */
