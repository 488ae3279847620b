/* visit/visit_fuzz.c - a message with links, then what the sites say to each question:
 * the input is cut at the first NUL, the rest at each 0xff. */
#include "visit/visit.h"

#include "base/limits.h"
#include "record/tables_rows.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "domains.txt",
	  TABLE_HEAD "s.test\tshortener\tShort\n.p.test\tuser-content\tPages\n" },
	{ "visits.txt",
	  TABLE_HEAD "never\turl\tunsub\tr\nparked\ttext\tfor sale\tr\n"
		     "blocked\tfield\tx-block\tr\nnavigation\ttext\ttop\tr\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

/* Addresses for names; for anything else the next piece of the input. */
static void answer(struct arena *arena, struct door *door, struct str *rest,
		   const struct question *question)
{
	struct answer answer = { .question = question->text };
	struct str piece = str_until(*rest, '\xff');
	struct str address = STR("192.0.2.1");
	struct err err;

	if (question->kind == QUESTION_DNS) {
		if (question->dns_type != DNS_A ||
		    !dns_write_response(arena, question->name, DNS_A, NULL, 0, &address,
					1, 60, 0, &answer.bytes, &err))
			answer.status = ANSWER_NO_DATA;
		door_put(door, &answer);
		return;
	}
	*rest = str_skip(*rest, piece.n + 1);
	if (piece.n && (uint8_t)piece.p[0] < ANSWER_STATUSES)
		answer.status = (enum answer_status)piece.p[0];
	answer.bytes = piece;
	door_put(door, &answer);
}

static void judge(const struct visits *visits)
{
	uint32_t requests = 0;

	assert(visits->count <= LIMIT_VISIT_SITES);
	for (uint32_t i = 0; i < visits->count; i++) {
		const struct visit *visit = &visits->items[i];

		assert(visit->done && visit->state != VISIT_WAITING);
		assert(visit->hop_count <= LIMIT_VISIT_HOPS);
		assert(visit->state != VISIT_GONE || !visit->altered);
		requests += visit->requests;
		for (uint32_t k = 0; k < visit->hop_count; k++)
			assert(visit->hops[k].handshake <= visit->handshake_count &&
			       url_is_http(&visit->hops[k].url));
	}
	assert(requests <= LIMIT_VISIT_REQUESTS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct path_override none;
	struct str own = STR("mine.example"), recipient = STR("taro.yamada@mine.example");
	struct site site = { .given = true, .own_domains = { &own, 1, 1 } };
	struct arena *arena = arena_new(LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * size);
	struct str input = str_make((const char *)data, size);
	struct str mail = str_until(input, '\0'), rest = str_skip(input, mail.n + 1);
	struct door_options options = { .contact = CONTACT_VISIT };
	struct door *door;
	struct message *message = message_parse(arena, mail, NULL);
	struct token_needles needles;
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct survey_query seen = { .ids = &ids,
				     .path = &path,
				     .links = &links,
				     .claims = &claims,
				     .site = &site,
				     .tables = tables(),
				     .salt = STR("salt") };
	struct visits_query query = { .links = &links,
				      .tables = tables(),
				      .site = &site,
				      .needles = &needles,
				      .salt = STR("salt") };
	struct visits *visits;
	struct question question;

	token_needles(arena, &recipient, 1, tables(), &needles);
	options.secrets = &needles;
	door = door_new(arena, &options);
	path_build(arena, message, &site, &none, &path);
	identity_collect(arena, message, &path, &site, tables(), &none, &ids);
	brand_claims(arena, message, &ids, &site, tables(), &claims);
	links_gather(arena, message, &ids, &site, tables(), &links);
	query.survey = survey_begin(arena, door, &seen);
	visits = visits_begin(arena, door, &query);
	for (uint32_t round = 0; !visits_round(visits); round++) {
		assert(round < 4 * LIMIT_VISIT_HOPS);
		while (door_next_question(door, &question)) {
			assert(!token_in_text(arena, &needles, question.text));
			answer(arena, door, &rest, &question);
		}
		door_begin_round(door);
	}
	judge(visits);
	arena_free(arena);
	return 0;
}
