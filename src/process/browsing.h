/* process/browsing.h - the carrier's second helper: pages in a browser.
 *
 * Each question "browse URL" gets a mekiki-browser of its own, a few at a time. It has no
 * network: what its page wants from outside comes back as questions, which the carrier
 * asks for it like anybody's, each once, under the same guard. Only a GET over HTTP is
 * asked for a page. */
#pragma once
#include "process/carrier.h"

struct pollfd;
struct browsing;

enum { BROWSERS = 2 };

/* `setup` is borrowed: the record that a helper begins with. `settle` gets each answer to
 * a question of browsing_add(), with its ticket; valid during the call. */
struct browsing *browsing_new(struct carrier *carrier, const char *directory,
			      const struct buf *setup,
			      void (*settle)(struct carrier *carrier,
					     const struct told *told));
void browsing_free(struct browsing *browsing);

/* `question` stays until it is settled. */
void browsing_add(struct browsing *browsing, uint64_t ticket, struct str question);
/* Is it a page that waits there? Then the answer is told to its helper. */
bool browsing_tell(struct browsing *browsing, const struct waits *who,
		   const struct told *told);

/* For poll(): one for each of BROWSERS. */
void browsing_poll(const struct browsing *browsing, struct pollfd *ret);
/* After poll(), with what it found; NULL: only write what goes. */
void browsing_work(struct browsing *browsing, const struct pollfd *found);
