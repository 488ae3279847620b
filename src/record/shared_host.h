/* record/shared_host.h - is a link's host one that strangers share? */
#pragma once
#include "link/host.h"
#include "link/url.h"
#include "record/tables.h"

/* The row of data/domains.txt of the classes "user-content", "hoster", "shortener" or
 * "redirector" that this link falls under; NULL if none. Mailbox providers are none:
 * their domains are shared for mail alone. The provider's own site is not shared either.
 */
const struct domain_class *shared_host_find(const struct tables *tables,
					    const struct url *url,
					    const struct host *host);
