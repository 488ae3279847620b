/* case/record.h - one examination as the rows of a case, and such rows as an examination
 * again.
 *
 * Replay reads the message again, with the case's own tables, profile, clock and answers;
 * findings and verdict are those that were stored. */
#pragma once
#include "case/bundle.h"
#include "check/inspection.h"
#include "report/catalogue.h"

/* --- recording ------------------------------------------------------------------------
 */

/* What an inspection does not know of its own circumstances. */
struct case_origin {
	struct str bytes;	  /* as they came */
	struct str internet_form; /* of a .msg; or without a pointer */
	struct str client_ip, helo, mail_from, only, skip, profile_name, profile;
	struct str tool_version, contact;
	enum contact asked; /* what could be asked, be it of an answers file */
	bool headers_only, unread;
	uint32_t revision;		  /* from 1 */
	const struct catalogue *japanese; /* translations are kept too */
};

/* The rows of one revision, the whole bundle. `in` is NULL before the examination: the
 * case is unfinished then, and holds message, input and tables. */
void case_record(struct arena *arena, const struct case_origin *origin,
		 const struct input *input, const struct env *env,
		 const struct inspection *in, struct buf *out);
/* Both bundles as one: message and input are those of the old one, and the new one's
 * revision comes behind the old ones'. False: one of them makes no sense. */
bool case_append(struct str old, struct str new, struct buf *out);

/* --- reading --------------------------------------------------------------------------
 */

struct case_list {
	union case_row *rows;
	uint32_t count, cap;
};

/* All rows; texts are slices of the bundle. */
struct case_file {
	struct arena *arena;
	struct case_message message;
	struct case_input input;
	struct case_list lists[CASE_TABLES];
	/* The revision that is looked at. */
	struct case_revision revision;
};

/* False: the rows are no case that we would have made. The latest revision is looked at.
 */
bool case_read(struct arena *arena, struct str bundle, struct case_file *ret,
	       struct err *err);
/* Look at revision `n`; 0: the latest. False: there is none. */
bool case_look(struct case_file *file, uint32_t n);

/* The message as it was examined. */
struct str case_bytes(const struct case_file *file);
bool case_input(const struct case_file *file, struct input *ret, struct err *err);
/* Tables (those of the revision), profile, clock, answers as they were. They live in the
 * arena. */
bool case_env(const struct case_file *file, struct env *ret, struct err *err);
/* The same with the tables of today, and what today's checks ask besides is
 * "not-recorded". */
bool case_env_today(const struct case_file *file, const struct tables *tables,
		    struct env *ret, struct err *err);
/* From now on hosts are judged by the case's public suffix list, until
 * host_psl_use(STR_NONE); its bytes are used meanwhile. */
bool case_use_suffixes(const struct case_file *file, struct err *err);
/* Findings and verdict, as they are stored, for an inspection whose rounds are over. */
bool case_restore(const struct case_file *file, struct inspection *in, struct err *err);
/* A catalogue that knows the case's own translations before those of `base`. */
bool case_catalogue(const struct case_file *file, const struct catalogue *base,
		    struct catalogue *ret, struct err *err);
