/* mail/charset_japanese.h - Shift_JIS, EUC-JP and ISO-2022-JP by tables of our own
 * making.
 *
 * The state machines follow the WHATWG encoding standard, widened by what mail
 * of Japan carries: half-width kana behind SO or with the high bit set, JIS X 0212,
 * a line end without return to ASCII. The mapping itself is read out of ICU
 * once; where ICU and the standard differ, the .c file says so. */
#pragma once
#include "base/str.h"

enum japanese { JAPANESE_SHIFT_JIS, JAPANESE_EUC_JP, JAPANESE_ISO_2022_JP };

/* Open what the tables are read from; later calls do nothing. */
void japanese_warm(void);
/* Read them: 2 ms that only text in these charsets has to wait for. Opens no file. */
void japanese_fill(void);

/* Three bytes of room for each byte of `bytes`. Returns the bytes written,
 * adds ill-formed sequences (each one U+FFFD) to *bad. */
size_t japanese_decode(enum japanese charset, struct str bytes, char *out, uint32_t *bad);

/* The same by pieces, to find where a character of the text came from: reads from
 * `bytes` until `want` bytes or a few more are written, and says how many were read.
 * `state` is zero at the start; `out` has want + 4 bytes of room. */
struct japanese_state {
	unsigned mode, before_shift;
};
size_t japanese_step(enum japanese charset, struct japanese_state *state,
		     struct str bytes, size_t want, char *out, size_t *ret_written);

/* Code point at row and cell (1..120, 1..94) of JIS X 0208 with its vendor rows;
 * 0 where there is none. Needs japanese_fill(). */
uint32_t japanese_0208(unsigned row, unsigned cell);
