/* record/rdap_card.c - see rdap_card.h. */
#include "record/rdap_card.h"

#include "base/json_read.h"

enum {
	VALUES = 16,	   /* an address has seven */
	UNPREFERRED = 101, /* what says nothing of it comes behind all that do */
};

/* A contact, and how much of it was preferred to others. */
struct card {
	struct registry_contact contact;
	uint32_t prefs[REGISTRY_FIELDS];
	bool firm;
};

struct property {
	struct str name;
	struct str country, label; /* parameters of an address */
	bool fax;
	uint32_t pref;		   /* RFC 6350, 5.3: 1 is the most preferred */
	struct str values[VALUES]; /* texts; of an array, one after the other */
	uint32_t count;
};

static void add_value(struct property *property, struct str text)
{
	if (property->count < VALUES)
		property->values[property->count++] = text;
}

/* Texts within one component of a value: ["Suite 1", "1 Example Street"]. */
static bool take_component(struct json_walk *walk, struct property *property)
{
	struct str joined = STR(""), text;

	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		char c = json_walk_peek(walk);

		if (c == '[' || c == '{')
			return false; /* deeper than any value may be */
		if (c != '"') {
			json_walk_skip(walk);
			continue;
		}
		if (!json_walk_text(walk, &text))
			return false;
		if (joined.n && text.n)
			joined = arena_concat(walk->arena, joined, STR("\n"));
		joined = arena_concat(walk->arena, joined, text);
	}
	add_value(property, joined);
	return !walk->broken;
}

static bool take_components(struct json_walk *walk, struct property *property)
{
	struct str text;

	for (json_walk_open(walk, '['); json_walk_item(walk);) {
		char c = json_walk_peek(walk);

		if (c == '[') {
			if (!take_component(walk, property))
				return false;
		} else if (c == '"') {
			if (json_walk_text(walk, &text))
				add_value(property, text);
		} else {
			add_value(property, STR(""));
			json_walk_skip(walk);
		}
	}
	return !walk->broken;
}

static bool take_values(struct json_walk *walk, struct property *property)
{
	struct str text;

	while (json_walk_item(walk)) {
		char c = json_walk_peek(walk);

		if (c == '[') {
			if (!take_components(walk, property))
				return false;
		} else if (c == '"') {
			if (json_walk_text(walk, &text))
				add_value(property, text);
		} else {
			json_walk_skip(walk);
		}
	}
	return !walk->broken;
}

/* "type": "fax", or ["voice", "fax"] */
static void take_kind(struct json_walk *walk, struct property *property)
{
	struct str text;

	if (json_walk_peek(walk) == '"') {
		if (json_walk_text(walk, &text))
			property->fax |= str_eq_nocase(text, STR("fax"));
	} else if (json_walk_peek(walk) == '[') {
		for (json_walk_open(walk, '['); json_walk_item(walk);) {
			if (json_walk_peek(walk) != '"')
				json_walk_skip(walk);
			else if (json_walk_text(walk, &text))
				property->fax |= str_eq_nocase(text, STR("fax"));
		}
	} else {
		json_walk_skip(walk);
	}
}

/* "pref": "1", or 1 */
static void take_preference(struct json_walk *walk, struct property *property)
{
	bool quoted = json_walk_peek(walk) == '"';
	struct str text = walk->rest;
	uint32_t number;

	if (quoted ? !json_walk_text(walk, &text) : !json_walk_skip(walk))
		return;
	if (!quoted)
		text = str_trim(str_sub(text, 0, text.n - walk->rest.n));
	if (str_to_u32(text, &number) && number >= 1 && number < UNPREFERRED)
		property->pref = number;
}

static bool take_parameters(struct json_walk *walk, struct property *property)
{
	struct str key;

	for (json_walk_open(walk, '{'); json_walk_member(walk, &key);) {
		bool text = json_walk_peek(walk) == '"';

		if (str_eq_nocase(key, STR("type")))
			take_kind(walk, property);
		else if (str_eq_nocase(key, STR("pref")))
			take_preference(walk, property);
		else if (str_eq_nocase(key, STR("cc")) && text)
			json_walk_text(walk, &property->country);
		else if (str_eq_nocase(key, STR("label")) && text)
			json_walk_text(walk, &property->label);
		else
			json_walk_skip(walk);
	}
	return !walk->broken;
}

static bool take_property(struct json_walk *walk, struct property *property)
{
	struct str type;

	*property = (struct property){ .pref = UNPREFERRED };
	return json_walk_open(walk, '[') && json_walk_item(walk) &&
	       json_walk_text(walk, &property->name) && json_walk_item(walk) &&
	       take_parameters(walk, property) && json_walk_item(walk) &&
	       json_walk_text(walk, &type) && take_values(walk, property);
}

/* --- into a contact
 * --------------------------------------------------------------------- */

/* RFC 6350, 6.3.1: box, extended, street, locality, region, code, country. */
static void use_address(struct arena *arena, struct registry_contact *contact,
			const struct property *property)
{
	static const enum registry_field fields[] = {
		REGISTRY_STREET, REGISTRY_STREET,      REGISTRY_STREET, REGISTRY_CITY,
		REGISTRY_STATE,	 REGISTRY_POSTAL_CODE, REGISTRY_COUNTRY
	};
	bool any = false;

	for (uint32_t i = 0; i < property->count && i < COUNT(fields); i++) {
		if (!property->values[i].n && fields[i] == REGISTRY_STREET && i != 2)
			continue;
		any |= property->values[i].n > 0;
		registry_contact_add(arena, contact, fields[i], property->values[i]);
	}
	if (property->country.n)
		registry_contact_add(arena, contact, REGISTRY_COUNTRY, property->country);
	if (!any && property->label.n)
		registry_contact_add(arena, contact, REGISTRY_STREET, property->label);
}

/* "tel:+1.5555551234;ext=102"; or in pieces: "+1", "555", "5551234". */
static struct str number_of(struct arena *arena, const struct property *property)
{
	struct str number = STR("");

	for (uint32_t i = 0; i < property->count; i++) {
		struct str piece = property->values[i];

		str_eat(&piece, STR("tel:"));
		piece = str_until(piece, ';');
		if (number.n && piece.n)
			number = arena_concat(arena, number, STR(" "));
		number = arena_concat(arena, number, piece);
	}
	return number;
}

/* One value a field: the preferred one, of equals the first. */
static void use_value(struct arena *arena, struct card *card,
		      const struct property *property, enum registry_field field,
		      struct str value)
{
	if (property->pref < card->prefs[field])
		card->contact.fields[field] = (struct registry_value){ 0 };
	registry_contact_add(arena, &card->contact, field, value);
	if (property->pref < card->prefs[field])
		card->prefs[field] = property->pref;
}

static void use_property(struct arena *arena, struct card *card,
			 const struct property *property)
{
	static const struct {
		struct str name;
		enum registry_field field;
	} plain[] = {
		{ STR("fn"), REGISTRY_NAME },
		{ STR("org"), REGISTRY_ORGANIZATION },
		{ STR("email"), REGISTRY_EMAIL },
		{ STR("url"), REGISTRY_URL },
	};
	struct str first = property->count ? property->values[0] : STR("");

	if (str_eq_nocase(property->name, STR("adr")))
		use_address(arena, &card->contact, property);
	else if (str_eq_nocase(property->name, STR("tel")))
		use_value(arena, card, property,
			  property->fax ? REGISTRY_FAX : REGISTRY_PHONE,
			  number_of(arena, property));
	else if (str_eq_nocase(property->name, STR("kind")))
		card->firm = str_eq_nocase(first, STR("org"));
	for (size_t i = 0; i < COUNT(plain); i++)
		if (str_eq_nocase(property->name, plain[i].name))
			use_value(arena, card, property, plain[i].field, first);
}

bool rdap_card_read(struct arena *arena, struct str json,
		    struct registry_contact *contact)
{
	struct card card = { .contact = *contact };
	struct registry_value *fields = card.contact.fields;
	struct json_walk walk;
	struct property property;
	struct str word;

	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		card.prefs[i] = UNPREFERRED;
	json_walk_init(&walk, arena, json);
	if (!json_walk_open(&walk, '[') || !json_walk_item(&walk) ||
	    !json_walk_text(&walk, &word) || !str_eq_nocase(word, STR("vcard")) ||
	    !json_walk_item(&walk) || !json_walk_open(&walk, '['))
		return false;
	while (json_walk_item(&walk)) {
		if (!take_property(&walk, &property))
			return false;
		use_property(arena, &card, &property);
	}
	while (json_walk_item(&walk))
		json_walk_skip(&walk);
	if (!json_walk_end(&walk))
		return false;
	/* "kind": "org": the name is that of an organisation */
	if (card.firm && fields[REGISTRY_ORGANIZATION].standing <= REGISTRY_EMPTY)
		fields[REGISTRY_ORGANIZATION] = fields[REGISTRY_NAME];
	*contact = card.contact;
	return true;
}
