/* base/err.c - see err.h. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool err_set(struct err *err, enum err_kind kind, const char *where, const char *format,
	     ...)
{
	va_list args;

	err->kind = kind;
	snprintf(err->where, sizeof err->where, "%s", where ? where : "");
	va_start(args, format);
	vsnprintf(err->what, sizeof err->what, format, args);
	va_end(args);
	return false;
}
