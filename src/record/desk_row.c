/* record/desk_row.c - see desk_row.h and the head of data/desks.txt. */
#include "record/desk_row.h"

static const char *const kinds[] = {
	[DESK_NATIONAL] = "national", [DESK_REGISTRAR] = "registrar",
	[DESK_REGISTRY] = "registry", [DESK_CDN] = "cdn",
	[DESK_HOST] = "host",	      [DESK_BRAND] = "brand",
};
static const char *const does[] = {
	[DOES_OTHER] = "-",	      [DOES_PHISH] = "phish",
	[DOES_SPAM] = "spam",	      [DOES_CRIME] = "crime",
	[DOES_INCIDENT] = "incident", [DOES_ADVICE] = "advice",
	[DOES_CONSUMER] = "consumer",
};
static const char *const vias[] = { "mail", "form", "telephone" };
static const char *const forms[] = { "text", "arf", "xarf" };
static const char *const languages[] = { "ja", "en" };

static int index_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(word, str_c(words[i])))
			return (int)i;
	return -1;
}

/* A copy: what a table holds lies in its arena (see tables_image.h). */
static bool set_word(struct arena *arena, struct str word, const char *const *words,
		     size_t count, const char **ret)
{
	if (index_of(word, words, count) < 0)
		return false;
	*ret = arena_concat(arena, word, str_make("", 1)).p;
	return true;
}

/* A contact goes into an address field, a link or a call, so it is one word. */
static bool is_contact(struct str contact, const char *via)
{
	for (size_t i = 0; i < contact.n; i++)
		if (contact.p[i] <= ' ' || contact.p[i] > '~')
			return false;
	if (strcmp(via, "mail") == 0)
		return str_find(contact, '@') != STR_NPOS;
	return contact.n &&
	       (strcmp(via, "form") != 0 || str_starts(contact, STR("https://")));
}

static bool are_pieces(struct str list)
{
	struct str piece;

	while (str_split(&list, '|', &piece))
		if (piece.n == 0)
			return false;
	return true;
}

bool desk_row_read(struct arena *arena, const struct str columns[DESK_COLUMNS],
		   struct desk_rows *rows)
{
	struct desk_row row = { .of = columns[1],
				.name_en = columns[2],
				.contact = columns[4],
				.as_of = columns[9] };
	int kind = index_of(columns[0], kinds, COUNT(kinds));
	int what = index_of(columns[8], does, COUNT(does));

	if (kind < 0 || what < 0 || row.of.n == 0 || row.name_en.n == 0 ||
	    (kind == DESK_NATIONAL) != (what != DOES_OTHER) || row.as_of.n != 10 ||
	    !are_pieces(row.of) ||
	    !set_word(arena, columns[5], vias, COUNT(vias), &row.via) ||
	    !set_word(arena, columns[6], forms, COUNT(forms), &row.form) ||
	    !set_word(arena, columns[7], languages, COUNT(languages), &row.language) ||
	    !is_contact(row.contact, row.via))
		return false;
	if (!str_eq(columns[3], STR("-")))
		row.name_ja = columns[3];
	row.kind = (enum desk_kind)kind;
	row.does = (enum desk_does)what;
	ARENA_GROW(arena, rows->items, rows->count, rows->cap);
	rows->items[rows->count++] = row;
	return true;
}

bool desk_row_is_for(const struct desk_row *row, struct str key)
{
	struct str rest = row->of, piece;

	while (key.n && str_split(&rest, '|', &piece))
		if (row->kind == DESK_HOST ? str_is_domain_or_below(key, piece)
					   : str_eq_nocase(key, piece))
			return true;
	return false;
}

const struct desk_row *desk_row_find(const struct desk_rows *rows, enum desk_kind kind,
				     struct str key)
{
	for (uint32_t i = 0; i < rows->count; i++)
		if (rows->items[i].kind == kind && desk_row_is_for(&rows->items[i], key))
			return &rows->items[i];
	return NULL;
}

/* A number is a whole piece: "48" is not "483". */
static bool is_named(const struct desk_row *row, struct str name)
{
	struct str rest = row->of, piece;
	uint32_t number;

	while (str_split(&rest, '|', &piece))
		if (!str_to_u32(piece, &number) &&
		    str_find_str_nocase(name, piece) != STR_NPOS)
			return true;
	return false;
}

const struct desk_row *desk_row_registrar(const struct desk_rows *rows, struct str number,
					  struct str name)
{
	const struct desk_row *row = desk_row_find(rows, DESK_REGISTRAR, number);

	for (uint32_t i = 0; !row && name.n && i < rows->count; i++)
		if (rows->items[i].kind == DESK_REGISTRAR &&
		    is_named(&rows->items[i], name))
			row = &rows->items[i];
	return row;
}
