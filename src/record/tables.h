/* record/tables.h - the data tables, read once before the sandbox closes.
 *
 * Plain text with "# as-of: YYYY-MM-DD" and "# source: …" lines at the top; '|' or TAB
 * separated as each file says. Name, date and SHA-256 of each stand in every report's
 * details and in `mekiki data`. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/name_index.h"
#include "link/wrapper.h"
#include "record/bootstrap.h"
#include "record/desk_row.h"
#include "record/network.h"
#include "record/page_rule.h"
#include "record/phrase.h"
#include "record/pivot.h"
#include "record/platform.h"
#include "record/usage.h"
#include "record/world.h"

struct brand {
	struct str id, name_ja, name_en, sector, country;
	struct str *aliases;
	bool *alias_ordinary; /* an ordinary word, a surname: see record/brand.h */
	uint32_t alias_count;
	struct str *domains;   /* official; lower case */
	bool *domain_ordinary; /* its first label is a word that anybody may use */
	uint32_t domain_count;
	struct str *country_labels; /* "google" of "google.*": the brand's under every
				     * country's suffix */
	uint32_t country_label_count;
	struct str as_of; /* of this row: YYYY-MM-DD */
};

struct domain_class { /* mailbox providers, shared hosts, platforms */
	struct str domain;
	struct str path;   /* "/forms": only links below it; empty: all */
	struct str class_; /* "freemail", "subscriber", "shortener", "user-content",
			      "hoster", "anonymous", "redirector", "mailer",
			      "alias", "device-login" */
	struct str name;
	bool exact; /* the name itself, not those below it */
	bool below; /* strangers' pages are at the names below it; the name itself and its
		     * "www." are the provider's own site */
};

struct table_info {
	struct str name, as_of, source;
	char sha256[65];
	uint32_t rows;
	struct str text; /* the file as it was read */
	/* Where the user's own lies that is used instead of ours; and one that is not,
	 * for it is not newer. */
	struct str path, not_newer;
};

struct tables {
	struct arena *arena;
	struct brand *brands;
	uint32_t brand_count;
	struct domain_class *classes; /* sorted by domain */
	uint32_t class_count;
	struct name_index class_index;
	struct str *role_accounts; /* sorted */
	uint32_t role_account_count;
	struct holiday {
		struct str country;
		int32_t date;	 /* yyyymmdd */
		struct str kind; /* "public", or "offices": closed by custom or decree */
		struct str name_ja, name_en;
	} * holidays;
	uint32_t holiday_count;
	struct weight {
		struct str id;
		struct str kind;       /* "deception", "route", "form", "filter", … */
		double value;	       /* what counts */
		double reasoned;       /* what reason alone says; gives the sign */
		struct str provenance; /* "reason", "fitted DATE on …" */
		struct str reason;
	} * weights; /* by finding id, sorted */
	uint32_t weight_count;
	struct name_index weight_index;
	struct networks networks;      /* shared by many strangers */
	struct bootstrap bootstrap;    /* servers of RDAP */
	struct wrapper_rules wrappers; /* link/wrapper.h; the shorteners too */
	struct page_rules pages;       /* of links and pages, for visits */
	struct phrase_table phrases;   /* that press or pretend */
	struct usages usages;	       /* how words are written that should not be */
	struct platforms platforms;    /* honest senders that strangers make speak */
	struct pivots pivots;	       /* where people look things up */
	struct world world;	       /* outlines of the land, for maps */
	struct desk_rows desks;	       /* who takes reports */
	struct table_info *infos;
	uint32_t info_count;
	struct genuine_url {
		struct str brand; /* id */
		struct str url, query;
	} * genuine_urls;
	uint32_t genuine_url_count;
	void *brand_index;    /* record/brand.c: alias matcher, built once */
	void *likeness_index; /* record/likeness.c: names as hosts carry them */
};

/* Reads all tables from `dir`. False: a table is missing or broken (err names file and
 * line). */
bool tables_load(struct arena *arena, const char *dir, struct tables *ret,
		 struct err *err);
/* `user`: where tables of the user's own may lie (rdap.txt alone); each is taken where it
 * is newer than ours. NULL or empty: there are none. */
bool tables_prefer_newer(struct tables *tables, const char *user, struct err *err);

/* The same in steps, for tables from memory: init, read each by its file's name
 * ("brands.txt"), finish (sorts them and builds the brand index). */
void tables_init(struct arena *arena, struct tables *ret);
bool tables_read(struct tables *tables, const char *name, struct str text,
		 struct err *err);
void tables_finish(struct tables *tables);

/* Where the tables are: $MEKIKI_DATADIR, else "data" beside the running program (the
 * build tree), else where they were installed. False where the path does not fit. */
bool tables_dir(char *ret, size_t size);

/* Class of the longest listed suffix of `domain`; NULL if none. Rows with a path speak of
 * links alone and do not count. */
const struct domain_class *tables_class(const struct tables *tables, struct str domain);
/* The row for a link to `path` at `domain`: of the longest suffix with the longest path.
 * NULL if none, or where the link leads to the provider's own site. */
const struct domain_class *tables_class_link(const struct tables *tables,
					     struct str domain, struct str path);
/* The row of a finding id, or of an id with "/note" behind it, what its notes weigh; NULL
 * if not listed. */
const struct weight *tables_weight(const struct tables *tables, struct str finding_id);
/* Is the day `date` (yyyymmdd) one when offices are closed there? NULL: no. */
const struct holiday *tables_holiday(const struct tables *tables, struct str country,
				     int64_t date);
bool tables_is_role_account(const struct tables *tables, struct str local_part);
