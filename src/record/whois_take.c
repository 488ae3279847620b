/* record/whois_take.c - values of the domain itself: names, times, statuses, name
 * servers. */
#include "record/whois_reader.h"

#include "record/whois_phrase.h"

/* Of the two spellings of one name the one that DNS knows. */
static bool better_name(struct str have, struct str other)
{
	for (size_t i = 0; i < have.n; i++)
		if (have.p[i] & 0x80)
			return str_find_str_nocase(other, STR("xn--")) != STR_NPOS;
	return false;
}

void whois_take_domain(struct whois_reader *reader, struct str value)
{
	struct str rest = value, word = str_take_word(&rest);
	struct registry_facts *facts = reader->facts;
	struct ip ip;

	if (!word.n || (facts->domain.n && !better_name(facts->domain, word)) ||
	    ip_parse(word, &ip))
		return;
	facts->domain = registry_host_text(reader->arena, word);
	/* "EXAMPLE.GA is Active" */
	if (facts->domain.n && str_eat_word(&rest, STR("is")))
		registry_add_status(reader->arena, facts, rest);
}

static void take_time(struct whois_reader *reader, struct registry_time *time,
		      struct str value, bool latest)
{
	struct registry_time read;

	if (!registry_date_parse(value, &reader->dates, &read))
		return;
	if (!time->ok || (latest && read.utc > time->utc))
		*time = read;
}

/* JPRS and UANIC put the end of the term into the status: "Connected (2031/03/31)",
 * "OK-UNTIL 20140903121852". */
static void take_status_time(struct whois_reader *reader, struct str value)
{
	struct str rest = value;

	if (str_eat(&rest, STR("OK-UNTIL")) || str_eat(&rest, STR("Connected (")) ||
	    str_eat(&rest, STR("Active (")))
		take_time(reader, &reader->facts->expires, str_until(rest, ')'), false);
}

/* "ok, clientHold"; .it parts them by a stroke between blanks. */
static void add_statuses(struct whois_reader *reader, struct str value)
{
	struct str piece;
	size_t at;

	while (str_split(&value, ',', &piece)) {
		while ((at = str_find_str(piece, STR(" / "))) != STR_NPOS) {
			registry_add_status(reader->arena, reader->facts,
					    str_sub(piece, 0, at));
			piece = str_skip(piece, at + 3);
		}
		registry_add_status(reader->arena, reader->facts, piece);
	}
}

void whois_take_status(struct whois_reader *reader, struct str value)
{
	const struct whois_phrase *phrase = whois_phrase_status(value);

	if (!phrase && str_find(value, ' ') != STR_NPOS)
		phrase = whois_phrase_in(value); /* a sentence */
	if (phrase && (!reader->status || phrase->outcome == REGISTRY_NOT_FOUND)) {
		reader->status = phrase;
		reader->status_said = value;
	}
	take_status_time(reader, value);
	if (phrase && phrase->outcome != REGISTRY_RESERVED)
		return;
	add_statuses(reader, value);
}

void whois_take_referral(struct whois_reader *reader, struct str value)
{
	struct str rest = str_trim(value);
	struct str word;

	str_eat(&rest, STR("whois://"));
	str_eat(&rest, STR("https://"));
	str_eat(&rest, STR("http://"));
	word = str_until(str_until(str_take_word(&rest), '/'), ':');
	if (!reader->facts->referral.n && !str_trim(rest).n)
		reader->facts->referral = registry_host_text(reader->arena, word);
}

/* What stands first in the value; of these the longer before the shorter. */
static const struct {
	struct str words;
	int8_t is_signed;
} dnssec_words[] = {
	{ STR("unsigned"), 0 }, { STR("no"), 0 },     { STR("inactive"), 0 },
	{ STR("미서명"), 0 },	{ STR("signed"), 1 }, { STR("yes"), 1 },
	{ STR("active"), 1 },	{ STR("서명"), 1 },
};

/* "60521 8 2 (": tag, algorithm and kind of a digest (RFC 4034, 5.3) */
static bool is_digest(struct str value)
{
	uint32_t number;

	for (unsigned i = 0; i < 3; i++)
		if (!str_to_u32(str_take_word(&value), &number))
			return false;
	return true;
}

void whois_take_dnssec(struct whois_reader *reader, struct str value)
{
	struct registry_facts *facts = reader->facts;

	/* of a registrar: whether he offers it */
	if (facts->dnssec.n || !value.n || reader->context.about == WHOIS_ABOUT_CONTACT)
		return;
	facts->dnssec = arena_str(reader->arena, value);
	if (is_digest(value))
		facts->signed_ = 1;
	for (size_t i = 0; i < COUNT(dnssec_words); i++) {
		if (!str_starts_nocase(value, dnssec_words[i].words))
			continue;
		facts->signed_ = dnssec_words[i].is_signed;
		return;
	}
}

/* What DNSSEC itself says counts more. */
void whois_take_keys(struct whois_reader *reader, struct str value)
{
	if (reader->facts->signed_ < 0 && value.n &&
	    !str_starts_nocase(value, STR("no")) &&
	    registry_standing_of(value) == REGISTRY_PUBLISHED)
		reader->facts->signed_ = 1;
}

void whois_take_time(struct whois_reader *reader, const struct whois_key *key,
		     struct str value)
{
	struct registry_facts *facts = reader->facts;

	struct registry_time *time = &facts->expires;

	if (key->what == WHOIS_CREATED)
		time = &facts->created;
	else if (key->what == WHOIS_UPDATED)
		time = &facts->updated;
	else if (key->what == WHOIS_REGISTRAR_EXPIRES)
		time = &facts->registrar_expires;
	/* below a heading for name servers it is theirs, where the domain's is known */
	if ((key->flags & WHOIS_COMMON) &&
	    (!whois_of_domain(reader) ||
	     (reader->context.about == WHOIS_ABOUT_HOSTS && time->ok)))
		return;
	take_time(reader, time, value,
		  key->what == WHOIS_UPDATED && (key->flags & WHOIS_COMMON));
}

/* --- hosts ----------------------------------------------------------------------- */

static struct str next_token(struct str *rest)
{
	size_t n = 0;

	while (rest->n && strchr(" \t,;()[]{}/", rest->p[0]) && rest->p[0])
		*rest = str_skip(*rest, 1);
	while (n < rest->n && !(strchr(" \t,;()[]{}/", rest->p[n]) && rest->p[n]))
		n++;
	*rest = str_skip(*rest, n);
	return str_make(rest->p - n, n);
}

void whois_take_addresses(struct whois_reader *reader, struct str value)
{
	struct str token;
	struct ip ip;

	while ((token = next_token(&value)).n)
		if (reader->host && ip_parse(token, &ip))
			registry_add_address(reader->facts, reader->host, &ip);
}

/* "ns1.example.net 192.0.2.1", "example.pt NS ns1.example.net.", "a.example, b.example"
 */
void whois_take_hosts(struct whois_reader *reader, struct str value)
{
	struct str token, before = STR_NONE;
	struct ip ip;

	if (str_find(value, '@') != STR_NPOS)
		return;
	while ((token = next_token(&value)).n) {
		if (ip_parse(token, &ip)) {
			if (reader->host)
				registry_add_address(reader->facts, reader->host, &ip);
			continue;
		}
		if (str_eq(token, STR("NS")) && before.n) {
			/* what stood before was whose name servers they are */
			if (reader->facts->host_count &&
			    str_eq_nocase(before, reader->facts->domain))
				reader->facts->host_count--;
			continue;
		}
		if (token.p[0] == '-' || str_find(token, ':') != STR_NPOS)
			continue;
		before = registry_host_text(reader->arena, token);
		if (before.n)
			reader->host =
			    registry_add_host(reader->arena, reader->facts, token);
	}
}
