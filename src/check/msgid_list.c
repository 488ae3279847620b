/* check/msgid_list.c - see msgid_list.h. */
#include "check/msgid_list.h"

/* Exchange Online names the front end that took the mail in ("…eop-….outlook.com"), Gmail
 * says SMTPIN_ADDED, Postfix and Sendmail put date, queue id and their own name. */
static bool wrote_it(const struct hop *hop, const struct msgid *id)
{
	const struct received *received = &hop->received;

	if (str_find_str(id->id, STR("SMTPIN_ADDED")) != STR_NPOS)
		return true;
	if (received->by.n == 0)
		return false;
	if (str_eq_nocase(id->domain, received->by))
		return true;
	return received->id.n >= 6 && str_find_str(id->id, received->id) != STR_NPOS &&
	       str_is_domain_or_below(received->by, id->domain);
}

const struct hop *msgid_added_by(const struct inspection *in)
{
	const struct path *path = &in->path;

	if (!in->message->message_id_given || path->origin.addr.kind == IP_NONE ||
	    ip_is_private(&path->origin.addr) || path->origin.auth_user.n)
		return NULL;
	for (uint32_t n = 1; n <= path->boundary && n <= path->count; n++)
		if (wrote_it(&path->hops[n - 1], &in->message->message_id))
			return &path->hops[n - 1];
	return NULL;
}
