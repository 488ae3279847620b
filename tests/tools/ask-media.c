/* tests/tools/ask-media.c - things to the decoders, their answers as JSON lines.
 *
 * ask-media DIRECTORY KIND FILE...
 *
 * DIRECTORY is where mekiki-media lies. KIND is a word of record/media.h; of "image-pair"
 * two files make one thing. A line for each, in their order:
 * {"file":…,"status":…,"reason":…,"ms":…,"media":{…}}. The carrier of the command asks.
 */
#include "base/digest.h"
#include "base/json.h"
#include "process/carrier.h"
#include "record/media.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

static struct str read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	static char bytes[65536];
	struct buf all;
	size_t n;

	if (!file) {
		fprintf(stderr, "ask-media: %s cannot be read\n", path);
		exit(2);
	}
	buf_init(&all, 0);
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		buf_add(&all, str_make(bytes, n));
	fclose(file);
	return buf_peek(&all);
}

static void print(const char *path, const struct told *told)
{
	struct json json;
	struct buf out;

	buf_init(&out, 0);
	json_init(&json, &out);
	json_object(&json);
	json_key_c(&json, "file", path);
	json_key_c(&json, "status", answer_status_name((enum answer_status)told->status));
	json_key_str(&json, "reason", told->reason);
	json_key(&json, "ms");
	json_double(&json, (double)told->duration_us / 1000, 1);
	json_key(&json, "media");
	if (told->bytes.n)
		json_made(&json, told->bytes);
	else
		json_null(&json);
	json_object_end(&json);
	buf_add_char(&out, '\n');
	fwrite(out.p, 1, out.n, stdout);
	fflush(stdout);
	buf_fini(&out);
}

static const struct told *wait_for(struct carrier *carrier)
{
	const struct told *told;
	struct waits *who;

	carrier_work(carrier, NULL);
	while (!(told = carrier_next(carrier, &who))) {
		struct pollfd fds[CARRIER_FDS];

		carrier_poll(carrier, fds);
		poll(fds, CARRIER_FDS, 200);
		carrier_work(carrier, fds);
	}
	return told;
}

static void ask(struct carrier *carrier, const char *kind, const char *path,
		struct str payload)
{
	struct waits waits = { 0 };
	const struct told *told;
	char sha256[65], question[128];

	digest_sha256(payload, sha256);
	snprintf(question, sizeof question, "media %s %s", sha256, kind);
	told = carrier_ask(carrier, &waits, str_c(question), payload);
	print(path, told ? told : wait_for(carrier));
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(0);
	struct carrier *carrier;
	bool pair;

	if (argc < 4)
		return 2;
	carrier = carrier_new(argv[1], NULL, NULL);
	pair = media_kind_find(str_c(argv[2])) == MEDIA_PAIR;
	for (int i = 3; i < argc; i++) {
		struct str payload = read_file(argv[i]);

		if (pair && i + 1 < argc)
			payload = media_pair(arena, payload, read_file(argv[++i]));
		ask(carrier, argv[2], argv[i], payload);
	}
	carrier_free(carrier);
	return 0;
}
