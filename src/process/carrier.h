/* process/carrier.h - questions on their way outside, and the answers that came.
 *
 * One for all workers of a pool. Each question goes out once, however many wait for it,
 * and what came is kept for whoever asks next, as long as it is valid by the monotonic
 * clock. mekiki-lookup is started with the first question that needs it; when it ends
 * before its time, what it was asked has failed, and it is started again a few times.
 * Pages go to a browser instead, which asks here for what they want (browsing.h), and
 * what is enclosed goes to decoders of this machine (decoding.h), also where nobody
 * outside may be asked. Nobody here looks into the bytes of an answer. */
#pragma once
#include "process/outside.h"

struct carrier;
struct pollfd;
struct log_files;

/* The questions that somebody waits for; part of whatever he is. */
struct waits {
	struct wait *first;
	unsigned count;
};

/* `setup` is copied; NULL: nobody outside is asked. No process is started yet.
 * `directory`: of the helpers, and `logs` (logging.h; NULL: none) are borrowed. */
struct carrier *carrier_new(const char *directory, const struct outside_setup *setup,
			    const struct log_files *logs);
void carrier_free(struct carrier *carrier);

/* Is this the text of a question that may go out at the contact level in force? */
bool carrier_allows(const struct carrier *carrier, struct str question);
/* What is known is given at once (borrowed until the next call). NULL: on its way; one
 * more in `waits`. `payload`: what is to be decoded, copied; empty for all else. */
const struct told *carrier_ask(struct carrier *carrier, struct waits *waits,
			       struct str question, struct str payload);
/* The same, but nobody is asked: NULL where nothing is known. */
const struct told *carrier_recall(struct carrier *carrier, struct str question);
/* The next answer that came for somebody, who waits for one less then. NULL: none. */
const struct told *carrier_next(struct carrier *carrier, struct waits **ret_who);
/* One of the questions that `waits` waits for; he waits for one less then. */
struct str carrier_give_up(struct carrier *carrier, struct waits *waits);

/* For poll(): CARRIER_FDS descriptors, one of each helper; -1 where it does not run. */
enum { CARRIER_FDS = 6 };
/* How long poll() may wait, of `most` milliseconds. */
int carrier_patience(const struct carrier *carrier, int most);
void carrier_poll(const struct carrier *carrier, struct pollfd *ret);
/* After poll(), with what it found; before it with NULL, where something was asked: write
 * and read what goes without waiting. */
void carrier_work(struct carrier *carrier, const struct pollfd *found);
