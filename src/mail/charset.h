/* mail/charset.h - bytes of a named, wrong or missing charset to UTF-8, by ICU.
 *
 * ASCII and valid UTF-8 take a path that copies nothing. A label is a claim:
 * where bytes do not fit it, what they do fit is used and said. Converters of ICU
 * are opened once per charset and kept (charset_warm before the sandbox closes). */
#pragma once
#include "mail/defect.h"

struct charset_text {
	struct str text; /* valid UTF-8; ill-formed input became U+FFFD */
	const char *
	    used;     /* canonical lower-case name of what was used: "utf-8",
		       * "iso-2022-jp", "shift_jis", "euc-jp", "gb18030", "windows-1252", … */
	uint32_t bad; /* ill-formed sequences replaced */
	bool sniffed; /* the label was missing, unknown or did not fit */
	bool differs; /* declared and sniffed readings give different text (MM-08) */
	/* Where differs, the other reading: by the label; for UTF-7, which most clients
	 * of today do not know, the bytes as they stand. */
	struct str declared_text;
};

/* `label` may be empty. `bytes` is borrowed: where they are valid UTF-8 (or ASCII)
 * ret->text may be the same slice. */
void charset_decode(struct arena *arena, struct str label, struct str bytes,
		    struct charset_text *ret);

/* What the bytes look like, whatever a label says: "us-ascii", "utf-8",
 * "utf-16le", "iso-2022-jp", "euc-jp", "shift_jis", "gb18030", "big5", "euc-kr", …, or
 * NULL. */
const char *charset_sniff(struct str bytes);
void charset_sniff_warm(void); /* part of charset_warm() */
/* The same without the statistics of letters that tell alphabets of one byte apart,
 * which cost more than all the rest. */
const char *charset_sniff_shape(struct str bytes);

/* Canonical name for a label with all its aliases (also cp932, x-sjis, "CP50220", quotes,
 * charset*lang suffix), NULL if nothing knows it. */
const char *charset_canonical(struct str label);

/* For those who look for where a character came from (mail/text_walk.c). */
/* Bytes of each character where that is one number: 1, or 2 with pairs of surrogates as
 * two characters; 0 where it is not. */
unsigned charset_unit(const char *name);
/* Of charsets read by ICU: for each byte of the text, and its end, the offset in `bytes`
 * where its character begins; NULL for others. */
const uint32_t *charset_map(struct arena *arena, const char *name, struct str bytes,
			    size_t text_length);
/* Does ISO-2022-JP use the escapes that only its wider edition knows? */
bool charset_is_jp2(struct str in);

/* Open converters and load ICU data now; later calls open no file. */
void charset_warm(void);
