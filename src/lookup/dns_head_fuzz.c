/* lookup/dns_head_fuzz.c - heads of packets from anybody. */
#include "lookup/dns_head.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str packet = { (const char *)data, size };
	uint8_t name[DNS_NAME_WIRE];
	uint16_t type;
	struct dns_head head;
	size_t n = dns_head_question(packet, name, &type);

	if (n > sizeof name || (n && (name[n - 1] != 0 || 12 + n + 4 > size)))
		abort();
	if (dns_head_read(packet, &head) != (size >= 12))
		abort();
	(void)dns_head_lifetime(packet);
	return 0;
}
