/* process/decoding.h - the carrier's third helper: what is enclosed, decoded on this
 * machine.
 *
 * Questions "media SHA256 KIND" go to a few mekiki-media, each one thing at a time, as a
 * sealed file in memory. One that does not answer in its time is ended; what it was asked
 * has failed then, and the next thing gets a new one. */
#pragma once
#include "process/outside.h"

struct pollfd;
struct carrier;
struct decoding;

enum { DECODERS = 2 };

/* `setup` is borrowed: the record that a helper begins with. `settle` gets each answer to
 * a question of decoding_add(), with its ticket; valid during the call. */
struct decoding *decoding_new(struct carrier *carrier, const char *directory,
			      const struct buf *setup,
			      void (*settle)(struct carrier *carrier,
					     const struct told *told));
void decoding_free(struct decoding *decoding);

/* `question` stays until it is settled; `payload` is copied. */
void decoding_add(struct decoding *decoding, uint64_t ticket, struct str question,
		  struct str payload);

/* For poll(): one for each of DECODERS. */
void decoding_poll(const struct decoding *decoding, struct pollfd *ret);
/* After poll(), with what it found; NULL: only write what goes. */
void decoding_work(struct decoding *decoding, const struct pollfd *found);
