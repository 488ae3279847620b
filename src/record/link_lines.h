/* record/link_lines.h - calendars (RFC 5545) and cards (RFC 6350), as their programs read
 * them before anybody looks for links. */
#pragma once
#include "mail/message.h"

/* "calendar", "card": by the part's type; NULL: it is neither. */
const char *lines_of(const struct part *part);
/* Lines joined that were broken (RFC 5545, 3.1), and "\\n", "\\;", "\\,", "\\\\" undone
 * (3.3.11): "https://a.example/x\\nRoom 2" is a URL and a line. */
struct str lines_plain(struct arena *arena, struct str text);
