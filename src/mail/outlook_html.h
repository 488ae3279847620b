/* mail/outlook_html.h - the HTML that Outlook wraps in RTF ([MS-OXRTFEX]).
 *
 * "{\*\htmltag84 <a href=x>}" is a piece of the HTML, what stands between "\htmlrtf" and
 * "\htmlrtf0" is for readers of RTF alone, other text is text of the HTML. Characters by
 * number, and bytes of windows-1252, become references ("&#8216;"), so the result needs
 * one charset only. */
#pragma once
#include "base/buf.h"

/* False, and nothing is written, where `rtf` wraps no HTML. `*ret_code_page` is that of
 * the bytes beyond ASCII; of several the one that most of them are in. */
bool outlook_html(struct str rtf, struct buf *out, uint32_t *ret_code_page);
