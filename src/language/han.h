/* language/han.h - which standards have a Chinese character, and how Japanese writes it.
 *
 * A Japanese keyboard gives what JIS has; what it cannot give came from another one. The
 * sets are bitmaps (han_table.h), so nothing is converted at run time. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
	HAN_JIS = 1,	 /* JIS X 0208 */
	HAN_CP932 = 2,	 /* as programs extend it: 髙, 﨑 */
	HAN_JIS2004 = 4, /* JIS X 0213 */
	HAN_GB = 8,	 /* GB 2312: simplified Chinese */
	HAN_BIG5 = 16,	 /* traditional Chinese */
};

/* In which sets `c` is; 0 for what is no unified ideograph of U+4E00-9FFF. */
unsigned han_sets(int32_t c);
/* What Japanese writes in its place; 0 where that is not known. */
int32_t han_expected(int32_t c);

/* How foreign a character is to Japanese. */
enum han_foreign {
	HAN_NATIVE,	/* or of no set at all: old names, rare signs */
	HAN_RARE,	/* JIS X 0213 alone has it, and Chinese: 您 */
	HAN_FOREIGN,	/* Chinese alone */
	HAN_COMPATIBLE, /* a radical or compatibility form that no keyboard gives */
};
enum han_foreign han_foreign(int32_t c);
/* A form that only simplified (traditional) Chinese has, and neither the other nor
 * Japanese; a form that is Japan's alone. */
bool han_is_simplified(int32_t c);
bool han_is_traditional(int32_t c);
bool han_is_japanese(int32_t c);
/* Any Chinese character: unified, extended, compatible, radicals, 々 and 〇. */
bool char_is_han(int32_t c);
