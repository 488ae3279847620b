/* record/shared_host.c - see shared_host.h. */
#include "record/shared_host.h"

static bool is_of_links(const struct domain_class *class_)
{
	static const struct str classes[] = { STR("user-content"), STR("hoster"),
					      STR("shortener"), STR("redirector") };

	for (size_t i = 0; i < COUNT(classes); i++) {
		if (str_eq(class_->class_, classes[i]))
			return true;
	}
	return false;
}

const struct domain_class *shared_host_find(const struct tables *tables,
					    const struct url *url,
					    const struct host *host)
{
	const struct domain_class *class_;

	if (!host->ok || host->is_address)
		return NULL;
	class_ = tables_class_link(tables, host->ascii, url->path);
	return class_ && is_of_links(class_) ? class_ : NULL;
}
