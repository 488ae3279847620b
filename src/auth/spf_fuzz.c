/* auth/spf_fuzz.c - a record, then what its questions find: the parts of the input are
 * the record, the text of every other TXT, the sender. */
#include "auth/spf.h"
#include "auth/spf_macro.h"
#include "auth/spf_record.h"
#include "base/limits.h"
#include "record/dns.h"

#include <stdlib.h>

struct outside {
	struct str record, text;
	bool first;
};

/* Text as data of a TXT record, whatever bytes it has. */
static struct str quoted(struct arena *arena, struct str s)
{
	struct dns_record record = { .type = DNS_TXT, .strings = &s, .string_count = 1 };

	return dns_record_text(arena, &record);
}

static void answer(struct arena *arena, struct door *door, struct outside *outside,
		   const struct question *question)
{
	struct answer answer = { .question = question->text };
	struct str data = STR("192.0.2.1");
	struct err err;

	if (question->dns_type == DNS_TXT) {
		data = quoted(arena, outside->first ? outside->record : outside->text);
		outside->first = false;
	} else if (question->dns_type == DNS_MX) {
		data = STR("10 mx.example");
	} else if (question->dns_type == DNS_PTR) {
		data = STR("host.example");
	} else if (question->dns_type == DNS_AAAA) {
		data = STR("2001:db8::1");
	}
	if (!dns_write_response(arena, question->name, question->dns_type, NULL, 0, &data,
				1, 60, 0, &answer.bytes, &err))
		answer.status = ANSWER_FAILED;
	door_put(door, &answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(512u << 20);
	struct str rest = str_make((const char *)data, size), from = STR("");
	struct outside outside = { .text = STR(""), .first = true };
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct door *door = door_new(arena, &options);
	struct spf_query query = { .helo = STR("helo.example") };
	struct spf_result result;
	struct question question;
	unsigned rounds = 0;

	str_split(&rest, '\n', &outside.record);
	if (rest.p && str_split(&rest, '\n', &outside.text))
		from = rest;
	outside.record = str_sub(outside.record, 0, 60000);
	outside.text = str_sub(outside.text, 0, 60000);
	query.mail_from = from.n ? str_sub(from, 0, 1024) : STR("ann@example.com");
	ip_parse(size % 2 ? STR("192.0.2.1") : STR("2001:db8::1"), &query.ip);
	do {
		door_begin_round(door);
		while (door_next_question(door, &question))
			answer(arena, door, &outside, &question);
		/* Each record may send for one more; ten terms may ask. */
		if (++rounds > 64)
			abort();
	} while (!spf_check(arena, door, &query, &result));
	if (result.terms_used > LIMIT_SPF_TERMS_ASKING + 1 ||
	    (result.code == SPF_PERMERROR && !result.problem))
		abort();
	arena_free(arena);
	return 0;
}
