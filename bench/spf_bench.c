/* bench/spf_bench.c - evaluations of SPF with a warm cache: spf-bench ROUNDS ANSWERS FILE
 *
 * FILE has a line for each: client, HELO, sender. As in a worker of `mekiki spf`, all ask
 * at one door; from the second round on it knows every answer. The trace is made, and not
 * printed. One line of JSON a round; "decoded" counts passes. */
#include "bench/mails.h"

#include "auth/spf.h"
#include "base/limits.h"

static bool passes(struct arena *arena, struct door *door, struct str line)
{
	struct spf_query query = { .scope = SPF_MAILFROM, .clock = 1700000000 };
	struct spf_result result;
	struct str client = str_take_word(&line);

	query.helo = str_take_word(&line);
	query.mail_from = str_take_word(&line);
	return ip_parse(client, &query.ip) && spf_check(arena, door, &query, &result) &&
	       result.code == SPF_PASS;
}

static struct str read_all(const char *name)
{
	struct mail mail = mail_read(name);

	return str_make(mail.p, mail.n);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;

	int rounds = atoi(argv[1]);
	struct arena *lasting = arena_new(0), *arena = arena_new(0);
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct answers *answers;
	struct door *door;
	struct err err;

	if (!answers_read(lasting, read_all(argv[2]), &answers, &err)) {
		fprintf(stderr, "%s\n", err.what);
		return 2;
	}
	options.answers = answers;
	door = door_new(lasting, &options);
	for (int round = 0; round < rounds; round++) {
		struct str rest = read_all(argv[3]), line;
		double start = cpu_seconds();
		unsigned long long count = 0;

		for (uint32_t i = 0; str_split(&rest, '\n', &line) && line.n; i++) {
			door_begin_asker(door, i);
			count += passes(arena, door, line);
			arena_reset(arena, 0);
		}
		mail_result(cpu_seconds() - start, count);
	}
	return 0;
}
