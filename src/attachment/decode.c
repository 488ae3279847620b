/* attachment/decode.c - see decode.h. */
#include "attachment/decode.h"

#include "base/digest.h"
#include "base/limits.h"

#define N_(text) text

static const struct media *media_of(struct door *door, const struct answer *answer)
{
	struct media *media = answer->kept[ANSWER_READ_BY_MEDIA];

	if (media || answer->status != ANSWER_ANSWERED)
		return media;
	media = arena_new_of(door_arena(door), struct media);
	if (!media_read(door_arena(door), answer->bytes, media))
		return NULL;
	door_keep(door, answer, ANSWER_READ_BY_MEDIA, media);
	return media;
}

const struct answer *decode_ask_sum(struct door *door, enum media_kind kind,
				    struct str bytes, const char *sha256,
				    const struct media **ret)
{
	const struct answer *answer;
	struct question question;

	*ret = NULL;
	question_media(door_arena(door), str_c(sha256), media_kind_name(kind), bytes,
		       &question);
	door_purpose(door, PURPOSE_DECODE);
	if (bytes.n > LIMIT_MEDIA_BYTES)
		return door_forbid(door, &question, N_("it is too long to be decoded"));
	answer = door_ask(door, &question);
	if (answer)
		*ret = media_of(door, answer);
	return answer;
}

const struct answer *decode_ask(struct door *door, enum media_kind kind, struct str bytes,
				const struct media **ret)
{
	char sha256[65];

	digest_sha256(bytes, sha256);
	return decode_ask_sum(door, kind, bytes, sha256, ret);
}

struct str decode_sandbox(const struct answer *const *answers, uint32_t count)
{
	struct str level = STR_NONE;

	for (uint32_t i = 0; i < count; i++) {
		const struct media *media = answers[i]->kept[ANSWER_READ_BY_MEDIA];

		if (media && media->sandbox.n &&
		    (level.n == 0 || str_eq(level, STR("full"))))
			level = media->sandbox;
	}
	return level;
}
