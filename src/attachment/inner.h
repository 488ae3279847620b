/* attachment/inner.h - what a file that is no page says and where it leads: calendars and
 * cards, office documents, RTF, shortcuts. Read with readers of our own over bytes that
 * are there; nothing is opened, followed or run (HI-23). Facts only. */
#pragma once
#include "base/arena.h"

enum inner_acts {
	INNER_MACROS = 1 << 0,	 /* a program inside the document */
	INNER_OBJECTS = 1 << 1,	 /* other files inside it, opened by a click */
	INNER_DDE = 1 << 2,	 /* a field that starts a program */
	INNER_TEMPLATE = 1 << 3, /* another document is fetched when it is opened */
	INNER_ENCRYPTED = 1 << 4,
};
const char *inner_acts_name(uint32_t bit);

struct inner_link {
	const char *where; /* "office", "calendar", "card", "rtf", "shortcut" */
	struct str url;
	bool loads; /* fetched when the document is opened */
};

struct inner {
	const char *where; /* of `text`, and of the links in it */
	struct str text;   /* to be read, UTF-8 */
	struct str html;   /* a page in it (X-ALT-DESC) */
	struct inner_link *links;
	uint32_t count, cap;
	uint32_t acts;
	struct str remote; /* INNER_TEMPLATE: which; INNER_DDE: what it starts */
	/* Of a calendar. */
	struct str method, organizer, summary;
	/* Of a shortcut: what it starts, with what is given to it. */
	struct str command;
};

void inner_calendar(struct arena *arena, struct str bytes, struct inner *ret);
void inner_card(struct arena *arena, struct str bytes, struct inner *ret);
void inner_rtf(struct arena *arena, struct str bytes, struct inner *ret);
void inner_ole(struct arena *arena, struct str bytes, struct inner *ret);
void inner_shortcut(struct arena *arena, struct str bytes, struct inner *ret);
/* One file of an office document: its name in the archive, its bytes. Called for each. */
void inner_office(struct arena *arena, struct str name, struct str bytes,
		  struct inner *ret);
/* Shared by these: one more link, within LIMIT_INNER_LINKS. */
void inner_add(struct arena *arena, struct inner *inner, const char *where,
	       struct str url, bool loads);
