/* report/misp.h - the case as an event of MISP (its core format), to be imported there.
 *
 * Each indicator is an attribute; "to_ids" is set on bad ones alone that are more
 * than a guess, and on none of the site's allow-list. Objects tell what belongs together;
 * their attributes never set it. Versions of templates are those whose relations are used
 * here. UUIDs are made from the case, so that the same case gives the same event. */
#pragma once
#include "report/report.h"

extern const struct report_format report_misp;
