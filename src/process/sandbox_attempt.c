/* process/sandbox_attempt.c - what a worker must not be able to do, tried for proof. */
#include "process/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"

#define N_(text) text

static bool open_file(void)
{
	return open("/etc/hostname", O_RDONLY) >= 0 || open("/", O_RDONLY) >= 0;
}

static bool write_file(void)
{
	return open("/tmp/mekiki-selftest", O_WRONLY | O_CREAT, 0600) >= 0;
}

static bool look_at_file(void)
{
	struct stat st;

	return stat("/", &st) == 0;
}

static bool list_directory(void)
{
	char entries[256];

	return syscall(SYS_getdents64, 0, entries, sizeof entries) >= 0;
}

static bool remove_file(void)
{
	/* ENOENT would mean that the system looked. */
	return unlink("/tmp/mekiki-selftest") == 0 || errno == ENOENT;
}

static bool make_socket(int domain, int type)
{
	return socket(domain, type, 0) >= 0;
}
static bool inet_socket(void)
{
	return make_socket(AF_INET, SOCK_STREAM) || make_socket(AF_INET6, SOCK_DGRAM);
}
static bool unix_socket(void)
{
	return make_socket(AF_UNIX, SOCK_STREAM);
}

/* On its own channel: even a descriptor that it has leads nowhere else. */
static bool connect_somewhere(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons(9),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return connect(0, (struct sockaddr *)&to, sizeof to) == 0 ||
	       (errno != EACCES && errno != EPERM);
}

static bool listen_somewhere(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	return fd >= 0 && listen(fd, 1) == 0;
}

static bool run_program(void)
{
	char *argv[] = { (char[]){ "true" }, NULL }, *env[] = { NULL };

	execve("/bin/true", argv, env);
	return errno != EACCES && errno != EPERM;
}

static bool start_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0;
}

static bool trace_process(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool signal_parent(void)
{
	return kill(getppid(), 0) == 0;
}

static bool executable_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) != MAP_FAILED;
}

static bool make_executable(void)
{
	void *page =
	    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool raise_limit(void)
{
	return syscall(SYS_setrlimit, 7 /* RLIMIT_NOFILE */,
		       &(uint64_t[]){ 1024, 1024 }) == 0;
}

static const struct sandbox_attempt attempts[] = {
	{ N_("open a file"), open_file, false },
	{ N_("create a file"), write_file, false },
	{ N_("look at a file's size and time"), look_at_file, false },
	{ N_("list a directory"), list_directory, false },
	{ N_("remove a file"), remove_file, false },
	{ N_("make a network socket"), inet_socket, true },
	{ N_("make a local socket"), unix_socket, false },
	{ N_("connect to an address"), connect_somewhere, true },
	{ N_("wait for connections"), listen_somewhere, false },
	{ N_("run another program"), run_program, false },
	{ N_("start a process"), start_process, false },
	{ N_("trace a process"), trace_process, false },
	{ N_("send a signal to the command"), signal_parent, false },
	{ N_("get executable memory"), executable_memory, false },
	{ N_("make memory executable"), make_executable, false },
	{ N_("raise its own limits"), raise_limit, false },
};

const struct sandbox_attempt *sandbox_attempt(unsigned number)
{
	return number < COUNT(attempts) ? &attempts[number] : NULL;
}
