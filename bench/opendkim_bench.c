/* bench/opendkim_bench.c - libopendkim on the same mails: opendkim-bench ROUNDS RECORD
 * FILE...
 *
 * Fields and body are handed over as a milter would; the key is there at once. One line
 * of JSON a round; "decoded" counts passes. */
#include "bench/mails.h"

#include <stdbool.h>
#include <string.h>
#include <sys/types.h>

#include <opendkim/dkim.h>

static const char *record;

static DKIM_CBSTAT give_key(DKIM *dkim, DKIM_SIGINFO *signature, unsigned char *out,
			    size_t size)
{
	(void)dkim, (void)signature;
	snprintf((char *)out, size, "%s", record);
	return DKIM_CBSTAT_CONTINUE;
}

/* A field ends where a line follows that is no fold. */
static size_t field_length(const char *p, size_t n)
{
	for (size_t i = 0; i + 2 < n; i++)
		if (p[i] == '\r' && p[i + 1] == '\n' && p[i + 2] != ' ' &&
		    p[i + 2] != '\t')
			return i;
	return n;
}

static bool verify(DKIM_LIB *lib, const struct mail *mail)
{
	DKIM_STAT status;
	DKIM *dkim = dkim_verify(lib, (const unsigned char *)"bench", NULL, &status);
	const char *p = mail->p;
	size_t left = mail->n;
	bool good;

	while (left > 2 && !(p[0] == '\r' && p[1] == '\n')) {
		size_t n = field_length(p, left);

		dkim_header(dkim, (unsigned char *)p, n);
		p += n + 2;
		left -= n + 2;
	}
	status = dkim_eoh(dkim);
	if (status == DKIM_STAT_OK) {
		dkim_body(dkim, (unsigned char *)p + 2, left - 2);
		status = dkim_eom(dkim, NULL);
	}
	good = status == DKIM_STAT_OK;
	dkim_free(dkim);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;

	int rounds = atoi(argv[1]), count = argc - 3;
	struct mail *mails = calloc((size_t)count, sizeof *mails);
	DKIM_LIB *lib = dkim_init(NULL, NULL);

	record = argv[2];
	dkim_set_key_lookup(lib, give_key);
	for (int i = 0; i < count; i++)
		mails[i] = mail_read(argv[3 + i]);
	for (int round = 0; round < rounds; round++) {
		double start = cpu_seconds();
		unsigned long long passes = 0;

		for (int i = 0; i < count; i++)
			passes += verify(lib, &mails[i]);
		mail_result(cpu_seconds() - start, passes);
	}
	return 0;
}
