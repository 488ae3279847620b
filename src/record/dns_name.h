/* record/dns_name.h - names of the DNS between their two forms (RFC 1035, 3.1 and 5.1).
 *
 * On the wire a name is labels with lengths, any byte in them. As text it is canonical
 * here: lower case, no final dot, every byte but letters, digits, '-' and '_' as "\DDD",
 * so that equal names are equal texts and a dot within a label is no separator. The root
 * is ".". */
#pragma once
#include "base/arena.h"

enum { DNS_NAME_WIRE = 255, DNS_NAME_TEXT = DNS_NAME_WIRE * 4, DNS_LABEL = 63 };

/* Text with any case, with or without final dot and escapes ("\DDD", "\X"), to lower-case
 * wire form. False: no name (empty label, label over 63, over 255 bytes in all). */
bool dns_name_to_wire(struct str text, uint8_t ret[DNS_NAME_WIRE], size_t *ret_n);
/* Text of any form to the canonical one, without memory of its own: its length; 0: no
 * name. */
size_t dns_name_write(struct str name, char text[DNS_NAME_TEXT]);
/* `wire` is whole and valid. */
struct str dns_name_text(struct arena *arena, const uint8_t *wire, size_t n);
/* Text that is to be taken byte by byte, dots apart: what would be an escape is none. */
struct str dns_name_quote(struct arena *arena, struct str raw);
