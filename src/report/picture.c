/* report/picture.c - the table of pictures. */
#include "report/picture.h"

#include "report/picture_infrastructure.h"
#include "report/picture_map.h"
#include "report/picture_message.h"
#include "report/picture_path.h"
#include "report/picture_timeline.h"

const struct picture *const pictures[] = {
	&picture_path,	   &picture_map,     &picture_infrastructure,
	&picture_timeline, &picture_message, NULL,
};

const struct picture *picture_find(struct str name)
{
	for (size_t i = 0; pictures[i]; i++)
		if (str_eq(str_c(pictures[i]->name), name))
			return pictures[i];
	return NULL;
}
