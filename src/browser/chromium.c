/* browser/chromium.c - see chromium.h. */
#include "browser/chromium.h"

#include "base/limits.h"
#include "process/bubblewrap.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define N_(text) text

/* The program itself: the wrapper of that name is a shell script, and needs a shell. */
static const char *const programs[] = {
	"/usr/lib/chromium/chromium",
	"/usr/lib64/chromium-browser/chromium-browser",
	"/usr/lib64/chromium/chromium",
	"/opt/google/chrome/chrome",
};
/* What it needs beside the common confinement: no time zone of whoever looks. */
static const char *const confinement[] = {
	"--hostname",
	"localhost",
	"--ro-bind-try",
	"/opt/google/chrome",
	"/opt/google/chrome",
	"--proc",
	"/proc",
	"--size",
	"536870912",
	"--tmpfs",
	"/tmp",
	"--setenv",
	"TZ",
	"UTC",
};

/* Frames stay in the process of their page, so that their content can be read with it:
 * there is nothing here that sites could steal from each other. */
static const char *const manners[] = {
	"--headless=new",
	"--remote-debugging-pipe",
	"--user-data-dir=/tmp/profile",
	"--window-size=1280,1024",
	"--hide-scrollbars",
	"--mute-audio",
	"--accept-lang=ja,en",
	"--disable-gpu",
	"--disable-dev-shm-usage",
	"--no-first-run",
	"--no-default-browser-check",
	"--no-pings",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-breakpad",
	"--disable-default-apps",
	"--disable-extensions",
	"--disable-sync",
	"--disable-print-preview",
	"--disable-client-side-phishing-detection",
	"--deny-permission-prompts",
	"--disable-site-isolation-trials",
	"--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,"
	"OptimizationHints,InterestFeedContentSuggestions",
	"--password-store=basic",
	"--use-mock-keychain",
};

enum { ARGUMENTS_MAX = BUBBLEWRAP_ARGUMENTS + COUNT(confinement) + COUNT(manners) + 8 };

static const char *find_program(void)
{
	for (size_t i = 0; i < COUNT(programs); i++)
		if (access(programs[i], X_OK) == 0)
			return programs[i];
	return NULL;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- starting ------------------------------------------------------------------------
 */

static int spawn(char *const *argv, int channel, pid_t *ret)
{
	posix_spawn_file_actions_t actions;
	char *none[] = { NULL };
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_adddup2(&actions, 0, 1);
	posix_spawn_file_actions_adddup2(&actions, 0, 2);
	posix_spawn_file_actions_adddup2(&actions, channel, 3);
	posix_spawn_file_actions_adddup2(&actions, channel, 4);
	error = posix_spawn(ret, argv[0], &actions, NULL, argv, none);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static size_t add(const char **argv, size_t n, const char *const *more, size_t count)
{
	memcpy(argv + n, more, count * sizeof *more);
	return n + count;
}

static bool start(const char *wrapper, const char *program, const char *agent,
		  bool own_sandbox, struct chromium *ret, struct err *err)
{
	const char *argv[ARGUMENTS_MAX];
	int ends[2], error;
	size_t n = 0;

	argv[n++] = wrapper;
	n = bubblewrap_confine(argv, n);
	n = add(argv, n, confinement, COUNT(confinement));
	argv[n++] = program;
	n = add(argv, n, manners, COUNT(manners));
	if (agent)
		argv[n++] = agent;
	if (!own_sandbox)
		argv[n++] = "--no-sandbox";
	argv[n++] = "about:blank";
	argv[n] = NULL;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return err_set(err, ERR_SYSTEM, "", "no channel: %s", strerror(errno));
	error = spawn((char *const *)argv, ends[1], &ret->pid);
	close(ends[1]);
	ret->fd = ends[0];
	ret->own_sandbox = own_sandbox;
	if (error == 0)
		return true;
	close(ret->fd);
	return err_set(err, ERR_SYSTEM, "", "%s: %s", wrapper, strerror(error));
}

/* --- its first words -----------------------------------------------------------------
 */

/* "product":"Chrome/156.0.8078.79" of the reply to the only command so far. */
static bool take_version(struct str said, char ret[64])
{
	static const struct str key = { "\"product\":\"", 11 };
	size_t at = str_find_str(said, key);
	struct str version;

	if (at == STR_NPOS)
		return false;
	version = str_until(str_skip(said, at + key.n), '"');
	if (version.n > 60)
		version.n = 60;
	memcpy(ret, version.p, version.n);
	ret[version.n] = '\0';
	return true;
}

/* False: it ended, or took too long. */
static bool hear_version(struct chromium *chromium)
{
	static const char ask[] = "{\"id\":1,\"method\":\"Browser.getVersion\"}";
	double until = now() + LIMIT_BROWSE_START_MS / 1000.0;
	char said[4096];
	size_t n = 0;

	if (send(chromium->fd, ask, sizeof ask, MSG_NOSIGNAL) != sizeof ask)
		return false;
	while (n < sizeof said && now() < until) {
		struct pollfd there = { .fd = chromium->fd, .events = POLLIN };
		ssize_t got;

		if (poll(&there, 1, 200) <= 0)
			continue;
		got = recv(chromium->fd, said + n, sizeof said - n, 0);
		if (got <= 0)
			return false;
		n += (size_t)got;
		if (said[n - 1] == '\0')
			return take_version(str_make(said, n), chromium->version);
	}
	return false;
}

static void end(struct chromium *chromium)
{
	close(chromium->fd);
	kill(chromium->pid, SIGKILL); /* and all below it, by --die-with-parent */
	while (waitpid(chromium->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

bool chromium_start(struct str user_agent, struct chromium *ret, struct err *err)
{
	const char *wrapper = bubblewrap_find();
	const char *program = find_program();
	char agent[1100];

	if (!program)
		return err_set(err, ERR_SYSTEM, "",
			       N_("there is no Chromium here: install the package "
				  "chromium"));
	if (!wrapper)
		return err_set(err, ERR_SYSTEM, "",
			       N_("there is no bubblewrap here: install the package "
				  "bubblewrap"));
	snprintf(agent, sizeof agent, "--user-agent=%.*s", STR_ARG(user_agent));
	for (int own_sandbox = 1; own_sandbox >= 0; own_sandbox--) {
		if (!start(wrapper, program, user_agent.n ? agent : NULL, own_sandbox,
			   ret, err))
			return false;
		if (hear_version(ret))
			return true;
		end(ret);
	}
	return err_set(err, ERR_SYSTEM, "",
		       N_("Chromium does not start under bubblewrap: are user namespaces "
			  "allowed on this system?"));
}
