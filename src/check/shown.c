/* check/shown.c - see shown.h. */
#include "check/shown.h"

const struct field *field_of_from(const struct inspection *in,
				  const struct mailbox *mailbox)
{
	const struct header *header = &in->message->header;
	const struct field *first = header_first(header, FIELD_FROM), *field = first;

	for (; field; field = header_next(header, field))
		if (str_within(field->raw, mailbox->raw))
			return field;
	return first;
}

struct collector {
	struct arena *arena;
	struct shown *items;
	uint32_t count, cap;
};

static void add(struct collector *c, const char *where, struct str text,
		const struct field *field, const struct part *part)
{
	if (text.n == 0 || c->count == SHOWN_MAX)
		return;
	ARENA_GROW(c->arena, c->items, c->count, c->cap);
	c->items[c->count++] = (struct shown){ where, text, field, part };
}

static void add_names(struct collector *c, const struct inspection *in, const char *where,
		      const struct address_list *list, enum field_name name)
{
	const struct field *field = header_first(&in->message->header, name);

	for (uint32_t i = 0; i < list->count && i < 8; i++)
		add(c, where, list->items[i].name, field, NULL);
}

const struct shown *shown_texts(struct inspection *in, uint32_t *ret_count)
{
	const struct message *message = in->message;
	struct collector c = { .arena = in->arena };

	for (uint32_t i = 0; i < message->from.count && i < 16; i++) {
		const struct mailbox *from = &message->from.items[i];
		const struct field *field = field_of_from(in, from);

		add(&c, "from.name", from->name, field, NULL);
		add(&c, "from.domain", from->domain, field, NULL);
	}
	add_names(&c, in, "sender.name", &message->sender, FIELD_SENDER);
	add_names(&c, in, "reply-to.name", &message->reply_to, FIELD_REPLY_TO);
	add(&c, "subject", message->subject.text,
	    header_first(&message->header, FIELD_SUBJECT), NULL);
	for (uint32_t i = 0; i < message->part_count; i++)
		add(&c, "file-name", message->parts[i]->filename, NULL,
		    message->parts[i]);
	*ret_count = c.count;
	return c.items;
}

void finding_at_shown(struct finding *finding, const struct shown *shown)
{
	if (shown->part)
		finding_at_part(finding, shown->part);
	else
		finding_at_field(finding, shown->field);
}
