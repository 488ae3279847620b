/* auth/dkim_fuzz.c - a message, with keys that are always there. */
#include "auth/arc.h"
#include "auth/dkim.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char zone[] =
    "{\"default\":\"no-such-name\",\"answers\":["
    "{\"question\":\"dns TXT brisbane._domainkey.football.example.com\","
    "\"status\":\"answered\",\"data\":[\"\\\"v=DKIM1; k=ed25519; "
    "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\\\"\"]},"
    "{\"question\":\"dns TXT x._domainkey.a.example\",\"status\":\"answered\","
    "\"data\":[\"\\\"t=y:s; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAP"
    "//////////////////////////////////////////////////"
    "//////////////////////////////////8CAwEAAQ==\\\"\"]},"
    "{\"question\":\"dns TXT w._domainkey.a.example\",\"status\":\"timeout\"}]}";

static const struct answers *answers(void)
{
	static struct answers *read;
	static struct arena *arena;
	struct err err;

	if (!arena) {
		arena = arena_new(0);
		if (!answers_read(arena, str_c(zone), &read, &err))
			abort();
	}
	return read;
}

static void judge(const struct dkim_signature *got, const struct message *message)
{
	assert(got->unsigned_offset <= message->raw.n);
	assert(got->signed_length <= got->body_length);
	if (got->code == DKIM_PASS)
		assert(got->body_hash == DKIM_PART_GOOD &&
		       got->signature == DKIM_PART_GOOD);
	else
		assert(got->reason);
	for (uint32_t i = 0; i < got->open_count; i++)
		assert(got->open[i].covered < got->open[i].present && got->open[i].field);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(0);
	struct message *message =
	    message_parse(arena, str_make((const char *)data, size), NULL);
	struct door_options options = { .contact = CONTACT_LOOKUP, .answers = answers() };
	struct door *door = door_new(arena, &options);
	struct dkim_results dkim;
	struct arc_results arc;

	if (!dkim_verify(arena, door, message, 1700000000, 1800000000, &dkim) ||
	    !arc_verify(arena, door, message, 1800000000, &arc))
		abort();
	for (uint32_t i = 0; i < dkim.count; i++)
		judge(&dkim.items[i], message);
	assert(arc.code == ARC_PASS || arc.code == ARC_NONE || arc.reason);
	arena_free(arena);
	return 0;
}
