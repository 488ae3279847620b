/* record/registration.h - one registration out of several answers about it: the
 * registry's and the registrar's, by RDAP and by WHOIS; and how far its life has come.
 *
 * Pure: nothing is asked. What two answers tell differently stays visible. */
#pragma once
#include "record/registry.h"

/* In the order in which they are believed where they disagree: RDAP is typed, and the
 * registry keeps the record. Of a contact the best standing wins first: registrars
 * publish what thin registries do not have. */
enum registration_source {
	REGISTRATION_REGISTRY_RDAP,
	REGISTRATION_REGISTRY_WHOIS,
	REGISTRATION_REGISTRAR_RDAP,
	REGISTRATION_REGISTRAR_WHOIS,
	REGISTRATION_SOURCES
};
const char *registration_source_name(enum registration_source source);

enum registration_item {
	REGISTRATION_REGISTRAR,
	REGISTRATION_CREATED,
	REGISTRATION_UPDATED,
	REGISTRATION_EXPIRES,
	REGISTRATION_NAME_SERVERS,
	REGISTRATION_STATUSES,
	REGISTRATION_REGISTRANT, /* + enum registry_field, one for each value */
	REGISTRATION_ITEMS = REGISTRATION_REGISTRANT + REGISTRY_FIELDS
};

struct registration_conflict {
	enum registration_item item;
	enum registration_source kept_from, other_from;
	struct str kept, other;
};

struct registration {
	struct registry_facts facts; /* merged; its lists are those of the answers */
	struct registry_contact registrant;
	bool known[REGISTRATION_ITEMS];
	enum registration_source from[REGISTRATION_ITEMS];
	struct registration_conflict conflicts[REGISTRATION_ITEMS];
	uint32_t conflict_count;
};

/* `answers` has a place for each source; NULL where none came. Only those that found
 * something count, and a registrar's about another name does not. */
void registration_merge(struct arena *arena,
			const struct registry_facts *const answers[REGISTRATION_SOURCES],
			struct registration *ret);

/* --- life ----------------------------------------------------------------------------
 */
enum registration_stage {
	STAGE_UNKNOWN,
	STAGE_ACTIVE,
	STAGE_HELD,	       /* registered, out of DNS */
	STAGE_EXPIRED,	       /* its day is over, nothing else is said */
	STAGE_AUTO_RENEWED,    /* renewed by itself, may still be given back */
	STAGE_REDEMPTION,      /* given up; its holder can have it back */
	STAGE_TO_BE_SUSPENDED, /* JPRS: given up, ends with the month */
	STAGE_SUSPENDED,       /* JPRS: given up; can be had back until the 20th */
	STAGE_PENDING_DELETE,  /* will be free; nobody can have it back */
};
const char *registration_stage_name(enum registration_stage stage);

struct registration_life {
	enum registration_stage stage;
	bool has_age, has_left;
	int32_t age_days;  /* at `at`; negative: registered after it */
	int32_t left_days; /* to the end of the term; negative: so long ago */
	int32_t term_days; /* from registration to the end; 0: not known */
	bool one_year;	   /* the term is the shortest there is, never renewed */
	/* When anybody may register it, as the rules of such registries have it. */
	bool has_free;
	int64_t free_from, free_until; /* first seconds of days */
};

/* `at`: the moment that ages are told for, a mail's; `asked_at`: when the registry said
 * so. */
void registration_life(const struct registry_facts *facts, int64_t at, int64_t asked_at,
		       struct registration_life *ret);
