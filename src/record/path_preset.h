/* record/path_preset.h - the shapes of large receivers, one row each. */
#pragma once
#include "mail/ip.h"

enum { PRESET_SUFFIXES = 6, PRESET_NETS = 10 };

struct path_preset {
	const char *name; /* "exchange-online" */
	/* Hosts that write "by", as suffixes on a label boundary; empty ends. */
	struct str by[PRESET_SUFFIXES];
	/* Networks in use between their own machines and nowhere else. */
	struct ip_net inside[PRESET_NETS]; /* bits 0 ends */
	/* Mail from outside comes in at these hosts; at any other of theirs, a client in
	 * these wider networks is a neighbour. */
	struct str entry[PRESET_SUFFIXES];
	struct ip_net network[PRESET_NETS];
	/* authserv-ids, as suffixes on a label boundary. */
	struct str authserv[PRESET_SUFFIXES];
	bool no_authserv_id; /* its Authentication-Results names nobody */
	bool results_below;  /* results stand directly below their Received, not above */
	bool world_wide;     /* its stamps say nothing of the recipient's time zone */
};

/* The table; ends with a row without name. */
extern const struct path_preset path_preset_table[];

const struct path_preset *path_preset_find(struct str name); /* NULL if not known */
bool path_preset_writes(const struct path_preset *preset, struct str by);
/* Is the client `ip` of a hop written by `by` one of their own machines? */
bool path_preset_is_inside(const struct path_preset *preset, struct str by,
			   const struct ip *ip);
bool path_preset_is_authserv(const struct path_preset *preset, struct str id);
