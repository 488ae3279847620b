/* media/picture_webp.c - WebP, by libwebp. Of an animation its first frames. */
#include "media/picture.h"

#include "base/limits.h"
#include "config.h"

#ifdef MEKIKI_WEBP
#include <math.h>
#include <webp/decode.h>
#include <webp/demux.h>

const bool picture_has_webp = true;

static void keep(const uint8_t *rgba, size_t stride, struct picture *picture)
{
	for (uint32_t y = 0; y < picture->height; y++) {
		const uint8_t *row = rgba + y * stride;
		uint8_t *to = picture->grey + (size_t)y * picture->width;

		for (uint32_t x = 0; x < picture->width; x++, row += 4)
			to[x] = picture_grey(row[0], row[1], row[2], row[3]);
	}
}

/* What is large is decoded smaller: four bytes for each pixel are held. */
static void read_still(struct str bytes, struct pictures *ret)
{
	uint64_t pixels = (uint64_t)ret->width * ret->height;
	WebPDecoderConfig config;
	struct picture *picture;
	unsigned shrink = 1;
	VP8StatusCode status;

	while (pixels / shrink / shrink > LIMIT_MEDIA_LOOK_PIXELS)
		shrink++;
	if (!WebPInitDecoderConfig(&config))
		return;
	config.options.use_scaling = shrink > 1;
	config.options.scaled_width = (int)((ret->width + shrink - 1) / shrink);
	config.options.scaled_height = (int)((ret->height + shrink - 1) / shrink);
	config.output.colorspace = MODE_RGBA;
	status = WebPDecode((const uint8_t *)bytes.p, bytes.n, &config);
	if (status == VP8_STATUS_OUT_OF_MEMORY)
		ret->cut = "memory";
	if (status != VP8_STATUS_OK) {
		pictures_trouble(ret, "libwebp: error %d", (int)status);
	} else {
		ret->shrunk = shrink;
		picture = pictures_add(ret, (uint32_t)config.output.width,
				       (uint32_t)config.output.height);
		if (picture)
			keep(config.output.u.RGBA.rgba,
			     (size_t)config.output.u.RGBA.stride, picture);
	}
	WebPFreeDecBuffer(&config.output);
}

static void read_animation(struct str bytes, struct pictures *ret)
{
	WebPData data = { (const uint8_t *)bytes.p, bytes.n };
	WebPAnimDecoderOptions options;
	WebPAnimDecoder *decoder;
	WebPAnimInfo info;
	struct picture *picture;
	uint8_t *frame;
	int at;

	WebPAnimDecoderOptionsInit(&options);
	decoder = WebPAnimDecoderNew(&data, &options);
	if (!decoder || !WebPAnimDecoderGetInfo(decoder, &info)) {
		pictures_trouble(ret, "libwebp reads no animation in it");
		WebPAnimDecoderDelete(decoder);
		return;
	}
	ret->frames = info.frame_count;
	while (ret->count < PICTURE_FRAMES && WebPAnimDecoderHasMoreFrames(decoder) &&
	       WebPAnimDecoderGetNext(decoder, &frame, &at) &&
	       (picture = pictures_add(ret, info.canvas_width, info.canvas_height)))
		keep(frame, (size_t)info.canvas_width * 4, picture);
	WebPAnimDecoderDelete(decoder);
}

void picture_webp(struct str bytes, struct pictures *ret)
{
	WebPBitstreamFeatures features;

	if (WebPGetFeatures((const uint8_t *)bytes.p, bytes.n, &features) !=
	    VP8_STATUS_OK) {
		pictures_trouble(ret, "its head cannot be read");
		return;
	}
	if (!pictures_size(ret, (uint64_t)features.width, (uint64_t)features.height))
		return;
	/* Two canvases of an animation are held, in colour. */
	if (!features.has_animation)
		read_still(bytes, ret);
	else if ((uint64_t)ret->width * ret->height <= LIMIT_MEDIA_LOOK_PIXELS)
		read_animation(bytes, ret);
	else
		ret->cut = "pixels";
}
#else
const bool picture_has_webp = false;

void picture_webp(struct str bytes, struct pictures *ret)
{
	(void)bytes;
	(void)ret;
}
#endif
