/* process/bubblewrap.c - see bubblewrap.h. */
#include "process/bubblewrap.h"

#include "base/str.h"

#include <unistd.h>

static const char *const programs[] = { "/usr/bin/bwrap", "/usr/local/bin/bwrap" };

/* "-try" leaves out what is not there. */
static const char *const confinement[] = {
	"--unshare-all",
	"--die-with-parent",
	"--new-session",
	"--clearenv",
	"--uid",
	"1000",
	"--gid",
	"1000",
	"--ro-bind",
	"/usr/lib",
	"/usr/lib",
	"--ro-bind-try",
	"/usr/lib64",
	"/usr/lib64",
	"--symlink",
	"usr/lib",
	"/lib",
	"--symlink",
	"usr/lib64",
	"/lib64",
	"--ro-bind-try",
	"/usr/share/fonts",
	"/usr/share/fonts",
	"--ro-bind-try",
	"/usr/share/fontconfig",
	"/usr/share/fontconfig",
	"--ro-bind-try",
	"/etc/fonts",
	"/etc/fonts",
	"--ro-bind-try",
	"/var/cache/fontconfig",
	"/var/cache/fontconfig",
	"--ro-bind-try",
	"/etc/ld.so.cache",
	"/etc/ld.so.cache",
	"--dev",
	"/dev",
	"--chdir",
	"/tmp",
	"--setenv",
	"HOME",
	"/tmp",
	"--setenv",
	"LANG",
	"C.UTF-8",
};
_Static_assert(COUNT(confinement) <= BUBBLEWRAP_ARGUMENTS, "its users have room");

const char *bubblewrap_find(void)
{
	for (size_t i = 0; i < COUNT(programs); i++)
		if (access(programs[i], X_OK) == 0)
			return programs[i];
	return NULL;
}

size_t bubblewrap_confine(const char **argv, size_t n)
{
	memcpy(argv + n, confinement, sizeof confinement);
	return n + COUNT(confinement);
}
