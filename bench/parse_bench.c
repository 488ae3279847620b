/* bench/parse_bench.c - our parser alone on the same mails: parse-bench ROUNDS FILE...
 *
 * Everything that message_parse() does is in it: all readings, every part decoded,
 * texts as UTF-8. One line of JSON a round. */
#include "bench/mails.h"
#include "mail/message.h"

static unsigned long long decoded_bytes(const struct message *message)
{
	unsigned long long sum = message->subject.text.n;

	for (uint32_t i = 0; i < message->part_count; i++)
		if (message->parts[i]->kind == PART_LEAF)
			sum += message->parts[i]->bytes.n;
	return sum;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;

	int rounds = atoi(argv[1]), count = argc - 2;
	struct mail *mails = calloc((size_t)count, sizeof *mails);
	struct arena *arena = arena_new(0);

	charset_warm();
	for (int i = 0; i < count; i++)
		mails[i] = mail_read(argv[2 + i]);
	for (int round = 0; round < rounds; round++) {
		double start = cpu_seconds();
		unsigned long long decoded = 0;

		for (int i = 0; i < count; i++) {
			struct message_options options = { 0 };
			struct str bytes = str_make(mails[i].p, mails[i].n);

			decoded += decoded_bytes(message_parse(arena, bytes, &options));
			arena_reset(arena, 0);
		}
		mail_result(cpu_seconds() - start, decoded);
	}
	arena_free(arena);
	return 0;
}
