/* process/forbidden.c - see forbidden.h. */
#include "process/forbidden.h"

#include <unistd.h>

_Noreturn void forbidden_try(struct channel *channel, uint64_t number, sandbox_lock *lock,
			     unsigned long address_space)
{
	const struct sandbox_attempt *attempt = sandbox_attempt((unsigned)number - 1);
	struct reply reply = { .kind = REPLY_READY };
	char level[SANDBOX_LEVEL];
	struct err err;

	if (!lock(address_space, level, &err))
		_exit(1);
	channel_send(channel, &reply, STR_NONE);
	reply.kind = attempt ? REPLY_REPORT : REPLY_REFUSED;
	if (attempt && attempt->attempt())
		reply.trouble = TROUBLE_UNREADABLE;
	channel_send(channel, &reply, STR_NONE);
	_exit(0);
}
