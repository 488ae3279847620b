/* bench/gmime_bench.c - the peer of the parser: GMime reads the same mails.
 *
 * usage: gmime-bench ROUNDS bytes|text FILE...
 * Every mail is parsed from memory, the usual fields are decoded, and the content
 * of every part is decoded to nowhere; with `text`, text parts are converted to
 * UTF-8 as well, as ours always are. One line of JSON a round. */
#include "mails.h"

#include <gmime/gmime.h>
#include <string.h>

struct sink {
	GMimeStream *null;
	gboolean text;
	unsigned long long decoded;
};

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer arg)
{
	struct sink *sink = arg;

	(void)parent;
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner =
		    g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));

		if (inner)
			g_mime_message_foreach(inner, read_part, sink);
	} else if (sink->text && GMIME_IS_TEXT_PART(part)) {
		char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));

		if (text)
			sink->decoded += strlen(text);
		g_free(text);
	} else if (GMIME_IS_PART(part)) {
		GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));

		if (content)
			sink->decoded +=
			    (unsigned long long)g_mime_data_wrapper_write_to_stream(
				content, sink->null);
	}
}

static void read_mail(const struct mail *mail, struct sink *sink)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(mail->p, mail->n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	if (message) {
		const char *subject = g_mime_message_get_subject(message);

		if (subject)
			sink->decoded += strlen(subject);
		sink->decoded += (unsigned long long)internet_address_list_length(
		    g_mime_message_get_from(message));
		sink->decoded += (unsigned long long)internet_address_list_length(
		    g_mime_message_get_to(message));
		(void)g_mime_message_get_date(message);
		g_mime_message_foreach(message, read_part, sink);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;

	int rounds = atoi(argv[1]), count = argc - 3;
	struct mail *mails = calloc((size_t)count, sizeof *mails);
	struct sink sink = { .text = strcmp(argv[2], "text") == 0 };

	g_mime_init();
	sink.null = g_mime_stream_null_new();
	for (int i = 0; i < count; i++)
		mails[i] = mail_read(argv[3 + i]);
	for (int round = 0; round < rounds; round++) {
		double start = cpu_seconds();

		sink.decoded = 0;
		for (int i = 0; i < count; i++)
			read_mail(&mails[i], &sink);
		mail_result(cpu_seconds() - start, sink.decoded);
	}
	g_object_unref(sink.null);
	return 0;
}
