/* mail/outlook_fuzz.c */
#include "mail/outlook.h"

#include "mail/outlook_html.h"
#include "mail/outlook_rtf.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str file = { (const char *)data, size };
	struct err err = { 0 };
	struct buf out;
	uint32_t code_page = 0;

	buf_init(&out, 1 << 20);
	assert(outlook_to_mail(file, &out, &err) || err.kind == ERR_FILE);
	buf_clear(&out);
	outlook_rtf(file, &out);
	buf_clear(&out);
	outlook_html(file, &out, &code_page);
	buf_fini(&out);
	return 0;
}
