/* check/check.h - a check: facts in, findings out.
 *
 * A check is one file that ends in its row, and one line in check/table.c. The row holds
 * all the rest of the program needs: texts for reports, `mekiki checks` and the manual
 * come from here. English texts are the message ids of the translation (po/ja.po).
 *
 * A check is straight-line code, free of side effects, that can be run again. */
#pragma once
#include "check/inspection.h"

/* Marks a text for translation. */
#define N_(text) text

enum { CHECK_DETAILS = 7 };

struct check {
	const char *id; /* "area.what", stable: the contract of the JSON report */
	const char
	    *title; /* N_(): the finding in one line, without values or with {values} */
	/* N_(): the sentence(s) with evidence; {key} is replaced by the finding's value
	 * of that name. Several where the finding has several shapes; finding_variant()
	 * picks. */
	const char *details[CHECK_DETAILS];
	const char *cites;	/* "RFC 5322, 3.6.4" */
	const char *means;	/* N_(): what it means, for `mekiki checks` */
	const char *wrong;	/* N_(): how it can be wrong: the harmless twin */
	enum severity severity; /* default of its findings */
	enum grade grade;
	void (*run)(struct inspection *in, const struct check *self);
};

extern const struct check
    *const check_table[]; /* NULL-terminated, in the order of reports */
const struct check *check_find(struct str id);

/* A finding of `check` at its default severity, on no list yet. */
void finding_init(struct finding *finding, struct inspection *in,
		  const struct check *check);

/* --- for the run functions --------------------------------------------- */
/* A new finding of this check; never NULL (beyond LIMIT_FINDINGS it is counted
 * and thrown away). */
struct finding *finding_add(struct inspection *in, const struct check *check);
void finding_severity(struct finding *finding, enum severity severity);
void finding_grade(struct finding *finding, enum grade grade);
void finding_variant(struct finding *finding, int detail);
/* Values: strings are kept as found (any bytes); reports make them inert. */
void finding_str(struct finding *finding, const char *key, struct str value);
void finding_int(struct finding *finding, const char *key, int64_t value);
void finding_bool(struct finding *finding, const char *key, bool value);
void finding_time(struct finding *finding, const char *key,
		  int64_t utc); /* shown in ISO and local form */
void finding_list(struct finding *finding, const char *key, const struct str *items,
		  uint32_t count);
/* A word of ours that is translated when shown ("weekday.sunday"); JSON has the id. */
void finding_word(struct finding *finding, const char *key, const char *msgid);
/* Evidence. */
void finding_at_field(struct finding *finding, const struct field *field);
void finding_at_slice(struct finding *finding, struct str slice); /* of the message */
void finding_at_hop(struct finding *finding, uint32_t hop);
void finding_at_link(struct finding *finding, const struct link *link);
void finding_at_part(struct finding *finding, const struct part *part);
void finding_at_offset(struct finding *finding, size_t offset, size_t length);
/* A span of what is read there, passage->text. */
void finding_at_passage(struct finding *finding, const struct passage *passage,
			size_t start, size_t end);
