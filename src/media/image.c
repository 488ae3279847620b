/* media/image.c - a picture, or two side by side: what format it has, and codes in it. */
#include "media/codes.h"
#include "media/decode.h"
#include "media/picture_change.h"

#include "base/limits.h"

/* What libraries said of it goes to people: plain text. */
static struct str trouble_of(struct arena *arena, const char *text)
{
	struct str copy = arena_str(arena, str_c(text));

	for (size_t i = 0; i < copy.n; i++)
		if (copy.p[i] < ' ' || copy.p[i] > '~')
			((char *)copy.p)[i] = '?';
	return copy;
}

static void tell(struct decode *decode, const struct pictures *pictures)
{
	struct media *ret = decode->ret;

	ret->ok |= pictures->count > 0;
	if (ret->format.n == 0)
		ret->format = str_c(pictures->format);
	if (ret->width == 0) {
		ret->width = pictures->width;
		ret->height = pictures->height;
		ret->frames = pictures->frames;
	}
	if (ret->trouble.n == 0)
		ret->trouble = trouble_of(decode->arena, pictures->trouble);
	if (ret->cut.n == 0)
		ret->cut = str_c(pictures->cut);
}

static void tell_codes(struct decode *decode, const struct codes *codes)
{
	struct media *ret = decode->ret;

	ret->looked = codes_can_look && ret->ok;
	ret->codes = codes->items;
	ret->code_count = codes->count;
	if (codes->cut && ret->cut.n == 0)
		ret->cut = STR("symbols");
	if (!codes_can_look && ret->trouble.n == 0)
		ret->trouble = STR("libzbar is not built in: no codes are looked for");
}

void decode_picture(struct decode *decode)
{
	struct pictures pictures;
	struct codes codes;

	codes_init(decode->arena, &codes);
	pictures_read(decode->bytes, &pictures);
	tell(decode, &pictures);
	for (unsigned i = 0; i < pictures.count; i++)
		codes_look(&codes, &pictures.kept[i],
			   &(struct codes_place){ .shrunk = pictures.shrunk });
	tell_codes(decode, &codes);
	pictures_free(&pictures);
}

void decode_pair(struct decode *decode)
{
	struct str left, right;
	struct pictures first, second;
	struct picture joined;
	struct codes codes;

	codes_init(decode->arena, &codes);
	if (!media_pair_split(decode->bytes, &left, &right)) {
		decode->ret->trouble = STR("these are not two pictures");
		return;
	}
	pictures_read(left, &first);
	pictures_read(right, &second);
	tell(decode, &first);
	tell(decode, &second);
	decode->ret->ok = first.count && second.count;
	if (decode->ret->ok && picture_join(&first.kept[0], &second.kept[0], &joined)) {
		decode->ret->width = joined.width;
		decode->ret->height = joined.height;
		codes_look(
		    &codes, &joined,
		    &(struct codes_place){ .joined = true, .shrunk = first.shrunk });
		picture_free(&joined);
	}
	tell_codes(decode, &codes);
	pictures_free(&first);
	pictures_free(&second);
}
