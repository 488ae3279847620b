/* link/coding.h - text that hides in URLs, made plain: base64 of either alphabet, hex.
 *
 * A URL is written by machines, so these readers are strict where mail/base64.h is
 * lenient: one byte that does not belong, and it is no such text. */
#pragma once
#include "base/arena.h"

/* base64 or base64url, padded or not ('=', or as "%3D" already decoded). False: another
 * byte, or a length that no encoder writes. */
bool coding_base64(struct arena *arena, struct str s, struct str *ret);
/* Pairs of hex digits. */
bool coding_hex(struct arena *arena, struct str s, struct str *ret);
