/* process/wire_fuzz.c - records as a worker that was taken over might send them. */
#include "process/task.h"

#include <stdlib.h>

static void use(struct str text, unsigned *sum)
{
	for (size_t i = 0; i < text.n; i++)
		*sum += (unsigned char)text.p[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct wire_head head;
	struct reply reply = { 0 };
	struct task task = { 0 };
	struct setup setup = { 0 };
	static volatile unsigned sink;
	unsigned sum = 0;

	if (wire_peek(bytes, &head) == WIRE_OK && wire_body_offset(&head) > size)
		abort();
	if (wire_get(&reply_shape, bytes, &reply)) {
		if (reply.kind >= REPLY_KINDS || reply.class_ >= CLASS_COUNT)
			abort();
		use(reply.text, &sum);
		use(reply.sha256, &sum);
	}
	if (wire_get(&task_shape, bytes, &task)) {
		use(task.name, &sum);
		use(task.argument, &sum);
	}
	if (wire_get(&setup_shape, bytes, &setup))
		use(setup.profile, &sum);
	sink = sum;
	return 0;
}
