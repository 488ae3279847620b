/* record/maillog_fuzz.c - lines of any kind: fields lie within the line, or in the
 * arena. */
#include "record/maillog.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64 << 20);
	struct str text = { (const char *)data, size };
	static volatile unsigned sink;
	struct maillog_line line;

	maillog_read(arena, text, &line);
	if (line.field_count > MAILLOG_FIELDS || line.kind >= MAILLOG_KINDS ||
	    line.format >= MAILLOG_FORMATS)
		abort();
	for (uint32_t i = 0; i < line.field_count; i++)
		for (size_t k = 0; k < line.fields[i].value.n; k++)
			sink += (unsigned char)line.fields[i].value.p[k];
	for (size_t k = 0; k < line.text.n; k++)
		sink += (unsigned char)line.text.p[k];
	if (line.dated)
		sink += (unsigned)maillog_seconds(&line, 2023);
	arena_free(arena);
	return 0;
}
