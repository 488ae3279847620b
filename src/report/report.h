/* report/report.h - findings to paper. A format is a row; nothing here decides anything.
 */
#pragma once
#include "base/buf.h"
#include "check/inspection.h"
#include "report/catalogue.h"

/* Who writes to others, as the profile has it; each may be empty. */
struct reporter {
	struct str name, mail, org;
};

struct picture;
struct redact_profile;
struct redaction;
struct tlp;

struct report_options {
	const struct catalogue *catalogue; /* the language of this report */
	bool colour;
	bool defang;  /* default true; --no-defang for people who paste into tools */
	int verbose;  /* -q -1, 0, -v 1 */
	int width;    /* columns of the terminal; 80 */
	bool explain; /* each finding's share of the score */
	/* What is masked for publication (report/redact.h); NULL: nothing. The words
	 * themselves are those of one message: see outside_begin(). */
	const struct redact_profile *publish;
	const struct redaction *redaction;
	struct inert_memo *shown; /* of one report; NULL: none is written */
	/* Of the format "svg": what is drawn (report/picture.h); NULL: the first. */
	const struct picture *picture;
	/* How far it may be passed on (report/tlp.h); never NULL. */
	const struct tlp *tlp;
	/* Of letters (report/letters.h). */
	struct reporter reporter;
	const struct catalogue *japanese; /* NULL: there is none */
	bool show_recipient;		  /* he is not masked */
	struct str roles;		  /* of the desks, one a line; empty: all */
	const char *tool_version;
	const char *contact; /* "offline" */
};

struct report_format {
	const char *name;    /* "text", "json" */
	const char *summary; /* N_() */
	bool one_line;	     /* one record a line: many inputs make a stream */
	bool for_others;     /* it goes out: recipients are masked, unless shown */
	void (*write)(const struct inspection *in, const struct report_options *options,
		      struct buf *out);
	/* The same of a thing that was looked up; NULL: not in this format. */
	void (*write_thing)(const struct inspection *in,
			    const struct report_options *options, struct buf *out);
};

extern const struct report_format *const report_formats[]; /* NULL-terminated */
const struct report_format *report_format_find(struct str name);

/* Title and detail of a finding, values put in, in the report's language. The text is
 * inert: no control characters, no bidi tricks; defanged where asked. */
void report_title(const struct finding *finding, const struct report_options *options,
		  struct buf *out);
void report_detail(const struct finding *finding, const struct report_options *options,
		   struct buf *out);
