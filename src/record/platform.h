/* record/platform.h - services that send honest mail in which strangers may write: rows
 * of data/platforms.txt. */
#pragma once
#include "base/arena.h"

enum platform_kind {
	PLATFORM_NOTIFIER, /* its own templates; strangers fill in slots */
	PLATFORM_TENANT,   /* customers write the text, under its name */
	PLATFORM_DEFAULT,  /* names that customers have before they bring one */
	PLATFORM_RELAY,	   /* sends for customers in their own names */
	PLATFORM_KINDS
};

enum platform_slot {
	SLOT_NAME,
	SLOT_SUBJECT,
	SLOT_TITLE,
	SLOT_TEXT,
	SLOT_NOTE,
	SLOT_ITEM,
	SLOT_FILE,
	SLOT_COMMENT,
	PLATFORM_SLOTS
};

struct platform_list {
	struct str *items;
	uint32_t count;
};

struct platform {
	struct str id, name;
	struct platform_list from; /* "a@b.example", or "@b.example" with those below */
	struct platform_list signers; /* domains, with those below */
	enum platform_kind kind;
	uint32_t slots;		      /* bits of enum platform_slot */
	struct platform_list tenants; /* as the head of the table says */
	struct str abuse;	      /* empty: none is known */
};

struct platforms {
	struct platform *items;
	uint32_t count, cap;
};

/* Eight columns. False: the row is not what the table's head promises. */
bool platform_read(struct arena *arena, const struct str columns[8],
		   struct platforms *platforms);
/* The platform that speaks from `address`: the row that names it most closely. NULL:
 * none.
 */
const struct platform *platform_of_address(const struct platforms *platforms,
					   struct str address);
/* The one whose signatures and envelopes have `domain`; relays alone. NULL: none. */
const struct platform *platform_of_relay(const struct platforms *platforms,
					 struct str domain);
/* Does its signature, or its envelope, have this domain? */
bool platform_signs(const struct platform *platform, struct str domain);
