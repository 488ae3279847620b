/* maillog/gather_fuzz.c - a file of any bytes, looked through for a few texts; and the
 * answer, whatever it is, read into sessions. */
#include "maillog/gather.h"

#include "maillog/sessions.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void build(struct str bytes, struct log_keys *keys)
{
	struct arena *arena = arena_new(0);
	const struct log_when when = { .arrived = 1672577551, .clock = 1672577551 };
	const struct log_own own = { .keys = keys, .envelope_from = STR("a@b.example") };
	struct log_sessions sessions = { 0 };
	struct log_answer answer;

	log_answer_read(arena, bytes, &answer);
	log_sessions_build(arena, &answer, &when, &own, &sessions);
	for (uint32_t i = 0; i < sessions.count; i++)
		if (sessions.sessions[i].line_count == 0 ||
		    sessions.sessions[i].n != i + 1)
			abort();
	arena_free(arena);
}

static void tell(void *arg, uint64_t ticket, struct str question, struct str bytes)
{
	(void)ticket;
	(void)question;
	build(bytes, arg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str question =
	    STR("log id=4A1B2C3D message-id=1@b.example client=192.0.2.7 "
		"helo=a.example network=192.0.2.0/24");
	struct gather *gather = gather_new();
	struct arena *arena = arena_new(0);
	int fd = memfd_create("log", 0);
	struct log_keys keys;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size ||
	    !log_keys_read(arena, question, &keys))
		abort();
	gather_want(gather, 1, question);
	gather_file(gather, fd, STR("mail.log"));
	gather_tell(gather, tell, &keys);
	build(str_make((const char *)data, size), &keys);
	close(fd);
	gather_free(gather);
	arena_free(arena);
	return 0;
}
