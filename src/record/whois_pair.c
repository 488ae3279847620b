/* record/whois_pair.c - a line with a key: whom it speaks of, and what it tells. */
#include "record/whois_reader.h"

#include "record/whois_phrase.h"

bool whois_of_domain(const struct whois_reader *reader)
{
	return reader->context.about == WHOIS_ABOUT_DOMAIN ||
	       reader->context.about == WHOIS_ABOUT_HOSTS;
}

void whois_open(struct whois_reader *reader, enum whois_about about,
		struct registry_contact *contact, uint32_t indent, bool heading)
{
	reader->context = (struct whois_context){
		.about = about, .contact = contact, .indent = indent, .heading = heading
	};
}

/* --- a line ---------------------------------------------------------------------- */

struct pair {
	const struct whois_key *key;
	const struct whois_line *line;
	struct str value;
};

static void take_domain(struct whois_reader *reader, const struct pair *pair)
{
	/* The first line of the domain's own paragraph, or its heading. */
	if (reader->context.about != WHOIS_ABOUT_NETWORK &&
	    (reader->first || !pair->value.n))
		whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, pair->line->indent, false);
	whois_take_domain(reader, pair->value);
}

static void keep_first(struct whois_reader *reader, struct str *at, struct str value)
{
	if (!at->n && registry_standing_of(value) != REGISTRY_EMPTY)
		*at = arena_str(reader->arena, value);
}

static void take_domain_id(struct whois_reader *reader, const struct pair *pair)
{
	keep_first(reader, &reader->facts->domain_id, pair->value);
}

static void take_status(struct whois_reader *reader, const struct pair *pair)
{
	if (!(pair->key->flags & WHOIS_COMMON) || whois_of_domain(reader))
		whois_take_status(reader, pair->value);
}

static void take_state_of_contact(struct whois_reader *reader, struct str value)
{
	static const struct whois_key key = { .what = WHOIS_FIELD,
					      .field = REGISTRY_STATE };

	whois_take_field(reader, &key, value);
}

static void take_state(struct whois_reader *reader, const struct pair *pair)
{
	/* a state of a country, below a contact */
	if (reader->context.about == WHOIS_ABOUT_CONTACT)
		take_state_of_contact(reader, pair->value);
	else if (whois_phrase_status(pair->value))
		whois_take_status(reader, pair->value);
	else
		keep_first(reader, &reader->state, pair->value);
}

static void take_time(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_time(reader, pair->key, pair->value);
}

static void take_host(struct whois_reader *reader, const struct pair *pair)
{
	if (!pair->value.n)
		whois_open(reader, WHOIS_ABOUT_HOSTS, NULL, pair->line->indent, true);
	whois_take_hosts(reader, pair->value);
}

static void take_host_address(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_addresses(reader, pair->value);
}

static void take_registrar_id(struct whois_reader *reader, const struct pair *pair)
{
	keep_first(reader, &reader->facts->registrar_id, pair->value);
}

static void take_referral(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_referral(reader, pair->value);
}

static void take_dnssec(struct whois_reader *reader, const struct pair *pair)
{
	if (!pair->value.n && !pair->line->bracket)
		whois_open(reader, WHOIS_ABOUT_NOTHING, NULL, pair->line->indent, true);
	whois_take_dnssec(reader, pair->value);
}

static void take_role(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_role(reader, pair->key, pair->line, pair->value);
}

static void take_handle(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_handle(reader, pair->key, pair->line, pair->value);
}

static void take_field(struct whois_reader *reader, const struct pair *pair)
{
	if (!whois_take_named(reader, pair->key, pair->line, pair->value))
		whois_take_field(reader, pair->key, pair->value);
}

/* AFNIC: "type: ORGANIZATION" in a contact's paragraph */
static void take_kind(struct whois_reader *reader, const struct pair *pair)
{
	const struct whois_context *context = &reader->context;

	if (context->about == WHOIS_ABOUT_CONTACT && context->contact)
		whois_described_of(reader, context->contact)->organization =
		    str_starts_nocase(pair->value, STR("organi"));
}

static void open_domain(struct whois_reader *reader, const struct pair *pair)
{
	whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, pair->line->indent, true);
}

static void take_object(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_object(reader, pair->key, pair->line, pair->value);
}

static void open_aside(struct whois_reader *reader, const struct pair *pair)
{
	if (reader->first || !pair->value.n)
		whois_open(reader, WHOIS_ABOUT_NOTHING, NULL, pair->line->indent,
			   !whois_is_small(pair->line->key));
}

static void take_keys(struct whois_reader *reader, const struct pair *pair)
{
	open_aside(reader, pair);
	whois_take_keys(reader, pair->value);
}

static void take_person_or_firm(struct whois_reader *reader, const struct pair *pair)
{
	whois_take_person_or_firm(reader, pair->key, pair->value);
}

/* By key->what. What is not here speaks of networks alone. */
static void (*const takers[])(struct whois_reader *reader, const struct pair *pair) = {
	[WHOIS_DOMAIN] = take_domain,
	[WHOIS_DOMAIN_ID] = take_domain_id,
	[WHOIS_STATUS] = take_status,
	[WHOIS_STATE] = take_state,
	[WHOIS_CREATED] = take_time,
	[WHOIS_UPDATED] = take_time,
	[WHOIS_EXPIRES] = take_time,
	[WHOIS_REGISTRAR_EXPIRES] = take_time,
	[WHOIS_HOST] = take_host,
	[WHOIS_HOST_ADDRESS] = take_host_address,
	[WHOIS_REGISTRAR_ID] = take_registrar_id,
	[WHOIS_REFERRAL] = take_referral,
	[WHOIS_DNSSEC] = take_dnssec,
	[WHOIS_KEYS] = take_keys,
	[WHOIS_ROLE] = take_role,
	[WHOIS_HANDLE] = take_handle,
	[WHOIS_FIELD] = take_field,
	[WHOIS_KIND] = take_kind,
	[WHOIS_GIVEN] = take_field,
	[WHOIS_FAMILY] = take_field,
	[WHOIS_ABOUT] = open_domain,
	[WHOIS_OBJECT] = take_object,
	[WHOIS_PERSON] = take_object,
	[WHOIS_ASIDE] = open_aside,
	[WHOIS_REMARK] = open_aside,
	[WHOIS_NET_HOLDER] = take_person_or_firm,
	[WHOIS_DESCRIPTION] = take_person_or_firm,
};

void whois_take_known(struct whois_reader *reader, const struct whois_key *key,
		      const struct whois_line *line, struct str value)
{
	struct pair pair = { .key = key, .line = line, .value = value };

	if (whois_take_network(reader, key, value))
		return;
	if (key->what < COUNT(takers) && takers[key->what])
		takers[key->what](reader, &pair);
}

/* Within a heading some keys mean what the heading is about. */
static void adapt(const struct whois_reader *reader, struct whois_key *key)
{
	const struct whois_context *context = &reader->context;

	if (context->about == WHOIS_ABOUT_HOSTS && key->what == WHOIS_FIELD &&
	    !key->role) {
		if (key->field == REGISTRY_NAME)
			key->what = WHOIS_HOST;
		else if (key->field == REGISTRY_STREET)
			key->what = WHOIS_HOST_ADDRESS;
	}
	if (context->about == WHOIS_ABOUT_DOMAIN && key->what == WHOIS_FIELD &&
	    !key->role && key->field == REGISTRY_NAME && !reader->facts->domain.n &&
	    !reader->facts->network_count)
		key->what = WHOIS_DOMAIN;
}

/* A line that stands no deeper than the heading is not below it, once some did. */
void whois_leave(struct whois_reader *reader, const struct whois_line *line)
{
	struct whois_context *context = &reader->context;

	if ((context->about == WHOIS_ABOUT_DOMAIN && !context->stray) ||
	    !context->heading)
		return;
	if (line->indent > context->indent)
		context->nested = true;
	else if (context->nested || context->stray)
		whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, 0, false);
	context->filled = true;
}

static void remember(struct whois_reader *reader, const struct whois_key *key,
		     const struct whois_line *line, bool empty)
{
	reader->last = *key;
	reader->last_indent = line->indent;
	reader->last_column = line->column;
	reader->last_empty = empty;
	reader->known++;
}

/* YAML: "quoted" in full, "!Kind" and "|-" before a block. */
static struct str unquoted(struct str value)
{
	if (value.n > 1 && value.p[0] == '"' &&
	    str_find(str_skip(value, 1), '"') == value.n - 2)
		return str_sub(value, 1, value.n - 1);
	if (str_eq(value, STR("|-")) || str_eq(value, STR("|")) ||
	    (str_starts(value, STR("!")) && str_find(value, ' ') == STR_NPOS))
		return str_sub(value, 0, 0);
	return value;
}

void whois_take_pair(struct whois_reader *reader, const struct whois_line *line,
		     struct whois_key key)
{
	struct str value = unquoted(line->value);

	whois_leave(reader, line);
	adapt(reader, &key);
	/* "Contact Information: [公開連絡窓口]": a heading in two languages */
	if (str_starts(value, STR("[")) && !line->bracket &&
	    (key.what == WHOIS_ROLE || key.what == WHOIS_ABOUT))
		value = STR("");
	whois_take_known(reader, &key, line, value);
	remember(reader, &key, line, value.n == 0);
}
