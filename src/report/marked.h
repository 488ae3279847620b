/* report/marked.h - the text that a reader of the mail sees, line by line, with what
 * deceives in it marked: links with their true host behind, words that press, words that
 * the seeming writer would not write. */
#pragma once
#include "report/report.h"

/* MARK_DECEIT: the host of a link that shows or imitates another. */
enum mark { MARK_NONE, MARK_LEVER, MARK_SLIP, MARK_LINK, MARK_HOST, MARK_DECEIT };

struct marked_run {
	size_t end; /* in the text; it begins where the one before ends */
	enum mark mark;
};

enum { MARKED_RUNS = 400 };

/* One line, inert and masked. */
struct marked_text {
	struct buf text;
	struct marked_run runs[MARKED_RUNS];
	uint32_t count;
};
void marked_init(struct marked_text *text);
void marked_fini(struct marked_text *text);

struct marking {
	const struct inspection *in;
	const struct report_options *options;
	const struct passage *passage;
	struct str text; /* of the passage, or of its beginning */
	bool cut;
	uint8_t *marks;		    /* of each byte: enum mark */
	const struct link **behind; /* of each byte: the link that ends there, or NULL */
	size_t at;
};

/* False: there is no text. */
bool marking_begin(const struct inspection *in, const struct report_options *options,
		   struct marking *ret);
/* The next line; false: there is none. */
bool marking_line(struct marking *marking, struct marked_text *ret);
/* Is there more than has been given? */
bool marking_rest(const struct marking *marking);
