/* record/whois_plain.c - lines without a key: headings, sentences, and what goes on below
 * them. */
#include "record/whois_reader.h"

/* --- lines without a key --------------------------------------------------------- */

static bool is_time(const struct whois_key *row)
{
	return row->what == WHOIS_CREATED || row->what == WHOIS_UPDATED ||
	       row->what == WHOIS_EXPIRES;
}

/* "Record expires on 2011-11-09": words of a row, then the value. */
static bool take_lead(struct whois_reader *reader, const struct whois_line *line)
{
	char room[WHOIS_KEY_BYTES];
	struct str rest = line->text;
	struct whois_line pair = *line;
	struct registry_time time;

	for (unsigned words = 0; words < 5 && rest.n; words++) {
		const struct whois_key *row;

		str_take_word(&rest);
		pair.key = str_sub(line->text, 0, line->text.n - rest.n);
		row = whois_key_row(whois_key_plain(pair.key, room));
		pair.value = str_trim(rest);
		if (!row || !(row->flags & WHOIS_LEADS) || !pair.value.n)
			continue;
		/* "Domain names are …" is no domain */
		if (row->what == WHOIS_DOMAIN &&
		    !registry_host_text(reader->arena, pair.value).n)
			continue;
		/* "Registered until expiry date." */
		if (is_time(row) &&
		    !registry_date_parse(pair.value, &reader->dates, &time))
			continue;
		whois_take_pair(reader, &pair, *row);
		return true;
	}
	return false;
}

enum { GAP_VALUE = 64 }; /* more is a sentence */

/* "Valid-date   2014-05-02": a key set apart by blanks alone, where it is known. */
static bool take_gap(struct whois_reader *reader, const struct whois_line *line)
{
	struct whois_line pair = *line;
	struct whois_key key;
	size_t at = str_find_str(line->text, STR("  ")), tab = str_find(line->text, '\t');

	if (tab < at)
		at = tab;
	if (at == STR_NPOS || line->indent > 0)
		return false;
	pair.key = str_sub(line->text, 0, at);
	pair.value = str_trim(str_skip(line->text, at));
	key = whois_key_find(pair.key);
	if ((key.what != WHOIS_DOMAIN && key.what != WHOIS_STATUS &&
	     key.what != WHOIS_CREATED && key.what != WHOIS_UPDATED &&
	     key.what != WHOIS_EXPIRES && key.what != WHOIS_HOST) ||
	    pair.value.n > GAP_VALUE)
		return false;
	whois_take_pair(reader, &pair, key);
	return true;
}

static bool take_heading(struct whois_reader *reader, const struct whois_line *line)
{
	struct whois_line pair = *line;
	struct whois_key key = whois_key_find(line->text);

	switch (key.what) {
	case WHOIS_ROLE:
	case WHOIS_HOST:
	case WHOIS_ABOUT:
	case WHOIS_ASIDE:
	case WHOIS_DOMAIN:
	case WHOIS_STATUS:
	case WHOIS_CREATED:
	case WHOIS_UPDATED:
	case WHOIS_EXPIRES:
		break;
	case WHOIS_FIELD: /* "Address", and the address below */
		if (reader->context.about != WHOIS_ABOUT_CONTACT)
			return false;
		break;
	default:
		return false;
	}
	pair.key = line->text;
	pair.value = STR("");
	whois_take_pair(reader, &pair, key);
	return true;
}

static void describe(struct whois_reader *reader, struct str text)
{
	struct whois_described *described;

	if (!reader->context.contact)
		return;
	described = whois_described_of(reader, reader->context.contact);
	if (described->count < COUNT(described->lines))
		described->lines[described->count++] = arena_str(reader->arena, text);
}

/* Goes on with what stood before, if it stands where that would go on. */
static void take_continuation(struct whois_reader *reader, const struct whois_line *line)
{
	struct whois_key key = reader->last;
	bool deeper = line->indent > reader->last_indent;

	switch (key.what) {
	case WHOIS_HOST:
		whois_take_hosts(reader, line->text);
		break;
	case WHOIS_ROLE:
		if (reader->last_empty)
			describe(reader, line->text);
		break;
	case WHOIS_FIELD:
		if (key.field == REGISTRY_STREET && (deeper || reader->last_empty))
			whois_take_field(reader, &key, line->text);
		else if (reader->last_empty && deeper)
			whois_take_field(reader, &key, line->text);
		else if (reader->context.heading)
			describe(reader, line->text);
		break;
	case WHOIS_STATUS:
		if (deeper)
			whois_take_status(reader, line->text);
		break;
	case WHOIS_DOMAIN:
	case WHOIS_CREATED:
	case WHOIS_UPDATED:
	case WHOIS_EXPIRES:
		if (reader->last_empty)
			whois_take_known(reader, &key, line, line->text);
		break;
	default:
		break;
	}
}

/* .to, at its shortest: "example ns1.example.net", the first label of the name that was
 * asked for, and who serves it; no line of such an answer has a key. */
static bool take_delegation(struct whois_reader *reader, const struct whois_line *line)
{
	struct str label = str_until(reader->asked->query, '.'), rest = line->text;
	struct str word = str_take_word(&rest);

	rest = str_trim(rest);
	if (!label.n || reader->known || !str_eq_nocase(word, label) ||
	    !registry_host_text(reader->arena, rest).n)
		return false;
	reader->host = registry_add_host(reader->arena, reader->facts, rest);
	return true;
}

void whois_take_text(struct whois_reader *reader, const struct whois_line *line)
{
	if (take_lead(reader, line) || take_heading(reader, line) ||
	    take_gap(reader, line))
		return;
	whois_leave(reader, line);
	if (take_delegation(reader, line))
		return;
	if (reader->context.about == WHOIS_ABOUT_HOSTS)
		whois_take_hosts(reader, line->text);
	else
		take_continuation(reader, line);
}
