/* tests/tools/ask-lookup.c - questions to mekiki-lookup, answers as JSON lines.
 *
 * ask-lookup DIRECTORY [resolver=LINES] [anchors=FILE] [timeout=MS] [flight=N]
 *            [contact=0..3] [map=FILE] [proxy=URL] [agent=TEXT] [store=FILE]
 *            [stall=MS] [last=QUESTION] <QUESTIONS
 *
 * DIRECTORY is where mekiki-lookup lies. A question a line on standard input. The first
 * line of output is the sandbox level or why it refused; the answers follow as they come.
 * With "stall", nothing is read for so long after all questions are written. "last" is
 * asked once all others are answered. */
#include "base/json.h"
#include "process/child.h"
#include "process/outside.h"
#include "process/task.h"
#include "record/dns.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct client {
	struct child child;
	struct buf out, in;
	size_t sent, taken;
	unsigned long asked, told;
	int stall_ms;
	struct str last;
};

static struct str read_all(FILE *file)
{
	struct buf all;
	char bytes[65536];
	size_t n;

	buf_init(&all, 0);
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		buf_add(&all, str_make(bytes, n));
	return buf_peek(&all);
}

static struct str read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct str text;

	if (!file)
		exit(2);
	text = read_all(file);
	fclose(file);
	return text;
}

static void print_line(struct buf *line)
{
	buf_add_char(line, '\n');
	fwrite(line->p, 1, line->n, stdout);
	fflush(stdout);
	buf_clear(line);
}

static void add_hex(struct json *json, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	struct buf hex;

	buf_init(&hex, 0);
	for (size_t i = 0; i < bytes.n; i++) {
		buf_add_char(&hex, digits[(uint8_t)bytes.p[i] >> 4]);
		buf_add_char(&hex, digits[bytes.p[i] & 15]);
	}
	json_str(json, buf_peek(&hex));
	buf_fini(&hex);
}

/* What our own reader makes of the packet: its data as the report shows them, and why it
 * would not read it. */
static void add_reading(struct json *json, const struct told *told)
{
	struct arena *arena = arena_new(0);
	struct dns_packet packet;
	struct answer answer;
	struct err err = { ERR_NONE };

	told_to_answer(told, &answer);
	if (told->bytes.n && str_starts(told->question, STR("dns ")))
		dns_read(arena, told->bytes, &packet, &err);
	json_key_c(json, "unreadable", err.what[0] ? err.what : NULL);
	json_key_str(json, "data", answer_summary(arena, &answer));
	arena_free(arena);
}

static void print_told(const struct told *told)
{
	struct json json;
	struct buf line;

	buf_init(&line, 0);
	json_init(&json, &line);
	json_object(&json);
	json_key_int(&json, "ticket", (int64_t)told->ticket);
	json_key_str(&json, "question", told->question);
	json_key_str(&json, "status",
		     str_c(answer_status_name((enum answer_status)told->status)));
	json_key_str(&json, "dnssec", str_c(dnssec_name((enum dnssec)told->dnssec)));
	json_key_str(&json, "dnssec_by", told->dnssec_by);
	json_key_int(&json, "asked_at", (int64_t)told->asked_at);
	json_key_int(&json, "duration_us", (int64_t)told->duration_us);
	json_key_int(&json, "cached", (int64_t)told->cached);
	json_key_str(&json, "from", told->from);
	json_key_str(&json, "reason", told->reason);
	json_key_int(&json, "ttl", (int64_t)told->ttl);
	add_reading(&json, told);
	json_key(&json, "bytes");
	add_hex(&json, told->bytes);
	json_object_end(&json);
	print_line(&line);
	buf_fini(&line);
}

static bool take_reply(struct str bytes)
{
	struct reply reply = { 0 };

	if (!wire_get(&reply_shape, bytes, &reply))
		return false;
	printf("{\"ready\": %s, \"text\": \"%.*s\"}\n",
	       reply.kind == REPLY_READY ? "true" : "false", STR_ARG(reply.text));
	fflush(stdout);
	return reply.kind == REPLY_READY;
}

/* False: it sent nonsense, or will not. */
static bool take_records(struct client *client)
{
	for (;;) {
		struct str rest = str_skip(buf_peek(&client->in), client->taken);
		struct wire_head head;
		enum wire_status status = wire_peek(rest, &head);
		struct told told = { 0 };

		if (status == WIRE_MORE)
			break;
		if (status == WIRE_BROKEN)
			return false;
		if (head.type == reply_shape.type) {
			if (!take_reply(rest))
				return false;
		} else if (wire_get(&told_shape, rest, &told)) {
			print_told(&told);
			client->told++;
		} else {
			return false;
		}
		client->taken += wire_body_offset(&head);
	}
	client->in.n -= client->taken;
	memmove(client->in.p, client->in.p + client->taken, client->in.n);
	client->taken = 0;
	return true;
}

static bool step(struct client *client)
{
	struct str unsent = str_skip(buf_peek(&client->out), client->sent);
	struct pollfd fd = { client->child.fd, (short)(POLLIN | (unsent.n ? POLLOUT : 0)),
			     0 };
	char bytes[65536];
	ssize_t n;

	if (client->stall_ms && !unsent.n) {
		poll(NULL, 0, client->stall_ms);
		client->stall_ms = 0;
	}
	poll(&fd, 1, -1);
	if (fd.revents & POLLOUT) {
		n = send(fd.fd, unsent.p, unsent.n, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (n > 0)
			client->sent += (size_t)n;
	}
	if (!(fd.revents & (POLLIN | POLLHUP)) || (client->stall_ms && unsent.n))
		return true;
	n = recv(fd.fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n <= 0)
		return false;
	buf_add(&client->in, str_make(bytes, (size_t)n));
	return take_records(client);
}

static void add_questions(struct client *client, struct str text)
{
	struct str line;

	while (str_split(&text, '\n', &line)) {
		struct asked asked = { .ticket = client->asked + 1, .question = line };

		if (line.n == 0)
			continue;
		wire_put(&client->out, &asked_shape, &asked, 0);
		client->asked++;
	}
}

static uint64_t number(const char *text)
{
	uint64_t value;

	if (!str_to_u64(str_c(text), &value))
		exit(2);
	return value;
}

static void read_option(const char *option, struct outside_setup *setup,
			struct client *client)
{
	struct str name, value;

	if (!str_cut(str_c(option), '=', &name, &value))
		exit(2);
	if (str_eq(name, STR("resolver")))
		setup->resolver = value;
	else if (str_eq(name, STR("anchors")))
		setup->trust_anchor = read_file(value.p);
	else if (str_eq(name, STR("timeout")))
		setup->timeout_ms = number(value.p);
	else if (str_eq(name, STR("flight")))
		setup->in_flight = number(value.p);
	else if (str_eq(name, STR("contact")))
		setup->contact = number(value.p);
	else if (str_eq(name, STR("map")))
		setup->connect_map = read_file(value.p);
	else if (str_eq(name, STR("proxy")))
		setup->proxy = value;
	else if (str_eq(name, STR("agent")))
		setup->user_agent = value;
	else if (str_eq(name, STR("store")))
		setup->trust_store = value;
	else if (str_eq(name, STR("last")))
		client->last = value;
	else if (str_eq(name, STR("stall")))
		client->stall_ms = (int)number(value.p);
	else
		exit(2);
}

int main(int argc, char **argv)
{
	struct outside_setup setup = { .contact = CONTACT_LOOKUP };
	struct client client = { .asked = 0 };
	char how[CHILD_END];
	struct err err;
	bool ok = true;

	if (argc < 2)
		return 2;
	for (int i = 2; i < argc; i++)
		read_option(argv[i], &setup, &client);
	if (!child_start(argv[1], "mekiki-lookup", &client.child, &err)) {
		fprintf(stderr, "%s: %s\n", err.where, err.what);
		return 2;
	}
	buf_init(&client.in, 0);
	buf_init(&client.out, 0);
	wire_put(&client.out, &outside_setup_shape, &setup, 0);
	add_questions(&client, read_all(stdin));
	while (ok && client.told < client.asked)
		ok = step(&client);
	add_questions(&client, client.last);
	while (ok && client.told < client.asked)
		ok = step(&client);
	child_end(&client.child, false, how);
	if (how[0])
		fprintf(stderr, "mekiki-lookup: %s\n", how);
	fflush(stdout);
	_exit(ok && !how[0] ? 0 : 1); /* what was read lives as long as we */
}
