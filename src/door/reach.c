/* door/reach.c - see reach.h. */
#include "door/reach.h"

#include "record/dns.h"

bool door_reach(struct door *door, struct str host)
{
	struct ip ip;
	bool here;

	if (ip_parse(host, &ip))
		return true;
	door_purpose(door, PURPOSE_PEER);
	here = door_ask_dns(door, DNS_A, host);
	return door_ask_dns(door, DNS_AAAA, host) && here;
}
