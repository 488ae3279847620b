/* check/identity_list.c - see identity_list.h. */
#include "check/identity_list.h"

#include "link/host.h"

const struct identity *from_of(const struct inspection *in)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	return from && from->domain.n ? from : NULL;
}

static bool is_addressee(const struct address_list *list, struct arena *arena,
			 struct str registrable)
{
	for (uint32_t i = 0; i < list->count && i < 16; i++) {
		if (str_eq(host_registrable(arena, list->items[i].domain), registrable))
			return true;
	}
	return false;
}

/* Newsletters have a List-Id too; but nobody posts to them. */
static bool takes_posts(const struct inspection *in, const struct identity *list)
{
	const struct message *message = in->message;

	return header_first(&message->header, FIELD_LIST_POST) ||
	       is_addressee(&message->to, in->arena, list->registrable) ||
	       is_addressee(&message->cc, in->arena, list->registrable);
}

static bool hands_over(const struct inspection *in, const struct identity *list)
{
	static const enum identity_role roles[] = { ID_RETURN_PATH, ID_SENDER, ID_HELO,
						    ID_RDNS };

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(&in->ids, roles[i]);

		if (id && id->registrable.n && str_eq(id->registrable, list->registrable))
			return true;
	}
	return false;
}

/* "name-bounce@" and kin: the part before it. */
static bool is_bounce_of(struct str local, struct str name)
{
	static const struct str marks[] = { STR("-bounce"), STR("-bounces"),
					    STR("-return"), STR("-owner"),
					    STR("-errors"), STR("-admin") };

	for (size_t i = 0; i < COUNT(marks); i++)
		if (local.n >= name.n + marks[i].n && str_starts_nocase(local, name) &&
		    str_starts_nocase(str_skip(local, name.n), marks[i]))
			return true;
	return str_starts_nocase(local, STR("owner-")) &&
	       str_eq_nocase(str_skip(local, 6), name);
}

/* Lists without a List-Id: the envelope is that of the bounces of an address to which
 * both the mail and its answers go. */
static const struct identity *list_without_id(const struct inspection *in)
{
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	const struct identity *reply = identity_first(&in->ids, ID_REPLY_TO);
	const struct address_list *to = &in->message->to;

	if (!path || !reply || !str_eq_nocase(path->domain, reply->domain) ||
	    !is_bounce_of(str_until(path->text, '@'), str_until(reply->text, '@')))
		return NULL;
	for (uint32_t i = 0; i < to->count && i < 16; i++)
		if (str_eq_nocase(to->items[i].address, reply->text))
			return reply;
	return NULL;
}

const struct identity *mailing_list(const struct inspection *in)
{
	const struct identity *list = identity_first(&in->ids, ID_LIST);

	if (!list || list->registrable.n == 0)
		return list_without_id(in);
	return takes_posts(in, list) && hands_over(in, list) ? list : NULL;
}

bool through_alias(const struct inspection *in)
{
	const struct identity *from = from_of(in);

	return from && from->class_ && str_eq(from->class_->class_, STR("alias"));
}

bool came_from_outside(const struct inspection *in)
{
	const struct path *path = &in->path;

	return path->boundary && path->origin.addr.kind != IP_NONE &&
	       !ip_is_private(&path->origin.addr) &&
	       !site_is_relay(in->env->site, path->origin.rdns, &path->origin.addr);
}

static bool passed(const struct recorded *recorded)
{
	return recorded && str_eq(recorded->method->result, STR("pass"));
}

bool from_was_authenticated(const struct inspection *in)
{
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);

	if (passed(path_recorded(&in->path, STR("dmarc"))))
		return true;
	return passed(path_recorded(&in->path, STR("spf"))) && path &&
	       path->related_to_from;
}

bool is_anybodys_mailbox(const struct identity *id)
{
	return id->class_ && (str_eq(id->class_->class_, STR("freemail")) ||
			      str_eq(id->class_->class_, STR("anonymous")));
}
