/* record/dns_fuzz.c - any bytes as a packet; what is read is written again and is read
 * the same. */
#include "record/dns.h"

#include <stdlib.h>

static void check_same(struct arena *arena, const struct dns_record *record)
{
	struct str text = dns_record_text(arena, record), packet;
	struct dns_packet again;
	struct err err;

	if (!dns_write_response(arena, record->owner, record->type, NULL, 0, &text, 1, 60,
				0, &packet, &err) ||
	    !dns_read(arena, packet, &again, &err) || again.answer_count != 1 ||
	    !str_eq(again.answers[0].owner, record->owner) ||
	    !str_eq(again.answers[0].data, record->data) ||
	    !str_eq(dns_record_text(arena, &again.answers[0]), text))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(512u << 20);
	const struct dns_record **found;
	struct dns_packet packet;
	struct err err;
	uint32_t n;

	if (dns_read(arena, str_make((const char *)data, size), &packet, &err)) {
		/* Of very many, the first will do. */
		for (uint32_t i = 0; i < packet.answer_count && i < 64; i++)
			if (packet.answers[i].type != DNS_OPT)
				check_same(arena, &packet.answers[i]);
		dns_select(arena, &packet, packet.question_type, &found, &n, NULL, NULL);
	}
	arena_free(arena);
	return 0;
}
