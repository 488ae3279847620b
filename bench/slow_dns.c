/* bench/slow_dns.c - a name server on loopback that answers after a while:
 * slow-dns PORT MILLISECONDS ZONE
 *
 * ZONE has a line for each record: NAME TYPE DATA, with A, MX (preference 10) and TXT
 * (one string). Every other name does not exist. UDP alone, no EDNS; "ready" is printed
 * once it listens. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { SLOTS = 1 << 18, PACKET = 1232, QUEUE = 1 << 17 };

struct record {
	struct record *next, *more; /* of the slot; of the same name and type */
	char name[256];
	uint16_t type;
	uint8_t data[512];
	size_t n;
};
struct late {
	double due;
	struct sockaddr_in to;
	size_t n;
	uint8_t bytes[PACKET];
};

static struct record *slots[SLOTS];
static struct late *queue; /* one delay for all: first in, first out */
static size_t first, last;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static unsigned slot_of(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 16777619u;
	return (h ^ h >> 15) % SLOTS;
}

static struct record *find(const char *name, int type, bool *ret_known)
{
	*ret_known = false;
	for (struct record *r = slots[slot_of(name)]; r; r = r->next) {
		if (strcmp(r->name, name) != 0)
			continue;
		*ret_known = true;
		if (r->type == type)
			return r;
	}
	return NULL;
}

static size_t put_name(uint8_t *out, const char *name)
{
	size_t n = 0;

	while (*name) {
		size_t length = strcspn(name, ".");

		out[n++] = (uint8_t)length;
		memcpy(out + n, name, length);
		n += length;
		name += length + (name[length] == '.');
	}
	out[n++] = 0;
	return n;
}

static void add(const char *name, const char *type, const char *data)
{
	struct record *record = calloc(1, sizeof *record), *same;
	unsigned slot = slot_of(name);
	bool known;

	if (!record)
		abort();
	snprintf(record->name, sizeof record->name, "%s", name);
	if (strcmp(type, "A") == 0) {
		record->type = 1;
		inet_pton(AF_INET, data, record->data);
		record->n = 4;
	} else if (strcmp(type, "MX") == 0) {
		record->type = 15;
		record->data[1] = 10;
		record->n = 2 + put_name(record->data + 2, data);
	} else {
		record->type = 16;
		record->n = 1 + strlen(data);
		record->data[0] = (uint8_t)(record->n - 1);
		memcpy(record->data + 1, data, record->n - 1);
	}
	same = find(name, record->type, &known);
	if (same) {
		record->more = same->more;
		same->more = record;
	} else {
		record->next = slots[slot];
		slots[slot] = record;
	}
}

static void read_zone(const char *path)
{
	char line[1024], name[256], type[16];
	FILE *file = fopen(path, "r");
	int at;

	if (!file)
		exit(1);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "%255s %15s %n", name, type, &at) == 2)
			add(name, type, line + at);
	}
	fclose(file);
}

/* The question's name, in lower case; returns where it ends, 0 for nonsense. */
static size_t read_question(const uint8_t *in, size_t n, char name[256], int *ret_type)
{
	size_t at = 12, out = 0;

	while (at < n && in[at]) {
		size_t length = in[at++];

		if (length > 63 || at + length >= n || out + length + 1 > 255)
			return 0;
		if (out)
			name[out++] = '.';
		for (size_t i = 0; i < length; i++, at++)
			name[out++] =
			    (char)(in[at] >= 'A' && in[at] <= 'Z' ? in[at] + 32 : in[at]);
	}
	name[out] = '\0';
	if (at + 5 > n)
		return 0;
	*ret_type = in[at + 1] << 8 | in[at + 2];
	return at + 5;
}

static void answer(const uint8_t *in, size_t n, struct late *ret)
{
	char name[256];
	int type = 0;
	bool known;
	size_t end = read_question(in, n, name, &type);
	struct record *record;
	uint16_t count = 0;

	ret->n = 0;
	if (end == 0)
		return;
	memcpy(ret->bytes, in, end);
	ret->bytes[2] = 0x81; /* a response, recursion desired */
	ret->bytes[3] = 0x80;
	memset(ret->bytes + 6, 0, 6);
	record = find(name, type, &known);
	if (!known)
		ret->bytes[3] |= 3;
	for (; record && end + 12 + record->n < PACKET; record = record->more, count++) {
		uint8_t head[12] = { 0xc0, 12, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0 };

		head[3] = (uint8_t)record->type;
		head[10] = (uint8_t)(record->n >> 8);
		head[11] = (uint8_t)record->n;
		memcpy(ret->bytes + end, head, sizeof head);
		memcpy(ret->bytes + end + sizeof head, record->data, record->n);
		end += sizeof head + record->n;
	}
	ret->bytes[7] = (uint8_t)count;
	ret->n = end;
}

static void take(int fd, double delay)
{
	uint8_t in[PACKET];

	while ((last + 1) % QUEUE != first) {
		struct late *late = &queue[last];
		socklen_t size = sizeof late->to;
		ssize_t n = recvfrom(fd, in, sizeof in, MSG_DONTWAIT,
				     (struct sockaddr *)&late->to, &size);

		if (n < 0)
			return;
		answer(in, (size_t)n, late);
		late->due = now() + delay;
		if (late->n)
			last = (last + 1) % QUEUE;
	}
}

static void give(int fd)
{
	while (first != last && queue[first].due <= now()) {
		struct late *late = &queue[first];

		sendto(fd, late->bytes, late->n, 0, (struct sockaddr *)&late->to,
		       sizeof late->to);
		first = (first + 1) % QUEUE;
	}
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;

	struct sockaddr_in here = { .sin_family = AF_INET,
				    .sin_port = htons((uint16_t)atoi(argv[1])),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0), room = 64 << 20;
	double delay = atof(argv[2]) / 1000;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
	queue = calloc(QUEUE, sizeof *queue);
	read_zone(argv[3]);
	if (!queue || bind(fd, (struct sockaddr *)&here, sizeof here) != 0)
		return 1;
	puts("ready");
	fflush(stdout);
	for (;;) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		double left = first == last ? 10 : queue[first].due - now();

		/* A millisecond is the finest step of poll(); nobody is served late. */
		poll(&wait, 1, left <= 0 ? 0 : left < 0.001 ? 1 : (int)(left * 1000));
		take(fd, delay);
		give(fd);
	}
}
