/* process/forbidden.h - `mekiki selftest` of the programs that answer through the door:
 * one thing that is forbidden is tried under the lock that the program works under. */
#pragma once
#include "process/channel.h"
#include "process/sandbox.h"

/* sandbox_enter() or one of its kin. */
typedef bool sandbox_lock(unsigned long address_space, char level[SANDBOX_LEVEL],
			  struct err *err);

/* Attempt `number`, from 1 (sandbox_attempt()). It must end us; if it does not, the reply
 * says whether it failed, as it should, or worked. */
_Noreturn void forbidden_try(struct channel *channel, uint64_t number, sandbox_lock *lock,
			     unsigned long address_space);
