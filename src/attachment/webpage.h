/* attachment/webpage.h - a page that is enclosed: an HTML file or an SVG, with what its
 * scripts build (ATTACKS AT-04, AT-05).
 *
 * Read, not run: see attachment/script.h. What a script writes is read as a page again,
 * what it evaluates as a script, LIMIT_BUILT_DEPTH deep. */
#pragma once
#include "attachment/script.h"
#include "link/document.h"

enum webpage_active { /* what acts in a drawing, and in a page beside scripts */
		      WEBPAGE_SCRIPT = 1 << 0,
		      WEBPAGE_HANDLER = 1 << 1, /* onload= and kin */
		      WEBPAGE_FOREIGN = 1
					<< 2, /* foreignObject: a page inside a drawing */
		      WEBPAGE_ANIMATED = 1 << 3, /* animate, set: of a link's target */
		      WEBPAGE_EMBEDS = 1 << 4,	 /* iframe, embed, object */
		      WEBPAGE_ENCODED = 1
					<< 5, /* a document in base64, in a "data:" URL */
};
const char *webpage_active_name(uint32_t bit);

struct built {
	const char *how; /* "written", "evaluated", "constant" */
	struct str source;
	uint32_t depth; /* 1: by a script of the page itself */
};
struct built_url {
	enum script_use use;
	struct str url;
};

struct webpage {
	struct html_document *document; /* of the file itself */
	struct str source;		/* as UTF-8 */
	uint32_t active;		/* enum webpage_active */
	uint32_t does;			/* enum script_does, of all scripts */
	size_t script_bytes;
	struct built *pages; /* markup that scripts make */
	uint32_t page_count, page_cap;
	struct built_url *urls; /* addresses among their constants, each once */
	uint32_t url_count, url_cap;
	struct str file;      /* bytes of a file that a script makes; empty: none */
	struct str file_name; /* and what it is to be called */
	bool cut;
};

/* `bytes` in whatever charset. */
void webpage_read(struct arena *arena, struct str bytes, struct webpage *ret);
