/* reputation/settle.c - what an answer means: listed, not listed, or no answer at all. */
#include "reputation/part.h"

#include "base/json_read.h"
#include "base/limits.h"
#include "door/exchange.h"
#include "reputation/silence.h"
#include "reputation/urlhaus.h"

#define N_(text) text

/* --- shared ---------------------------------------------------------------------------
 */

static void set(struct reputation_entry *entry, enum reputation_state state,
		const char *why)
{
	entry->state = state;
	entry->why = why;
	if (state != REPUTATION_LISTED)
		entry->hit_count = 0;
}

static struct reputation_hit *add_hit(struct reputation *reputation,
				      struct reputation_entry *entry)
{
	struct reputation_hit *hit;

	ARENA_GROW(reputation->arena, entry->hits, entry->hit_count, entry->hit_cap);
	hit = &entry->hits[entry->hit_count++];
	*hit = (struct reputation_hit){ 0 };
	return hit;
}

/* Did nobody answer? Then that is settled here. */
static bool settle_silence(struct arena *arena, struct reputation_entry *entry)
{
	const struct answer *answer = entry->answer;
	const char *why = silence_of(arena, answer);

	if (!why)
		return false;
	if (silence_is_unasked(answer))
		set(entry, REPUTATION_UNASKED, why);
	else if (answer->status == ANSWER_THROTTLED || answer->status == ANSWER_REFUSED)
		set(entry, REPUTATION_ERROR, why);
	else
		set(entry, REPUTATION_NO_ANSWER, why);
	return true;
}

/* --- codes ----------------------------------------------------------------------------
 */

/* One error among the codes, and nothing is believed: the list did not look. */
static void take_code(struct reputation *reputation, struct reputation_entry *entry,
		      const struct ip *ip)
{
	const struct list_code *codes[LIST_CODES];
	uint32_t n = blocklist_read(entry->list, ip, codes, LIST_CODES);

	for (uint32_t i = 0; i < n && entry->state != REPUTATION_ERROR; i++) {
		struct reputation_hit *hit;

		if (codes[i]->listing == LISTING_ERROR) {
			set(entry, REPUTATION_ERROR, codes[i]->meaning);
			return;
		}
		hit = add_hit(reputation, entry);
		hit->listing = codes[i]->listing;
		hit->meaning = codes[i]->meaning;
		hit->code = ip_text(reputation->arena, ip);
		entry->state = REPUTATION_LISTED;
	}
}

static void settle_dns(struct reputation *reputation, struct reputation_entry *entry)
{
	const struct dns_record **records;
	struct dns_packet packet;
	uint32_t count;
	struct err err;

	set(entry, REPUTATION_NOT_LISTED, NULL);
	if (entry->answer->status != ANSWER_ANSWERED)
		return;
	if (!dns_read(reputation->arena, entry->answer->bytes, &packet, &err) ||
	    packet.truncated ||
	    !dns_select(reputation->arena, &packet, DNS_A, &records, &count, NULL,
			NULL)) {
		set(entry, REPUTATION_NO_ANSWER, N_("the answer cannot be read"));
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct ip ip = fact_address(records[i]);

		if (entry->ttl == 0 || records[i]->ttl < entry->ttl)
			entry->ttl = records[i]->ttl;
		if (ip.kind != IP_NONE)
			take_code(reputation, entry, &ip);
	}
	if (entry->answer->dnssec == DNSSEC_BOGUS)
		set(entry, REPUTATION_NO_ANSWER,
		    N_("the answer fails validation (DNSSEC)"));
}

/* {"codes":["127.0.0.2"],"ttl":60}: the name that was asked holds the key, so the packet
 * stays where it came in. */
static void settle_codes(struct reputation *reputation, struct reputation_entry *entry)
{
	struct json_walk walk;
	struct str key, text;
	uint64_t ttl = 0;
	struct ip ip;

	set(entry, REPUTATION_NOT_LISTED, NULL);
	if (entry->answer->status != ANSWER_ANSWERED)
		return;
	json_walk_init(&walk, reputation->arena, entry->answer->bytes);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);)
		if (str_eq(key, STR("codes"))) {
			for (json_walk_open(&walk, '['); json_walk_item(&walk);)
				if (json_walk_text(&walk, &text) && ip_parse(text, &ip))
					take_code(reputation, entry, &ip);
		} else if (str_eq(key, STR("ttl"))) {
			json_walk_count(&walk, &ttl);
		} else {
			json_walk_skip(&walk);
		}
	entry->ttl = ttl < UINT32_MAX ? (uint32_t)ttl : 0;
	if (!json_walk_end(&walk))
		set(entry, REPUTATION_NO_ANSWER, N_("the answer cannot be read"));
}

/* --- Safe Browsing ---------------------------------------------------------------------
 */

/* Why an answer over HTTP is none; NULL: it is one. */
static const char *http_trouble(const struct exchange *exchange, bool *ret_refused)
{
	*ret_refused = true;
	switch (exchange->status) {
	case 200:
		break;
	case 429:
		return N_("the list was asked more often than it allows");
	case 400:
	case 401:
	case 403:
		return N_("the list does not accept the key");
	default:
		*ret_refused = false;
		return N_("the list could not be asked");
	}
	*ret_refused = false;
	if (exchange->verify.n && !str_starts(exchange->verify, STR("0 ")))
		return N_("whoever answered is not the list: its certificate does not "
			  "hold");
	return exchange->cut.n ? N_("the answer was cut") : NULL;
}

/* What the list said over HTTP. False: nothing that could be read; the entry says why. */
static bool said_over_http(struct reputation *reputation, struct reputation_entry *entry,
			   struct str *ret_body)
{
	struct exchange exchange;
	const char *trouble;
	bool refused;

	exchange_read(reputation->arena, entry->answer->bytes, &exchange);
	trouble = http_trouble(&exchange, &refused);
	*ret_body = exchange.body;
	if (trouble)
		set(entry, refused ? REPUTATION_ERROR : REPUTATION_NO_ANSWER, trouble);
	return !trouble;
}

static void take_threats(struct reputation *reputation, struct reputation_entry *entry,
			 const struct reputation_expression *expression, uint32_t threats)
{
	for (size_t i = 0; i < LIST_CODES && entry->list->codes[i].code; i++) {
		const struct list_code *code = &entry->list->codes[i];
		struct reputation_hit *hit;

		if (!(threats >> code->code & 1))
			continue;
		hit = add_hit(reputation, entry);
		hit->listing = code->listing;
		hit->meaning = code->meaning;
		hit->code = str_c(threat_name(code->code));
		hit->what = expression->text;
		entry->state = REPUTATION_LISTED;
	}
}

static void settle_hashes(struct reputation *reputation, struct reputation_entry *entry)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];
	struct full_hashes hashes;
	struct str body;

	if (!said_over_http(reputation, entry, &body))
		return;
	if (!hashes_read(reputation->arena, body, &hashes)) {
		set(entry, REPUTATION_NO_ANSWER, N_("the answer cannot be read"));
		return;
	}
	set(entry, REPUTATION_NOT_LISTED, NULL);
	entry->ttl = hashes.cache_seconds;
	for (uint32_t i = 0; i < subject->expression_count; i++)
		take_threats(reputation, entry, &subject->expressions[i],
			     hashes_threats(&hashes, subject->expressions[i].hash));
}

/* --- URLhaus ---------------------------------------------------------------------------
 */

static void take_urlhaus(struct reputation *reputation, struct reputation_entry *entry,
			 const struct urlhaus *said)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];
	bool page = subject->kind == REPUTATION_URL;
	struct reputation_hit *hit = add_hit(reputation, entry);
	const struct list_code *code = &entry->list->codes[page ? 0 : 1];

	entry->state = REPUTATION_LISTED;
	hit->listing = code->listing;
	hit->meaning = code->meaning;
	hit->what = subject->text;
	hit->date = said->date;
	if (!page)
		hit->code = arena_printf(reputation->arena, "%llu",
					 (unsigned long long)said->urls);
	else
		hit->code = said->now.n
				? arena_printf(reputation->arena, "%.*s, %.*s",
					       STR_ARG(said->threat), STR_ARG(said->now))
				: said->threat;
}

static void settle_post(struct reputation *reputation, struct reputation_entry *entry)
{
	struct urlhaus said;
	struct str body;

	if (!said_over_http(reputation, entry, &body))
		return;
	if (!urlhaus_read(reputation->arena, body, &said))
		set(entry, REPUTATION_NO_ANSWER, N_("the answer cannot be read"));
	else if (said.state == URLHAUS_REFUSED)
		set(entry, REPUTATION_ERROR, N_("the list refuses to answer"));
	else if (said.state == URLHAUS_NONE)
		set(entry, REPUTATION_NOT_LISTED, NULL);
	else
		take_urlhaus(reputation, entry, &said);
}

/* --- copies ----------------------------------------------------------------------------
 */

/* What a whole host that strangers share has on it, and a query alone, are told; they do
 * not make this page a listed one. */
static void settle_copy(struct reputation *reputation, struct reputation_entry *entry)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];
	struct copy_answer copy;

	set(entry, REPUTATION_NOT_LISTED, NULL);
	if (entry->answer->status != ANSWER_ANSWERED)
		return;
	if (!copy_read(reputation->arena, entry->answer->bytes, &copy)) {
		set(entry, REPUTATION_NO_ANSWER, N_("the answer cannot be read"));
		return;
	}
	entry->as_of = copy.as_of;
	memcpy(entry->found, copy.found, sizeof entry->found);
	for (uint32_t i = 0; i < copy.count; i++) {
		const struct copy_match *match = &copy.matches[i];
		struct reputation_hit *hit;

		if (match->by == COPY_BY_HOST && subject->shared)
			continue;
		hit = add_hit(reputation, entry);
		hit->listing = match->by == COPY_BY_URL ? LISTING_BAD : LISTING_WEAK;
		hit->code = str_c(copy_by_name(match->by));
		hit->by = match->by;
		hit->what = match->url;
		hit->date = match->date;
		hit->text = match->text;
		if (match->by != COPY_BY_QUERY)
			entry->state = REPUTATION_LISTED;
	}
}

void settle_entry(struct reputation *reputation, struct reputation_entry *entry)
{
	if (settle_silence(reputation->arena, entry))
		return;
	switch (entry->list->means) {
	case LIST_BY_DNS:
		settle_dns(reputation, entry);
		break;
	case LIST_BY_KEYED_DNS:
		settle_codes(reputation, entry);
		break;
	case LIST_BY_PREFIX:
		settle_hashes(reputation, entry);
		break;
	case LIST_BY_COPY:
		settle_copy(reputation, entry);
		break;
	case LIST_BY_POST:
		settle_post(reputation, entry);
		break;
	case LIST_BY_LOGS: /* takes no subject: past/past.h asks it */
		break;
	}
}
