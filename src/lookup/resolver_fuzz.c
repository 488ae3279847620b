/* lookup/resolver_fuzz.c - lines that name resolvers. */
#include "lookup/resolver.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct resolver_list list;
	struct err err;

	if (resolver_read(text, &list, &err) && list.count > RESOLVERS_MAX)
		abort();
	resolver_read_conf(text, &list);
	if (list.count == 0 || list.count > RESOLVERS_MAX)
		abort();
	for (unsigned i = 0; i < list.count; i++)
		if (!memchr(list.text[i], '@', RESOLVER_TEXT))
			abort();
	return 0;
}
