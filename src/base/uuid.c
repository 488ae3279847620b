/* base/uuid.c - see uuid.h. */
#include "base/uuid.h"

#include "base/buf.h"
#include "base/digest.h"

#include <stdio.h>

void uuid_of_name(const struct uuid *space, struct str name, struct uuid *ret)
{
	struct digests digests;
	struct buf bytes;

	buf_init(&bytes, 0);
	buf_add(&bytes, str_make((const char *)space->bytes, sizeof space->bytes));
	buf_add(&bytes, name);
	digest_all(buf_peek(&bytes), &digests);
	buf_fini(&bytes);
	for (size_t i = 0; i < sizeof ret->bytes; i++)
		ret->bytes[i] = (unsigned char)(ascii_hex(digests.sha1[2 * i]) << 4 |
						ascii_hex(digests.sha1[2 * i + 1]));
	ret->bytes[6] = (ret->bytes[6] & 0x0F) | 0x50; /* version 5 */
	ret->bytes[8] = (ret->bytes[8] & 0x3F) | 0x80; /* variant */
}

void uuid_text(const struct uuid *uuid, char ret[UUID_TEXT])
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof uuid->bytes; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			ret[n++] = '-';
		snprintf(ret + n, 3, "%02x", uuid->bytes[i]);
		n += 2;
	}
}

bool uuid_parse(struct str text, struct uuid *ret)
{
	struct uuid uuid;
	size_t n = 0;

	if (text.n != UUID_TEXT - 1)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash && text.p[i] != '-')
			return false;
		if (dash)
			continue;
		if (ascii_hex(text.p[i]) < 0)
			return false;
		if (n % 2 == 0)
			uuid.bytes[n / 2] = (unsigned char)(ascii_hex(text.p[i]) << 4);
		else
			uuid.bytes[n / 2] |= (unsigned char)ascii_hex(text.p[i]);
		n++;
	}
	*ret = uuid;
	return true;
}
