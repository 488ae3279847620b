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

/* "name-bounce@", "owner-name@" and kin, with whatever tells the reader apart behind it:
 * the addresses at which list programs take the failures of a list. */
static bool is_bounce_of(struct str local, struct str name)
{
	static const struct str before[] = { STR("owner-"), STR("bounce-"),
					     STR("bounces-") };
	static const struct str behind[] = { STR("-bounce"), STR("-return"),
					     STR("-owner"),  STR("-errors"),
					     STR("-admin"),  STR("-request") };

	if (name.n == 0)
		return false;
	for (size_t i = 0; i < COUNT(behind); i++)
		if (str_starts_nocase(local, name) &&
		    str_starts_nocase(str_skip(local, name.n), behind[i]))
			return true;
	for (size_t i = 0; i < COUNT(before); i++) {
		struct str rest = str_skip(local, before[i].n);

		if (str_starts_nocase(local, before[i]) && str_starts_nocase(rest, name))
			return rest.n == name.n || !ascii_is_alnum(rest.p[name.n]);
	}
	return false;
}

static bool takes_bounces_of(const struct identity *path, struct str address)
{
	struct str local, domain;

	return str_cut_last(address, '@', &local, &domain) &&
	       str_eq_nocase(domain, path->domain) &&
	       is_bounce_of(str_until(path->text, '@'), local);
}

/* The addressee whose failures the envelope takes; empty where it takes those of none. */
static struct str bounced_addressee(const struct inspection *in,
				    const struct identity *path)
{
	const struct address_list *lists[] = { &in->message->to, &in->message->cc };

	for (size_t i = 0; i < COUNT(lists); i++)
		for (uint32_t j = 0; j < lists[i]->count && j < 16; j++)
			if (takes_bounces_of(path, lists[i]->items[j].address))
				return lists[i]->items[j].address;
	return STR_NONE;
}

static const struct identity *identity_with(const struct inspection *in,
					    enum identity_role role, struct str address)
{
	const struct identity *id;

	for (id = identity_first(&in->ids, role); id; id = identity_next(&in->ids, id))
		if (str_eq_nocase(id->text, address))
			return id;
	return NULL;
}

/* Lists without a List-Id: the mail went to an address, and came on in an envelope whose
 * failures go to the list program behind that address. */
static const struct identity *list_without_id(const struct inspection *in)
{
	static const enum identity_role roles[] = { ID_FROM, ID_REPLY_TO, ID_TO };
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);
	struct str address;

	if (!path || path->domain.n == 0)
		return NULL;
	address = bounced_addressee(in, path);
	if (address.n == 0 || identity_with(in, ID_DELIVERED_TO, address))
		return NULL;
	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_with(in, roles[i], address);

		if (id)
			return id;
	}
	return path;
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
