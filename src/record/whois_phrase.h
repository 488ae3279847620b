/* record/whois_phrase.h - answers that are no record: no such name, not now, not you. */
#pragma once
#include "record/registry.h"

struct whois_phrase {
	enum registry_outcome outcome;
	const char *language; /* ISO 639-1 */
	const char *words;    /* small letters */
};
extern const struct whois_phrase whois_phrases[];
extern const size_t whois_phrase_count;

/* What one line says, or NULL. A line of terms and conditions says nothing: it is longer
 * than any such sentence, or the phrase stands deep inside it. */
const struct whois_phrase *whois_phrase_in(struct str line);
/* The same for the value of a status ("free", "AVAILABLE", "quarantine" is none). */
const struct whois_phrase *whois_phrase_status(struct str value);
/* A registered name is "not available" too, and may be "blocked"; it is not "reserved".
 */
bool whois_phrase_certain(const struct whois_phrase *phrase);
