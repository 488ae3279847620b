/* process/child.c - see child.h. */
#include "process/child.h"

#include "base/arena.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
/* A sanitizer reports on standard error and is told what to do by the environment. */
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#ifdef MEKIKI_LEARNS
/* It ends by itself, to write down what it counted (script/release). */
enum { MAY_KILL = 0 };
#else
enum { MAY_KILL = 1 };
#endif

static int spawn(const char *path, const char *program, int channel, pid_t *ret)
{
	char *argv[] = { (char *)program, NULL }, *none[] = { NULL };
	posix_spawn_file_actions_t actions;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, channel, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_RDWR, 0);
	if (!SANITIZED)
		posix_spawn_file_actions_adddup2(&actions, 1, 2);
	error = posix_spawn(ret, path, &actions, NULL, argv, SANITIZED ? environ : none);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

bool child_start(const char *directory, const char *program, struct child *ret,
		 struct err *err)
{
	char path[PATH_MAX];
	int ends[2], error;

	snprintf(path, sizeof path, "%s/%s", directory, program);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(err, ERR_SYSTEM, program, "no channel: %s",
			       strerror(errno));
	error = spawn(path, program, ends[1], &ret->pid);
	close(ends[1]);
	if (error) {
		close(ends[0]);
		ret->pid = 0;
		return err_set(err, ERR_SYSTEM, path, "cannot be started: %s",
			       strerror(error));
	}
	ret->fd = ends[0];
	return true;
}

static void tell_end(int status, char how[CHILD_END])
{
	how[0] = '\0';
	if (WIFSIGNALED(status))
		snprintf(how, CHILD_END, "killed by signal %d", WTERMSIG(status));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == ARENA_EXIT)
		snprintf(how, CHILD_END, "its memory ceiling was reached");
	else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		snprintf(how, CHILD_END, "ended with status %d", WEXITSTATUS(status));
}

void child_end(struct child *child, bool kill_it, char ret_how[CHILD_END])
{
	int status = 0;

	ret_how[0] = '\0';
	if (child->pid == 0)
		return;
	close(child->fd);
	if (kill_it && MAY_KILL)
		kill(child->pid, SIGKILL);
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		;
	tell_end(status, ret_how);
	*child = (struct child){ .fd = -1 };
}
