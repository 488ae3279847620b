/* auth/bimi.c - see bimi.h. */
#include "auth/bimi.h"

#include "auth/tag.h"
#include "base/limits.h"
#include "link/host.h"
#include "record/dns.h"

#ifndef N_
#define N_(text) text
#endif

const char *bimi_code_name(enum bimi_code code)
{
	static const char *const names[] = {
		[BIMI_NOT_ELIGIBLE] = "not-eligible",
		[BIMI_NONE] = "none",
		[BIMI_DECLINED] = "declined",
		[BIMI_INVALID] = "invalid",
		[BIMI_FOUND] = "found",
		[BIMI_TEMPERROR] = "temperror",
		[BIMI_UNCHECKED] = "unchecked",
	};

	return names[code];
}

const char *bimi_evidence_name(enum bimi_evidence evidence)
{
	static const char *const names[] = {
		[BIMI_EVIDENCE_NONE] = "none",
		[BIMI_EVIDENCE_UNASKED] = "not-asked",
		[BIMI_EVIDENCE_UNFETCHED] = "no-answer",
		[BIMI_EVIDENCE_UNREADABLE] = "unreadable",
		[BIMI_EVIDENCE_READ] = "read",
	};

	return names[evidence];
}

/* --- records ------------------------------------------------------------------------ */

static bool is_https(struct str url)
{
	return str_starts_nocase(url, STR("https://")) && url.n > 8;
}

/* v=BIMI1; l=URL; a=URL (4.2). A record may end after l=. */
bool bimi_record_read(struct arena *arena, struct str text, struct bimi_record *ret)
{
	struct tags tags;

	tags_parse(arena, text, &tags);
	if (tags.count == 0 || !str_eq(tags.items[0].name, STR("v")) ||
	    !str_eq_nocase(tags.items[0].value, STR("BIMI1")))
		return false;
	*ret = (struct bimi_record){
		.location = tags_value(&tags, STR("l")),
		.authority = tags_value(&tags, STR("a")),
		.evidence = tags_value(&tags, STR("e")),
		.selectors = tags_value(&tags, STR("s")),
		.avatar = tags_value(&tags, STR("avp")),
		.local_parts = tags_value(&tags, STR("lps")),
		.has_location = tags_get(&tags, STR("l")) != NULL,
	};
	if (tags.problem != TAG_LAWFUL)
		ret->problem = N_("its tags are not written as they have to be");
	else if (!ret->has_location)
		ret->problem = N_("it names no place for the picture (l=)");
	else if (ret->location.n && !is_https(ret->location))
		ret->problem = N_("the place of the picture (l=) is no https URL");
	else if (ret->authority.n && !is_https(ret->authority))
		ret->problem = N_("the place of the evidence (a=) is no https URL");
	return true;
}

static bool is_label(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' &&
		    s.p[i] != '.')
			return false;
	return s.n > 0 && s.n < 64;
}

/* v=BIMI1; s=SELECTOR (4.6). */
struct str bimi_selector_read(struct arena *arena, struct str value)
{
	struct str selector;
	struct tags tags;

	tags_parse(arena, str_trim(value), &tags);
	selector = tags_value(&tags, STR("s"));
	return is_label(selector) ? arena_lower(arena, selector) : STR("default");
}

/* --- may it be asked for ------------------------------------------------------------ */

/* RFC 9989 has no pct; records of RFC 7489 with less than 100 do not count (7.1). */
static const char *why_not(const struct bimi_query *query)
{
	const struct dmarc_side *side;

	if (!query->dmarc)
		return N_("From does not name exactly one domain");
	side = &query->dmarc->by_tree_walk;
	if (query->dmarc->code != DMARC_PASS)
		return N_("DMARC does not pass");
	if (side->policy == DMARC_P_NONE)
		return N_("the domain's DMARC policy asks for nothing");
	if (side->policy == DMARC_P_QUARANTINE && side->record.pct != 100)
		return N_("the domain's DMARC policy is meant for a part of its mail");
	if (side->record.has_sp && side->record.sp == DMARC_P_NONE)
		return N_("the domain's DMARC policy leaves its subdomains out");
	return NULL;
}

/* A selector that anybody could have added leads to a record of somebody's choice. */
static bool is_covered(const struct bimi_query *query, struct arena *arena)
{
	for (uint32_t i = 0; i < query->dkim->count; i++) {
		const struct dkim_signature *signature = &query->dkim->items[i];

		if (signature->code != DKIM_PASS ||
		    !dkim_aligned(arena, query->message, signature->domain))
			continue;
		for (uint32_t n = 0; n < signature->covered_count; n++)
			if (str_eq(signature->covered[n], STR("bimi-selector")))
				return true;
	}
	return false;
}

static const struct field *selector_field(const struct message *message)
{
	for (uint32_t i = 0; i < message->header.count; i++)
		if (str_eq_nocase(message->header.fields[i].name, STR("BIMI-Selector")))
			return &message->header.fields[i];
	return NULL;
}

static void choose_selector(struct arena *arena, const struct bimi_query *query,
			    struct bimi_result *ret)
{
	const struct field *field = selector_field(query->message);

	ret->selector = STR("default");
	if (!field)
		return;
	if (is_covered(query, arena))
		ret->selector = bimi_selector_read(arena, field->value);
	else
		ret->selector_ignored = true;
}

/* --- the record --------------------------------------------------------------------- */

static bool conclude(struct bimi_result *ret, enum bimi_code code, const char *reason)
{
	ret->code = code;
	ret->reason = reason;
	return true;
}

/* More than one at one name: none of them counts (7.2). */
static bool read_answer(struct arena *arena, const struct answer *answer,
			struct bimi_result *ret)
{
	struct dns_packet packet;
	const struct dns_record **records;
	uint32_t count, found = 0;
	struct err err;

	if (!dns_read(arena, answer->bytes, &packet, &err))
		return conclude(ret, BIMI_TEMPERROR,
				N_("the answer of the DNS cannot be read"));
	conclude(ret, BIMI_NONE, NULL);
	if (!dns_select(arena, &packet, DNS_TXT, &records, &count, NULL, NULL))
		return true;
	for (uint32_t i = 0; i < count; i++) {
		struct bimi_record record;

		if (!bimi_record_read(arena, records[i]->data, &record))
			continue;
		ret->record = record;
		ret->text = records[i]->data;
		found++;
	}
	if (found > 1)
		return conclude(ret, BIMI_INVALID,
				N_("there are several records: none of them counts"));
	if (found == 1 && ret->record.problem)
		return conclude(ret, BIMI_INVALID, ret->record.problem);
	if (found == 1)
		conclude(ret,
			 ret->record.location.n || ret->record.authority.n
			     ? BIMI_FOUND
			     : BIMI_DECLINED,
			 NULL);
	return true;
}

/* False: waiting. */
static bool look_up(struct arena *arena, struct door *door, struct str domain,
		    struct bimi_result *ret)
{
	struct str name = arena_printf(arena, "%.*s._bimi.%.*s", STR_ARG(ret->selector),
				       STR_ARG(domain));

	ret->domain = domain;
	ret->answer = door_ask_dns(door, DNS_TXT, name);
	if (!ret->answer)
		return false;
	switch (ret->answer->status) {
	case ANSWER_ANSWERED:
		return read_answer(arena, ret->answer, ret);
	case ANSWER_NO_SUCH_NAME:
	case ANSWER_NO_DATA:
		return conclude(ret, BIMI_NONE, NULL);
	case ANSWER_NOT_ALLOWED:
	case ANSWER_NOT_RECORDED:
		return conclude(ret, BIMI_UNCHECKED, N_("the record was not asked for"));
	default:
		return conclude(ret, BIMI_TEMPERROR,
				N_("the record could not be fetched"));
	}
}

/* At the domain in From, then at that of its organisation (7.2). False: waiting. */
static bool find_record(struct arena *arena, struct door *door,
			const struct bimi_query *query, struct bimi_result *ret)
{
	struct str domain = query->dmarc->domain,
		   above = query->dmarc->by_tree_walk.organizational_domain;

	if (!look_up(arena, door, domain, ret))
		return false;
	if (ret->code != BIMI_NONE || above.n == 0 || str_eq_nocase(above, domain))
		return true;
	return look_up(arena, door, above, ret);
}

/* --- the certificate ---------------------------------------------------------------- */

/* What a server sends may have its header in front. */
static struct str body_of(struct str bytes)
{
	size_t end;

	if (!str_starts(bytes, STR("HTTP/")))
		return bytes;
	end = str_find_str(bytes, STR("\r\n\r\n"));
	return end == STR_NPOS ? bytes : str_skip(bytes, end + 4);
}

static bool is_valid_at(const struct certificate *certificate, int64_t when)
{
	return when >= certificate->first && when <= certificate->last;
}

/* Names are domains, or with "SELECTOR._bimi." in front of them. */
static bool covers(const struct certificate *certificate, struct str selector,
		   struct str domain)
{
	for (uint32_t i = 0; i < certificate->dns.count; i++) {
		struct str name = certificate->dns.items[i], rest = name;

		if (str_eat(&rest, selector) && str_eat(&rest, STR("._bimi.")))
			name = rest;
		if (str_is_domain_or_below(domain, name))
			return true;
	}
	return false;
}

static void read_mark(struct arena *arena, const struct bimi_query *query,
		      const struct certificates *certificates, struct bimi_result *ret)
{
	struct bimi_mark *mark = &ret->mark;
	struct certificate *own = mark->certificate = &certificates->items[0];
	struct chain_query chain = { .roots = query->roots,
				     .received_at = query->received_at,
				     .clock = query->clock };

	/* Numbers that the requirements for such certificates give (53087 is theirs). */
	mark->kind = certificate_name_get(&own->subject, STR("1.3.6.1.4.1.53087.1.13"));
	mark->office = certificate_name_get(&own->subject, STR("1.3.6.1.4.1.53087.1.2"));
	mark->country = certificate_name_get(&own->subject, STR("1.3.6.1.4.1.53087.1.3"));
	mark->registration =
	    certificate_name_get(&own->subject, STR("1.3.6.1.4.1.53087.1.4"));
	mark->purpose = certificate_has_extended(own, STR("1.3.6.1.5.5.7.3.31"));
	mark->covers = covers(own, ret->selector, query->dmarc->domain);
	mark->valid_now = is_valid_at(own, query->clock);
	mark->valid_then =
	    is_valid_at(own, query->received_at >= 0 ? query->received_at : query->clock);
	chain_build_of(arena, &chain, certificates, &mark->chain);
}

/* False: waiting. */
static bool fetch_evidence(struct arena *arena, struct door *door,
			   const struct bimi_query *query, struct bimi_result *ret)
{
	struct certificates certificates;
	struct question question;

	if (ret->record.authority.n == 0)
		return true;
	ret->evidence = BIMI_EVIDENCE_UNASKED;
	if (!question_read(arena,
			   arena_concat(arena, STR("http GET "), ret->record.authority),
			   &question))
		return true;
	door_purpose(door, PURPOSE_BIMI_EVIDENCE);
	ret->evidence_answer = door_ask(door, &question);
	if (!ret->evidence_answer)
		return false;
	if (answer_is_unasked(ret->evidence_answer))
		return true;
	ret->evidence = BIMI_EVIDENCE_UNFETCHED;
	if (ret->evidence_answer->status != ANSWER_ANSWERED)
		return true;
	certificates_read(arena, body_of(ret->evidence_answer->bytes), &certificates);
	ret->evidence =
	    certificates.count ? BIMI_EVIDENCE_READ : BIMI_EVIDENCE_UNREADABLE;
	if (certificates.count)
		read_mark(arena, query, &certificates, ret);
	return true;
}

bool bimi_mark_fits(const struct bimi_mark *mark)
{
	return mark->certificate && mark->purpose && mark->certificate->logotype &&
	       mark->covers && mark->valid_then && mark->kind.n > 0;
}

bool bimi_check(struct arena *arena, struct door *door, const struct bimi_query *query,
		struct bimi_result *ret)
{
	const char *reason = why_not(query);

	*ret = (struct bimi_result){ .code = BIMI_NOT_ELIGIBLE, .reason = reason };
	if (reason)
		return true;
	choose_selector(arena, query, ret);
	door_purpose(door, PURPOSE_BIMI_RECORD);
	if (!find_record(arena, door, query, ret))
		return false;
	return ret->code != BIMI_FOUND || fetch_evidence(arena, door, query, ret);
}
