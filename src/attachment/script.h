/* attachment/script.h - what a script has in it: its constants, put together and decoded
 * as far as that can be told from the text, and what it does with them (ATTACKS AT-05).
 *
 * Nothing is run. Literals, their sums, names that hold one, and the usual coders (atob,
 * unescape, decodeURIComponent, String.fromCharCode, a text turned round, joined or with
 * letters replaced) are followed; what is chosen, counted or fetched at run time is not.
 * Linear in the script's length and in what it makes, which has a ceiling. */
#pragma once
#include "base/arena.h"

enum script_does {
	SCRIPT_WRITES = 1 << 0, /* puts markup into the page: document.write, innerHTML */
	SCRIPT_BLOB = 1 << 1,	/* makes a file of bytes it holds */
	SCRIPT_SAVES = 1 << 2,	/* and saves it: download, msSaveBlob */
	SCRIPT_LEAVES = 1 << 3, /* goes to another address */
	SCRIPT_EVALS = 1 << 4,	/* runs text as script */
	SCRIPT_SENDS = 1 << 5,	/* fetch, XMLHttpRequest, sendBeacon */
	SCRIPT_DECODES = 1 << 6, /* atob and kin */
};
/* "writes"; a single bit. */
const char *script_does_name(uint32_t bit);

enum script_use { /* what is done with a constant */
		  USE_NONE,
		  USE_WRITTEN,
		  USE_RUN,
		  USE_LOCATION,
		  USE_SENT, /* an address that something is sent to */
		  USE_FILE, /* bytes of a file */
		  USE_FILE_NAME,
};

struct script_constant {
	struct str text;
	enum script_use use;
	bool made; /* put together or decoded, not as it stands */
};

struct script_bytes { /* a list of numbers that can be bytes */
	struct str bytes;
};

struct script {
	uint32_t does;
	struct script_constant *constants; /* in the order of their ends */
	uint32_t count, cap;
	struct script_bytes *lists;
	uint32_t list_count, list_cap;
	uint8_t keys[4]; /* constants of "^" */
	uint32_t key_count;
	bool cut; /* LIMIT_SCRIPT_… */
};

void script_read(struct arena *arena, struct str source, struct script *ret);
