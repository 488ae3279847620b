/* reputation/reputation.c - asking. See reputation.h. */
#include "reputation/part.h"

#include "base/limits.h"
#include "door/reach.h"

#include <stdlib.h>

#define N_(text) text

/* --- questions ------------------------------------------------------------------------
 */

/* "7.2.0.192.zen.spamhaus.org" (RFC 5782, 2.1 and 2.4) */
static struct str address_name(struct arena *arena, const struct ip *ip, const char *zone)
{
	static const char digits[] = "0123456789abcdef";
	char nibbles[64];

	if (ip->kind == IP_V4)
		return arena_printf(arena, "%u.%u.%u.%u.%s", ip->bytes[3], ip->bytes[2],
				    ip->bytes[1], ip->bytes[0], zone);
	for (size_t i = 0; i < 16; i++) {
		uint8_t byte = ip->bytes[15 - i];

		nibbles[4 * i] = digits[byte & 15];
		nibbles[4 * i + 2] = digits[byte >> 4];
		nibbles[4 * i + 1] = nibbles[4 * i + 3] = '.';
	}
	return arena_printf(arena, "%.64s%s", nibbles, zone);
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, 4);
}

/* "0a1b2c3d,4e5f6071": in order and each once, so that equal pages are equal questions
 * and nobody learns which of them is the whole address. */
static struct str prefixes_of(struct arena *arena,
			      const struct reputation_subject *subject)
{
	uint8_t prefixes[CANONICAL_EXPRESSIONS][4];
	struct str text = STR("");
	uint32_t n = subject->expression_count;

	for (uint32_t i = 0; i < n; i++)
		memcpy(prefixes[i], subject->expressions[i].hash, 4);
	qsort(prefixes, n, sizeof *prefixes, by_bytes);
	for (uint32_t i = 0; i < n; i++)
		if (i == 0 || memcmp(prefixes[i], prefixes[i - 1], 4) != 0)
			text =
			    arena_printf(arena, "%.*s%s%02x%02x%02x%02x", STR_ARG(text),
					 i ? "," : "", prefixes[i][0], prefixes[i][1],
					 prefixes[i][2], prefixes[i][3]);
	return text;
}

/* False: there is nothing that could be asked. */
static bool make_question(struct reputation *reputation,
			  const struct reputation_entry *entry, struct question *ret)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];
	struct arena *arena = reputation->arena;
	struct str id = str_c(entry->list->id);

	switch (entry->list->means) {
	case LIST_BY_DNS:
		return question_dns(
		    arena, DNS_A,
		    subject->kind == REPUTATION_ADDRESS
			? address_name(arena, &subject->ip, entry->list->id)
			: arena_printf(arena, "%.*s.%s", STR_ARG(subject->text),
				       entry->list->id),
		    ret);
	case LIST_BY_KEYED_DNS:
		return question_list(arena, id, subject->text, ret);
	case LIST_BY_PREFIX:
		return question_list(arena, id, prefixes_of(arena, subject), ret);
	case LIST_BY_POST:
		return question_list(
		    arena, id,
		    subject->kind == REPUTATION_URL ? subject->key : subject->text, ret);
	default:
		return question_list(arena, id, subject->key, ret);
	}
}

/* Whom a whole URL is told may not learn of whom it was made for. */
static bool is_withheld(const struct reputation *reputation,
			const struct reputation_entry *entry)
{
	const struct reputation_subject *subject = &reputation->subjects[entry->subject];

	return entry->list->means == LIST_BY_POST && subject->kind == REPUTATION_URL &&
	       subject->personal;
}

static const enum purpose purposes[REPUTATION_KINDS] = {
	[REPUTATION_ADDRESS] = PURPOSE_LIST_ADDRESS,
	[REPUTATION_DOMAIN] = PURPOSE_LIST_DOMAIN,
	[REPUTATION_URL] = PURPOSE_LIST_URL,
};

static void leave(struct reputation_entry *entry, const char *why)
{
	entry->state = REPUTATION_UNASKED;
	entry->why = why;
}

/* False: waiting. */
static bool ask(struct reputation *reputation, struct reputation_entry *entry)
{
	const struct answer *answer;
	struct question question;
	bool reached = true;

	if (entry->answer || entry->why)
		return true;
	if (entry->state != REPUTATION_WAITING &&
	    reputation->asked >= LIMIT_LIST_QUESTIONS) {
		reputation->over++;
		leave(entry, N_("the message asks for too much"));
		return true;
	}
	if (is_withheld(reputation, entry)) {
		leave(entry, N_("the link may hold a value made for one recipient, and "
				"the list would be told all of it"));
		return true;
	}
	if (!make_question(reputation, entry, &question)) {
		leave(entry, N_("nothing is left to ask about that does not carry the "
				"recipient"));
		return true;
	}
	if (entry->state != REPUTATION_WAITING)
		reputation->asked++;
	entry->state = REPUTATION_WAITING;
	if (entry->list->host)
		reached = door_reach(reputation->door, str_c(entry->list->host));
	door_purpose(reputation->door,
		     purposes[reputation->subjects[entry->subject].kind]);
	answer = door_ask(reputation->door, &question);
	if (!answer || !reached)
		return false;
	entry->answer = answer;
	settle_entry(reputation, entry);
	return true;
}

static bool ask_all(struct reputation *reputation)
{
	bool done = true;

	for (uint32_t i = 0; i < reputation->entry_count; i++)
		done &= ask(reputation, &reputation->entries[i]);
	return done;
}

/* --- rounds ---------------------------------------------------------------------------
 */

struct reputation *reputation_begin(struct arena *arena, struct door *door,
				    const struct reputation_query *query)
{
	struct reputation *reputation;

	if (!door || !query->survey || query->site->list_count == 0)
		return NULL;
	reputation = arena_new_of(arena, struct reputation);
	reputation->arena = arena;
	reputation->door = door;
	reputation->query = *query;
	return reputation;
}

bool reputation_round(struct reputation *reputation)
{
	bool done;

	if (!reputation || reputation->done)
		return true;
	if (!reputation->early)
		subjects_of_message(reputation);
	reputation->early = true;
	done = ask_all(reputation);
	if (!done || !reputation->query.survey->done)
		return false;
	if (!reputation->late)
		subjects_of_survey(reputation);
	reputation->late = true;
	reputation->done = ask_all(reputation);
	return reputation->done;
}

void reputation_led_to(struct reputation *reputation, uint32_t link, struct str href,
		       const struct host *host)
{
	if (!reputation)
		return;
	if (subjects_are_urls(reputation->query.site) &&
	    !site_is_own_domain(reputation->query.site, host->ascii) &&
	    !brand_of_domain(reputation->query.tables, host->ascii))
		subject_of_url(reputation, 1u << SEEN_LED, link, href, host->ascii);
	reputation->late = reputation->done = false;
}

/* --- names in JSON --------------------------------------------------------------------
 */

const char *reputation_kind_name(enum reputation_kind kind)
{
	static const char *const names[REPUTATION_KINDS] = {
		[REPUTATION_ADDRESS] = "address",
		[REPUTATION_DOMAIN] = "domain",
		[REPUTATION_URL] = "url",
	};

	return names[kind];
}

const char *reputation_state_name(enum reputation_state state)
{
	static const char *const names[REPUTATION_STATES] = {
		[REPUTATION_UNASKED] = "not-asked",
		[REPUTATION_WAITING] = "not-asked",
		[REPUTATION_NO_ANSWER] = "no-answer",
		[REPUTATION_ERROR] = "error",
		[REPUTATION_NOT_LISTED] = "not-listed",
		[REPUTATION_LISTED] = "listed",
	};

	return names[state];
}
