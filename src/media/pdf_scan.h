/* media/pdf_scan.h - what a PDF would do when it is opened, by the names that stand in
 * it.
 *
 * Readers of PDF repair what is damaged, and each in its own way; so nothing is followed
 * here: all objects are looked at in the order of their bytes, also those of compressed
 * object streams, whether anything leads to them or not. */
#pragma once
#include "base/arena.h"

enum pdf_action {
	PDF_JAVASCRIPT,
	PDF_LAUNCH,
	PDF_SUBMIT,
	PDF_IMPORT,
	PDF_REMOTE,   /* it opens another document */
	PDF_OPEN,     /* something happens when it is opened; mostly it goes to a page */
	PDF_EVENTS,   /* the same when a page is turned, a field left */
	PDF_EMBEDDED, /* files in it */
	PDF_MEDIA,    /* film, sound, 3D */
	PDF_FORM,
	PDF_XFA,
	PDF_ACTIONS
};
extern const char *const pdf_action_names[PDF_ACTIONS]; /* "javascript" */

struct pdf_scan {
	bool is_pdf;
	bool encrypted;
	uint32_t found;	  /* 1 << enum pdf_action */
	struct str *urls; /* of /URI, each once */
	uint32_t url_count, url_cap;
	uint64_t unpacked;	 /* bytes */
	uint32_t streams, tried; /* that were unpacked; addresses that were compared */
	const char *cut;	 /* "bytes"; NULL */
};

/* Any bytes; there is no failure. */
void pdf_scan(struct arena *arena, struct str bytes, struct pdf_scan *ret);
