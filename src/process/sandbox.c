/* process/sandbox.c - see sandbox.h.
 *
 * Order: limits, no_new_privs, Landlock, seccomp last, since it forbids the rest. */
#include "process/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"
#include "config.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* Who is locked. */
enum kind { COMPUTES, WAITS, HAS_NETWORK };

/* A few descriptors are received while tasks wait; each is closed after use. */
enum { DESCRIPTORS = 32 };

/* Debian 12's headers stop at ABI 2. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14) /* ABI 3 */
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15) /* ABI 5 */
#endif
#define NET_BIND_TCP 1ULL		    /* ABI 4 */
#define NET_CONNECT_TCP 2ULL		    /* ABI 4 */
#define SCOPE_ABSTRACT_UNIX_AND_SIGNAL 3ULL /* ABI 6 */

struct ruleset { /* struct landlock_ruleset_attr as of ABI 6 */
	uint64_t fs, net, scoped;
};

void sandbox_close_from(unsigned first)
{
	if (syscall(SYS_close_range, first, ~0u, 0) == 0)
		return;
	for (unsigned fd = first; fd < 1024; fd++)
		close((int)fd);
}

static bool limit(int what, rlim_t most)
{
	struct rlimit now = { most, most };

	return setrlimit((__rlimit_resource_t)what, &now) == 0;
}

static bool limits(unsigned long address_space, bool network, struct err *err)
{
	bool ok = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
		  limit(RLIMIT_NPROC, 0) &&
		  (network || limit(RLIMIT_NOFILE, DESCRIPTORS));

	/* AddressSanitizer reserves terabytes of addresses. */
	if (ok && address_space && !SANITIZED)
		ok = limit(RLIMIT_AS, address_space);
	if (!ok)
		return err_set(err, ERR_SYSTEM, "sandbox", "limits cannot be set: %s",
			       strerror(errno));
	return true;
}

static bool landlock(bool network)
{
	struct ruleset rules = { .fs = (1ULL << 13) - 1 };
	size_t size = sizeof rules.fs;
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
			   LANDLOCK_CREATE_RULESET_VERSION);
	long fd;
	bool ok;

	if (abi < 1)
		return false;
	if (abi >= 2)
		rules.fs |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		rules.fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
	if (abi >= 5)
		rules.fs |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
	if (abi >= 4) {
		rules.net = network ? NET_BIND_TCP : NET_BIND_TCP | NET_CONNECT_TCP;
		size += sizeof rules.net;
	}
	if (abi >= 6) {
		rules.scoped = SCOPE_ABSTRACT_UNIX_AND_SIGNAL;
		size += sizeof rules.scoped;
	}
	fd = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
	if (fd < 0)
		return false;
	ok = syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close((int)fd);
	return ok;
}

/* What computing and answering need. */
static const int allowed[] = {
	SCMP_SYS(read),	      SCMP_SYS(pread64),      SCMP_SYS(recvmsg),
	SCMP_SYS(write),      SCMP_SYS(writev),	      SCMP_SYS(sendmsg),
	SCMP_SYS(munmap),     SCMP_SYS(mremap),	      SCMP_SYS(brk),
	SCMP_SYS(futex),      SCMP_SYS(close),	      SCMP_SYS(clock_gettime),
	SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(getpid),     SCMP_SYS(gettid),
};

/* What an event loop and sockets need beside it. */
static const int allowed_network[] = {
	SCMP_SYS(bind),	     SCMP_SYS(connect),	    SCMP_SYS(sendto),
	SCMP_SYS(recvfrom),  SCMP_SYS(getsockopt),  SCMP_SYS(setsockopt),
	SCMP_SYS(shutdown),  SCMP_SYS(getsockname), SCMP_SYS(getpeername),
	SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait),  SCMP_SYS(epoll_pwait),
	SCMP_SYS(readv),     SCMP_SYS(poll),	    SCMP_SYS(getrandom),
	SCMP_SYS(madvise),
};

/* What waiting for descriptors needs; time limits of others are by signal. */
static const int allowed_waiting[] = {
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
};

/* The sanitizers' own needs, so that they can report; never in a shipped program. */
static const int allowed_sanitized[] = {
	SCMP_SYS(madvise),     SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction),
	SCMP_SYS(sched_yield), SCMP_SYS(getrlimit),   SCMP_SYS(prlimit64),
	SCMP_SYS(getrandom),   SCMP_SYS(getuid),
};
static const int refused_sanitized[] = {
	SCMP_SYS(openat), SCMP_SYS(readlink), SCMP_SYS(newfstatat), SCMP_SYS(fstat),
	SCMP_SYS(ioctl),  SCMP_SYS(access),   SCMP_SYS(stat),
};

static bool allow(scmp_filter_ctx filter, const int *calls, size_t count, uint32_t action)
{
	for (size_t i = 0; i < count; i++)
		if (seccomp_rule_add(filter, action, calls[i], 0) != 0)
			return false;
	return true;
}

/* mmap, but never executable; a signal, but only to itself (abort). */
static bool allow_narrowly(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
				SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid())) == 0;
}

/* Sockets, but only of the Internet; what may be asked of a descriptor. */
static bool allow_network(scmp_filter_ctx filter)
{
	static const int families[] = { AF_INET, AF_INET6 };
	static const int orders[] = { F_GETFL, F_SETFL, F_SETFD };
	bool ok = allow(filter, allowed_network, COUNT(allowed_network), SCMP_ACT_ALLOW);

	for (size_t i = 0; i < COUNT(families); i++)
		ok = ok && seccomp_rule_add(
			       filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
			       SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i])) == 0;
	for (size_t i = 0; i < COUNT(orders); i++)
		ok = ok &&
		     seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
				      SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)orders[i])) == 0;
	return ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
				      SCMP_A1(SCMP_CMP_EQ, FIONREAD)) == 0;
}

static bool seccomp(enum kind kind)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool ok;

	if (!filter)
		return false;
	ok = allow(filter, allowed, COUNT(allowed), SCMP_ACT_ALLOW) &&
	     allow_narrowly(filter) && (kind != HAS_NETWORK || allow_network(filter)) &&
	     (kind != WAITS ||
	      allow(filter, allowed_waiting, COUNT(allowed_waiting), SCMP_ACT_ALLOW));
	if (ok && SANITIZED)
		ok = allow(filter, allowed_sanitized, COUNT(allowed_sanitized),
			   SCMP_ACT_ALLOW) &&
		     allow(filter, refused_sanitized, COUNT(refused_sanitized),
			   SCMP_ACT_ERRNO(EACCES));
	ok = ok && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return ok;
}

static int by_byte(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

/* glibc asks the system how much memory there is when it first sorts more than a
 * kilobyte. */
static void warm_sort(void)
{
	static char bytes[2048];

	qsort(bytes, sizeof bytes, 1, by_byte);
}

static bool enter(unsigned long address_space, enum kind kind, char level[SANDBOX_LEVEL],
		  struct err *err)
{
	bool network = kind == HAS_NETWORK, landlocked, filtered;

#ifdef MEKIKI_NO_SANDBOX
	/* A build for tests: what is recorded under the lock is replayed without it. */
	snprintf(level, SANDBOX_LEVEL, "none");
	return true;
#endif
	warm_sort();
	if (!limits(address_space, network, err))
		return false;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(err, ERR_SYSTEM, "sandbox", "no_new_privs: %s",
			       strerror(errno));
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	landlocked = landlock(network);
	filtered = seccomp(kind);
	snprintf(level, SANDBOX_LEVEL, "%s",
		 landlocked && filtered ? "full"
		 : filtered		? "partial: no Landlock"
		 : landlocked		? "partial: no seccomp"
					: "none");
	return true;
}

bool sandbox_enter(unsigned long address_space, char level[SANDBOX_LEVEL],
		   struct err *err)
{
	return enter(address_space, COMPUTES, level, err);
}

bool sandbox_enter_waiting(unsigned long address_space, char level[SANDBOX_LEVEL],
			   struct err *err)
{
	return enter(address_space, WAITS, level, err);
}

bool sandbox_enter_network(unsigned long address_space, char level[SANDBOX_LEVEL],
			   struct err *err)
{
	return enter(address_space, HAS_NETWORK, level, err);
}

_Noreturn void sandbox_leave(void)
{
#ifdef MEKIKI_LEARNS
	exit(0); /* what was counted is written down */
#else
	_exit(0);
#endif
}
