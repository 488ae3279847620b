/* media/decode.c - see decode.h. */
#include "media/decode.h"

#include "base/digest.h"
#include "config.h"
#include "mail/charset.h"
#include "media/codes.h"
#include "media/picture.h"

#include <iconv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct {
	decoder *begin; /* before the lock; NULL */
	decoder *run;	/* NULL: not built in */
} decoders[MEDIA_KINDS] = {
	[MEDIA_IMAGE] = { NULL, decode_picture },
	[MEDIA_PAIR] = { NULL, decode_pair },
	[MEDIA_PDF] = { decode_pdf_begin, decode_pdf },
	[MEDIA_ARCHIVE] = { NULL, decode_archive },
};

/* libzbar asks libc for what codes are written in, which then opens files; a converter
 * that stays open keeps them. */
static void warm_charset(const char *name)
{
	iconv_open("UTF-8", name);
	iconv_open(name, "UTF-8");
}

void decode_warm(void)
{
	static const char *const names[] = { "ASCII", "CP437", "SJIS",	   "BIG-5",
					     "CP932", "UTF-8", "UTF-16LE", "UTF-16BE" };

	char sha256[65];

	setenv("TZ", "UTC0", 1); /* times in archives are read by way of libc */
	tzset();
	charset_warm();			/* names in archives */
	setlocale(LC_CTYPE, "C.UTF-8"); /* and what libarchive makes of them */
	digest_sha256(STR("warm"), sha256);
	for (size_t i = 0; i < COUNT(names); i++)
		warm_charset(names[i]);
	for (int i = 1; i <= 16; i++) {
		char name[16];

		snprintf(name, sizeof name, "ISO8859-%d", i);
		warm_charset(name);
	}
}

struct str decode_abilities(struct arena *arena)
{
	const struct {
		const char *name;
		bool there;
	} rows[] = {
		{ "png", picture_has_png },  { "jpeg", picture_has_jpeg },
		{ "gif", picture_has_gif },  { "webp", picture_has_webp },
		{ "codes", codes_can_look }, { "archives", archive_can_read },
	};
	struct str text = STR("");

	for (size_t i = 0; i < COUNT(rows); i++)
		text = arena_printf(arena, "%.*s%s%s%s", STR_ARG(text), i ? ", " : "",
				    rows[i].there ? "" : "no ", rows[i].name);
	return text;
}

void decode_begin(struct decode *decode)
{
	if (decoders[decode->kind].begin)
		decoders[decode->kind].begin(decode);
}

void decode_run(struct decode *decode)
{
	if (decoders[decode->kind].run)
		decoders[decode->kind].run(decode);
	else
		decode->ret->trouble = STR("a decoder for it is not built in");
}
