/* record/whois_key.c - see whois_key.h. */
#include "record/whois_key.h"

static bool is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '.' || c == '_' || c == '-' || c == '#' ||
	       c == '*';
}

struct str whois_key_plain(struct str key, char out[WHOIS_KEY_BYTES])
{
	size_t n = 0, end;

	for (size_t i = 0; i < key.n && n < WHOIS_KEY_BYTES; i++) {
		if (!is_gap(key.p[i]))
			out[n++] = ascii_lower(key.p[i]);
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	/* "Street2", "ns_name_01" */
	for (end = n; end > 0 && (out[end - 1] == ' ' || ascii_is_digit(out[end - 1]));)
		end--;
	return str_make(out, end);
}

static const struct whois_key *find_in(const struct whois_key *rows, size_t count,
				       struct str plain)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(plain, str_c(rows[middle].key));

		if (order == 0)
			return &rows[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct whois_key *whois_key_row(struct str plain)
{
	return find_in(whois_keys, whois_key_count, plain);
}

/* Words of a role, then words of a field: the longest role that leaves a field. */
static bool find_pair(struct str plain, struct whois_key *ret)
{
	size_t blanks[LIMIT_WHOIS_KEY_WORDS], n = 0;

	for (size_t i = 0; i < plain.n; i++) {
		if (plain.p[i] != ' ')
			continue;
		if (n == COUNT(blanks))
			return false;
		blanks[n++] = i;
	}
	while (n-- > 0) {
		const struct whois_key *role =
		    find_in(whois_roles, whois_role_count, str_sub(plain, 0, blanks[n]));
		const struct whois_key *field =
		    role ? find_in(whois_fields, whois_field_count,
				   str_skip(plain, blanks[n] + 1))
			 : NULL;

		if (!field)
			continue;
		*ret = *field;
		ret->role = role->role;
		return true;
	}
	return false;
}

static bool find_plain(struct str key, struct whois_key *ret)
{
	char room[WHOIS_KEY_BYTES];
	struct str plain = whois_key_plain(key, room);
	const struct whois_key *row = whois_key_row(plain);

	if (!plain.n)
		return false;
	if (!row && !find_pair(plain, ret)) {
		row = find_in(whois_fields, whois_field_count, plain);
		if (!row)
			return false;
	}
	if (row)
		*ret = *row;
	return true;
}

struct whois_key whois_key_find(struct str key)
{
	struct whois_key found = { .what = WHOIS_UNKNOWN };
	struct str before, after, inside, piece;

	if (find_plain(key, &found))
		return found;
	if (str_cut(key, '(', &before, &after)) {
		inside = str_until(after, ')');
		if (find_plain(inside, &found) || find_plain(before, &found))
			return found;
	}
	if (str_find_str(key, STR(" / ")) != STR_NPOS)
		while (str_split(&key, '/', &piece))
			if (find_plain(str_until(piece, '('), &found))
				return found;
	return found;
}
