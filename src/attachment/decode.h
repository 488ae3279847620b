/* attachment/decode.h - what is enclosed, given to a decoder of this machine.
 *
 *	const struct media *media;
 *	const struct answer *answer = decode_ask(door, MEDIA_IMAGE, bytes, &media);
 *
 *	if (!answer)
 *		return false;		(waiting: ask again in the next round)
 *	if (media) …			(it was read; media->ok, ->cut and ->trouble tell)
 *	else … answer->status, ->reason	(failed, timeout, not-allowed, not-recorded)
 *
 * Asking twice for the same bytes costs their sum, so keep the answer. What a decoder
 * gives back of an archive (entries[].bytes) is asked for likewise. */
#pragma once
#include "door/door.h"
#include "record/media.h"

/* NULL: waiting. `bytes` stay until the answer is there, with the message. What is longer
 * than LIMIT_MEDIA_BYTES is "not-allowed". `*ret` lives with the door. */
const struct answer *decode_ask(struct door *door, enum media_kind kind, struct str bytes,
				const struct media **ret);
/* The same with the sum where it is known: hex, 64 characters. */
const struct answer *decode_ask_sum(struct door *door, enum media_kind kind,
				    struct str bytes, const char *sha256,
				    const struct media **ret);

/* The level under which decoders worked for these answers, the least of them; STR_NONE:
 * none did. */
struct str decode_sandbox(const struct answer *const *answers, uint32_t count);
