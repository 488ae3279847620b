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

static void take_host(struct whois_reader *reader, const struct whois_line *line,
		      struct str value)
{
	if (!value.n)
		whois_open(reader, WHOIS_ABOUT_HOSTS, NULL, line->indent, true);
	whois_take_hosts(reader, value);
}

static void take_domain_line(struct whois_reader *reader, const struct whois_line *line,
			     struct str value)
{
	/* The first line of the domain's own paragraph, or its heading. */
	if (reader->context.about != WHOIS_ABOUT_NETWORK && (reader->first || !value.n))
		whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, line->indent, false);
	whois_take_domain(reader, value);
}

void whois_take_known(struct whois_reader *reader, const struct whois_key *key,
		      const struct whois_line *line, struct str value)
{
	struct arena *arena = reader->arena;

	if (whois_take_network(reader, key, value))
		return;
	switch (key->what) {
	case WHOIS_DOMAIN:
		take_domain_line(reader, line, value);
		break;
	case WHOIS_DOMAIN_ID:
		if (!reader->facts->domain_id.n)
			reader->facts->domain_id = arena_str(arena, value);
		break;
	case WHOIS_STATUS:
		if (!(key->flags & WHOIS_COMMON) || whois_of_domain(reader))
			whois_take_status(reader, value);
		break;
	case WHOIS_CREATED:
	case WHOIS_UPDATED:
	case WHOIS_EXPIRES:
	case WHOIS_REGISTRAR_EXPIRES:
		whois_take_time(reader, key, value);
		break;
	case WHOIS_HOST:
		take_host(reader, line, value);
		break;
	case WHOIS_HOST_ADDRESS:
		whois_take_addresses(reader, value);
		break;
	case WHOIS_REGISTRAR_ID:
		if (!reader->facts->registrar_id.n)
			reader->facts->registrar_id = arena_str(arena, value);
		break;
	case WHOIS_REFERRAL:
		whois_take_referral(reader, value);
		break;
	case WHOIS_DNSSEC:
		if (!value.n && !line->bracket)
			whois_open(reader, WHOIS_ABOUT_NOTHING, NULL, line->indent, true);
		whois_take_dnssec(reader, value);
		break;
	case WHOIS_ROLE:
		whois_take_role(reader, key, line, value);
		break;
	case WHOIS_HANDLE:
		whois_take_handle(reader, key, line, value);
		break;
	case WHOIS_KIND:
		/* AFNIC: "type: ORGANIZATION" in a contact's paragraph */
		if (reader->context.about == WHOIS_ABOUT_CONTACT &&
		    reader->context.contact)
			whois_described_of(reader, reader->context.contact)
			    ->organization = str_starts_nocase(value, STR("organi"));
		break;
	case WHOIS_FIELD:
	case WHOIS_GIVEN:
	case WHOIS_FAMILY:
		whois_take_field(reader, key, value);
		break;
	case WHOIS_STATE:
		/* a state of a country, below a contact */
		if (reader->context.about == WHOIS_ABOUT_CONTACT) {
			whois_take_field(reader,
					 &(struct whois_key){ .what = WHOIS_FIELD,
							      .field = REGISTRY_STATE },
					 value);
		} else if (whois_phrase_status(value)) {
			whois_take_status(reader, value);
		} else if (!reader->state.n) {
			reader->state = arena_str(arena, value);
		}
		break;
	case WHOIS_OBJECT:
	case WHOIS_PERSON:
		whois_take_object(reader, key, line, value);
		break;
	case WHOIS_ABOUT:
		whois_open(reader, WHOIS_ABOUT_DOMAIN, NULL, line->indent, true);
		break;
	case WHOIS_ASIDE:
		if (reader->first || !value.n)
			whois_open(reader, WHOIS_ABOUT_NOTHING, NULL, line->indent,
				   !whois_is_small(line->key));
		break;
	case WHOIS_NET_HOLDER:
	case WHOIS_DESCRIPTION:
		whois_take_person_or_firm(reader, key, value);
		break;
	default:
		break;
	}
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
	    !key->role && key->field == REGISTRY_NAME && !reader->facts->domain.n)
		key->what = WHOIS_DOMAIN;
}

/* A line that stands no deeper than the heading is not below it, once some did. */
void whois_leave(struct whois_reader *reader, const struct whois_line *line)
{
	struct whois_context *context = &reader->context;

	if (context->about == WHOIS_ABOUT_DOMAIN || !context->heading)
		return;
	if (line->indent > context->indent)
		context->nested = true;
	else if (context->nested)
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
