/* survey/survey_fuzz.c - a message, then what its questions find: the input is cut at the
 * first NUL. */
#include "survey/survey.h"

#include "base/limits.h"
#include "record/tables_rows.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "domains.txt", TABLE_HEAD ".p.example\tuser-content\tPages\n" },
	{ "networks.txt",
	  TABLE_HEAD "n\tN\tcdn\tcname:c.example ns:ns*.example mx:m.example "
		     "ptr:h.example net:192.0.2.0/28\twhy\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

/* Names and addresses from the rest of the input, a packet of its own now and then. */
static void answer(struct arena *arena, struct door *door, struct str *rest,
		   const struct question *question)
{
	static const struct str data[] = {
		STR("192.0.2.1"),
		STR("2001:db8::1"),
		STR("host.h.example"),
		STR("10 m.example"),
		STR("ns1.c.example"),
		STR("\"v=spf1 ip4:192.0.2.1 -all\""),
		STR("0 issue \"ca.example\""),
		STR("n.example h.example 1 2 3 4 5"),
	};
	unsigned char how = rest->n ? (unsigned char)rest->p[0] : 0;
	struct answer answer = { .question = question->text };
	struct err err;

	*rest = str_skip(*rest, 1);
	answer.status = how % ANSWER_STATUSES;
	answer.dnssec = how / 16 % DNSSEC_STATES;
	if (answer.status == ANSWER_ANSWERED &&
	    !dns_write_response(arena, question->name, question->dns_type, NULL, 0,
				&data[how / 9 % COUNT(data)], 1, 60, 0, &answer.bytes,
				&err))
		answer.bytes = *rest;
	door_put(door, &answer);
}

static void judge(const struct survey *survey)
{
	assert(survey->done && survey->domain_count <= LIMIT_SURVEY_DOMAINS &&
	       survey->asked <= LIMIT_SURVEY_QUESTIONS &&
	       survey->address_count <= LIMIT_SURVEY_ADDRESSES);
	for (uint32_t i = 0; i < survey->host_count; i++) {
		const struct survey_host *host = &survey->hosts[i];

		assert(host->domain < survey->domain_count && host->roles);
		assert(host->a.state != FACT_WAITING);
		assert(!host->withheld || host->probe.n);
		assert(host->a.state != FACT_FOUND || host->a.count);
	}
	for (uint32_t i = 0; i < survey->address_count; i++)
		for (uint32_t k = 0; k < survey->addresses[i].name_count; k++)
			assert(survey->addresses[i].names[k].leads != LEADS_WAITING);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct path_override none;
	struct str own = STR("mine.example");
	struct site site = { .given = true, .own_domains = { &own, 1, 1 } };
	struct arena *arena = arena_new(LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * size);
	struct str input = str_make((const char *)data, size);
	struct str mail = str_until(input, '\0'), rest = str_skip(input, mail.n + 1);
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct door *door = door_new(arena, &options);
	struct message *message = message_parse(arena, mail, NULL);
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct survey_query query = { .ids = &ids,
				      .path = &path,
				      .links = &links,
				      .claims = &claims,
				      .site = &site,
				      .tables = tables(),
				      .salt = STR("salt") };
	struct survey *survey;
	struct question question;

	path_build(arena, message, &site, &none, &path);
	identity_collect(arena, message, &path, &site, tables(), &none, &ids);
	brand_claims(arena, message, &ids, &site, tables(), &claims);
	links_gather(arena, message, &ids, &site, tables(), &links);
	survey = survey_begin(arena, door, &query);
	for (int round = 0; !survey_round(survey); round++) {
		assert(round < 4);
		while (door_next_question(door, &question))
			answer(arena, door, &rest, &question);
		door_begin_round(door);
	}
	judge(survey);
	arena_free(arena);
	return 0;
}
