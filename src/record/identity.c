/* record/identity.c - see identity.h. */
#include "record/identity.h"
#include "base/limits.h"
#include "link/host.h"

struct gathering {
	struct arena *arena;
	const struct message *message;
	const struct path *path;
	const struct site *site;
	const struct tables *tables;
	struct identities *ids;
	uint32_t cap;
	struct str from; /* registrable domain of the first From; empty until known */
};

/* Who saw it? What stands above the boundary was written by the receiving side, and is
 * as good as our knowledge of the boundary; below, the sender may have written it. */
static enum grade grade_of_field(const struct gathering *g, const struct field *field)
{
	const struct path *path = g->path;
	const struct hop *hop;

	if (!path->boundary || path->boundary > path->count || !field)
		return GRADE_CLAIMED;
	hop = &path->hops[path->boundary - 1];
	return hop->field && field < hop->field ? hop->grade : GRADE_CLAIMED;
}

static enum grade grade_of_origin(const struct gathering *g)
{
	const struct path *path = g->path;

	if (path->basis == BOUNDARY_GIVEN)
		return GRADE_VOUCHED;
	if (!path->origin.hop || path->origin.hop > path->count)
		return GRADE_CLAIMED;
	return path->hops[path->origin.hop - 1].grade;
}

static struct identity *add(struct gathering *g, enum identity_role role, struct str text,
			    struct str domain)
{
	struct identities *ids = g->ids;
	struct identity *id;

	if (ids->count >= LIMIT_IDENTITIES) {
		ids->dropped++;
		return NULL;
	}
	ARENA_GROW(g->arena, ids->items, ids->count, g->cap);
	id = &ids->items[ids->count++];
	*id = (struct identity){ .role = role, .text = text, .grade = GRADE_CLAIMED };
	id->domain = arena_lower(g->arena, domain);
	id->registrable = host_registrable(g->arena, id->domain);
	id->own = id->domain.n && site_is_own_domain(g->site, id->domain);
	id->class_ = id->domain.n ? tables_class(g->tables, id->domain) : NULL;
	if (role == ID_FROM && g->from.n == 0 && ids->count == 1)
		g->from = id->registrable;
	id->related_to_from = g->from.n && str_eq(id->registrable, g->from);
	return id;
}

static void add_list(struct gathering *g, enum identity_role role,
		     const struct address_list *list, enum field_name name)
{
	const struct field *field = header_first(&g->message->header, name);

	for (uint32_t i = 0; i < list->count; i++) {
		const struct mailbox *box = &list->items[i];
		struct identity *id = add(g, role, box->address, box->domain);

		if (!id)
			continue;
		id->name = box->name;
		id->field = field;
	}
}

/* The From fields are parsed as one list: each address belongs to the field whose bytes
 * it is a slice of; a decoded copy belongs to the first. */
static void place_from(struct gathering *g)
{
	const struct header *header = &g->message->header;
	const struct field *field;

	for (uint32_t i = 0; i < g->ids->count; i++) {
		struct str raw = g->message->from.items[i].raw;

		for (field = header_first(header, FIELD_FROM); field;
		     field = header_next(header, field)) {
			if (str_within(field->raw, raw))
				g->ids->items[i].field = field;
		}
	}
}

static void add_return_path(struct gathering *g, const struct path_override *override)
{
	const struct message *message = g->message;
	const struct field *field = header_first(&message->header, FIELD_RETURN_PATH);
	struct identity *id;

	if (override->mail_from.n) {
		struct str local, domain = STR_NONE;

		str_cut_last(override->mail_from, '@', &local, &domain);
		id = add(g, ID_RETURN_PATH, override->mail_from, domain);
		if (id)
			id->grade = GRADE_VOUCHED;
		return;
	}
	if (override->null_path || !message->return_path_given)
		return;
	id = add(g, ID_RETURN_PATH, message->return_path.address,
		 message->return_path.domain);
	if (!id)
		return;
	id->field = field;
	id->grade = grade_of_field(g, field);
}

static void add_message_id(struct gathering *g)
{
	struct identity *id;

	if (!g->message->message_id_given)
		return;
	id = add(g, ID_MESSAGE_ID, g->message->message_id.id,
		 g->message->message_id.domain);
	if (id)
		id->field = header_first(&g->message->header, FIELD_MESSAGE_ID);
}

/* tag-list = tag-spec *( ";" tag-spec ) (RFC 6376, 3.2); only d= is wanted, as written.
 */
static struct str dkim_domain(struct arena *arena, struct str value)
{
	struct str rest = field_unfold(arena, value), tag, name, text;

	while (str_split(&rest, ';', &tag)) {
		if (str_cut(tag, '=', &name, &text) && str_eq(str_trim(name), STR("d")))
			return str_trim(text);
	}
	return STR_NONE;
}

static void add_dkim(struct gathering *g)
{
	const struct header *header = &g->message->header;
	const struct field *field;

	for (field = header_first(header, FIELD_DKIM_SIGNATURE); field;
	     field = header_next(header, field)) {
		struct str domain = dkim_domain(g->arena, field->value);
		struct identity *id;

		if (domain.n == 0)
			continue;
		id = add(g, ID_DKIM, domain, domain);
		if (id)
			id->field = field;
	}
}

static void add_origin(struct gathering *g)
{
	const struct path *path = g->path;
	const struct {
		enum identity_role role;
		struct str text, domain;
	} names[] = {
		{ ID_HELO, path->origin.helo, path->origin.helo },
		{ ID_RDNS, path->origin.rdns, path->origin.rdns },
		{ ID_AUTH_USER, path->origin.auth_user,
		  str_skip(path->origin.auth_user,
			   str_rfind(path->origin.auth_user, '@') == STR_NPOS
			       ? path->origin.auth_user.n
			       : str_rfind(path->origin.auth_user, '@') + 1) },
	};

	for (size_t i = 0; i < COUNT(names); i++) {
		struct identity *id;

		if (names[i].text.n == 0)
			continue;
		id = add(g, names[i].role, names[i].text, names[i].domain);
		if (!id)
			continue;
		id->hop = path->origin.hop;
		id->grade = grade_of_origin(g);
	}
}

static void add_delivered_to(struct gathering *g)
{
	const struct message *message = g->message;
	const struct field *field = header_first(&message->header, FIELD_DELIVERED_TO);
	struct str local, domain = STR_NONE;
	struct identity *id;

	if (message->delivered_to.n == 0)
		return;
	str_cut_last(message->delivered_to, '@', &local, &domain);
	id = add(g, ID_DELIVERED_TO, message->delivered_to, domain);
	if (!id)
		return;
	id->field = field ? field : header_first(&message->header, FIELD_X_ORIGINAL_TO);
	id->grade = grade_of_field(g, id->field);
}

/* List-Id: [phrase] "<" list-id ">" (RFC 2919); the brackets are forgotten at times. */
static void add_list_id(struct gathering *g)
{
	const struct field *field = header_first(&g->message->header, FIELD_LIST_ID);
	struct str value, before, after;
	struct identity *id;

	if (!field)
		return;
	value = field_unfold(g->arena, field->value);
	if (str_cut_last(value, '<', &before, &after))
		value = str_until(after, '>');
	value = str_trim(value);
	id = add(g, ID_LIST, value, value);
	if (id)
		id->field = field;
}

void identity_collect(struct arena *arena, const struct message *message,
		      const struct path *path, const struct site *site,
		      const struct tables *tables, const struct path_override *override,
		      struct identities *ret)
{
	struct gathering g = {
		.arena = arena,
		.message = message,
		.path = path,
		.site = site,
		.tables = tables,
		.ids = ret,
	};

	*ret = (struct identities){ 0 };
	add_list(&g, ID_FROM, &message->from, FIELD_FROM);
	place_from(&g);
	add_list(&g, ID_SENDER, &message->sender, FIELD_SENDER);
	add_list(&g, ID_REPLY_TO, &message->reply_to, FIELD_REPLY_TO);
	add_return_path(&g, override);
	add_message_id(&g);
	add_dkim(&g);
	add_origin(&g);
	add_delivered_to(&g);
	add_list_id(&g);
	add_list(&g, ID_TO, &message->to, FIELD_TO); /* last: it may be long */
}

const struct identity *identity_first(const struct identities *ids,
				      enum identity_role role)
{
	for (uint32_t i = 0; i < ids->count; i++) {
		if (ids->items[i].role == role)
			return &ids->items[i];
	}
	return NULL;
}

const struct identity *identity_next(const struct identities *ids,
				     const struct identity *after)
{
	for (const struct identity *id = after + 1; id < ids->items + ids->count; id++) {
		if (id->role == after->role)
			return id;
	}
	return NULL;
}

const char *identity_role_name(enum identity_role role)
{
	static const char *const names[ID_ROLES] = {
		[ID_FROM] = "from",
		[ID_SENDER] = "sender",
		[ID_REPLY_TO] = "reply-to",
		[ID_RETURN_PATH] = "return-path",
		[ID_MESSAGE_ID] = "message-id",
		[ID_DKIM] = "dkim",
		[ID_HELO] = "helo",
		[ID_RDNS] = "rdns",
		[ID_AUTH_USER] = "auth-user",
		[ID_TO] = "to",
		[ID_DELIVERED_TO] = "delivered-to",
		[ID_LIST] = "list",
	};

	return names[role];
}
