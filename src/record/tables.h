/* record/tables.h - the data tables, read once before the sandbox closes.
 *
 * Plain text with "# as-of: YYYY-MM-DD" and "# source: …" lines at the top; '|' or TAB
 * separated as each file says. Name, date and SHA-256 of each stand in every report's
 * details and in `mekiki data`. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

struct brand {
	struct str id, name_ja, name_en, sector, country;
	struct str *aliases;
	uint32_t alias_count;
	struct str *domains; /* official; lower case */
	uint32_t domain_count;
};

struct domain_class { /* mailbox providers, shared hosts, platforms */
	struct str domain;
	struct str class_; /* "freemail", "subscriber", "shortener", "user-content",
			      "hoster", "anonymous" */
	struct str name;
};

struct table_info {
	struct str name, as_of, source;
	char sha256[65];
	uint32_t rows;
};

struct tables {
	struct arena *arena;
	struct brand *brands;
	uint32_t brand_count;
	struct domain_class *classes; /* sorted by domain */
	uint32_t class_count;
	struct str *role_accounts; /* sorted */
	uint32_t role_account_count;
	struct holiday {
		struct str country;
		int32_t date; /* yyyymmdd */
		struct str name_ja, name_en;
	} * holidays;
	uint32_t holiday_count;
	struct weight {
		struct str id;
		struct str kind; /* "deception", "route", "form", "filter", … */
		double value;
		struct str reason;
	} * weights; /* by finding id, sorted */
	uint32_t weight_count;
	struct table_info *infos;
	uint32_t info_count;
	void *brand_index; /* record/brand.c: alias matcher, built once */
};

/* Reads all tables from `dir`. False: a table is missing or broken (err names file and
 * line). */
bool tables_load(struct arena *arena, const char *dir, struct tables *ret,
		 struct err *err);

/* Class of the longest listed suffix of `domain`; NULL if none. */
const struct domain_class *tables_class(const struct tables *tables, struct str domain);
/* weights.txt has rows "id | kind | weight | reason". Kind of a finding id, empty if not
 * listed. */
struct str tables_weight_kind(const struct tables *tables, struct str finding_id);
double tables_weight(const struct tables *tables, struct str finding_id,
		     double otherwise);
bool tables_is_role_account(const struct tables *tables, struct str local_part);
