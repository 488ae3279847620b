/* survey/personal.c - names made for one recipient: who asks for one tells the owner of
 * its name servers which of his victims is looking.
 *
 * A label counts as such where it carries the recipient's or our own domain, or where it
 * is what programs count with and people do not choose: long numbers, hexadecimal runs,
 * letters and digits in turn. A host that is called so for another reason is not asked
 * for either: its parent is, and the report says why. */
#include "survey/part.h"

#include "base/digest.h"

enum {
	LONG_NUMBER = 7, /* digits; a year with month and day has eight, counters more */
	LONG_HEX = 10,	 /* "deadbeef01" */
	LONG_LABEL = 24, /* without a hyphen: no word, no place, no product */
	MIXED_LABEL = 6, /* with so many changes between letter and digit: */
	MIXED_CHANGES = 3,
	OWN_WORD = 4, /* "example" of example.co.jp in a label by itself */
	PROBE = 12
};

struct shape {
	size_t digits, letters, hex, hyphens, changes, longest_number;
};

static struct shape shape_of(struct str label)
{
	struct shape shape = { 0 };
	size_t number = 0;

	for (size_t i = 0; i < label.n; i++) {
		char c = label.p[i];
		bool digit = ascii_is_digit(c);

		shape.digits += digit;
		shape.letters += ascii_is_alpha(c);
		shape.hex += ascii_hex(c) >= 0;
		shape.hyphens += c == '-' || c == '_';
		if (i && digit != ascii_is_digit(label.p[i - 1]) && ascii_is_alnum(c) &&
		    ascii_is_alnum(label.p[i - 1]))
			shape.changes++;
		number = digit ? number + 1 : 0;
		if (number > shape.longest_number)
			shape.longest_number = number;
	}
	return shape;
}

/* "ec2-192-0-2-7", "192-0-2-7": the machine's own address, as clouds name them. */
static bool is_address_label(const struct shape *shape)
{
	return shape->hyphens >= 3 && shape->longest_number <= 3;
}

static bool is_counted(struct str label)
{
	struct shape shape = shape_of(label);

	if (str_starts(label, STR("xn--")) || is_address_label(&shape))
		return false;
	if (shape.longest_number >= LONG_NUMBER)
		return true;
	if (shape.hex + shape.hyphens == label.n && shape.hex >= LONG_HEX &&
	    shape.digits > 0)
		return true;
	if (label.n >= LONG_LABEL && shape.hyphens == 0)
		return true;
	return label.n >= MIXED_LABEL && shape.changes >= MIXED_CHANGES;
}

/* "example" of "example.co.jp"; empty where strangers share it, or a label would have it
 * by chance. */
static struct str own_word(const struct survey *survey, struct str domain)
{
	struct str word = str_until(host_registrable(survey->arena, domain), '.');

	if (word.n < OWN_WORD || tables_class(survey->query.tables, domain))
		return STR_NONE;
	return word;
}

/* Letters and digits alone. */
static struct str bare(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alnum(s.p[i]))
			out[n++] = ascii_lower(s.p[i]);
	return str_make(out, n);
}

/* "example.co.jp" in front of "example.co.jp.a.example": how much of it that takes; of a
 * label that carries its one telling word, the label. 0: nothing. */
static size_t carries(const struct survey *survey, struct str name, struct str label,
		      struct str domain)
{
	struct str word = own_word(survey, domain);

	if (word.n == 0 || str_find_str(bare(survey->arena, label), word) == STR_NPOS)
		return 0;
	if (str_starts_nocase(name, domain) && name.n > domain.n &&
	    name.p[domain.n] == '.')
		return domain.n + 1;
	return label.n + 1;
}

static size_t carries_recipient(const struct survey *survey, struct str name,
				struct str label)
{
	const struct identities *ids = survey->query.ids;
	const struct str_list *own = &survey->query.site->own_domains;
	size_t n = 0;

	for (uint32_t i = 0; i < own->count && n == 0; i++)
		n = carries(survey, name, label, own->items[i]);
	for (uint32_t i = 0; i < ids->count && n == 0; i++) {
		const struct identity *id = &ids->items[i];

		if (id->role == ID_TO || id->role == ID_DELIVERED_TO)
			n = carries(survey, name, label, id->domain);
	}
	return n;
}

bool personal_name(const struct survey *survey, struct str name, struct str registrable,
		   struct str *ret_parent)
{
	struct str rest = name, label, after;
	bool personal = false;

	*ret_parent = name;
	while (rest.n > registrable.n && str_cut(rest, '.', &label, &after)) {
		size_t taken = carries_recipient(survey, rest, label);

		if (taken == 0 && is_counted(label))
			taken = label.n + 1;
		if (taken) {
			personal = true;
			after = rest.n - taken < registrable.n ? registrable
							       : str_skip(rest, taken);
			*ret_parent = after;
		}
		rest = after;
	}
	return personal;
}

struct str personal_probe(const struct survey *survey, struct str parent)
{
	struct str seed = arena_concat(survey->arena, survey->query.salt, parent);
	char hex[65], label[PROBE];

	digest_sha256(seed, hex);
	for (size_t i = 0; i < PROBE; i++)
		label[i] =
		    (char)('a' +
			   (ascii_hex(hex[2 * i]) * 16 + ascii_hex(hex[2 * i + 1])) % 26);
	return arena_printf(survey->arena, "%.*s.%.*s", PROBE, label, STR_ARG(parent));
}
