/* process/analyst_geo.h - databases of networks and places in a worker: opened before the
 * lock, asked after it. */
#pragma once
#include "process/analyst.h"

/* Before the lock: files are opened. Those that the user named must be there; the
 * system's are taken where they are. */
bool analyst_geo_open(struct analyst *analyst, struct err *err);
/* Behind it: they are understood, for a database may be somebody else's. One of the
 * user's that is broken is refused. */
bool analyst_geo_read(struct analyst *analyst, struct err *err);
