/* tests/tools/html-parts.c - the HTML parts of a mail as UTF-8, a JSON string a line:
 * html-parts MAIL. Only script/conformance runs it. */
#include "bench/mails.h"
#include "base/json.h"
#include "mail/message.h"

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(0);
	struct message_options options = { 0 };
	const struct message *message;
	struct mail mail;

	if (argc != 2)
		return 2;
	charset_warm();
	mail = mail_read(argv[1]);
	message = message_parse(arena, str_make(mail.p, mail.n), &options);
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];
		struct buf out;
		struct json json;

		if (part->kind != PART_LEAF || part->text.n == 0 || part->reading != 0 ||
		    !str_eq(part->content_type.value, STR("text/html")))
			continue;
		buf_init(&out, 0);
		json_init(&json, &out);
		json_str(&json, part->text);
		printf("%.*s\n", (int)out.n, out.p);
		buf_fini(&out);
	}
	arena_free(arena);
	free(mail.p);
	return 0;
}
