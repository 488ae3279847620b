/* check/number_list.c - see number_list.h. */
#include "check/number_list.h"

static bool is_to_act(const struct link *link)
{
	if (str_starts(str_c(link->where), STR("header.")) ||
	    (link->flags & LINK_LOADS) || link->inert)
		return false;
	return link->host.ok || (link->flags & LINK_FORM);
}

bool leads_anywhere(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->links.count; i++)
		if (is_to_act(&in->links.items[i]))
			return true;
	for (uint32_t i = 0; i < in->attachments.count; i++)
		if (!in->attachments.items[i].inline_)
			return true;
	return false;
}
