/* record/whois_contact.c - lines that speak of people and firms. */
#include "record/whois_reader.h"

struct whois_described *whois_described_of(struct whois_reader *reader,
					   const struct registry_contact *contact)
{
	size_t i = (size_t)(contact - reader->facts->contacts);

	/* those over the limit share one place, and are lost */
	return &reader->described[i < reader->facts->contact_count
				      ? i
				      : LIMIT_REGISTRY_CONTACTS];
}

struct registry_contact *whois_contact(struct whois_reader *reader,
				       enum registry_role role)
{
	struct registry_facts *facts = reader->facts;

	for (uint32_t i = 0; i < facts->contact_count; i++)
		if (facts->contacts[i].roles == (uint32_t)role)
			return &facts->contacts[i];
	return registry_add_contact(reader->arena, facts, role);
}

static void add_half(struct whois_reader *reader, struct registry_contact *contact,
		     bool given, struct str value)
{
	struct whois_described *described = whois_described_of(reader, contact);
	struct registry_value *name = &contact->fields[REGISTRY_NAME];
	bool other = given ? described->family : described->given;
	bool *taken = given ? &described->given : &described->family;

	if (!*taken && !other)
		registry_contact_add(reader->arena, contact, REGISTRY_NAME, value);
	else if (!*taken && value.n && name->text.n + value.n < LIMIT_REGISTRY_VALUE)
		name->text = arena_printf(reader->arena, "%.*s %.*s",
					  STR_ARG(given ? value : name->text),
					  STR_ARG(given ? name->text : value));
	*taken = true;
}

void whois_take_field(struct whois_reader *reader, const struct whois_key *key,
		      struct str value)
{
	struct registry_contact *contact = reader->context.contact;

	if (key->role == REGISTRY_HOLDER && !reader->facts->network_count)
		contact = whois_contact(reader, REGISTRY_REGISTRANT);
	else if (key->role == REGISTRY_HOLDER)
		contact = whois_holder(reader);
	else if (key->role)
		contact = whois_contact(reader, key->role);
	else if (reader->context.stray)
		return;
	else if (reader->context.about == WHOIS_ABOUT_DOMAIN &&
		 reader->facts->network_count && !reader->facts->domain.n)
		contact = whois_holder(reader); /* KRNIC: people, a blank line below */
	else if (reader->context.about != WHOIS_ABOUT_CONTACT)
		contact = whois_contact(reader, key->field == REGISTRY_URL
						    ? REGISTRY_REGISTRAR
						    : REGISTRY_REGISTRANT);
	if (!contact)
		return;
	if (key->what == WHOIS_FIELD)
		registry_contact_add(reader->arena, contact, key->field, value);
	else
		add_half(reader, contact, key->what == WHOIS_GIVEN, value);
}

/* "Reseller:" above "Status: ok" in a list of pairs is no heading: what follows, no
 * deeper, is none of a contact's lines. */
static bool is_left_away(const struct whois_reader *reader, const struct whois_line *line)
{
	struct str rest = reader->rest, text;
	struct whois_line next;

	if (!str_split(&rest, '\n', &text))
		return false;
	whois_line_read(text, &next);
	if (next.shape != WHOIS_PAIR || next.indent > line->indent)
		return false;
	switch (whois_key_find(next.key).what) {
	case WHOIS_UNKNOWN:
	case WHOIS_STATE: /* of a country */
	case WHOIS_HANDLE:
	case WHOIS_FIELD:
	case WHOIS_KIND:
	case WHOIS_GIVEN:
	case WHOIS_FAMILY:
	case WHOIS_OBJECT:
	case WHOIS_PERSON:
	case WHOIS_NET_HOLDER:
	case WHOIS_DESCRIPTION:
		return false;
	default:
		return true;
	}
}

/* "Registrant:" alone is a heading, "Registrant: Example Inc." a name or a handle; in the
 * manner of RPSL "registrar: X" also begins a paragraph of its own. */
void whois_take_role(struct whois_reader *reader, const struct whois_key *key,
		     const struct whois_line *line, struct str value)
{
	struct registry_contact *contact;
	struct whois_described *described;
	bool small = whois_is_small(line->key);

	/* whoever keeps the contact, not the domain */
	if (reader->context.about == WHOIS_ABOUT_CONTACT && !reader->context.heading &&
	    small && value.n && !reader->first)
		return;
	contact = whois_contact(reader, key->role);
	if (!value.n) {
		if (!line->lettered && !is_left_away(reader, line))
			whois_open(reader, WHOIS_ABOUT_CONTACT, contact, line->indent,
				   true);
		return;
	}
	described = whois_described_of(reader, contact);
	if (!described->self.n)
		described->self = arena_str(reader->arena, value);
	if (reader->first && small && reader->facts->domain.n)
		whois_open(reader, WHOIS_ABOUT_CONTACT, contact, line->indent, false);
}

void whois_take_handle(struct whois_reader *reader, const struct whois_key *key,
		       const struct whois_line *line, struct str value)
{
	if (!value.n && line->bracket) {
		whois_open(reader, WHOIS_ABOUT_CONTACT, whois_contact(reader, key->role),
			   line->indent, true);
		return;
	}
	if (!value.n || reader->context.about == WHOIS_ABOUT_CONTACT)
		return;
	whois_refer(reader, key->role, value);
}

void whois_refer(struct whois_reader *reader, enum registry_role role, struct str handle)
{
	for (uint32_t i = 0; i < reader->ref_count; i++)
		if (reader->refs[i].role == role &&
		    str_eq_nocase(reader->refs[i].handle, handle))
			return;
	if (reader->ref_count == COUNT(reader->refs)) {
		reader->facts->cut = true;
		return;
	}
	reader->refs[reader->ref_count].handle = arena_str(reader->arena, handle);
	reader->refs[reader->ref_count++].role = role;
}

/* "nic-hdl: X", "person: Y": a contact's paragraph, or a line of one. */
void whois_take_object(struct whois_reader *reader, const struct whois_key *key,
		       const struct whois_line *line, struct str value)
{
	struct registry_contact *contact;
	uint32_t role = 0;

	if (reader->first && whois_is_small(line->key)) {
		if (str_eq_nocase(line->key, STR("irt")))
			role = REGISTRY_ABUSE;
		contact = registry_add_contact(reader->arena, reader->facts, role);
		whois_open(reader, WHOIS_ABOUT_CONTACT, contact, line->indent, false);
		registry_contact_add(reader->arena, contact, key->field, value);
		return;
	}
	if (reader->context.about == WHOIS_ABOUT_CONTACT && reader->context.contact) {
		/* AFNIC: nic-hdl first, then "contact:" with the name */
		contact = reader->context.contact;
		registry_contact_add(reader->arena, contact,
				     contact->fields[key->field].text.n ? REGISTRY_NAME
									: key->field,
				     value);
	} else if (key->what == WHOIS_PERSON && whois_of_domain(reader)) {
		registry_contact_add(reader->arena,
				     whois_contact(reader, REGISTRY_REGISTRANT),
				     REGISTRY_NAME, value);
	}
}

/* Is there a line with a handle further down in this paragraph? */
static bool handle_follows(const struct whois_reader *reader)
{
	struct str rest = reader->rest, text;

	while (rest.n && str_split(&rest, '\n', &text)) {
		struct whois_line line;
		struct whois_key key;

		whois_line_read(text, &line);
		if (line.shape == WHOIS_BLANK)
			break;
		if (line.shape != WHOIS_PAIR || line.tight)
			continue;
		key = whois_key_find(line.key);
		if (key.what == WHOIS_OBJECT && key.field == REGISTRY_HANDLE)
			return true;
	}
	return false;
}

bool whois_take_named(struct whois_reader *reader, const struct whois_key *key,
		      const struct whois_line *line, struct str value)
{
	struct registry_contact *contact;

	if (!reader->first || !whois_is_small(line->key) || key->role ||
	    key->what != WHOIS_FIELD || !reader->facts->domain.n ||
	    !whois_of_domain(reader) || !handle_follows(reader))
		return false;
	contact = registry_add_contact(reader->arena, reader->facts, 0);
	whois_open(reader, WHOIS_ABOUT_CONTACT, contact, line->indent, false);
	registry_contact_add(reader->arena, contact, key->field, value);
	return true;
}

/* Outside a network, "org:" and "descr:" tell the holder line by line (.ru, .il). */
void whois_take_person_or_firm(struct whois_reader *reader, const struct whois_key *key,
			       struct str value)
{
	struct whois_described *described;

	if (reader->context.about == WHOIS_ABOUT_CONTACT && reader->context.contact)
		registry_contact_add(reader->arena, reader->context.contact,
				     key->what == WHOIS_NET_HOLDER ? REGISTRY_ORGANIZATION
								   : REGISTRY_STREET,
				     value);
	if (!whois_of_domain(reader) || !value.n)
		return;
	if (key->what == WHOIS_NET_HOLDER) {
		registry_contact_add(reader->arena,
				     whois_contact(reader, REGISTRY_REGISTRANT),
				     REGISTRY_ORGANIZATION, value);
		return;
	}
	described =
	    whois_described_of(reader, whois_contact(reader, REGISTRY_REGISTRANT));
	if (described->count < COUNT(described->lines))
		described->lines[described->count++] = arena_str(reader->arena, value);
}
