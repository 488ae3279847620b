/* media/picture_fuzz.c - any bytes as a picture, for the readers of our own; libraries
 * are fuzzed by others. */
#include "media/picture_change.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct pictures pictures;
	struct picture other;

	if (size > 1 && data[0] != 'P' && data[0] != 'B')
		return 0;
	assert(picture_pnm_length(bytes) <= size);
	pictures_read(bytes, &pictures);
	if (pictures.count && pictures.width * pictures.height < 100000 &&
	    picture_threshold(&pictures.kept[0], 7, 5, &other))
		picture_free(&other);
	if (pictures.count && picture_join(&pictures.kept[0], &pictures.kept[0], &other))
		picture_free(&other);
	pictures_free(&pictures);
	return 0;
}
