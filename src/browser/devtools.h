/* browser/devtools.h - the pipe to Chromium: commands out, replies and events in, each a
 * JSON object that ends in NUL.
 *
 * Nothing waits here; what a page makes Chromium say is bounded. */
#pragma once
#include "base/json.h"
#include "process/outbox.h"

struct devtools {
	int fd;
	struct outbox out;
	struct buf in;
	size_t used;	  /* of `in`: handed out */
	size_t searched;  /* of `in`: no NUL before it but those handed out */
	bool skipping;	  /* up to the end of a message that is too long */
	uint32_t skipped; /* such messages */
	uint64_t commands;
	struct json json; /* writes the command that was begun */
};

void devtools_init(struct devtools *tools, int fd);
void devtools_fini(struct devtools *tools);

/* Begin a command; write the members of its parameters to the writer that is returned
 * (its object is open), then end it: its number, which stands in the reply. `session`:
 * empty for the browser as a whole. */
struct json *devtools_begin(struct devtools *tools, struct str session,
			    const char *method);
uint64_t devtools_end(struct devtools *tools);
/* The same without parameters. */
uint64_t devtools_send(struct devtools *tools, struct str session, const char *method);

/* False: Chromium has gone. */
bool devtools_flush(struct devtools *tools);
bool devtools_read(struct devtools *tools);
/* The next message that came whole, without its NUL; valid until the next read. */
bool devtools_take(struct devtools *tools, struct str *ret);
