/* process/wire_test.c */
#include "process/task.h"
#include "base/test.h"

static struct task sample(void)
{
	return (struct task){ .kind = TASK_READ,
			      .offset = 7,
			      .length = 1ull << 40,
			      .name = STR("a\0b"),
			      .argument = STR("address") };
}

static struct buf packed(const struct task *task, size_t body)
{
	struct buf out;

	buf_init(&out, 0);
	wire_put(&out, &task_shape, task, body);
	return out;
}

TEST(what_is_put_is_got)
{
	struct task in = sample(), got = { 0 };
	struct buf out = packed(&in, 0);

	test_true(wire_get(&task_shape, test_copy_str(buf_peek(&out)), &got));
	test_int((long long)got.kind, TASK_READ);
	test_int((long long)got.offset, 7);
	test_true(got.length == 1ull << 40);
	test_str_n(got.name, in.name);
	test_str(got.argument, "address");
	test_int((long long)got.error.n, 0);
	buf_fini(&out);
}

TEST(a_record_cut_anywhere_is_not_whole)
{
	struct task in = sample();
	struct buf out = packed(&in, 0);
	struct wire_head head;

	for (size_t n = 0; n < out.n; n++) {
		struct str cut = test_copy_str(str_make(out.p, n));
		struct task got;

		test_int(wire_peek(cut, &head), WIRE_MORE);
		test_true(!wire_get(&task_shape, cut, &got));
	}
	test_int(wire_peek(buf_peek(&out), &head), WIRE_OK);
	buf_fini(&out);
}

TEST(text_beyond_its_ceiling_is_cut_when_sent)
{
	static char big[100000];
	struct task in = { .argument = str_make(big, sizeof big) }, got = { 0 };
	struct buf out;

	memset(big, 'x', sizeof big);
	out = packed(&in, 0);
	test_true(wire_get(&task_shape, buf_peek(&out), &got));
	test_int((long long)got.argument.n, 1024);
	buf_fini(&out);
}

/* One byte of a good record is changed; the reader must refuse it. */
static const struct {
	const char *name;
	size_t at;
	unsigned char value;
} bad[] = {
	{ "another type", 0, 99 },
	{ "fields longer than allowed", 7, 0xFF },
	{ "a body where none may be", 8, 1 },
	{ "no such field", 16, 200 },
	{ "number of wrong length", 20, 4 },
	{ "kind out of range", 24, 200 },
	{ "length beyond the record", 22, 1 },
};

TEST(hostile_records_are_refused)
{
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct task in = sample(), got = { 0 };
		struct buf out = packed(&in, 0);

		test_case(bad[i].name);
		out.p[bad[i].at] = (char)bad[i].value;
		test_true(!wire_get(&task_shape, test_copy_str(buf_peek(&out)), &got));
		buf_fini(&out);
	}
}

TEST(a_field_may_not_come_twice)
{
	struct task in = { .kind = TASK_READ }, got = { 0 };
	struct buf out = packed(&in, 0);
	struct wire_head head;
	struct str again = str_skip(buf_peek(&out), sizeof head);
	char copy[64];

	memcpy(copy, again.p, again.n);
	buf_add(&out, str_make(copy, again.n));
	memcpy(&head, out.p, sizeof head);
	head.fields *= 2;
	memcpy(out.p, &head, sizeof head);
	test_int(wire_peek(buf_peek(&out), &head), WIRE_OK);
	test_true(!wire_get(&task_shape, buf_peek(&out), &got));
	buf_fini(&out);
}
