/* report/catalogue.h - translated texts, chosen per report: our own reader of .mo files.
 *
 * gettext's own choice is one per process and needs generated locales; a report's
 * language is the reader's, not the machine's. A .mo file is data of ours, but it is
 * checked like any input. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

struct catalogue {
	const char *language;			 /* "en", "ja" */
	struct str file;			 /* bytes of the .mo; empty for English */
	uint32_t count, originals, translations; /* offsets of the tables */
	bool swapped;
	/* Asked before this one: the texts of a case (case/record.h). NULL: none. */
	const struct catalogue *before;
};

/* The built-in English: every text is its own translation. */
extern const struct catalogue catalogue_english;

/* LANG.mo of `dir`, mapped for as long as the program runs; "en" gives English without a
 * file. */
bool catalogue_load(struct arena *arena, const char *dir, const char *language,
		    struct catalogue *ret, struct err *err);
/* The same from bytes (borrowed); ret->language is left as it is. False where they are
 * no catalogue, or one that points outside itself. */
bool catalogue_parse(struct str file, struct catalogue *ret);
/* The translation, or the text itself. Plural forms are not used. */
const char *catalogue_text(const struct catalogue *catalogue, const char *msgid);

/* "ja" or "en" from LC_ALL, LC_MESSAGES, LANG, LANGUAGE as gettext would read them. */
const char *catalogue_language_of_locale(void);
