/* report/letter.h - a letter to one desk: what happened, the evidence, what is asked.
 *
 * For people in the desk's language, defanged, with a copy of each link for machines.
 * Whatever came from outside is masked (report/outside.h) as the options say: recipients,
 * unless the operator shows them. Nothing here sends anything. */
#pragma once
#include "desk/desk.h"
#include "desk/scene.h"
#include "report/report.h"

struct letter {
	const struct inspection *in;
	const struct desk *desk;
	const struct scene *scene;
	struct report_options options; /* in the desk's language */
	int64_t seen;		       /* when it was handed over, else written; UTC */
	const struct bad_site *site;   /* of the desk's indicators; NULL */
};

void letter_begin(struct letter *letter, const struct inspection *in,
		  const struct report_options *options, const struct scene *scene,
		  const struct desk *desk);
/* One line, inert. */
void letter_subject(const struct letter *letter, struct buf *out);
/* Lines, inert, defanged. */
void letter_body(const struct letter *letter, struct buf *out);
/* The header of the message as it came, masked; or, where recipients are shown, the
 * message. */
void letter_header(const struct letter *letter, struct buf *out);
/* What the reader of the letter should know of the one who sends it: "" where nobody
 * said. */
const char *letter_tlp(const struct letter *letter);
/* The desk's name, in the letter's language, masked. */
void letter_name(const struct letter *letter, struct buf *out);

/* A whole mail, to be opened in a mail program and sent from there. */
void letter_draft(const struct letter *letter, struct buf *out);
/* The same in the form of RFC 5965, whatever the desk reads best. */
void letter_draft_arf(const struct letter *letter, struct buf *out);
/* message/feedback-report (RFC 5965): fields alone. */
void arf_fields(const struct letter *letter, struct buf *out);
/* One XARF 4 report, a JSON object. False: none fits this desk. */
bool xarf_report(const struct letter *letter, struct buf *out);

/* The formats of reports. */
extern const struct report_format report_arf, report_xarf;
