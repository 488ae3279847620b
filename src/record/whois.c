/* record/whois.c - see whois.h. */
#include "record/whois_reader.h"

#include "mail/charset.h"
#include "record/whois_phrase.h"

/* --- lines ----------------------------------------------------------------------- */

static void take_blank(struct whois_reader *reader)
{
	struct whois_context *context = &reader->context;

	whois_flush_abuse(reader);
	/* A blank line right below a heading belongs to its looks. */
	if (context->heading && !context->filled)
		return;
	reader->last = (struct whois_key){ .what = WHOIS_UNKNOWN };
	reader->host = NULL;
	if (context->about == WHOIS_ABOUT_DOMAIN && !context->stray)
		return;
	whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, 0, false);
}

/* RFC 2167: "class:Attribute:value", "class:Attribute;I:handle". */
static void read_rwhois(struct str text, struct whois_line *ret)
{
	struct str class, rest, key, value;

	whois_line_read(text, ret);
	if (ret->shape != WHOIS_PAIR || !str_cut(ret->text, ':', &class, &rest) ||
	    !str_cut(rest, ':', &key, &value))
		return;
	ret->key = str_until(key, ';');
	ret->value = str_trim(value);
	ret->tight = false;
}

/* A heading that no row knows: people who stand deeper below it are not the domain's. */
static void take_unknown(struct whois_reader *reader, const struct whois_line *line)
{
	whois_leave(reader, line);
	if (line->value.n || line->bracket || reader->context.about != WHOIS_ABOUT_DOMAIN)
		return;
	whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, line->indent, true);
	reader->context.stray = true;
}

/* "Keys:", and below it "flags:KSK protocol:3 …": whatever stands there is a key. */
static bool below_keys(const struct whois_reader *reader, const struct whois_line *line)
{
	return reader->last.what == WHOIS_KEYS && reader->last_empty &&
	       line->shape != WHOIS_BLANK && line->indent > reader->last_indent;
}

/* "Record created on 2010-08-01 10:22:33": the colon is that of the time. */
static bool is_sentence(const struct whois_line *line, const struct whois_key *key)
{
	return line->tight && (key->flags & WHOIS_LEADS) && line->key.n &&
	       ascii_is_digit(line->key.p[line->key.n - 1]);
}

static void take_line(struct whois_reader *reader, struct str text)
{
	struct whois_line line;
	struct whois_key key;

	if (reader->rwhois)
		read_rwhois(text, &line);
	else
		whois_line_read(text, &line);
	if (below_keys(reader, &line)) {
		whois_take_keys(reader, line.text);
		return;
	}
	switch (line.shape) {
	case WHOIS_BLANK:
		take_blank(reader);
		reader->first = true;
		return;
	case WHOIS_COMMENT:
		reader->rwhois |= str_starts(line.text, STR("rwhois V-"));
		whois_take_comment(reader, line.text);
		return;
	case WHOIS_PAIR:
		key = whois_key_find(line.key);
		if (is_sentence(&line, &key)) {
			line.shape = WHOIS_TEXT;
			whois_take_text(reader, &line);
			break;
		}
		if (key.what != WHOIS_UNKNOWN) {
			whois_take_pair(reader, &line, key);
			break;
		}
		if (!line.tight) {
			take_unknown(reader, &line);
			reader->last = key;
			break;
		}
		line.shape = WHOIS_TEXT;
		whois_take_text(reader, &line);
		break;
	case WHOIS_TEXT:
		whois_take_text(reader, &line);
		break;
	}
	reader->first = false;
}

/* --- the whole ------------------------------------------------------------------- */

/* Registries that write local time and do not say so, and what an answer without a byte
 * means where that is known. */
static const struct {
	struct str below; /* name of the server, or of the domain asked for */
	int32_t minutes;
} zones[] = {
	{ STR("cn"), 480 }, { STR("xn--fiqs8s"), 480 }, { STR("xn--fiqz9s"), 480 },
	{ STR("jp"), 540 }, { STR("kr"), 540 },
};

static void learn_zone(struct whois_reader *reader, struct str name)
{
	for (size_t i = 0; i < COUNT(zones); i++) {
		if (!str_is_domain_or_below(name, zones[i].below))
			continue;
		reader->dates.zone_known = true;
		reader->dates.zone_minutes = zones[i].minutes;
	}
}

/* The domain that the text itself is about decides, whoever was asked. */
static void learn_zones(struct whois_reader *reader, const struct whois_asked *asked,
			struct str text)
{
	size_t at = str_find_str_nocase(text, STR("domain name: "));
	struct str rest;

	learn_zone(reader, asked->server);
	learn_zone(reader, asked->query);
	if (at != STR_NPOS && at < 4096) {
		rest = str_skip(text, at + 13);
		learn_zone(reader, str_take_word(&rest));
	}
	if (str_find_str(str_sub(text, 0, 4096), STR("JPRS")) != STR_NPOS ||
	    str_find_str(str_sub(text, 0, 4096), STR("JPNIC")) != STR_NPOS)
		learn_zone(reader, STR("jp"));
}

/* A run of long lines is prose, which says many things; three of them are enough. */
enum { PROSE_LINE = 46, PROSE_RUN = 3 };

static bool long_line(struct str line)
{
	return str_trim(line).n >= PROSE_LINE;
}

static bool in_prose(const struct str *lines, uint32_t count, uint32_t at)
{
	uint32_t from = at, to = at;

	if (!long_line(lines[at]))
		return false;
	while (from > 0 && at - from < PROSE_RUN && long_line(lines[from - 1]))
		from--;
	while (to + 1 < count && to - at < PROSE_RUN && long_line(lines[to + 1]))
		to++;
	return to - from + 1 >= PROSE_RUN;
}

/* A word that can be a host's name, of a sentence. */
static struct str host_in(struct arena *arena, struct str text)
{
	static const char around[] = " \t\"\'()[]<>:,=";
	struct str host;
	size_t n;

	while (text.n) {
		for (n = 0; n < text.n && !memchr(around, text.p[n], sizeof around - 1);)
			n++;
		host = registry_host_text(arena, str_sub(text, 0, n));
		if (host.n)
			return host;
		text = str_skip(text, n + 1);
	}
	return STR_NONE;
}

/* What is said first counts; but a server that says it will say less, and then that there
 * is no such name, has answered, and so has one that tells of its end beside the answer.
 */
static bool says_more(const struct whois_phrase *phrase, enum registry_outcome before,
		      bool names_host)
{
	if (before == REGISTRY_RETIRED)
		return phrase->outcome == REGISTRY_NOT_FOUND ||
		       phrase->outcome == REGISTRY_RESERVED;
	return phrase->outcome == REGISTRY_NOT_FOUND && names_host;
}

static bool find_phrase_in(struct arena *arena, const struct str *lines, uint32_t count,
			   bool prose, struct registry_facts *facts)
{
	bool found = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct whois_phrase *phrase;
		struct whois_line line;

		if (in_prose(lines, count, i) != prose)
			continue;
		whois_line_read(lines[i], &line);
		phrase = whois_phrase_status(line.text);
		if (!phrase)
			phrase = whois_phrase_in(line.text);
		if (!phrase || (found && !says_more(phrase, facts->outcome,
						    host_in(arena, line.text).n > 0)))
			continue;
		facts->outcome = phrase->outcome;
		facts->said = line.text;
		if (found || (phrase->outcome != REGISTRY_THROTTLED &&
			      phrase->outcome != REGISTRY_RETIRED))
			return true;
		found = true;
	}
	return found;
}

static void find_phrase(struct arena *arena, const struct str *lines, uint32_t count,
			struct registry_facts *facts)
{
	if (!find_phrase_in(arena, lines, count, false, facts))
		find_phrase_in(arena, lines, count, true, facts);
}

static bool has_record(const struct whois_reader *reader)
{
	const struct registry_facts *facts = reader->facts;

	return facts->network_count || facts->route_count || facts->host_count ||
	       facts->created.ok || facts->expires.ok || facts->registrar_expires.ok ||
	       facts->registrar.n || facts->domain_id.n ||
	       registry_contact_of(facts, REGISTRY_REGISTRANT);
}

static void settle_outcome(struct whois_reader *reader, const struct str *lines,
			   uint32_t count)
{
	struct registry_facts *facts = reader->facts;
	bool record = has_record(reader);

	if (reader->status && (reader->status->outcome == REGISTRY_NOT_FOUND || !record ||
			       (reader->status->outcome == REGISTRY_RESERVED &&
				whois_phrase_certain(reader->status)))) {
		facts->outcome = reader->status->outcome;
		facts->said = reader->status_said;
		return;
	}
	if (record) {
		facts->outcome = REGISTRY_FOUND;
		return;
	}
	find_phrase(reader->arena, lines, count, facts);
	if (facts->outcome == REGISTRY_UNREADABLE && facts->domain.n && reader->known > 1)
		facts->outcome = REGISTRY_FOUND;
}

void whois_read(struct arena *arena, struct str bytes, const struct whois_asked *asked,
		struct registry_facts *ret)
{
	struct whois_reader *reader = arena_new_of(arena, struct whois_reader);
	struct str *lines;
	uint32_t count = 0;
	struct str text, line;

	registry_facts_init(ret);
	ret->cut = bytes.n > LIMIT_WHOIS_BYTES;
	text = whois_text(arena, str_sub(bytes, 0, LIMIT_WHOIS_BYTES));
	lines = arena_alloc_array(arena, LIMIT_WHOIS_LINES, sizeof *lines);
	*reader = (struct whois_reader){
		.arena = arena, .facts = ret, .asked = asked, .first = true
	};
	reader->described = arena_alloc_array(arena, LIMIT_REGISTRY_CONTACTS + 1,
					      sizeof *reader->described);
	registry_dates_learn(text, &reader->dates);
	learn_zones(reader, asked, text);
	while (text.n && str_split(&text, '\n', &line)) {
		if (count == LIMIT_WHOIS_LINES) {
			ret->cut = true;
			break;
		}
		lines[count++] = line;
		reader->rest = text;
		take_line(reader, line);
	}
	whois_settle(reader);
	settle_outcome(reader, lines, count);
	if (ret->outcome == REGISTRY_NOT_FOUND || ret->outcome == REGISTRY_RESERVED) {
		/* "No match for \"EXAMPLE.COM\"." tells which name is meant */
		if (!ret->domain.n)
			ret->domain = host_in(arena, ret->said);
		ret->contact_count = 0; /* those of the terms of use */
	}
}
