/* record/dns_type.c - the names of record types. */
#include "record/dns.h"

static const struct {
	uint16_t type;
	const char *name;
} names[] = {
	{ DNS_A, "A" },	    { DNS_NS, "NS" },	    { DNS_CNAME, "CNAME" },
	{ DNS_SOA, "SOA" }, { DNS_PTR, "PTR" },	    { DNS_HINFO, "HINFO" },
	{ DNS_MX, "MX" },   { DNS_TXT, "TXT" },	    { DNS_AAAA, "AAAA" },
	{ DNS_SRV, "SRV" }, { DNS_DNAME, "DNAME" }, { DNS_SPF, "SPF" },
	{ DNS_CAA, "CAA" }, { 43, "DS" },	    { 46, "RRSIG" },
	{ 47, "NSEC" },	    { 48, "DNSKEY" },	    { 50, "NSEC3" },
	{ 52, "TLSA" },	    { 64, "SVCB" },	    { 65, "HTTPS" },
};

const char *dns_type_name(uint16_t type)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].type == type)
			return names[i].name;
	return NULL;
}

uint16_t dns_type_find(struct str name)
{
	uint32_t number;

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_nocase(name, str_c(names[i].name)))
			return names[i].type;
	if (str_eat(&name, STR("TYPE")) && str_to_u32(name, &number) && number <= 65535)
		return (uint16_t)number;
	return 0;
}
