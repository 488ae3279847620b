/* bench/mails.h - what both parsing programs share: mails held in memory, CPU time.
 *
 * Header only, without anything of mekiki, so that the peer's program is linked
 * with nothing of ours. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

struct mail {
	char *p;
	size_t n;
};

static inline struct mail mail_read(const char *name)
{
	struct mail mail = { NULL, 0 };
	FILE *file = fopen(name, "rb");
	long size;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(name);
		exit(2);
	}
	rewind(file);
	mail.n = (size_t)size;
	mail.p = malloc(mail.n + 1);
	if (!mail.p || fread(mail.p, 1, mail.n, file) != mail.n) {
		perror(name);
		exit(2);
	}
	fclose(file);
	return mail;
}

static inline double cpu_seconds(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static inline long peak_kib(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* One line that bench/run.py reads. */
static inline void mail_result(double seconds, unsigned long long decoded)
{
	printf("{\"seconds\": %.6f, \"decoded\": %llu, \"peak_kib\": %ld}\n", seconds,
	       decoded, peak_kib());
	fflush(stdout);
}
