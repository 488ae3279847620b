/* mail/mailbox_fuzz.c - the first byte is the size of the splitter's windows. */
#include "mail/mailbox.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct tally {
	uint64_t messages, sum, end;
};

static void found(void *arg, uint64_t offset, uint64_t length)
{
	struct tally *tally = arg;

	assert(offset >= tally->end);
	tally->end = offset + length;
	tally->messages++;
	tally->sum += offset * 31 + length;
}

static struct tally split(struct str input, size_t window)
{
	struct mbox_splitter splitter;
	struct tally tally = { 0 };

	mbox_splitter_init(&splitter);
	for (size_t at = 0; at < input.n; at += window)
		mbox_splitter_feed(&splitter, str_sub(input, at, at + window), found,
				   &tally);
	mbox_splitter_end(&splitter, found, &tally);
	assert(tally.end <= input.n);
	return tally;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct tally whole, pieces;

	if (size < 2)
		return 0;
	input = str_skip(input, 1);
	whole = split(input, input.n);
	pieces = split(input, data[0] + 1u);
	assert(whole.messages == pieces.messages && whole.sum == pieces.sum);
	mailbox_kind(input, data[0] & 1);
	assert(mailbox_junk(input) <= input.n);
	return 0;
}
